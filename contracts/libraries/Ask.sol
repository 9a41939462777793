// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Asking the suite's own views
/// @notice For questions and answers of whole words, which the contract asked is known to give in this form: encoding and
/// decoding by the compiler cost as much as asking. What the view reverts with goes on to the caller.
library Ask {
    /// @notice `question(a)`, whose answer is one word.
    function one(address to, bytes4 question, uint256 a) internal view returns (uint256 answer) {
        assembly ("memory-safe") {
            let place := mload(0x40)
            mstore(place, question)
            mstore(add(place, 4), a)
            if iszero(staticcall(gas(), to, place, 36, place, 32)) {
                returndatacopy(place, 0, returndatasize())
                revert(place, returndatasize())
            }
            answer := mload(place)
        }
    }

    /// @notice `question(a)`, whose answer is of at most eight words, for words `i` and `j` of it.
    function two(
        address to,
        bytes4 question,
        uint256 a,
        uint256 i,
        uint256 j
    ) internal view returns (uint256 first, uint256 second) {
        assembly ("memory-safe") {
            let place := mload(0x40)
            mstore(place, question)
            mstore(add(place, 4), a)
            if iszero(staticcall(gas(), to, place, 36, place, 256)) {
                returndatacopy(place, 0, returndatasize())
                revert(place, returndatasize())
            }
            first := mload(add(place, mul(32, i)))
            second := mload(add(place, mul(32, j)))
        }
    }

    /// @notice `question(a, b, c)`, whose answer is two words.
    function pair(
        address to,
        bytes4 question,
        uint256 a,
        uint256 b,
        uint256 c
    ) internal view returns (uint256 first, uint256 second) {
        assembly ("memory-safe") {
            let place := mload(0x40)
            mstore(place, question)
            mstore(add(place, 4), a)
            mstore(add(place, 36), b)
            mstore(add(place, 68), c)
            if iszero(staticcall(gas(), to, place, 100, place, 64)) {
                returndatacopy(place, 0, returndatasize())
                revert(place, returndatasize())
            }
            first := mload(place)
            second := mload(add(place, 32))
        }
    }

    /// @notice `question(a)`, whose answer is of any length. Returns where it begins in memory.
    function all(address to, bytes4 question, uint256 a) internal view returns (uint256 place) {
        assembly ("memory-safe") {
            place := mload(0x40)
            mstore(place, question)
            mstore(add(place, 4), a)
            let success := staticcall(gas(), to, place, 36, 0, 0)
            let length := returndatasize()
            returndatacopy(place, 0, length)
            if iszero(success) {
                revert(place, length)
            }
            mstore(0x40, add(place, length))
        }
    }
}
