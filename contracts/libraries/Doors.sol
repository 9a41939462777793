// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IAuditTrail} from "../interfaces/IAuditTrail.sol";
import {IDoors} from "../interfaces/IDoors.sol";
import {Recorder} from "./Recorder.sol";
import {Records, RecordsLib} from "./Records.sol";

/// @title The doors of one contract, and their public waiting time
/// @notice The authority (an OpenZeppelin AccessManager) decides who may found, announce and close. It can never pass
/// a door itself, nor shorten the wait: the delay is fixed when the contract is created.
///
/// Two acts of the authority's own admin reach this far, and neither is a record:
/// - `setAuthority` (by way of `AccessManager.updateAuthority`) hands those three functions to another manager. The
///   delay and the doors stay as they are, so a new manager gains no caller sooner than an announcement would. It can
///   close doors at once, which stops the contract's callers but moves nothing.
/// - If the last admin renounces, the doors soon stay for ever as they are: no new service can come, and none can be
///   turned away either, save by whoever still holds the role for these functions. Announcements already made can still
///   be opened, by anyone. Renounce only when no further service is wanted and every open door is trusted.
abstract contract Doors is IDoors, AccessManaged, Recorder {
    /// @dev One slot. opensAt: seconds, 0 unless announced.
    struct Door {
        bool open;
        uint48 opensAt;
    }

    /// @inheritdoc IDoors
    uint48 public immutable doorDelay;

    bool private _founded;
    mapping(address door => Door) private _doors;

    constructor(address authority_, uint48 delay, IAuditTrail trail_) AccessManaged(authority_) Recorder(trail_) {
        doorDelay = delay;
    }

    /// @inheritdoc IDoors
    function found(address[] calldata doors) external restricted {
        if (_founded) revert AlreadyFounded();
        _founded = true;

        Records memory records = RecordsLib.open(trail, doors.length);
        for (uint256 i = 0; i < doors.length; ++i) {
            Door storage door = _newDoor(doors[i]);
            door.open = true;
            records.write(DoorOpened.selector, _subject(doors[i]), "");
        }
        records.close(trail);
    }

    /// @inheritdoc IDoors
    function announceDoor(address door) external restricted {
        // Founding after an announcement would be a way round the wait.
        _founded = true;
        uint48 opensAt_ = uint48(block.timestamp) + doorDelay;
        _newDoor(door).opensAt = opensAt_;
        _record(DoorAnnounced.selector, _subject(door), abi.encode(opensAt_));
    }

    /// @inheritdoc IDoors
    function openDoor(address door) external {
        uint48 opensAt_ = _doors[door].opensAt;
        if (opensAt_ == 0) revert DoorUnknown(door);
        if (block.timestamp < opensAt_) revert DoorTooEarly(door, opensAt_, uint48(block.timestamp));
        _doors[door] = Door({open: true, opensAt: 0});
        _record(DoorOpened.selector, _subject(door), "");
    }

    /// @inheritdoc IDoors
    function closeDoor(address door) external restricted {
        if (!_isKnown(_doors[door])) revert DoorUnknown(door);
        delete _doors[door];
        _record(DoorClosed.selector, _subject(door), "");
    }

    /// @inheritdoc IDoors
    function isOpen(address door) external view returns (bool) {
        return _isOpen(door);
    }

    /// @inheritdoc IDoors
    function opensAt(address door) external view returns (uint48) {
        return _doors[door].opensAt;
    }

    /// @dev One storage read: callers check it on every call.
    function _isOpen(address door) internal view returns (bool) {
        return _doors[door].open;
    }

    function _newDoor(address door) private view returns (Door storage entry) {
        entry = _doors[door];
        if (door == address(0) || _isKnown(entry)) revert DoorNotNew(door);
    }

    function _isKnown(Door storage entry) private view returns (bool) {
        return entry.open || entry.opensAt != 0;
    }

    function _subject(address door) private pure returns (bytes32) {
        return bytes32(uint256(uint160(door)));
    }
}
