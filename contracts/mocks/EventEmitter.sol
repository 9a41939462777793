// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Emits whatever it is told: a chain full of records for the indexer's tests, without the suite
contract EventEmitter {
    struct Raw {
        bytes32[] topics;
        bytes data;
    }

    /// @notice Emits one log for each entry, each with three or four topics.
    function emitRaw(Raw[] calldata logs) external {
        for (uint256 i = 0; i < logs.length; ++i) {
            bytes32[] calldata topics = logs[i].topics;
            bytes memory data = logs[i].data;
            bytes32 signature = topics[0];
            bytes32 first = topics[1];
            bytes32 second = topics[2];
            if (topics.length == 4) {
                bytes32 third = topics[3];
                assembly ("memory-safe") {
                    log4(add(data, 32), mload(data), signature, first, second, third)
                }
            } else {
                assembly ("memory-safe") {
                    log3(add(data, 32), mload(data), signature, first, second)
                }
            }
        }
    }
}
