// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {TokenMock} from "./TokenMock.sol";

/// @title A token that misbehaves in the ways a vault must stand, for tests
contract HostileTokenMock is TokenMock {
    /// @notice The receiver is one that this token refuses.
    error Refused(address to);

    /// @notice Units that vanish on the way of each transfer.
    uint256 public fee;

    /// @notice Units taken from the sender on top of each transfer.
    uint256 public surcharge;

    /// @notice Receiver to whom transfers revert.
    address public refused;

    /// @notice Receiver for whom transfers burn all gas.
    address public greedy;

    /// @notice What is called, and with what, in the middle of each transfer.
    address public hookTarget;
    bytes public hookData;

    /// @notice Whether the call in the middle of the last transfer went through.
    bool public reentered;

    constructor(uint8 decimals_) TokenMock(decimals_) {}

    function setFee(uint256 fee_, uint256 surcharge_) external {
        fee = fee_;
        surcharge = surcharge_;
    }

    function setRefused(address refused_) external {
        refused = refused_;
    }

    function setGreedy(address greedy_) external {
        greedy = greedy_;
    }

    function setHook(address target_, bytes calldata data_) external {
        hookTarget = target_;
        hookData = data_;
    }

    function _update(address from, address to, uint256 units) internal override {
        if (from != address(0) && to != address(0)) {
            if (to == refused) revert Refused(to);
            if (to == greedy) {
                assembly ("memory-safe") {
                    invalid()
                }
            }
            if (hookTarget != address(0)) (reentered, ) = hookTarget.call(hookData);
            if (fee != 0) super._update(from, address(0), fee);
            if (surcharge != 0) super._update(from, address(0), surcharge);
            super._update(from, to, units - fee);
        } else {
            super._update(from, to, units);
        }
    }
}
