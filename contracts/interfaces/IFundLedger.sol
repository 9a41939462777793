// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Terms} from "../libraries/Terms.sol";
import {ILedgerAccounts} from "./ILedgerAccounts.sol";

/// @title The ledger of public funds: two books, two running totals, one table of edges
/// @notice The budget book holds permission (act, line, allotment, commitment), the cash book money (source, fund).
/// A payment consumes a commitment and takes cash from a fund, or it does not happen; a recovery gives both back.
///
/// A movement takes `[fromPosition, fromPosition + amount)` of one account's track and
/// `[toPosition, toPosition + amount)` of another's. The track is that of what left (`totalOut`) at `from` and of what
/// entered (`totalIn`) at `to`, with three exceptions, because a commitment's payee is its own spent side:
/// a Payment or TransferPayment reads `to`, the commitment, on its totalOut; a Recovery reads `from`, the commitment,
/// on its totalIn; a Reclassification restores `from` on its totalIn and spends `to` on its totalOut.
/// Nothing is edited or deleted: corrections are further movements that cite what they correct.
interface IFundLedger is ILedgerAccounts {
    /// @notice The edges. The order is fixed: it is the numbering in every record.
    enum Kind {
        None,
        Receipt,
        Refund,
        CashTransfer,
        Payment,
        TransferPayment,
        Recovery,
        Appropriation,
        Cut,
        Lapse,
        Virement,
        CarryOver,
        Allotment,
        Withdrawal,
        Commitment,
        Release,
        Reclassification
    }

    /// @notice One movement of an order.
    /// @param to account on the other side
    /// @param amount minor units of the fund's currency, above 0
    /// @param detail payer's own reference, up to 32 bytes of UTF-8; for a payment to a payee class the root of its
    /// salted rows
    struct Entry {
        uint64 to;
        uint104 amount;
        bytes32 detail;
    }

    /// @notice Movements that share a kind, a giving account, a value date and a document.
    /// @param flags TermsLib.ADVANCE (payments alone), TermsLib.IMPORTED
    /// @param code receipt: GFSM 2014 class as digits or 99 for an opening balance; payment to a payee class: number
    /// of persons, in an order of one entry; else 0
    /// @param valueDate days since 1970-01-01; wanted where cash moves, else 0
    /// @param document SHA-256 of the supporting document, or 0
    struct Order {
        Kind kind;
        uint8 flags;
        uint32 code;
        uint24 valueDate;
        uint64 from;
        bytes32 document;
        Entry[] entries;
    }

    /// @notice A movement as its event carries it.
    struct Posted {
        uint64 record;
        uint64 from;
        uint64 to;
        Terms terms;
        uint104 amount;
        uint104 fromPosition;
        uint104 toPosition;
        bytes32 document;
        bytes32 detail;
    }

    /// @notice Proof, against a sealed root of the audit trail, that this ledger posted a movement.
    /// @param size sealed size of the log, above the movement's record number
    /// @param stamp the log's stamp on the record
    /// @param path RFC 9162 inclusion path
    struct Citation {
        uint64 size;
        bytes32 stamp;
        Posted movement;
        bytes32[] path;
    }

    error NothingToPost();
    error KindMissing();
    error AmountZero(uint64 to);
    /// @notice The account gives or takes `amount`, and it has `available`.
    error Overdraw(uint64 account, uint256 amount, uint256 available);
    /// @notice A running total would pass 2^104 - 1 minor units.
    error TotalTooLarge(uint64 account);
    /// @notice No edge of this kind joins accounts of these kinds.
    error EdgeForbidden(Kind kind, uint64 from, uint64 to);
    error SelfMovement(uint64 account);
    /// @notice The accounts belong to different funds.
    error FundDiffers(uint64 from, uint64 to);
    /// @notice The accounts are not parent and child (line and allotment, allotment and commitment).
    error NotRelated(uint64 from, uint64 to);
    /// @notice The funds differ in government, currency, settlement or token units in a minor unit.
    error FundsIncompatible(uint64 from, uint64 to);
    /// @notice The years or governments do not fit this kind of movement.
    error YearUnfit(uint64 from, uint64 to);
    /// @notice The account's last day for this kind was `lastDay`, and today is `today`.
    error Closed(uint64 account, uint24 lastDay, uint24 today);
    /// @notice The year of the allotment's line begins on `firstDay`, and today is `today`.
    error NotYetOpen(uint64 account, uint24 firstDay, uint24 today);
    /// @notice The line may lapse or carry over after `lastDay`, and today is `today`.
    error StillOpen(uint64 account, uint24 lastDay, uint24 today);
    /// @notice The commitment's payee is a fund (wants TransferPayment) or is not (wants Payment).
    error PayeeKind(uint64 commitment, Kind kind);
    /// @notice A payment to a payee class wants the number of persons and the root of its rows; others want neither.
    error ClassRows(uint64 commitment, uint32 persons, bytes32 root);
    error FlagsUnknown(uint8 flags);
    error CodeUnfit(Kind kind, uint32 code);
    error ValueDateUnfit(Kind kind, uint24 valueDate);
    /// @notice Corrections want one citation for each entry, other movements none.
    error CitationCount(uint256 given, uint256 wanted);
    /// @notice The citation does not prove a movement of this ledger. Rebuild it against a sealed size.
    error CitationUnproven(uint64 record);
    /// @notice The cited movement is not one that this kind can correct, or is between other accounts.
    error CitationUnfit(uint64 record, Kind kind);
    /// @notice `amount` is above what is left of the cited movement.
    error CitationExhausted(uint64 record, uint256 amount, uint256 left);
    /// @notice The payment settles in tokens, was confirmed before, or was recovered in full.
    error NotToConfirm(uint64 record);

    /// @notice One movement. `record` is its number everywhere.
    event Movement(
        uint64 indexed record,
        uint64 indexed from,
        uint64 indexed to,
        Terms terms,
        uint104 amount,
        uint104 fromPosition,
        uint104 toPosition,
        bytes32 document,
        bytes32 detail
    );

    /// @notice The treasury records that the bank carried out a payment or refund of an attested fund.
    /// @param movement record number of the payment
    /// @param valueDate day of the bank's entry
    /// @param document SHA-256 of the bank's statement
    event Confirmed(uint64 indexed record, uint64 indexed movement, uint24 valueDate, bytes32 document);

    /// @notice Posts movements, all or none; by posters alone.
    /// @param citations one for each entry of the orders that correct (Refund, Recovery, Reclassification), in order
    /// @return first record number of the first movement; the others follow
    function post(Order[] calldata orders, Citation[] calldata citations) external returns (uint64 first);

    /// @notice Records the bank's confirmation of payments, transfer payments and refunds; by posters alone. What was
    /// recovered in full never reached its payee for good, and is refused; what was reclassified did, and is not.
    function confirm(uint24 valueDate, bytes32 document, Citation[] calldata citations) external;

    /// @notice How much of a movement later movements have undone, in minor units.
    function undoneOf(uint64 record) external view returns (uint104);

    function isConfirmed(uint64 record) external view returns (bool);
}
