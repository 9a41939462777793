// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IDirectory} from "../interfaces/IDirectory.sol";
import {IFundLedger} from "../interfaces/IFundLedger.sol";
import {ILedgerAccounts} from "../interfaces/ILedgerAccounts.sol";
import {Handler} from "./Handler.sol";

/// @title A handler that posts to the ledger: whose an account is
abstract contract LedgerHandler is Handler {
    uint256 private constant KIND_SHIFT = 56;

    IFundLedger public immutable ledger;
    IDirectory public immutable directory;

    constructor(address approvals_, IFundLedger ledger_, IDirectory directory_) Handler(approvals_) {
        ledger = ledger_;
        directory = directory_;
    }

    /// @dev Party that a fund, line, allotment or commitment belongs to; 0 for one that is unknown, and for other accounts.
    function _ownerOf(uint64 account) internal view returns (uint32 owner) {
        uint256 kind = account >> KIND_SHIFT;
        if (kind == uint256(ILedgerAccounts.AccountKind.Commitment)) {
            return uint32(_read(ILedgerAccounts.commitmentOf.selector, account, 3));
        }
        if (kind == uint256(ILedgerAccounts.AccountKind.Allotment)) {
            return uint32(_read(ILedgerAccounts.allotmentOf.selector, account, 1));
        }
        if (kind == uint256(ILedgerAccounts.AccountKind.Line)) {
            return uint32(_read(ILedgerAccounts.lineOf.selector, account, 0));
        }
        if (kind == uint256(ILedgerAccounts.AccountKind.Fund)) {
            return uint32(_read(ILedgerAccounts.fundOf.selector, account, 1));
        }
    }

    /// @dev Fund that an account other than an act belongs to; the number of no fund if it is unknown.
    function _fundOf(uint64 account) internal view returns (uint64) {
        uint64 fund = uint64(_read(ILedgerAccounts.accountOf.selector, account, 2));
        return (uint64(ILedgerAccounts.AccountKind.Fund) << uint64(KIND_SHIFT)) | fund;
    }

    /// @dev Word `index`, below 8, of what one of the ledger's views says of an account. A payroll asks this of every payee, so
    /// it leaves nothing behind in memory.
    function _read(bytes4 view_, uint64 account, uint256 index) private view returns (uint256 value) {
        address to = address(ledger);
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, view_)
            mstore(add(free, 4), account)
            if iszero(staticcall(gas(), to, free, 36, free, 256)) {
                returndatacopy(free, 0, returndatasize())
                revert(free, returndatasize())
            }
            value := mload(add(free, mul(32, index)))
        }
    }
}
