// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title The core arithmetic of accounts
/// @notice The one question that every posting asks. contracts/proofs proves from it that no line is overspent.
library Totals {
    /// @notice Whether `amount` more may leave where `entered` came in and `left` went out.
    /// @dev Widened first: three 104-bit numbers cannot overflow 256 bits.
    function covers(uint104 entered, uint256 left, uint104 amount) internal pure returns (bool) {
        return left + amount <= entered;
    }
}
