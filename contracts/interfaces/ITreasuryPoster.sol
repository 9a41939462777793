// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title The treasury's own poster
/// @notice Stands behind the ledger's door until postings come out of approved cases; its door is then closed.
interface ITreasuryPoster {
    /// @notice `caller` holds no treasurer's seat at the treasury now.
    /// @dev Let a treasurer in office do it.
    error NotTreasurer(address caller);

    /// @notice Passes calls on to the ledger, all or none; by a treasurer.
    /// @param calls ABI-encoded calls of the ledger
    /// @return results what each call returned
    function forward(bytes[] calldata calls) external returns (bytes[] memory results);
}
