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

    /// @notice No movement was given.
    /// @dev Give at least one.
    error NothingToPost();
    /// @notice An order does not say what kind of movement it is.
    /// @dev Name the kind.
    error KindMissing();
    /// @notice The amount for `to` is zero.
    /// @dev Give an amount above zero, or leave the row out.
    error AmountZero(uint64 to);
    /// @notice Account `account` would give or take `amount` minor units, and it has `available`.
    /// @dev Lower the amount, or bring more into the account first (appropriation, allotment, commitment or receipt).
    error Overdraw(uint64 account, uint256 amount, uint256 available);
    /// @notice A running total of account `account` would pass 2^104 - 1 minor units.
    /// @dev Check the amount; no budget of this world comes near.
    error TotalTooLarge(uint64 account);
    /// @notice A movement of the kind `kind` does not go from `from` to `to`.
    /// @dev See the table of edges for what it joins.
    error EdgeForbidden(Kind kind, uint64 from, uint64 to);
    /// @notice The movement goes from account `account` to itself.
    /// @dev Give two different accounts.
    error SelfMovement(uint64 account);
    /// @notice `from` and `to` belong to different funds.
    /// @dev Give accounts of one fund; between funds cash moves by a cash transfer or a transfer payment.
    error FundDiffers(uint64 from, uint64 to);
    /// @notice `from` and `to` are not parent and child.
    /// @dev Allot from a line to its own allotment, commit from an allotment to its own commitment, and back.
    error NotRelated(uint64 from, uint64 to);
    /// @notice `from` and `to` differ in government, currency, settlement or token units in a minor unit.
    /// @dev Transfer cash between like funds of one government.
    error FundsIncompatible(uint64 from, uint64 to);
    /// @notice The years or governments of `from` and `to` do not fit this kind of movement.
    /// @dev Appropriate and vire within one year; carry over into the next year.
    error YearUnfit(uint64 from, uint64 to);
    /// @notice The last day of account `account` for this was `lastDay`, and today is `today`.
    /// @dev It is too late in that year; what is left lapses or is carried over.
    error Closed(uint64 account, uint24 lastDay, uint24 today);
    /// @notice The year of account `account` begins on `firstDay`, and today is `today`.
    /// @dev Wait until then.
    error NotYetOpen(uint64 account, uint24 firstDay, uint24 today);
    /// @notice Account `account` may lapse or carry over after `lastDay`, and today is `today`.
    /// @dev Cut the line within the year, or wait.
    error StillOpen(uint64 account, uint24 lastDay, uint24 today);
    /// @notice The payee of `commitment` does not fit the kind `kind`.
    /// @dev Pay a commitment to a fund by a transfer payment, any other by a payment.
    error PayeeKind(uint64 commitment, Kind kind);
    /// @notice A payment to a payee class wants the number of persons and the root of its rows, others neither;
    /// `commitment` was given `persons`.
    /// @dev Give both for a payee class, in an order of one entry; else leave both out.
    error ClassRows(uint64 commitment, uint32 persons, bytes32 root);
    /// @notice Flags `flags` have a bit that means nothing here.
    /// @dev Mark advances on payments alone; 2 marks imported movements.
    error FlagsUnknown(uint8 flags);
    /// @notice Code `code` does not fit a movement of the kind `kind`.
    /// @dev Give the GFSM class of a receipt, the number of persons of a class payment, and 0 otherwise.
    error CodeUnfit(Kind kind, uint32 code);
    /// @notice The value date `valueDate` does not fit a movement of the kind `kind`.
    /// @dev Give the day that the money moves where cash moves, and none on the budget book alone.
    error ValueDateUnfit(Kind kind, uint24 valueDate);
    /// @notice `given` citations were given, and `wanted` are wanted: one for each correction, none for other
    /// movements.
    /// @dev Cite what each refund, recovery or reclassification corrects.
    error CitationCount(uint256 given, uint256 wanted);
    /// @notice The citation does not prove that this ledger posted movement `record`.
    /// @dev Build it again against a sealed size; citationFor of the SDK does.
    error CitationUnproven(uint64 record);
    /// @notice Movement `record` is not one that the kind `kind` can correct, or is between other accounts.
    /// @dev Cite a movement of the kinds that it corrects, between the same accounts.
    error CitationUnfit(uint64 record, Kind kind);
    /// @notice `amount` minor units are above the `left` that are left of movement `record`.
    /// @dev Correct at most what is left.
    error CitationExhausted(uint64 record, uint256 amount, uint256 left);
    /// @notice Payment `record` settles in tokens, was confirmed before, or was recovered in full.
    /// @dev Nothing is to be confirmed.
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
