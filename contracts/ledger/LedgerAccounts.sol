// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IAuditTrail} from "../interfaces/IAuditTrail.sol";
import {IDirectory} from "../interfaces/IDirectory.sol";
import {ILedgerAccounts} from "../interfaces/ILedgerAccounts.sol";
import {IVault} from "../interfaces/IVault.sol";
import {Doors} from "../libraries/Doors.sol";
import {Opening} from "./Opening.sol";
import {Vault} from "./Vault.sol";

/// @title Accounts of the ledger: the way in and the views
/// @dev Opening does the work of opening; FundLedger posts between the accounts.
abstract contract LedgerAccounts is ILedgerAccounts, Doors {
    using Opening for Opening.Books;

    /// @inheritdoc ILedgerAccounts
    IVault public immutable vault;
    /// @notice Directory that the ledger's parties stand in.
    IDirectory public immutable directory;

    Opening.Books internal _books;

    modifier onlyPoster() {
        if (!_isOpen(msg.sender)) revert NotAPoster(msg.sender);
        _;
    }

    constructor(
        address authority_,
        uint48 doorDelay_,
        IAuditTrail trail_,
        IDirectory directory_
    ) Doors(authority_, doorDelay_, trail_) {
        directory = directory_;
        vault = new Vault(trail_, directory_);
        _books.trail = trail_;
        _books.directory = directory_;
    }

    /// @inheritdoc ILedgerAccounts
    function allowToken(address token, bytes3 currency, bool allowed) external restricted {
        _books.allowToken(token, currency, allowed);
    }

    /// @inheritdoc ILedgerAccounts
    function openFunds(FundSpec[] calldata specs) external onlyPoster returns (uint64 first) {
        return _books.openFunds(specs);
    }

    /// @inheritdoc ILedgerAccounts
    function openSources(SourceSpec[] calldata specs) external onlyPoster returns (uint64 first) {
        return _books.openSources(specs);
    }

    /// @inheritdoc ILedgerAccounts
    function openYear(YearSpec calldata spec) external onlyPoster {
        _books.openYear(spec);
    }

    /// @inheritdoc ILedgerAccounts
    function openActs(ActSpec[] calldata specs) external onlyPoster returns (uint64 first) {
        return _books.openActs(specs);
    }

    /// @inheritdoc ILedgerAccounts
    function openLines(LineSpec[] calldata specs) external onlyPoster returns (uint64 first) {
        return _books.openLines(specs);
    }

    /// @inheritdoc ILedgerAccounts
    function openAllotments(AllotmentSpec[] calldata specs) external onlyPoster returns (uint64 first) {
        return _books.openAllotments(specs);
    }

    /// @inheritdoc ILedgerAccounts
    function openCommitments(CommitmentSpec[] calldata specs) external onlyPoster returns (uint64 first) {
        return _books.openCommitments(specs);
    }

    /// @inheritdoc ILedgerAccounts
    function accountOf(uint64 account) external view returns (Account memory) {
        return _books.accounts[account];
    }

    /// @inheritdoc ILedgerAccounts
    function fundOf(uint64 account) external view returns (Fund memory) {
        return _books.funds[account];
    }

    /// @inheritdoc ILedgerAccounts
    function fundMoneyOf(uint64 fund) external view returns (uint32 government, bytes3 currency) {
        Fund storage found = _books.funds[fund];
        return (found.government, found.currency);
    }

    /// @inheritdoc ILedgerAccounts
    function partyOfSource(uint64 account) external view returns (uint32 party) {
        return _books.sourceParty[account];
    }

    /// @inheritdoc ILedgerAccounts
    function sourceOf(uint64 fund, uint32 party) external view returns (uint64 account) {
        return _books.sources[fund][party];
    }

    /// @inheritdoc ILedgerAccounts
    function yearOf(uint32 government, uint16 year) external view returns (Year memory) {
        return _books.fiscalYears[government][year];
    }

    /// @inheritdoc ILedgerAccounts
    function actOf(uint64 account) external view returns (Act memory) {
        return _books.acts[account];
    }

    /// @inheritdoc ILedgerAccounts
    function lineOf(uint64 account) external view returns (Line memory) {
        return _books.lines[account];
    }

    /// @inheritdoc ILedgerAccounts
    function allotmentOf(uint64 account) external view returns (Allotment memory) {
        return _books.allotments[account];
    }

    /// @inheritdoc ILedgerAccounts
    function commitmentOf(uint64 account) external view returns (Commitment memory) {
        return _books.commitments[account];
    }

    /// @inheritdoc ILedgerAccounts
    function unitsOf(uint64[] calldata commitments) external view returns (uint32[] memory units) {
        units = new uint32[](commitments.length);
        mapping(uint64 word => uint256) storage words = _books.units;
        // Ten times as cheap as element by element in Solidity: neighbours stand in one word.
        assembly ("memory-safe") {
            mstore(32, words.slot)
            let key := not(0)
            let word
            let source := commitments.offset
            let end := add(source, mul(32, commitments.length))
            for {
                let unit := add(units, 32)
            } lt(source, end) {
                source := add(source, 32)
                unit := add(unit, 32)
            } {
                let commitment := calldataload(source)
                if xor(shr(3, commitment), key) {
                    key := shr(3, commitment)
                    mstore(0, key)
                    word := sload(keccak256(0, 64))
                }
                mstore(unit, and(shr(mul(32, and(commitment, 7)), word), 0xffffffff))
            }
        }
    }

    /// @inheritdoc ILedgerAccounts
    function accountCount(AccountKind kind) external view returns (uint64) {
        return _books.counts[kind];
    }

    /// @inheritdoc ILedgerAccounts
    function isTokenAllowed(address token, bytes3 currency) external view returns (bool) {
        return currency != 0 && _books.tokens[token] == currency;
    }
}
