// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IAuditTrail} from "../interfaces/IAuditTrail.sol";
import {Recorder} from "../libraries/Recorder.sol";
import {Records, RecordsLib} from "../libraries/Records.sol";

/// @title A bare writer of the log, for tests
contract WriterMock is Recorder {
    /// @notice The log refused what was measured.
    error AppendFailed();

    event Noted(uint64 indexed record, uint256 indexed subject, bytes text);

    constructor(IAuditTrail trail_) Recorder(trail_) {}

    /// @notice Hands given record hashes to the log, under the given number.
    function append(uint64 first, bytes32[] calldata records) external {
        trail.appendRecords(first, records);
    }

    /// @notice Writes one record by way of Recorder.
    function note(uint256 subject, bytes calldata text) external returns (uint64) {
        return _record(Noted.selector, bytes32(subject), abi.encode(text));
    }

    /// @notice Writes several records in one append.
    function noteAll(bytes[] calldata texts) external {
        Records memory records = RecordsLib.open(trail, texts.length);
        for (uint256 i = 0; i < texts.length; ++i) {
            records.write(Noted.selector, bytes32(i), abi.encode(texts[i]));
        }
        records.close(trail);
    }

    /// @notice Gas that the log alone takes for `count` records, its cold call and check of the writer included.
    function measure(uint256 count) external returns (uint256 used) {
        bytes32[] memory records = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            records[i] = keccak256(abi.encode(i));
        }
        bytes memory data = abi.encodeCall(IAuditTrail.appendRecords, (trail.size(), records));
        return _measured(data);
    }

    /// @notice As `measure` for one record, the log not yet touched by this transaction.
    function measureCold(uint64 first) external returns (uint256 used) {
        bytes32[] memory records = new bytes32[](1);
        records[0] = keccak256(abi.encode(first));
        return _measured(abi.encodeCall(IAuditTrail.appendRecords, (first, records)));
    }

    function _measured(bytes memory data) private returns (uint256 used) {
        address log = address(trail);
        bool ok;
        uint256 before = gasleft();
        assembly ("memory-safe") {
            ok := call(gas(), log, 0, add(data, 32), mload(data), 0, 0)
        }
        used = before - gasleft();
        if (!ok) revert AppendFailed();
    }
}
