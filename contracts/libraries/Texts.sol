// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Bounds on texts that go on chain
/// @dev Bytes of UTF-8, not characters. Readers must still treat every text as hostile.
library Texts {
    /// @notice A text is `length` bytes of UTF-8 long, outside `min` to `max`.
    /// @dev Shorten it, or fill it in; a Chinese character takes three bytes.
    error TextLength(uint256 length, uint256 min, uint256 max);

    function check(string calldata text, uint256 min, uint256 max) internal pure {
        uint256 length = bytes(text).length;
        if (length < min || length > max) revert TextLength(length, min, max);
    }
}
