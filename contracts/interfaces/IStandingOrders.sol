// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IHandler} from "./IHandler.sol";

/// @title Standing orders: what must run by itself, approved once and drawn by rule within its cap
/// @notice A pension on the first of the month. Two officials approve it as a case; then anyone draws each payment when its day
/// has come. Payload: abi.encode(Standing). Scope: 1.
///
/// Form: StandingOrder(uint32 agency,uint64 fund,uint64 commitment,uint32 payee,string payeeName,uint256 amount,string currency,uint32 times,uint24 firstDay,uint24 everyDays,uint32 persons,bytes32 detail,string purpose,bytes32 document)
interface IStandingOrders is IHandler {
    /// @param fund the commitment's own
    /// @param commitment whose unit is the case's agency, or whose government is
    /// @param amount of each payment, minor units
    /// @param times how often it may be drawn; amount x times is its cap, and the amount that chooses the case's route
    /// @param firstDay first due day, days since 1970-01-01; may have passed
    /// @param everyDays days from one due day to the next; 0 for the same day of each month (the last where there is none)
    /// @param persons as IFundLedger wants it for a payee class, else 0; the same each time
    /// @param detail root of the rows for a payee class, else a reference
    /// @param purpose what it is for, 1 to 256 bytes
    struct Standing {
        uint64 fund;
        uint64 commitment;
        uint104 amount;
        uint16 times;
        uint24 firstDay;
        uint24 everyDays;
        uint32 persons;
        bytes32 detail;
        string purpose;
        bytes32 document;
    }

    /// @notice The standing order does not hold together: `field` is wrong.
    /// @dev Correct that field; IStandingOrders.Standing says what fits.
    error StandingUnfit(string field);
    /// @notice There is no standing order `order`.
    /// @dev Check the number.
    error StandingUnknown(uint64 order);
    /// @notice Standing order `order` was drawn as often as it may be, or stopped.
    /// @dev Submit a new standing order if payments are to go on.
    error StandingEnded(uint64 order);
    /// @notice The next payment of standing order `order` is due on `day`, and today is `today`.
    /// @dev Draw it on that day or later.
    error NotYetDue(uint64 order, uint24 day, uint24 today);
    /// @notice `caller` is no maker, checker, approver or treasurer of the agency of standing order `order`, or not
    /// under the duty that was named.
    /// @dev Let one of those officials stop it.
    error NotTheAgencysOfficial(uint64 order, address caller);

    event StandingGiven(uint64 indexed record, uint64 indexed order, bytes32 id, uint32 agency, Standing standing);
    event StandingDrawn(uint64 indexed record, uint64 indexed order, uint16 time, uint24 dueDay, uint64 movement);
    event StandingStopped(uint64 indexed record, uint64 indexed order, uint32 official, string reason);

    /// @notice Posts the payment of the next due day (to a fund, a transfer payment), with today as its value date; by anyone. Days
    /// that were missed can be drawn one after the other. What the ledger refuses stays due.
    /// @return movement its record number
    function draw(uint64 order) external returns (uint64 movement);

    /// @notice Ends it at once; by an official of the agency whose case it was.
    /// @param duty IRoster.Duty that the caller holds there: maker, checker, approver or treasurer
    /// @param reason 1 to 256 bytes
    function stop(uint64 order, uint8 duty, string calldata reason) external;

    /// @return standing what was approved @return drawn how often it was drawn @return nextDay next due day, 0 if ended
    function standingOf(uint64 order) external view returns (Standing memory standing, uint16 drawn, uint24 nextDay);

    function standingCount() external view returns (uint64);
}
