// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Root over rows, each of some words
/// @notice The tree of OpenZeppelin's StandardMerkleTree with unsorted leaves: pairs are sorted, so that a proof needs no sides; of
/// the 2n - 1 nodes, node i has the children 2i + 1 and 2i + 2, and the first leaf is the last node.
/// @dev Order of use: `open`, as many `put` as it was opened for, `root`. A tree is its nodes in memory, and how many leaves it has.
library Rows {
    /// @notice Room for `count` leaves, at least one.
    function open(uint256 count) internal pure returns (uint256 nodes) {
        assembly ("memory-safe") {
            nodes := mload(0x40)
            mstore(0x40, add(nodes, mul(32, sub(mul(2, count), 1))))
        }
    }

    /// @notice Puts the leaf keccak256(keccak256(row)) at `index` of `count`.
    /// @param row where the row's words stand in memory, `length` bytes
    function put(uint256 nodes, uint256 count, uint256 index, uint256 row, uint256 length) internal pure {
        assembly ("memory-safe") {
            mstore(0, keccak256(row, length))
            mstore(add(nodes, mul(32, sub(mul(2, sub(count, 1)), index))), keccak256(0, 32))
        }
    }

    function root(uint256 nodes, uint256 count) internal pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            // children of node i stand at nodes + 32 * (2i + 1), i counting down from count - 2
            for {
                let child := add(nodes, mul(32, sub(mul(2, count), 3)))
                let node := add(nodes, mul(32, sub(count, 2)))
            } gt(child, nodes) {
                child := sub(child, 64)
                node := sub(node, 32)
            } {
                let left := mload(child)
                let right := mload(add(child, 32))
                switch lt(left, right)
                case 1 {
                    mstore(0, left)
                    mstore(32, right)
                }
                default {
                    mstore(0, right)
                    mstore(32, left)
                }
                mstore(node, keccak256(0, 64))
            }
            hash := mload(nodes)
        }
    }
}
