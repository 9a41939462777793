// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Root over rows
/// @notice Each leaf is keccak256(keccak256(row)). The tree is that of OpenZeppelin's StandardMerkleTree with unsorted leaves: pairs are sorted, so that a proof needs no sides; of
/// the 2n - 1 nodes, node i has the children 2i + 1 and 2i + 2, and the first leaf is the last node.
/// @dev Order of use: `open`, a hash at each `leaf`, `root`. A tree is its nodes in memory, and how many leaves it has.
library Rows {
    /// @notice Room for `count` leaves, at least one.
    function open(uint256 count) internal pure returns (uint256 nodes) {
        assembly ("memory-safe") {
            nodes := mload(0x40)
            mstore(0x40, add(nodes, mul(32, sub(mul(2, count), 1))))
        }
    }

    /// @notice Where the leaf at `index` of `count` stands, a word; the next leaf stands before it.
    function leaf(uint256 nodes, uint256 count, uint256 index) internal pure returns (uint256 place) {
        unchecked {
            return nodes + 32 * (2 * (count - 1) - index);
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
