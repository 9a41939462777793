// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Classifications of lines and receipts
/// @dev COFOG 1999 (UN) and GFSM 2014 (IMF), written as digits. 0 stands for "not classified".
library Classification {
    /// @notice Code of a receipt that is an opening balance.
    uint32 internal constant OPENING_BALANCE = 99;

    /// @dev Groups in COFOG divisions 1 to 10, four bits each, division 1 lowest.
    uint256 private constant COFOG_GROUPS = 0x9866669658;

    /// @notice division x 100 + group x 10 + class, e.g. 912 for 09.1.2.
    function isFunction(uint16 func) internal pure returns (bool) {
        if (func == 0) return true;
        uint256 division = func / 100;
        uint256 group = (func / 10) % 10;
        if (division == 0 || division > 10) return false;
        if (group == 0) return func % 10 == 0;
        return group <= (COFOG_GROUPS >> (4 * (division - 1))) & 0xf;
    }

    /// @notice Expense (21 to 28) or transactions in assets and liabilities (31 to 33).
    function isEconomic(uint32 code) internal pure returns (bool) {
        if (code == 0) return true;
        uint256 class = _twoDigits(code);
        return (class >= 21 && class <= 28) || (class >= 31 && class <= 33);
    }

    /// @notice Revenue (11 to 14), financing (31 to 33) or an opening balance.
    function isReceipt(uint32 code) internal pure returns (bool) {
        if (code == OPENING_BALANCE) return true;
        uint256 class = _twoDigits(code);
        return (class >= 11 && class <= 14) || (class >= 31 && class <= 33);
    }

    function _twoDigits(uint256 code) private pure returns (uint256) {
        while (code >= 100) code /= 10;
        return code;
    }
}
