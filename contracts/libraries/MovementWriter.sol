// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IFundLedger} from "../interfaces/IFundLedger.sol";
import {Terms} from "./Terms.sol";

/// @title Writing movements
/// @notice One buffer serves every movement of a call: what is hashed for the log is what is emitted.
/// @dev ```
/// word 0 count of topics (4) | 1 topic | 2 record | 3 from | 4 to      the four topics
/// word 5 terms | 6 amount | 7 fromPosition | 8 toPosition | 9 document | 10 detail      the data
/// ```
library MovementWriter {
    address private constant SHA256 = address(2);

    /// @notice Makes the buffer.
    function allocate() internal pure returns (uint256 buffer) {
        bytes32 topic = IFundLedger.Movement.selector;
        assembly ("memory-safe") {
            buffer := mload(0x40)
            mstore(0x40, add(buffer, 352))
            mstore(buffer, 4)
            mstore(add(buffer, 32), topic)
        }
    }

    /// @notice Sets what the movements of one order share.
    function start(uint256 buffer, uint64 from, bytes32 document) internal pure {
        assembly ("memory-safe") {
            mstore(add(buffer, 96), from)
            mstore(add(buffer, 288), document)
        }
    }

    /// @notice Sets the terms of the movements to come.
    function setTerms(uint256 buffer, Terms terms) internal pure {
        assembly ("memory-safe") {
            mstore(add(buffer, 160), terms)
        }
    }

    /// @notice Emits IFundLedger.Movement and puts its hash at `slot`.
    function write(
        uint256 buffer,
        uint256 slot,
        uint256 record,
        uint64 to,
        uint104 amount,
        uint256 fromPosition,
        uint256 toPosition,
        bytes32 detail
    ) internal {
        address sha = SHA256;
        assembly ("memory-safe") {
            mstore(add(buffer, 64), record)
            mstore(add(buffer, 128), to)
            mstore(add(buffer, 192), amount)
            mstore(add(buffer, 224), fromPosition)
            mstore(add(buffer, 256), toPosition)
            mstore(add(buffer, 320), detail)
            if iszero(staticcall(gas(), sha, buffer, 352, slot, 32)) {
                revert(0, 0)
            }
            log4(add(buffer, 160), 192, mload(add(buffer, 32)), record, mload(add(buffer, 96)), to)
        }
    }

    /// @notice Record hash of a movement, from its event's fields.
    function hash(IFundLedger.Posted calldata movement) internal pure returns (bytes32) {
        return sha256(abi.encode(uint256(4), IFundLedger.Movement.selector, movement));
    }
}
