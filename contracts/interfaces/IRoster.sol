// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Roster of officials and their seats
/// @notice A seat (agency, duty, address) belongs to one official from one moment until another. Seats are given by
/// a registrar of the agency or of an agency above it; a registrar's seat also by the configuring role, which is how
/// the first one comes. An address belongs to one official for ever, so that rules can compare officials; that it does is
/// the word of the registrar who first gave it a seat, for the address itself is not asked.
interface IRoster {
    enum Duty {
        None,
        Registrar,
        Maker,
        Checker,
        Approver,
        Treasurer,
        BudgetOfficer,
        Auditor
    }

    /// @dev One slot: official 32 | from 48 | until 48 | government 32 bits. In force while from <= time < until, in seconds.
    /// government: that of the seat's agency, whose place never changes.
    struct Seat {
        uint32 official;
        uint48 from;
        uint48 until;
        uint32 government;
    }

    /// @notice There is no agency `agency`.
    /// @dev Check the number; register the agency first.
    error AgencyUnknown(uint32 agency);
    /// @notice There is no official `official`.
    /// @dev Enrol the official first.
    error OfficialUnknown(uint32 official);
    /// @notice No duty was named.
    /// @dev Name the duty of the seat.
    error DutyNotGiven(Duty duty);
    /// @notice `caller` is registrar neither of agency `agency` nor of one above it.
    /// @dev Let such a registrar do it, or bring it as a case of the procedure for seats.
    error NotRegistrar(uint32 agency, address caller);
    /// @notice Address `holder` is zero or belongs to official `official`.
    /// @dev Give the official another address; an address belongs to one official for ever.
    error AddressTaken(address holder, uint32 official);
    /// @notice The seat ends at `until`, which is not after its beginning at `from` or has passed: it is `now_`.
    /// @dev Give an end after the beginning, and in the future.
    error SeatTimes(uint48 from, uint48 until, uint48 now_);
    /// @notice `holder` has no seat as `duty` at agency `agency`, or it has ended already.
    /// @dev Check agency, duty and address in the roster.
    error SeatUnknown(uint32 agency, Duty duty, address holder);

    event OfficialEnrolled(
        uint64 indexed record,
        uint32 indexed official,
        uint32 agency,
        string name,
        string otherName
    );
    event SeatGiven(
        uint64 indexed record,
        uint32 indexed official,
        uint32 agency,
        Duty duty,
        address holder,
        uint48 from,
        uint48 until
    );
    event SeatEnded(
        uint64 indexed record,
        uint32 indexed official,
        uint32 agency,
        Duty duty,
        address holder,
        uint48 endedAt
    );

    /// @notice Gives a registrar's seat; by the configuring role. Enrols an official for it, unless the address belongs
    /// to one already: that one then has the seat, under the name on record, so that a seat that has ended can be renewed.
    function appointRegistrar(
        uint32 agency,
        address holder,
        string calldata name,
        string calldata otherName,
        uint48 from,
        uint48 until
    ) external returns (uint32 official);

    /// @notice Enrols an official; by a registrar over the agency.
    function enrol(uint32 agency, string calldata name, string calldata otherName) external returns (uint32 official);

    /// @notice Gives a seat, a registrar's too; by a registrar over the agency and over the official's own agency, so
    /// that nobody's officials are bound to addresses by a stranger. Giving it again changes its times.
    /// @param from first second in force; may have passed
    /// @param until first second no longer in force
    function appoint(uint32 agency, Duty duty, address holder, uint32 official, uint48 from, uint48 until) external;

    /// @notice Ends a seat now; by a registrar over the agency.
    function dismiss(uint32 agency, Duty duty, address holder) external;

    function seatOf(uint32 agency, Duty duty, address holder) external view returns (Seat memory);

    /// @notice Official who holds the seat now, 0 if it is not in force.
    function officialIn(uint32 agency, Duty duty, address holder) external view returns (uint32);

    /// @notice The same, and the government that the seat's agency belongs to; 0 and 0 if the seat is not in force.
    function officialAt(
        uint32 agency,
        Duty duty,
        address holder
    ) external view returns (uint32 official, uint32 government);

    /// @notice Official to whom an address belongs, 0 if none.
    function officialOf(address holder) external view returns (uint32);

    /// @notice Whether `caller` is now registrar of `agency` or of an agency above it.
    function isRegistrarOver(uint32 agency, address caller) external view returns (bool);

    /// @notice Agency that an official was enrolled at, 0 if there is no such official.
    function agencyOf(uint32 official) external view returns (uint32);

    function officialCount() external view returns (uint32);
}
