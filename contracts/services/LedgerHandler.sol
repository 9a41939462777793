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
        if (kind == uint256(ILedgerAccounts.AccountKind.Line)) {
            return uint32(_word(_ask(address(ledger), ILedgerAccounts.lineOf.selector, account), 0));
        }
        if (kind == uint256(ILedgerAccounts.AccountKind.Allotment)) {
            return uint32(_word(_ask(address(ledger), ILedgerAccounts.allotmentOf.selector, account), 1));
        }
        if (kind == uint256(ILedgerAccounts.AccountKind.Fund)) {
            return uint32(_word(_ask(address(ledger), ILedgerAccounts.fundOf.selector, account), 1));
        }
        if (kind == uint256(ILedgerAccounts.AccountKind.Commitment)) (, owner) = _payeeAndUnit(account);
    }

    function _payeeAndUnit(uint64 commitment) internal view returns (uint32 payee, uint32 unit) {
        uint256 answer = _ask(address(ledger), ILedgerAccounts.commitmentOf.selector, commitment);
        return (uint32(_word(answer, 2)), uint32(_word(answer, 3)));
    }

    function _governmentAndCurrency(uint64 fund) internal view returns (uint32 government, bytes3 currency) {
        uint256 answer = _ask(address(ledger), ILedgerAccounts.fundOf.selector, fund);
        return (uint32(_word(answer, 0)), bytes3(bytes32(_word(answer, 2))));
    }

    /// @dev Fund that an account other than an act belongs to; the number of no fund if it is unknown.
    function _fundOf(uint64 account) internal view returns (uint64) {
        uint64 fund = uint64(_word(_ask(address(ledger), ILedgerAccounts.accountOf.selector, account), 2));
        return (uint64(ILedgerAccounts.AccountKind.Fund) << uint64(KIND_SHIFT)) | fund;
    }

    /// @dev Hash of a party's registered name, as EIP-712 hashes a string.
    function _nameHashOf(uint32 party) internal view returns (bytes32) {
        return bytes32(_word(_ask(address(directory), IDirectory.nameHashOf.selector, party), 0));
    }

    /// @dev Asks the suite's own view `question(asked)`, whose answer is of at most eight words of fixed size. The answer stands in
    /// free memory, until anything else does: decoding it into a struct would cost as much as asking.
    function _ask(address to, bytes4 question, uint256 asked) private view returns (uint256 answer) {
        assembly ("memory-safe") {
            answer := mload(0x40)
            mstore(answer, question)
            mstore(add(answer, 4), asked)
            if iszero(staticcall(gas(), to, answer, 36, answer, 256)) {
                returndatacopy(answer, 0, returndatasize())
                revert(answer, returndatasize())
            }
        }
    }

    function _word(uint256 answer, uint256 index) private pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := mload(add(answer, mul(32, index)))
        }
    }
}
