// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Doors: the only callers that a contract lets in
/// @notice A door is announced, waits a fixed public delay, and is then opened by anyone. Closing is immediate.
/// Each change is a record of the audit trail. The first doors may be opened without delay, once, when the suite
/// is founded; after that nobody can shorten the wait.
interface IDoors {
    /// @notice The first doors were opened, or a door was announced, before.
    /// @dev Announce the door; it opens after the delay.
    error AlreadyFounded();
    /// @notice Address `door` is zero, already announced or already open.
    /// @dev Nothing is to be done if it is open; else give another address.
    error DoorNotNew(address door);
    /// @notice Address `door` is not announced, so it can be neither opened nor closed.
    /// @dev Announce it first.
    error DoorUnknown(address door);
    /// @notice Door `door` opens at `opensAt`, and it is `now_`.
    /// @dev Wait until then; the delay is there for the public to see it.
    error DoorTooEarly(address door, uint48 opensAt, uint48 now_);

    /// @notice `door` may be opened from `opensAt` (seconds since 1970, UTC).
    event DoorAnnounced(uint64 indexed record, address indexed door, uint48 opensAt);
    event DoorOpened(uint64 indexed record, address indexed door);
    event DoorClosed(uint64 indexed record, address indexed door);

    /// @notice Opens the first doors at once. Once only, by the configuring role.
    function found(address[] calldata doors) external;

    /// @notice Announces a door; by the configuring role.
    function announceDoor(address door) external;

    /// @notice Opens an announced door after its delay; by anyone.
    function openDoor(address door) external;

    /// @notice Closes a door, or cancels its announcement, at once; by the configuring role.
    function closeDoor(address door) external;

    /// @notice Whether `door` is open now.
    function isOpen(address door) external view returns (bool);

    /// @notice When an announced door may be opened (seconds); 0 if it is not announced.
    function opensAt(address door) external view returns (uint48);

    /// @notice Public delay between announcement and opening, in seconds.
    function doorDelay() external view returns (uint48);
}
