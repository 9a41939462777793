// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IHandler} from "./IHandler.sol";
import {IRoster} from "./IRoster.sol";

/// @title Seats by case: officials appointed and dismissed by more than one person
/// @notice Holds a registrar's seat of its own over the government. Payload: abi.encode(SeatOrder). Scope: bit `duty`
/// (IRoster.Duty) for each duty it may give or end.
///
/// Form: SeatOrder(string act,uint32 agency,string duty,address holder,uint32 official,string name,string otherName,uint48 from,uint48 until); act "appoint" or "dismiss",
/// duty in words, e.g. "treasurer".
interface ISeats is IHandler {
    /// @param official to appoint; 0 enrols `name` (and otherName) at the agency first. Whoever is enrolled keeps the names on
    /// record, so that both are empty then
    /// @param from first second in force; from and until are 0 to dismiss, as are official and the names
    /// @param until first second no longer in force
    struct SeatOrder {
        bool dismiss;
        uint32 agency;
        IRoster.Duty duty;
        address holder;
        uint32 official;
        string name;
        string otherName;
        uint48 from;
        uint48 until;
    }

    /// @notice Agency `seatAgency` is neither the case's agency `agency` nor under it.
    /// @dev Bring the case for that agency, or for one above it.
    error SeatOutside(uint32 seatAgency, uint32 agency);
    /// @notice The appointment does not hold together: `field` is wrong.
    /// @dev Correct that field; ISeats.SeatOrder says what fits.
    error SeatUnfit(string field);
}
