// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IAuditTrail} from "../interfaces/IAuditTrail.sol";
import {Records, RecordsLib} from "./Records.sol";

/// @title A contract that writes to the audit trail
abstract contract Recorder {
    /// @notice The log that this contract's records stand in.
    IAuditTrail public immutable trail;

    constructor(IAuditTrail trail_) {
        trail = trail_;
    }

    /// @dev Writes one record: event `topic(record number, subject, data)`.
    function _record(bytes32 topic, bytes32 subject, bytes memory data) internal returns (uint64 number) {
        Records memory records = RecordsLib.open(trail, 1);
        number = records.write(topic, subject, data);
        records.close(trail);
    }
}
