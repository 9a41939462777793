// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IHandler} from "./IHandler.sol";

/// @title Standing orders: what must run by itself, approved once and drawn by rule within its cap
/// @notice A pension on the first of the month. Two officials approve it as a case; then anyone draws each payment when its day
/// has come. Payload: abi.encode(Standing). Scope: 1.
///
/// Form: StandingOrder(uint32 agency,uint64 fund,uint64 commitment,uint32 payee,string payeeName,uint256 amount,string currency,uint32 times,uint24 firstDay,uint24 everyDays,uint32 persons,bytes32 detail,string purpose,bytes32 document)
interface IStandingOrders is IHandler {
    /// @param amount of each payment, minor units
    /// @param times how often it may be drawn; amount x times is its cap
    /// @param firstDay first due day, days since 1970-01-01
    /// @param everyDays days from one due day to the next; 0 for the same day of each month (the last where there is none)
    /// @param persons, detail as IFundLedger wants them for a payee class; else 0 and a reference
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

    error StandingUnfit(string field);
    error StandingUnknown(uint64 order);
    /// @notice Drawn as often as it may be, or stopped.
    error StandingEnded(uint64 order);
    /// @notice The next payment is due on `day`, and today is `today`.
    error NotYetDue(uint64 order, uint24 day, uint24 today);
    /// @notice Stopping wants a maker, checker, approver or treasurer of the order's agency.
    error NotTheAgencysOfficial(uint64 order, address caller);

    event StandingGiven(uint64 indexed record, uint64 indexed order, bytes32 id, uint32 agency, Standing standing);
    event StandingDrawn(uint64 indexed record, uint64 indexed order, uint16 time, uint24 dueDay, uint64 movement);
    event StandingStopped(uint64 indexed record, uint64 indexed order, uint32 official, string reason);

    /// @notice Posts the next due payment; by anyone.
    /// @return movement its record number
    function draw(uint64 order) external returns (uint64 movement);

    /// @notice Ends it at once; by an official of its agency.
    function stop(uint64 order, uint8 duty, string calldata reason) external;

    /// @return standing what was approved @return drawn how often it was drawn @return nextDay next due day, 0 if ended
    function standingOf(uint64 order) external view returns (Standing memory standing, uint16 drawn, uint24 nextDay);

    function standingCount() external view returns (uint64);
}
