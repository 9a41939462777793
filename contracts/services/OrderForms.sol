// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IDirectory} from "../interfaces/IDirectory.sol";
import {IFundLedger} from "../interfaces/IFundLedger.sol";
import {Rows} from "../libraries/Rows.sol";
import {LedgerHandler} from "./LedgerHandler.sol";

/// @title The forms of ledger orders, as wallets show them
/// @notice ILedgerOrders gives their types.
abstract contract OrderForms is LedgerHandler {
    string private constant ONE =
        "LedgerOrder(string movement,uint32 agency,uint64 from,uint64 to,uint32 payee,string payeeName,uint256 amount,string currency,uint24 valueDate,string purpose,bytes32 document,bytes32 detail,uint8 flags,uint32 code,uint64 cites)";
    string private constant SEVERAL =
        "LedgerBatch(string movement,uint32 agency,uint32 count,uint256 total,string currency,bytes32 rows,string purpose,bytes32 document)";

    /// @dev Type hashes of the two forms, and of submissions and decisions that nest them.
    bytes32 private immutable _one;
    bytes32 private immutable _oneSubmission;
    bytes32 private immutable _oneDecision;
    bytes32 private immutable _several;
    bytes32 private immutable _severalSubmission;
    bytes32 private immutable _severalDecision;

    /// @dev One movement as rows hash it: the words of its abi.encode, one after another in memory.
    struct Row {
        uint256 kind;
        uint256 flags;
        uint256 code;
        uint256 valueDate;
        uint256 from;
        uint256 to;
        uint256 amount;
        uint256 document;
        uint256 detail;
        uint256 cites;
    }

    /// @dev What is gathered on the way through the orders.
    /// @param nodes of the tree over the rows, see Rows
    /// @param payee of the one commitment that the one movement goes to
    /// @param owner party whose accounts were found to be the agency's last
    /// @param fund that was read last; government and currency are its
    struct Draft {
        uint256 count;
        uint256 done;
        uint256 total;
        uint256 cited;
        uint256 nodes;
        uint32 payee;
        uint32 owner;
        uint64 fund;
        uint32 government;
        bytes3 currency;
        bool mixed;
        bool documentsDiffer;
        Row row;
    }

    constructor(
        address approvals_,
        IFundLedger ledger_,
        IDirectory directory_
    ) LedgerHandler(approvals_, ledger_, directory_) {
        _one = keccak256(bytes(ONE));
        _several = keccak256(bytes(SEVERAL));
        (_oneSubmission, _oneDecision) = _typesOf("LedgerOrder", ONE);
        (_severalSubmission, _severalDecision) = _typesOf("LedgerBatch", SEVERAL);
    }

    /// @dev The form of what was gathered. @param purpose its hash
    function _described(uint32 agency, Draft memory draft, bytes32 purpose) internal view returns (Described memory) {
        bool single = draft.count == 1;
        return
            Described({
                content: single ? _single(agency, draft, purpose) : _batch(agency, draft, purpose),
                submissionType: single ? _oneSubmission : _severalSubmission,
                decisionType: single ? _oneDecision : _severalDecision,
                amount: uint104(draft.total),
                currency: draft.currency,
                records: uint32(draft.count)
            });
    }

    function _single(uint32 agency, Draft memory draft, bytes32 purpose) private view returns (bytes32 content) {
        Row memory row = draft.row;
        // One word after another: so many are too deep for one abi.encode.
        bytes32[16] memory words;
        words[0] = _one;
        words[1] = _words(IFundLedger.Kind(row.kind));
        words[2] = bytes32(uint256(agency));
        words[3] = bytes32(row.from);
        words[4] = bytes32(row.to);
        words[5] = bytes32(uint256(draft.payee));
        words[6] = draft.payee == 0 ? keccak256("") : _nameHashOf(draft.payee);
        words[7] = bytes32(row.amount);
        words[8] = _currencyHash(draft.currency);
        words[9] = bytes32(row.valueDate);
        words[10] = purpose;
        words[11] = bytes32(row.document);
        words[12] = bytes32(row.detail);
        words[13] = bytes32(row.flags);
        words[14] = bytes32(row.code);
        words[15] = bytes32(row.cites);
        assembly ("memory-safe") {
            content := keccak256(words, 512)
        }
    }

    function _batch(uint32 agency, Draft memory draft, bytes32 purpose) private view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    _several,
                    draft.mixed ? keccak256("mixed") : _words(IFundLedger.Kind(draft.row.kind)),
                    agency,
                    draft.count,
                    draft.total,
                    _currencyHash(draft.currency),
                    Rows.root(draft.nodes, draft.count),
                    purpose,
                    draft.documentsDiffer ? 0 : draft.row.document
                )
            );
    }

    /// @dev Hash of a kind's words, as EIP-712 hashes a string.
    function _words(IFundLedger.Kind kind) private pure returns (bytes32) {
        if (kind == IFundLedger.Kind.Payment) return keccak256("payment");
        if (kind == IFundLedger.Kind.TransferPayment) return keccak256("transfer payment");
        if (kind == IFundLedger.Kind.Refund) return keccak256("refund");
        if (kind == IFundLedger.Kind.CashTransfer) return keccak256("cash transfer");
        if (kind == IFundLedger.Kind.Appropriation) return keccak256("appropriation");
        if (kind == IFundLedger.Kind.Cut) return keccak256("cut");
        if (kind == IFundLedger.Kind.Lapse) return keccak256("lapse");
        if (kind == IFundLedger.Kind.Virement) return keccak256("virement");
        if (kind == IFundLedger.Kind.CarryOver) return keccak256("carry over");
        if (kind == IFundLedger.Kind.Allotment) return keccak256("allotment");
        if (kind == IFundLedger.Kind.Withdrawal) return keccak256("withdrawal");
        if (kind == IFundLedger.Kind.Commitment) return keccak256("commitment");
        if (kind == IFundLedger.Kind.Release) return keccak256("release");
        return keccak256("reclassification");
    }
}
