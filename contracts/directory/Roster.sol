// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IAuditTrail} from "../interfaces/IAuditTrail.sol";
import {IDirectory} from "../interfaces/IDirectory.sol";
import {IRoster} from "../interfaces/IRoster.sol";
import {Recorder} from "../libraries/Recorder.sol";
import {Records, RecordsLib} from "../libraries/Records.sol";
import {Texts} from "../libraries/Texts.sol";

/// @title Roster of officials and their seats
/// @notice Registrars staff their own agency and everything under it, other registrars included; the authority's
/// configuring role only brings the first ones. That an address belongs to the person is the registrar's word.
contract Roster is IRoster, AccessManaged, Recorder {
    uint256 private constant MAX_NAME = 256;

    /// @notice Where the agency tree stands.
    IDirectory public immutable directory;

    /// @inheritdoc IRoster
    uint32 public officialCount;

    /// @inheritdoc IRoster
    mapping(address holder => uint32 official) public officialOf;

    /// @inheritdoc IRoster
    mapping(uint32 official => uint32 agency) public agencyOf;

    mapping(uint256 key => Seat) private _seats;

    modifier onlyRegistrarOver(uint32 agency) {
        if (!isRegistrarOver(agency, msg.sender)) revert NotRegistrar(agency, msg.sender);
        _;
    }

    constructor(
        address authority_,
        IAuditTrail trail_,
        IDirectory directory_
    ) AccessManaged(authority_) Recorder(trail_) {
        directory = directory_;
    }

    /// @inheritdoc IRoster
    function appointRegistrar(
        uint32 agency,
        address holder,
        string calldata name,
        string calldata otherName,
        uint48 from,
        uint48 until
    ) external restricted returns (uint32 official) {
        _requireAgency(agency);
        Records memory records = RecordsLib.open(trail, 2);
        official = officialOf[holder];
        if (official == 0) official = _enrol(records, agency, name, otherName);
        _give(records, agency, Duty.Registrar, holder, _seat(agency, official, from, until));
        records.close(trail);
    }

    /// @inheritdoc IRoster
    function enrol(
        uint32 agency,
        string calldata name,
        string calldata otherName
    ) external onlyRegistrarOver(agency) returns (uint32 official) {
        Records memory records = RecordsLib.open(trail, 1);
        official = _enrol(records, agency, name, otherName);
        records.close(trail);
    }

    /// @inheritdoc IRoster
    function appoint(
        uint32 agency,
        Duty duty,
        address holder,
        uint32 official,
        uint48 from,
        uint48 until
    ) external onlyRegistrarOver(agency) {
        if (duty == Duty.None) revert DutyNotGiven(duty);
        if (official == 0 || official > officialCount) revert OfficialUnknown(official);
        uint32 home = agencyOf[official];
        if (!isRegistrarOver(home, msg.sender)) revert NotRegistrar(home, msg.sender);
        Records memory records = RecordsLib.open(trail, 1);
        _give(records, agency, duty, holder, _seat(agency, official, from, until));
        records.close(trail);
    }

    /// @inheritdoc IRoster
    function dismiss(uint32 agency, Duty duty, address holder) external onlyRegistrarOver(agency) {
        Seat storage seat = _seats[_key(agency, duty, holder)];
        uint48 now_ = uint48(block.timestamp);
        if (seat.until <= now_) revert SeatUnknown(agency, duty, holder);
        seat.until = now_;
        _record(SeatEnded.selector, bytes32(uint256(seat.official)), abi.encode(agency, duty, holder, now_));
    }

    /// @inheritdoc IRoster
    function seatOf(uint32 agency, Duty duty, address holder) external view returns (Seat memory) {
        return _seats[_key(agency, duty, holder)];
    }

    /// @inheritdoc IRoster
    function officialIn(uint32 agency, Duty duty, address holder) public view returns (uint32) {
        Seat memory seat = _seats[_key(agency, duty, holder)];
        return seat.from <= block.timestamp && block.timestamp < seat.until ? seat.official : 0;
    }

    /// @inheritdoc IRoster
    function officialAt(
        uint32 agency,
        Duty duty,
        address holder
    ) external view returns (uint32 official, uint32 government) {
        Seat storage seat = _seats[_key(agency, duty, holder)];
        if (seat.from <= block.timestamp && block.timestamp < seat.until) return (seat.official, seat.government);
    }

    /// @inheritdoc IRoster
    /// @dev An agency that does not exist has no registrar and nothing above it.
    function isRegistrarOver(uint32 agency, address caller) public view returns (bool) {
        for (uint32 step = agency; step != 0; step = directory.partyOf(step).parent) {
            if (officialIn(step, Duty.Registrar, caller) != 0) return true;
        }
        return false;
    }

    function _enrol(
        Records memory records,
        uint32 agency,
        string calldata name,
        string calldata otherName
    ) private returns (uint32 official) {
        Texts.check(name, 1, MAX_NAME);
        Texts.check(otherName, 0, MAX_NAME);
        official = ++officialCount;
        agencyOf[official] = agency;
        records.write(OfficialEnrolled.selector, bytes32(uint256(official)), abi.encode(agency, name, otherName));
    }

    function _give(Records memory records, uint32 agency, Duty duty, address holder, Seat memory seat) private {
        uint48 now_ = uint48(block.timestamp);
        if (seat.until <= seat.from || seat.until <= now_) revert SeatTimes(seat.from, seat.until, now_);
        uint32 owner = officialOf[holder];
        if (holder == address(0) || (owner != 0 && owner != seat.official)) revert AddressTaken(holder, owner);

        if (owner == 0) officialOf[holder] = seat.official;
        _seats[_key(agency, duty, holder)] = seat;
        records.write(
            SeatGiven.selector,
            bytes32(uint256(seat.official)),
            abi.encode(agency, duty, holder, seat.from, seat.until)
        );
    }

    function _seat(uint32 agency, uint32 official, uint48 from, uint48 until) private view returns (Seat memory) {
        return Seat({official: official, from: from, until: until, government: directory.rootOf(agency)});
    }

    function _requireAgency(uint32 agency) private view {
        if (directory.partyOf(agency).kind != IDirectory.PartyKind.Agency) revert AgencyUnknown(agency);
    }

    /// @dev agency 32 | duty 8 | holder 160 bits: one hash to find a seat.
    function _key(uint32 agency, Duty duty, address holder) private pure returns (uint256) {
        return (uint256(agency) << 168) | (uint256(duty) << 160) | uint160(holder);
    }
}
