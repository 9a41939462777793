// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IDirectory} from "../interfaces/IDirectory.sol";
import {IFundLedger} from "../interfaces/IFundLedger.sol";
import {IHandler} from "../interfaces/IHandler.sol";
import {ILedgerAccounts} from "../interfaces/ILedgerAccounts.sol";
import {ILedgerOrders} from "../interfaces/ILedgerOrders.sol";
import {Edges} from "../libraries/Edges.sol";
import {Rows} from "../libraries/Rows.sol";
import {Texts} from "../libraries/Texts.sol";
import {LedgerHandler} from "./LedgerHandler.sol";
import {OrderPayload} from "./OrderPayload.sol";

/// @title Ledger orders
/// @notice ILedgerOrders says what they promise.
/// @dev `describe` asks all that concerns the case: kinds, scope, whose accounts, one currency. None of it can change, and the
/// approvals let nothing be carried out that was not described for the same agency, government and scope. So `execute` asks only who
/// stands behind it, and leaves money, permission and dates to the ledger.
contract LedgerOrders is ILedgerOrders, LedgerHandler {
    using Edges for IFundLedger.Kind;
    using OrderPayload for OrderPayload.Parts;

    string private constant ONE =
        "LedgerOrder(string movement,uint32 agency,uint64 from,uint64 to,uint32 payee,string payeeName,uint256 amount,string currency,uint24 valueDate,string purpose,bytes32 document,bytes32 detail,uint8 flags,uint32 code,uint64 cites)";
    string private constant SEVERAL =
        "LedgerBatch(string movement,uint32 agency,uint32 count,uint256 total,string currency,bytes32 rows,string purpose,bytes32 document)";

    uint256 private constant MAX_PURPOSE = 256;
    uint256 private constant AMOUNT_BITS = 104;
    uint256 private constant ACCOUNT_BITS = 64;
    /// @dev Bits below the kind of an entry's account.
    uint256 private constant KIND_SHIFT = AMOUNT_BITS + 56;

    /// @dev Kinds whose giving or taking account must be the agency's; bit `kind`. ILedgerOrders lists them.
    uint256 private constant FROM_OWNED =
        (1 << uint256(IFundLedger.Kind.Refund)) |
            (1 << uint256(IFundLedger.Kind.CashTransfer)) |
            (1 << uint256(IFundLedger.Kind.Cut)) |
            (1 << uint256(IFundLedger.Kind.Lapse)) |
            (1 << uint256(IFundLedger.Kind.Virement)) |
            (1 << uint256(IFundLedger.Kind.CarryOver)) |
            (1 << uint256(IFundLedger.Kind.Allotment)) |
            (1 << uint256(IFundLedger.Kind.Commitment)) |
            (1 << uint256(IFundLedger.Kind.Release)) |
            (1 << uint256(IFundLedger.Kind.Reclassification));
    uint256 private constant TO_OWNED =
        (1 << uint256(IFundLedger.Kind.CashTransfer)) |
            (1 << uint256(IFundLedger.Kind.Payment)) |
            (1 << uint256(IFundLedger.Kind.TransferPayment)) |
            (1 << uint256(IFundLedger.Kind.Appropriation)) |
            (1 << uint256(IFundLedger.Kind.Virement)) |
            (1 << uint256(IFundLedger.Kind.CarryOver)) |
            (1 << uint256(IFundLedger.Kind.Withdrawal)) |
            (1 << uint256(IFundLedger.Kind.Reclassification));

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

    uint256 private constant ROW_BYTES = 10 * 32;

    /// @dev What is gathered on the way through the orders.
    /// @param nodes of the tree over the rows, see Rows
    /// @param owner party whose accounts were found to be the agency's last
    /// @param fund that was read last; government and currency are its
    struct Draft {
        uint256 count;
        uint256 done;
        uint256 total;
        uint256 cited;
        uint256 nodes;
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
    ) LedgerHandler(approvals_, ledger_, directory_) {}

    /// @inheritdoc IHandler
    function describe(
        Matter calldata matter,
        bytes calldata payload
    ) external view returns (Described memory described) {
        OrderPayload.Parts memory p = OrderPayload.parts(payload);
        Texts.check(p.text(), 1, MAX_PURPOSE);
        Draft memory draft;
        draft.count = p.entryCount();
        if (draft.count == 0) revert IFundLedger.NothingToPost();
        draft.nodes = Rows.open(draft.count);
        OrderPayload.Part memory part;
        for (uint256 i = 0; i < p.orderCount; ++i) {
            p.read(i, part);
            _gather(matter, p, part, draft);
        }
        if (draft.cited != p.citationCount) revert IFundLedger.CitationCount(p.citationCount, draft.cited);
        if (draft.total > type(uint104).max) revert IFundLedger.TotalTooLarge(uint64(draft.row.from));

        bytes32 purpose = keccak256(bytes(p.text()));
        described =
            draft.count == 1
                ? _describedAs("LedgerOrder", ONE, _one(matter.agency, draft, purpose))
                : _describedAs("LedgerBatch", SEVERAL, _several(matter.agency, draft, purpose));
        described.amount = uint104(draft.total);
        described.currency = draft.currency;
    }

    /// @inheritdoc IHandler
    function execute(
        Matter calldata matter,
        bytes calldata payload
    ) external onlyApprovals returns (uint64 first, uint64 count) {
        _twoOfficials(matter);
        OrderPayload.Parts memory p = OrderPayload.parts(payload);
        uint256 entries = p.entryCount();
        (uint256 start, uint256 length) = p.postCall(entries);
        address to = address(ledger);
        assembly ("memory-safe") {
            if iszero(call(gas(), to, 0, start, length, 0, 32)) {
                returndatacopy(mload(0x40), 0, returndatasize())
                revert(mload(0x40), returndatasize())
            }
            first := mload(0)
        }
        count = uint64(entries);
    }

    /// @inheritdoc IHandler
    function movesAuthority() external pure returns (bool) {
        return true;
    }

    /// @dev One order: checks it and puts its rows.
    function _gather(
        Matter calldata matter,
        OrderPayload.Parts memory p,
        OrderPayload.Part memory part,
        Draft memory draft
    ) private view {
        IFundLedger.Kind kind = _readOrder(matter, p, part.head, draft);
        Row memory row = draft.row;
        if (row.from >> (ACCOUNT_BITS - 8) != kind.fromKind())
            revert IFundLedger.EdgeForbidden(kind, uint64(row.from), 0);
        _checkFrom(matter, kind, draft);

        uint256 toKind = kind.toKind();
        bool owned = TO_OWNED & (1 << row.kind) != 0;
        bool cites = kind.cites();
        uint256 done = draft.done;
        uint256 place = part.items;
        // No overflow: amounts of 104 bits, and counts and positions that a payload's length bounds.
        unchecked {
            for (uint256 end = done + part.count; done < end; ++done) {
                uint256 item = OrderPayload.word(place);
                row.to = item >> AMOUNT_BITS;
                row.amount = item & type(uint104).max;
                row.detail = OrderPayload.word(place + 32);
                if (item >> KIND_SHIFT != toKind) _revertItem(kind, uint64(row.from), item);
                if (owned) _checkOwner(matter, uint64(row.to), draft);
                if (kind == IFundLedger.Kind.Appropriation) _useFund(_fundOf(uint64(row.to)), uint64(row.to), draft);
                if (cites) row.cites = p.cited(draft.cited++, draft.count);
                draft.total += row.amount;
                Rows.put(draft.nodes, draft.count, done, _pointer(row), ROW_BYTES);
                place += 64;
            }
        }
        draft.done = done;
    }

    /// @dev What the movements of an order share, in the row.
    function _readOrder(
        Matter calldata matter,
        OrderPayload.Parts memory p,
        uint256 place,
        Draft memory draft
    ) private pure returns (IFundLedger.Kind kind) {
        Row memory row = draft.row;
        uint256 number = p.field(place, 8);
        if (number == 0) revert IFundLedger.KindMissing();
        if (number > uint256(type(IFundLedger.Kind).max)) revert PayloadUnreadable(place - p.start);
        kind = IFundLedger.Kind(number);
        if (kind == IFundLedger.Kind.Receipt || kind == IFundLedger.Kind.Recovery) revert KindNotForCases(kind);
        _requireScope(matter, number);
        uint256 document = OrderPayload.word(place + 160);
        if (draft.done != 0) {
            if (number != row.kind) draft.mixed = true;
            if (document != row.document) draft.documentsDiffer = true;
        }
        row.kind = number;
        row.flags = p.field(place + 32, 8);
        row.code = p.field(place + 64, 32);
        row.valueDate = p.field(place + 96, 24);
        row.from = p.field(place + 128, ACCOUNT_BITS);
        row.document = document;
        row.cites = 0;
    }

    /// @dev The giving account is the agency's where it must be, and the fund is in the case's currency.
    function _checkFrom(Matter calldata matter, IFundLedger.Kind kind, Draft memory draft) private view {
        uint64 from = uint64(draft.row.from);
        if (FROM_OWNED & (1 << uint256(kind)) != 0) _checkOwner(matter, from, draft);
        // An act has no fund; the lines that it gives to have.
        if (kind == IFundLedger.Kind.Appropriation) return;
        _useFund(kind.isCash() ? from : _fundOf(from), from, draft);
        bool paying = kind == IFundLedger.Kind.Payment || kind == IFundLedger.Kind.TransferPayment;
        if (paying && draft.government != matter.government) {
            revert NotTheAgencys(from, _ownerOf(from), matter.agency);
        }
    }

    function _checkOwner(Matter calldata matter, uint64 account, Draft memory draft) private view {
        uint32 owner = _ownerOf(account);
        if (owner == draft.owner) {
            if (owner == 0) revert ILedgerAccounts.AccountUnknown(account);
            return;
        }
        _checkAgency(directory, account, owner, matter);
        draft.owner = owner;
    }

    /// @dev Reads a fund's currency, unless it is the fund that was read last. `account` led to it.
    function _useFund(uint64 fund, uint64 account, Draft memory draft) private view {
        if (fund == draft.fund) return;
        ILedgerAccounts.Fund memory found = ledger.fundOf(fund);
        if (found.currency == 0) revert ILedgerAccounts.AccountUnknown(account);
        if (draft.currency != found.currency && draft.currency != 0) {
            revert CurrenciesDiffer(draft.currency, found.currency);
        }
        (draft.fund, draft.government, draft.currency) = (fund, found.government, found.currency);
    }

    function _one(uint32 agency, Draft memory draft, bytes32 purpose) private view returns (bytes32) {
        Row memory row = draft.row;
        uint32 payee;
        bytes32 payeeName = keccak256("");
        if (row.to >> (ACCOUNT_BITS - 8) == uint256(ILedgerAccounts.AccountKind.Commitment)) {
            payee = ledger.commitmentOf(uint64(row.to)).payee;
            payeeName = directory.partyOf(payee).nameHash;
        }
        // Two halves, because one encoding of so many words is too deep for the compiler without them.
        bytes memory head = abi.encode(
            keccak256(bytes(ONE)),
            _words(IFundLedger.Kind(row.kind)),
            agency,
            row.from,
            row.to,
            payee,
            payeeName,
            row.amount
        );
        return
            keccak256(
                bytes.concat(
                    head,
                    abi.encode(
                        _currencyHash(draft.currency),
                        row.valueDate,
                        purpose,
                        row.document,
                        row.detail,
                        row.flags,
                        row.code,
                        row.cites
                    )
                )
            );
    }

    function _several(uint32 agency, Draft memory draft, bytes32 purpose) private pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    keccak256(bytes(SEVERAL)),
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

    /// @dev An entry whose first word does not begin with the kind of account that the edge wants.
    function _revertItem(IFundLedger.Kind kind, uint64 from, uint256 item) private pure {
        if (item >> (AMOUNT_BITS + ACCOUNT_BITS) != 0) revert ItemOverlong(item);
        revert IFundLedger.EdgeForbidden(kind, from, uint64(item >> AMOUNT_BITS));
    }

    function _pointer(Row memory row) private pure returns (uint256 place) {
        assembly ("memory-safe") {
            place := row
        }
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
