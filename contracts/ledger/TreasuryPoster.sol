// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {IFundLedger} from "../interfaces/IFundLedger.sol";
import {IRoster} from "../interfaces/IRoster.sol";
import {ITreasuryPoster} from "../interfaces/ITreasuryPoster.sol";

/// @title The treasury's own poster
contract TreasuryPoster is ITreasuryPoster {
    /// @notice The only contract that calls are passed on to.
    IFundLedger public immutable ledger;

    /// @notice Where the treasurers' seats stand.
    IRoster public immutable roster;

    /// @notice Agency whose treasurers may post.
    uint32 public immutable treasury;

    constructor(IFundLedger ledger_, IRoster roster_, uint32 treasury_) {
        ledger = ledger_;
        roster = roster_;
        treasury = treasury_;
    }

    /// @inheritdoc ITreasuryPoster
    function forward(bytes[] calldata calls) external returns (bytes[] memory results) {
        if (roster.officialIn(treasury, IRoster.Duty.Treasurer, msg.sender) == 0) revert NotTreasurer(msg.sender);
        results = new bytes[](calls.length);
        for (uint256 i = 0; i < calls.length; ++i) {
            results[i] = Address.functionCall(address(ledger), calls[i]);
        }
    }
}
