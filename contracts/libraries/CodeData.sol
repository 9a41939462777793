// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Bytes kept as the code of a contract that does nothing
/// @notice Reading many words once is cheaper from code than from storage, and what is there can never change.
library CodeData {
    /// @notice Creates the contract. Its first byte is STOP, so that nothing of the bytes ever runs.
    function write(bytes memory data) internal returns (address holder) {
        // PUSH2 length, DUP1, PUSH1 10, RETURNDATASIZE, CODECOPY, RETURNDATASIZE, RETURN; then STOP and the bytes.
        bytes memory creation = abi.encodePacked(hex"61", uint16(data.length + 1), hex"80600a3d393df300", data);
        assembly ("memory-safe") {
            holder := create(0, add(creation, 32), mload(creation))
            // Want of gas: 16 steps are far below the limit on code.
            if iszero(holder) {
                revert(0, 0)
            }
        }
    }

    /// @notice The bytes again.
    function read(address holder) internal view returns (bytes memory data) {
        assembly ("memory-safe") {
            let length := sub(extcodesize(holder), 1)
            data := mload(0x40)
            mstore(0x40, and(add(add(data, 63), length), not(31)))
            mstore(data, length)
            extcodecopy(holder, add(data, 32), 1, length)
        }
    }
}
