// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IAuditTrail} from "../interfaces/IAuditTrail.sol";
import {IDirectory} from "../interfaces/IDirectory.sol";
import {IHandler} from "../interfaces/IHandler.sol";
import {IRoster} from "../interfaces/IRoster.sol";
import {ISeats} from "../interfaces/ISeats.sol";
import {Handler} from "./Handler.sol";

/// @title Seats by case: officials appointed and dismissed by more than one person
/// @dev The roster takes this contract for a registrar over the whole government, so that whose officials a case may touch is
/// asked here. It writes no records of its own: those of the roster are what came of a case.
contract Seats is ISeats, Handler {
    uint256 private constant MAX_NAME = 256;

    string private constant ORDER =
        "SeatOrder(string act,uint32 agency,string duty,address holder,uint32 official,string name,string otherName,uint48 from,uint48 until)";

    IRoster public immutable roster;
    IDirectory public immutable directory;
    IAuditTrail public immutable trail;

    constructor(address approvals_, IRoster roster_, IDirectory directory_, IAuditTrail trail_) Handler(approvals_) {
        roster = roster_;
        directory = directory_;
        trail = trail_;
    }

    /// @inheritdoc IHandler
    function describe(Matter calldata matter, bytes calldata payload) external view returns (Described memory) {
        SeatOrder memory order = abi.decode(payload, (SeatOrder));
        _check(matter, order);
        return _describedAs("SeatOrder", ORDER, _hash(order), order.dismiss || order.official != 0 ? 1 : 2);
    }

    /// @inheritdoc IHandler
    function execute(
        Matter calldata matter,
        bytes calldata payload
    ) external onlyApprovals returns (uint64 first, uint64 count) {
        _twoOfficials(matter);
        SeatOrder memory order = abi.decode(payload, (SeatOrder));
        _check(matter, order);
        first = trail.size();
        count = 1;
        if (order.dismiss) {
            roster.dismiss(order.agency, order.duty, order.holder);
        } else {
            uint32 official = order.official;
            if (official == 0) {
                official = roster.enrol(order.agency, order.name, order.otherName);
                count = 2;
            }
            roster.appoint(order.agency, order.duty, order.holder, official, order.from, order.until);
        }
    }

    /// @inheritdoc IHandler
    function movesAuthority() external pure returns (bool) {
        return true;
    }

    /// @dev The roster itself checks times against the clock, and whom an address belongs to.
    function _check(Matter calldata matter, SeatOrder memory order) private view {
        if (order.duty == IRoster.Duty.None) revert SeatUnfit("duty");
        _requireScope(matter, uint8(order.duty));
        _requireWithin(order.agency, matter.agency);
        if (order.holder == address(0)) revert SeatUnfit("holder");
        if (order.dismiss) {
            if (order.official != 0) revert SeatUnfit("official");
            if (order.from != 0) revert SeatUnfit("from");
            if (order.until != 0) revert SeatUnfit("until");
        } else {
            if (order.until <= order.from) revert SeatUnfit("until");
            if (order.official != 0) _requireWithin(roster.agencyOf(order.official), matter.agency);
        }
        bool named = !order.dismiss && order.official == 0;
        uint256 length = bytes(order.name).length;
        if (named ? length == 0 || length > MAX_NAME : length != 0) revert SeatUnfit("name");
        if (bytes(order.otherName).length > (named ? MAX_NAME : 0)) revert SeatUnfit("otherName");
    }

    /// @dev The case's agency staffs itself and what stands under it, with officials of its own and of those.
    function _requireWithin(uint32 seatAgency, uint32 agency) private view {
        if (!directory.isWithin(seatAgency, agency)) revert SeatOutside(seatAgency, agency);
    }

    function _hash(SeatOrder memory order) private pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    keccak256(bytes(ORDER)),
                    order.dismiss ? keccak256("dismiss") : keccak256("appoint"),
                    order.agency,
                    keccak256(bytes(_words(order.duty))),
                    order.holder,
                    order.official,
                    keccak256(bytes(order.name)),
                    keccak256(bytes(order.otherName)),
                    order.from,
                    order.until
                )
            );
    }

    function _words(IRoster.Duty duty) private pure returns (string memory) {
        if (duty == IRoster.Duty.Registrar) return "registrar";
        if (duty == IRoster.Duty.Maker) return "maker";
        if (duty == IRoster.Duty.Checker) return "checker";
        if (duty == IRoster.Duty.Approver) return "approver";
        if (duty == IRoster.Duty.Treasurer) return "treasurer";
        if (duty == IRoster.Duty.BudgetOfficer) return "budget officer";
        return "auditor";
    }
}
