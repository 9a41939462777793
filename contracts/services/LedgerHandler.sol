// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IDirectory} from "../interfaces/IDirectory.sol";
import {IFundLedger} from "../interfaces/IFundLedger.sol";
import {ILedgerAccounts} from "../interfaces/ILedgerAccounts.sol";
import {Ask} from "../libraries/Ask.sol";
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
        uint256 found;
        if (kind == uint256(ILedgerAccounts.AccountKind.Commitment)) {
            (, owner) = _payeeAndUnit(account);
        } else if (kind == uint256(ILedgerAccounts.AccountKind.Line)) {
            (found, ) = Ask.two(address(ledger), ILedgerAccounts.lineOf.selector, account, 0, 0);
            owner = uint32(found);
        } else if (kind == uint256(ILedgerAccounts.AccountKind.Allotment)) {
            (found, ) = Ask.two(address(ledger), ILedgerAccounts.allotmentOf.selector, account, 1, 1);
            owner = uint32(found);
        } else if (kind == uint256(ILedgerAccounts.AccountKind.Fund)) {
            (found, ) = Ask.two(address(ledger), ILedgerAccounts.fundOf.selector, account, 1, 1);
            owner = uint32(found);
        }
    }

    function _payeeAndUnit(uint64 commitment) internal view returns (uint32, uint32) {
        (uint256 payee, uint256 unit) = Ask.two(
            address(ledger),
            ILedgerAccounts.commitmentOf.selector,
            commitment,
            2,
            3
        );
        return (uint32(payee), uint32(unit));
    }

    function _governmentAndCurrency(uint64 fund) internal view returns (uint32, bytes3) {
        (uint256 government, uint256 currency) = Ask.two(
            address(ledger),
            ILedgerAccounts.fundMoneyOf.selector,
            fund,
            0,
            1
        );
        return (uint32(government), bytes3(bytes32(currency)));
    }

    /// @dev Fund that an account other than an act belongs to; the number of no fund if it is unknown.
    function _fundOf(uint64 account) internal view returns (uint64) {
        (uint256 fund, ) = Ask.two(address(ledger), ILedgerAccounts.accountOf.selector, account, 2, 2);
        return (uint64(ILedgerAccounts.AccountKind.Fund) << uint64(KIND_SHIFT)) | uint64(fund);
    }

    /// @dev Hash of a party's registered name, as EIP-712 hashes a string.
    function _nameHashOf(uint32 party) internal view returns (bytes32) {
        return bytes32(Ask.one(address(directory), IDirectory.nameHashOf.selector, party));
    }
}
