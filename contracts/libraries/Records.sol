// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IAuditTrail} from "../interfaces/IAuditTrail.sol";

/// @notice Records of one call on their way to the log.
/// @dev `buffer` points at the calldata of `appendRecords(uint64,bytes32[])` under construction: 4 bytes of selector, then
/// first, offset, count, and the record hashes. Building it in place spares a copy for each record.
struct Records {
    uint256 buffer;
    uint256 first;
    uint256 count;
}

/// @title Hashing, emitting and appending records
/// @notice The bytes that are hashed are the bytes that are emitted: one encoding serves both, so that no record can
/// differ from its event. Order of use: `open`, any number of `write` or `slot` and `advance`, one `close`; then outside calls.
library RecordsLib {
    /// @dev SHA-256 precompile. It fails for want of gas alone, which also ends the caller.
    address private constant SHA256 = address(2);

    /// @param capacity how many records may be written before `close`
    function open(IAuditTrail trail, uint256 capacity) internal view returns (Records memory records) {
        bytes32 question = IAuditTrail.size.selector;
        bytes32 selector = IAuditTrail.appendRecords.selector;
        uint256 first;
        uint256 buffer;
        assembly ("memory-safe") {
            mstore(0, question)
            let success := staticcall(gas(), trail, 0, 4, 0, 32)
            // The log always answers; what is no contract answers with nothing.
            if iszero(and(success, eq(returndatasize(), 32))) {
                revert(0, 0)
            }
            first := mload(0)
            buffer := mload(0x40)
            mstore(0x40, add(buffer, and(add(add(100, mul(32, capacity)), 31), not(31))))
            mstore(buffer, selector)
            mstore(add(buffer, 4), first)
            mstore(add(buffer, 36), 64)
        }
        records.first = first;
        records.buffer = buffer;
    }

    /// @notice Number that the next record gets.
    function next(Records memory records) internal pure returns (uint256) {
        // No overflow: record numbers are uint64.
        unchecked {
            return records.first + records.count;
        }
    }

    /// @notice Where in memory the next record's hash belongs; for callers that emit by themselves, who `advance` next.
    function slot(Records memory records) internal pure returns (uint256) {
        // No overflow: memory addresses.
        unchecked {
            return records.buffer + 100 + 32 * records.count;
        }
    }

    /// @notice Counts `count` records whose hashes were put at `slot` and after it.
    function advance(Records memory records, uint256 count) internal pure {
        unchecked {
            records.count += count;
        }
    }

    /// @notice Emits the event `topic(record number, subject, data)` and adds its hash.
    /// @param topic the event's signature hash
    /// @param subject its second indexed argument
    /// @param data its other arguments, ABI-encoded
    function write(
        Records memory records,
        bytes32 topic,
        bytes32 subject,
        bytes memory data
    ) internal returns (uint64 number) {
        uint256 index = next(records);
        uint256 target = slot(records);
        address sha = SHA256;
        assembly ("memory-safe") {
            let start := mload(0x40)
            let length := mload(data)
            mstore(start, 3)
            mstore(add(start, 32), topic)
            mstore(add(start, 64), index)
            mstore(add(start, 96), subject)
            mcopy(add(start, 128), add(data, 32), length)
            if iszero(staticcall(gas(), sha, start, add(128, length), target, 32)) {
                revert(0, 0)
            }
            log3(add(start, 128), length, topic, index, subject)
        }
        advance(records, 1);
        return uint64(index);
    }

    /// @notice Appends the records to the log, under the numbers that they carry.
    function close(Records memory records, IAuditTrail trail) internal {
        uint256 buffer = records.buffer;
        uint256 count = records.count;
        assembly ("memory-safe") {
            mstore(add(buffer, 68), count)
            if iszero(call(gas(), trail, 0, buffer, add(100, mul(32, count)), 0, 0)) {
                returndatacopy(mload(0x40), 0, returndatasize())
                revert(mload(0x40), returndatasize())
            }
        }
    }
}

using RecordsLib for Records global;
