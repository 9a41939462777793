// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Checks of an RFC 9162 Merkle tree over SHA-256
/// @notice https://www.rfc-editor.org/rfc/rfc9162#section-2.1. The leaves given here are leaf hashes already.
library MerkleLib {
    /// @dev SHA-256 precompile. It fails for want of gas alone, which also ends the caller.
    uint256 private constant SHA256 = 2;

    /// @notice Root of the tree without leaves: SHA-256 of nothing.
    bytes32 internal constant EMPTY_ROOT = 0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855;

    /// @notice SHA-256(0x01 | left | right).
    function node(bytes32 left, bytes32 right) internal view returns (bytes32 hash) {
        assembly ("memory-safe") {
            let input := mload(0x40)
            mstore8(input, 1)
            mstore(add(input, 1), left)
            mstore(add(input, 33), right)
            if iszero(staticcall(gas(), SHA256, input, 65, 0, 32)) {
                revert(0, 0)
            }
            hash := mload(0)
        }
    }

    /// @notice 2.1.3.2: whether `leaf` is at `index` in the tree of `size` leaves under `root`.
    function includes(
        bytes32 leaf,
        uint256 index,
        uint256 size,
        bytes32 root,
        bytes32[] calldata path
    ) internal view returns (bool) {
        if (index >= size) return false;
        uint256 fn = index;
        uint256 sn = size - 1;
        bytes32 hash = leaf;
        for (uint256 i = 0; i < path.length; ++i) {
            if (sn == 0) return false;
            if (fn & 1 == 1 || fn == sn) {
                hash = node(path[i], hash);
                (fn, sn) = _skipMissing(fn, sn);
            } else {
                hash = node(hash, path[i]);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && hash == root;
    }

    /// @notice 2.1.4.2: whether the tree of `size1` leaves under `root1` is a prefix of that of `size2` under `root2`.
    /// @dev The RFC defines it for 0 < size1 < size2. Equal sizes want equal roots and an empty path. From no leaves
    /// nothing follows, whatever `root2` is, so that is never consistent.
    function consistent(
        uint256 size1,
        bytes32 root1,
        uint256 size2,
        bytes32 root2,
        bytes32[] calldata path
    ) internal view returns (bool) {
        if (size1 == 0 || size1 > size2) return false;
        if (size1 == size2) return path.length == 0 && root1 == root2;
        if (path.length == 0) return false;

        uint256 fn = size1 - 1;
        uint256 sn = size2 - 1;
        while (fn & 1 == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        // The path of a size that is a power of two starts with its root, which the prover leaves out.
        bool leftOut = size1 & (size1 - 1) == 0;
        bytes32 hash1 = leftOut ? root1 : path[0];
        bytes32 hash2 = hash1;
        for (uint256 i = leftOut ? 0 : 1; i < path.length; ++i) {
            if (sn == 0) return false;
            if (fn & 1 == 1 || fn == sn) {
                hash1 = node(path[i], hash1);
                hash2 = node(path[i], hash2);
                (fn, sn) = _skipMissing(fn, sn);
            } else {
                hash2 = node(hash2, path[i]);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && hash1 == root1 && hash2 == root2;
    }

    /// @dev Climbs the levels at which the rightmost node has no left neighbour and stands for its parent.
    function _skipMissing(uint256 fn, uint256 sn) private pure returns (uint256, uint256) {
        while (fn != 0 && fn & 1 == 0) {
            fn >>= 1;
            sn >>= 1;
        }
        return (fn, sn);
    }
}
