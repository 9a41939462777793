// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IBankFacts} from "../interfaces/IBankFacts.sol";
import {IDirectory} from "../interfaces/IDirectory.sol";
import {IFundLedger} from "../interfaces/IFundLedger.sol";
import {ILedgerAccounts} from "../interfaces/ILedgerAccounts.sol";
import {IRoster} from "../interfaces/IRoster.sol";

/// @title The treasury's bank facts
/// @dev The ledger checks everything else: that a source is the fund's, and that what is cited is its own movement.
contract BankFacts is IBankFacts {
    /// @dev Kind of an account in the top 8 of its 64 bits; a fund's own number below.
    uint64 private constant FUND = uint64(uint8(ILedgerAccounts.AccountKind.Fund)) << 56;

    IFundLedger public immutable ledger;
    IRoster public immutable roster;
    IDirectory public immutable directory;

    /// @notice Agency whose treasurers record the bank's facts.
    uint32 public immutable treasury;

    modifier onlyTreasurer() {
        if (roster.officialIn(treasury, IRoster.Duty.Treasurer, msg.sender) == 0) revert NotTreasurer(msg.sender);
        _;
    }

    constructor(IFundLedger ledger_, IRoster roster_, IDirectory directory_, uint32 treasury_) {
        ledger = ledger_;
        roster = roster_;
        directory = directory_;
        treasury = treasury_;
    }

    /// @inheritdoc IBankFacts
    function post(
        IFundLedger.Order[] calldata orders,
        IFundLedger.Citation[] calldata citations
    ) external onlyTreasurer returns (uint64 first) {
        uint32 own = _government();
        uint64 checked;
        for (uint256 i = 0; i < orders.length; ++i) {
            IFundLedger.Order calldata order = orders[i];
            if (order.kind == IFundLedger.Kind.Receipt) {
                for (uint256 j = 0; j < order.entries.length; ++j) {
                    checked = _check(order.entries[j].to, checked, own);
                }
            } else if (order.kind == IFundLedger.Kind.Recovery) {
                checked = _checkRecovery(order.from, checked, own);
            } else {
                revert NotABankFact(order.kind);
            }
        }
        return ledger.post(orders, citations);
    }

    /// @inheritdoc IBankFacts
    function confirm(
        uint24 valueDate,
        bytes32 document,
        IFundLedger.Citation[] calldata citations
    ) external onlyTreasurer {
        uint32 own = _government();
        uint64 checked;
        for (uint256 i = 0; i < citations.length; ++i) {
            checked = _check(citations[i].movement.from, checked, own);
        }
        ledger.confirm(valueDate, document, citations);
    }

    /// @inheritdoc IBankFacts
    function openSources(ILedgerAccounts.SourceSpec[] calldata specs) external onlyTreasurer returns (uint64 first) {
        uint32 own = _government();
        uint64 checked;
        for (uint256 i = 0; i < specs.length; ++i) {
            checked = _check(specs[i].fund, checked, own);
        }
        return ledger.openSources(specs);
    }

    /// @dev An agency's government never changes, but the treasury may be registered after this contract is made.
    function _government() private view returns (uint32) {
        return directory.partyOf(treasury).root;
    }

    /// @dev The fund that gets the money back, and the one that gives it, if it is a fund: what another government has been paid is
    /// not the treasury's to take.
    function _checkRecovery(uint64 commitment, uint64 checked, uint32 own) private view returns (uint64) {
        uint64 payeeFund = ledger.commitmentOf(commitment).payeeFund;
        if (payeeFund != 0) checked = _check(payeeFund, checked, own);
        return _check(FUND | ledger.accountOf(commitment).fund, checked, own);
    }

    /// @dev That a fund is the own government's and settles by a bank, unless it was the fund checked last. Returns it.
    function _check(uint64 fund, uint64 checked, uint32 own) private view returns (uint64) {
        if (fund != checked) {
            ILedgerAccounts.Fund memory found = ledger.fundOf(fund);
            if (found.government != own) revert OtherGovernment(fund, found.government, own);
            if (found.token != address(0)) revert TokenBacked(fund);
        }
        return fund;
    }
}
