// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IFundLedger} from "./IFundLedger.sol";
import {ILedgerAccounts} from "./ILedgerAccounts.sol";

/// @title The treasury's bank facts: what the bank has done, which nobody decides
/// @notice Receipts, recoveries of payments that came back, and the bank's confirmations, for funds of the treasury's own
/// government that settle by a bank. Everything else comes to the ledger as an approved case.
interface IBankFacts {
    /// @notice `caller` holds no treasurer's seat at the treasury now.
    /// @dev Let a treasurer in office do it.
    error NotTreasurer(address caller);
    /// @notice `kind` is no fact of the bank: only receipts and recoveries are.
    /// @dev Bring it as a case.
    error NotABankFact(IFundLedger.Kind kind);
    /// @notice Fund `fund` settles in a token: what its token does is no fact of a bank.
    /// @dev Receipts into it come from a revenue contract with a door of its own; undo a payment out of it by a service with a door.
    error TokenBacked(uint64 fund);
    /// @notice Account `account` belongs to government `government`, not to the treasury's own, `own`.
    /// @dev Let that government's treasury record it.
    error OtherGovernment(uint64 account, uint32 government, uint32 own);

    /// @notice Posts receipts into the government's own funds and recoveries into them, unless another government's fund would
    /// give: that one pays back by a case of its own.
    /// @return first record number of the first movement
    function post(
        IFundLedger.Order[] calldata orders,
        IFundLedger.Citation[] calldata citations
    ) external returns (uint64 first);

    /// @notice Records that the bank has carried out payments and refunds out of the government's own funds.
    function confirm(uint24 valueDate, bytes32 document, IFundLedger.Citation[] calldata citations) external;

    /// @notice A source is where money comes from; opening one moves nothing.
    function openSources(ILedgerAccounts.SourceSpec[] calldata specs) external returns (uint64 first);
}
