// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IAuditTrail} from "../interfaces/IAuditTrail.sol";
import {Doors} from "../libraries/Doors.sol";
import {MerkleLib} from "../libraries/Merkle.sol";

/// @title The audit trail of the suite
/// @notice See IAuditTrail for the format. The doors are the writers; what happens to them is recorded here too.
contract AuditTrail is IAuditTrail, Doors {
    /// @dev SHA-256 precompile. It fails for want of gas alone: then less than 98 gas was left, of which the call takes
    /// all but a 64th, so that this contract fails with it. Its success is therefore not asked for.
    uint256 private constant SHA256 = 2;
    uint256 private constant STAMP_VERSION = 1;

    /// @dev One slot, which every append writes: the number of leaves, and who appended the last.
    uint64 private _size;
    address private _lastWriter;
    bytes32[64] private _frontier;
    mapping(uint64 size => bytes32 root) private _sealedRoots;

    constructor(address authority_, uint48 doorDelay_) Doors(authority_, doorDelay_, IAuditTrail(address(this))) {}

    /// @inheritdoc IAuditTrail
    function appendRecords(uint64 first, bytes32[] calldata records) external {
        (uint64 size_, address last) = (_size, _lastWriter);
        // Whoever wrote last had an open door, and has it still: a door that is closed is a record, which the log writes.
        if (msg.sender != last && !_isOpen(msg.sender) && msg.sender != address(this)) revert NotAWriter(msg.sender);
        if (first != size_) revert NotNext(first, size_);
        _size = size_ + uint64(records.length);
        _lastWriter = msg.sender;
        _join(_leavesOf(records), records.length, size_);
    }

    /// @inheritdoc IAuditTrail
    function seal() external returns (uint64 size_, bytes32 root_) {
        size_ = _size;
        root_ = _sealedRoots[size_];
        if (root_ == 0) {
            root_ = root();
            _sealedRoots[size_] = root_;
            emit Sealed(size_, root_);
        }
    }

    /// @inheritdoc IAuditTrail
    function size() external view returns (uint64) {
        return _size;
    }

    /// @inheritdoc IAuditTrail
    function frontier() external view returns (bytes32[64] memory) {
        return _frontier;
    }

    /// @inheritdoc IAuditTrail
    function isSealedAt(
        bytes32 leaf,
        uint64 index,
        uint64 size_,
        bytes32[] calldata path
    ) external view returns (bool) {
        return MerkleLib.includes(leaf, index, size_, sealedRoot(size_), path);
    }

    /// @inheritdoc IAuditTrail
    function checkInclusion(
        bytes32 leaf,
        uint64 index,
        uint64 size_,
        bytes32 root_,
        bytes32[] calldata path
    ) external view returns (bool) {
        return MerkleLib.includes(leaf, index, size_, root_, path);
    }

    /// @inheritdoc IAuditTrail
    function checkConsistency(
        uint64 size1,
        bytes32 root1,
        uint64 size2,
        bytes32 root2,
        bytes32[] calldata path
    ) external view returns (bool) {
        return MerkleLib.consistent(size1, root1, size2, root2, path);
    }

    /// @inheritdoc IAuditTrail
    function root() public view returns (bytes32 root_) {
        uint64 size_ = _size;
        if (size_ == 0) return MerkleLib.EMPTY_ROOT;
        bool started = false;
        for (uint256 level = 0; size_ != 0; ++level) {
            if (size_ & 1 == 1) {
                root_ = started ? MerkleLib.node(_frontier[level], root_) : _frontier[level];
                started = true;
            }
            size_ >>= 1;
        }
    }

    /// @inheritdoc IAuditTrail
    function sealedRoot(uint64 size_) public view returns (bytes32 root_) {
        root_ = _sealedRoots[size_];
        if (root_ == 0) revert NotSealed(size_);
    }

    /// @dev Leaf hashes of the records, all under one stamp, as consecutive words of memory.
    /// @return nodes address of the first; the 64 bytes before it are free for `_join`
    function _leavesOf(bytes32[] calldata records) private view returns (uint256 nodes) {
        uint256 stamp =
            (STAMP_VERSION << 248) |
                (uint256(uint48(block.number)) << 200) |
                (uint256(uint40(block.timestamp)) << 160) |
                uint160(msg.sender);
        assembly ("memory-safe") {
            // 0x00 | stamp | record: 65 bytes, of which only the record changes.
            let leaf := mload(0x40)
            mstore8(leaf, 0)
            mstore(add(leaf, 1), stamp)
            nodes := add(leaf, 96)
            mstore(0x40, add(nodes, mul(32, records.length)))

            let to := nodes
            let source := records.offset
            let end := add(source, mul(32, records.length))
            // Four to a turn, then one: the turning would cost a third of all that is not hashing.
            for {} lt(add(source, 96), end) {
                source := add(source, 128)
                to := add(to, 128)
            } {
                mstore(add(leaf, 33), calldataload(source))
                pop(staticcall(gas(), SHA256, leaf, 65, to, 32))
                mstore(add(leaf, 33), calldataload(add(source, 32)))
                pop(staticcall(gas(), SHA256, leaf, 65, add(to, 32), 32))
                mstore(add(leaf, 33), calldataload(add(source, 64)))
                pop(staticcall(gas(), SHA256, leaf, 65, add(to, 64), 32))
                mstore(add(leaf, 33), calldataload(add(source, 96)))
                pop(staticcall(gas(), SHA256, leaf, 65, add(to, 96), 32))
            }
            for {} lt(source, end) {
                source := add(source, 32)
                to := add(to, 32)
            } {
                mstore(add(leaf, 33), calldataload(source))
                pop(staticcall(gas(), SHA256, leaf, 65, to, 32))
            }
        }
    }

    /// @dev Joins `count` new leaves to the tree of `size_` leaves, one level a turn. Where the old tree has a complete
    /// subtree without a right neighbour (bit set in its size), that comes first; then pairs are hashed, each in place:
    /// its parent is written over nodes that were read already, and the 0x01 before it over the last byte of one. What
    /// has no partner is the level's new frontier.
    /// @param nodes as `_leavesOf` returns it; overwritten
    function _join(uint256 nodes, uint256 count, uint256 size_) private {
        assembly ("memory-safe") {
            for {
                let slot := _frontier.slot
            } count {
                slot := add(slot, 1)
                size_ := shr(1, size_)
            } {
                // With a left neighbour the first node is its partner, and hashed last, for the first 0x01 falls on it.
                // Both wait in scratch space.
                let to := nodes
                if and(size_, 1) {
                    mstore(0x00, sload(slot))
                    mstore(0x20, mload(nodes))
                    to := add(nodes, 32)
                }
                let end := add(nodes, mul(32, count))
                let from := to
                if and(sub(end, to), 32) {
                    end := sub(end, 32)
                    sstore(slot, mload(end))
                }
                for {} lt(add(from, 224), end) {
                    to := add(to, 128)
                    from := add(from, 256)
                } {
                    mstore8(sub(from, 1), 1)
                    pop(staticcall(gas(), SHA256, sub(from, 1), 65, to, 32))
                    mstore8(add(from, 63), 1)
                    pop(staticcall(gas(), SHA256, add(from, 63), 65, add(to, 32), 32))
                    mstore8(add(from, 127), 1)
                    pop(staticcall(gas(), SHA256, add(from, 127), 65, add(to, 64), 32))
                    mstore8(add(from, 191), 1)
                    pop(staticcall(gas(), SHA256, add(from, 191), 65, add(to, 96), 32))
                }
                for {} lt(from, end) {
                    to := add(to, 32)
                    from := add(from, 64)
                } {
                    mstore8(sub(from, 1), 1)
                    pop(staticcall(gas(), SHA256, sub(from, 1), 65, to, 32))
                }
                if and(size_, 1) {
                    mstore(sub(nodes, 32), mload(0x00))
                    mstore(nodes, mload(0x20))
                    mstore8(sub(nodes, 33), 1)
                    pop(staticcall(gas(), SHA256, sub(nodes, 33), 65, nodes, 32))
                }
                count := shr(5, sub(to, nodes))
            }
        }
    }
}
