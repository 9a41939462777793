// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

/// @title Months of the Gregorian calendar, on days counted from 1970-01-01
/// @notice Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days and days_from_civil.
/// @dev Years begin in March, so that the leap day is a year's last; their months are counted on from March of year 0.
library Calendar {
    /// @dev Days from 0000-03-01 to 1970-01-01.
    uint256 private constant EPOCH = 719_468;
    uint256 private constant DAYS_IN_400_YEARS = 146_097;

    /// @notice The same day of the month, `months` later; the month's last day where it is shorter.
    /// @param day days since 1970-01-01
    function addMonths(uint256 day, uint256 months) internal pure returns (uint256) {
        uint256 month = _monthOf(day + EPOCH);
        uint256 dayOfMonth = day + EPOCH - _firstDayOf(month);
        uint256 first = _firstDayOf(month + months);
        uint256 last = _firstDayOf(month + months + 1) - 1;
        uint256 same = first + dayOfMonth;
        return (same < last ? same : last) - EPOCH;
    }

    /// @notice A day as ISO 8601 writes it, such as "2026-03-31".
    /// @param day days since 1970-01-01, up to 45,000 years
    function toText(uint24 day) internal pure returns (string memory) {
        uint256 month = _monthOf(day + EPOCH);
        uint256 dayOfMonth = day + EPOCH - _firstDayOf(month) + 1;
        // Months since January of year 0.
        month += 2;
        return string.concat(Strings.toString(month / 12), _twoDigits((month % 12) + 1), _twoDigits(dayOfMonth));
    }

    function _twoDigits(uint256 number) private pure returns (string memory) {
        return string.concat(number < 10 ? "-0" : "-", Strings.toString(number));
    }

    /// @dev Month that a day since 0000-03-01 is in.
    function _monthOf(uint256 day) private pure returns (uint256) {
        uint256 era = day / DAYS_IN_400_YEARS;
        uint256 dayOfEra = day % DAYS_IN_400_YEARS;
        uint256 yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        uint256 dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        return 12 * (400 * era + yearOfEra) + (5 * dayOfYear + 2) / 153;
    }

    /// @dev First day of a month, since 0000-03-01.
    function _firstDayOf(uint256 month) private pure returns (uint256) {
        uint256 year = month / 12;
        return 365 * year + year / 4 - year / 100 + year / 400 + (153 * (month % 12) + 2) / 5;
    }
}
