// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IFundLedger} from "./IFundLedger.sol";
import {IHandler} from "./IHandler.sol";

/// @title Ledger orders: movements that an approved case brings to the ledger
/// @notice Payload: abi.encode(Orders). Scope: bit `kind` for each IFundLedger.Kind that the procedure may post.
/// Every account that is not a boundary must be the case's agency's (a fund: its owner's; a line: its agency's; an allotment
/// or commitment: its unit's), or the case's agency must be the government. In a payment the fund is the government's and the commitment
/// is checked; in a virement, a carry-over, a cash transfer and a reclassification both sides are.
///
/// Forms that wallets show:
/// - one movement: LedgerOrder(string movement,uint32 agency,uint64 from,uint64 to,uint32 payee,string payeeName,uint256 amount,string currency,uint24 valueDate,string purpose,bytes32 document,bytes32 detail)
/// - several: LedgerBatch(string movement,uint32 agency,uint32 count,uint256 total,string currency,bytes32 rows,string purpose,bytes32 document)
///
/// movement: the kind in words, e.g. "payment", or "mixed". payee, payeeName: the commitment's payee and its registered name where
/// the movement goes to a commitment, else 0 and "". amounts: minor units. rows: root of the Merkle tree (sorted pairs, keccak256)
/// over keccak256(keccak256(abi.encode(kind, flags, code, valueDate, from, to, amount, document, detail))), in order of posting. document of a batch:
/// that of its orders if they share it, else 0.
interface ILedgerOrders is IHandler {
    /// @notice IFundLedger.Order with packed entries.
    /// @param items two words for each entry: to (64 bits) << 104 | amount (104 bits), then detail
    struct PackedOrder {
        IFundLedger.Kind kind;
        uint8 flags;
        uint32 code;
        uint24 valueDate;
        uint64 from;
        bytes32 document;
        bytes32[] items;
    }

    /// @param purpose what it is for, 1 to 256 bytes
    /// @param citations as IFundLedger.post wants them; only their hash would be signed, so what they cite is in rows by way of the ledger's own check
    struct Orders {
        string purpose;
        PackedOrder[] orders;
        IFundLedger.Citation[] citations;
    }

    /// @notice Orders of one case share a currency.
    error CurrenciesDiffer(bytes3 one, bytes3 other);
    /// @notice Two words for each entry, and at least one entry.
    error ItemsUneven(uint256 words);
    /// @notice The first word of an entry has bits above `to` and `amount`.
    error ItemOverlong(uint256 word);
    /// @notice The kind is posted by the treasury as a bank's fact, not by a case.
    error KindNotForCases(IFundLedger.Kind kind);
}
