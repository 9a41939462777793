// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Calendar} from "../libraries/Calendar.sol";

/// @title The calendar's arithmetic, for tests
contract CalendarMock {
    /// @notice `Calendar.addMonths` for `count` days one after the other.
    function addMonths(uint24 first, uint24 count, uint24 months) external pure returns (uint256[] memory days_) {
        days_ = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            days_[i] = Calendar.addMonths(first + i, months);
        }
    }

    /// @notice `Calendar.toText` of each day.
    function toText(uint24[] calldata days_) external pure returns (string[] memory texts) {
        texts = new string[](days_.length);
        for (uint256 i = 0; i < days_.length; ++i) {
            texts[i] = Calendar.toText(days_[i]);
        }
    }
}
