// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title The audit trail: one transparency log for the whole suite
/// @notice A flat RFC 9162 Merkle tree over SHA-256. Every record of the suite (a movement, an appointment, a
/// door that opened) is one leaf, in the order in which it happened.
///
/// - record  = SHA-256(count of topics as a 32-byte word | topics | data) of the raw event. The first indexed
///   argument of every record event is the record number, which is its leaf index.
/// - stamp   = version (8 bits) | block number (48) | block time in seconds (40) | writer (160), put by the log.
/// - leaf    = SHA-256(0x00 | stamp | record)
/// - node    = SHA-256(0x01 | left | right)
///
/// docs/LOG.md fixes the format and gives test vectors.
interface IAuditTrail {
    /// @notice `caller` has no open door to the log.
    /// @dev Only contracts of the suite write records; open a door for a new one first.
    error NotAWriter(address caller);
    /// @notice The records were numbered from `first`, but the log's next number is `size`.
    /// @dev Send the transaction again; a contract that asks for the next number before it writes never meets this.
    error NotNext(uint64 first, uint64 size);
    /// @notice Nobody has sealed the tree at size `size`.
    /// @dev Call seal() and prove against the size that it returns.
    error NotSealed(uint64 size);

    /// @notice The root at `size` is kept for ever. Not itself a record.
    event Sealed(uint64 indexed size, bytes32 root);

    /// @notice Appends records; only a writer whose door is open (and the log itself) may call.
    /// @param first number that the caller used for the first of them; must equal `size()`
    /// @param records record hashes, in order
    function appendRecords(uint64 first, bytes32[] calldata records) external;

    /// @notice Stores the present root under the present size. Anyone may call.
    function seal() external returns (uint64 size, bytes32 root);

    /// @notice Number of records, which is the number the next record gets.
    function size() external view returns (uint64);

    /// @notice Root of the tree at the present size; SHA-256 of nothing when empty.
    function root() external view returns (bytes32);

    /// @notice Root sealed at `size_`. Reverts with NotSealed.
    function sealedRoot(uint64 size_) external view returns (bytes32);

    /// @notice Rightmost complete subtree of each level; slot `k` counts only where bit `k` of `size()` is set.
    function frontier() external view returns (bytes32[64] memory);

    /// @notice Whether `leaf` is at `index` in the tree sealed at `size_`. Reverts with NotSealed.
    function isSealedAt(bytes32 leaf, uint64 index, uint64 size_, bytes32[] calldata path) external view returns (bool);

    /// @notice RFC 9162 2.1.3.2: whether `leaf` is at `index` in the tree of `size_` leaves under `root_`.
    function checkInclusion(
        bytes32 leaf,
        uint64 index,
        uint64 size_,
        bytes32 root_,
        bytes32[] calldata path
    ) external view returns (bool);

    /// @notice RFC 9162 2.1.4.2: whether the tree of `size1` leaves under `root1` is a prefix of the other.
    /// Equal sizes want equal roots and an empty path; from size 0 nothing follows, so it is false.
    function checkConsistency(
        uint64 size1,
        bytes32 root1,
        uint64 size2,
        bytes32 root2,
        bytes32[] calldata path
    ) external view returns (bool);
}
