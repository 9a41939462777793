// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IFundLedger} from "./IFundLedger.sol";
import {IHandler} from "./IHandler.sol";

/// @title Ledger orders: movements that an approved case brings to the ledger
/// @notice Payload: abi.encode(Orders). Scope: bit `kind` for each IFundLedger.Kind that the procedure may post; a Receipt and
/// a Recovery are no cases. Bit 0 for the import of published spending: its orders are flagged IMPORTED, no others are, and it pays
/// out of no fund with a token.
///
/// What moves must be the case's agency's, or the case's agency the government and what moves within it. A fund is its owner's, a
/// line its agency's, an allotment or commitment its unit's. Asked is:
/// - Refund: the fund; CashTransfer: both funds
/// - Payment, TransferPayment: the commitment, and that the fund is the government's
/// - Appropriation, Cut, Lapse: the line; Virement, CarryOver: both lines; Allotment, Withdrawal: the line
/// - Commitment: the allotment; Release: the commitment; Reclassification: both commitments
///
/// None of this ever changes, so it is asked when the payload is described, and what is carried out is what was described.
///
/// Forms that wallets show:
/// - one movement: LedgerOrder(string movement,uint32 agency,uint64 from,uint64 to,uint32 payee,string payeeName,uint256 amount,string currency,uint24 valueDate,string purpose,bytes32 document,bytes32 detail,uint8 flags,uint32 code,uint64 cites)
/// - several: LedgerBatch(string movement,uint32 agency,uint32 count,uint256 total,string currency,bytes32 rows,string purpose,bytes32 document)
///
/// movement: the kind in words: "refund", "cash transfer", "payment", "transfer payment", "appropriation", "cut", "lapse", "virement",
/// "carry over", "allotment", "withdrawal", "commitment", "release", "reclassification"; in a batch of several kinds "mixed".
/// payee, payeeName: the commitment's payee and its registered name where the movement goes to a commitment, else 0 and "".
/// amounts: minor units. cites: record number of the movement that this one corrects, else 0.
///
/// rows: root over the movements in order of posting, each a leaf keccak256(keccak256(abi.encode(kind, flags, code, valueDate,
/// from, to, amount, document, detail, cites))), of OpenZeppelin's StandardMerkleTree with unsorted leaves: pairs are sorted; of the
/// 2n - 1 nodes, node i has the children 2i + 1 and 2i + 2, and the first leaf is the last node.
/// document of a batch: that of its orders if they share it, else 0.
interface ILedgerOrders is IHandler {
    /// @notice IFundLedger.Order, packed.
    /// ```
    /// terms  135 from 72 | 71 valueDate 48 | 47 code 16 | 15 flags 8 | 7 kind 0
    /// ```
    /// @param items two words for each entry: to (64 bits) << 104 | amount (104 bits), then detail
    struct PackedOrder {
        uint256 terms;
        bytes32 document;
        bytes32[] items;
    }

    /// @param purpose what it is for, 1 to 256 bytes
    /// @param citations as IFundLedger.post wants them; what they cite is signed, how they prove it is the ledger's business
    struct Orders {
        string purpose;
        PackedOrder[] orders;
        IFundLedger.Citation[] citations;
    }

    /// @notice Amounts of one case are in `one` and in `other`.
    /// @dev Bring each currency as a case of its own.
    error CurrenciesDiffer(bytes3 one, bytes3 other);
    /// @notice An order has `words` words of entries, and each entry takes two.
    /// @dev Encode each entry as two words, at least one entry.
    error ItemsUneven(uint256 words);
    /// @notice The first word of an entry, `word`, has bits above account and amount.
    /// @dev Encode it as account << 104 | amount.
    error ItemOverlong(uint256 word);
    /// @notice The procedure imports published spending and the order is not flagged so, or the other way round, or an import would
    /// move tokens; the procedure's scope is `scope`.
    /// @dev Flag orders IMPORTED under a procedure that imports, of funds without a token, and under no other.
    error ImportedUnfit(uint32 scope);
    /// @notice `kind` is posted by the treasury as a fact of the bank, not by a case.
    /// @dev Let the treasury record it (BankFacts).
    error KindNotForCases(IFundLedger.Kind kind);
    /// @notice The payload's word at byte `place` is no offset, length or value that can stand there.
    /// @dev Encode the payload as abi.encode of its struct; encodePayload of the SDK does.
    error PayloadUnreadable(uint256 place);
}
