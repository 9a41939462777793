// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IServiceApprovals} from "../interfaces/IServiceApprovals.sol";
import {Step} from "./Step.sol";

/// @title A case's body where it stands in calldata
/// @notice Its words are those of IServiceApprovals.Body, in that order; the offset of the steps, and the steps.
/// @dev The position of the first word. What has the hash of a case's body is that body: so the words are taken as they stand
/// once the hash is known to be right, and not before. Truncation is the point of the casts below: each keeps a field's own bits.
type CaseBody is uint256;

library CaseBodyLib {
    /// @dev Bytes before the count of steps: seven words and the offset.
    uint256 internal constant FIELDS = 256;
    uint256 private constant MAX_STEPS = 16;

    function at(IServiceApprovals.Body calldata body) internal pure returns (CaseBody place) {
        assembly ("memory-safe") {
            place := body
        }
    }

    /// @notice keccak256(abi.encode(body)).
    /// @dev An unusual encoding of the same body (another offset, dirty bits) has another hash, and so has one of more steps
    /// than a procedure may have.
    function hash(CaseBody body) internal pure returns (bytes32 result) {
        assembly ("memory-safe") {
            let count := calldataload(add(body, FIELDS))
            if gt(count, MAX_STEPS) {
                count := MAX_STEPS
            }
            let length := add(add(FIELDS, 32), shl(5, count))
            let start := mload(0x40)
            mstore(start, 32)
            calldatacopy(add(start, 32), body, length)
            result := keccak256(start, add(length, 32))
        }
    }

    function submitter(CaseBody body) internal pure returns (address) {
        return address(uint160(_word(body, 0)));
    }

    function official(CaseBody body) internal pure returns (uint32) {
        return uint32(_word(body, 0) >> 160);
    }

    function agency(CaseBody body) internal pure returns (uint32) {
        return uint32(_word(body, 0) >> 192);
    }

    function government(CaseBody body) internal pure returns (uint32) {
        return uint32(_word(body, 0) >> 224);
    }

    function handler(CaseBody body) internal pure returns (address) {
        return address(uint160(_word(body, 32)));
    }

    function procedure(CaseBody body) internal pure returns (uint32) {
        return uint32(_word(body, 32) >> 160);
    }

    function scope(CaseBody body) internal pure returns (uint32) {
        return uint32(_word(body, 32) >> 192);
    }

    function records(CaseBody body) internal pure returns (uint32) {
        return uint32(_word(body, 32) >> 224);
    }

    function correctionLimit(CaseBody body) internal pure returns (uint32) {
        return uint32(_word(body, 64));
    }

    function executionLimit(CaseBody body) internal pure returns (uint32) {
        return uint32(_word(body, 64) >> 32);
    }

    function payloadHash(CaseBody body) internal pure returns (bytes32) {
        return bytes32(_word(body, 128));
    }

    function content(CaseBody body) internal pure returns (bytes32) {
        return bytes32(_word(body, 160));
    }

    function decisionType(CaseBody body) internal pure returns (bytes32) {
        return bytes32(_word(body, 192));
    }

    function stepCount(CaseBody body) internal pure returns (uint256) {
        return _word(body, FIELDS);
    }

    /// @dev `place` is below stepCount.
    function step(CaseBody body, uint256 place) internal pure returns (Step word) {
        assembly ("memory-safe") {
            word := calldataload(add(add(body, add(FIELDS, 32)), shl(5, place)))
        }
    }

    function _word(CaseBody body, uint256 offset) private pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := calldataload(add(body, offset))
        }
    }
}

using CaseBodyLib for CaseBody global;
