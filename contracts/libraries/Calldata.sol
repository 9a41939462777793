// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Hashing what stands in calldata
library Calldata {
    /// @notice keccak256(data), without keeping a copy in memory.
    function hash(bytes calldata data) internal pure returns (bytes32 result) {
        assembly ("memory-safe") {
            let place := mload(0x40)
            calldatacopy(place, data.offset, data.length)
            result := keccak256(place, data.length)
        }
    }
}
