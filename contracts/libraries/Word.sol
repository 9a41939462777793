// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ILedgerAccounts} from "../interfaces/ILedgerAccounts.sol";

/// @title An account's one storage slot, read and written once
/// @dev The layout is that of ILedgerAccounts.Account. Truncating casts keep a field's own bits.
type Word is uint256;

library WordLib {
    function load(ILedgerAccounts.Account storage account) internal view returns (Word word) {
        assembly ("memory-safe") {
            word := sload(account.slot)
        }
    }

    /// @notice Stores the account with `amount` more in its totalOut.
    /// @dev The caller knows that the new totalOut is at most totalIn, so that the sum stays within its 104 bits.
    function storeSpent(Word word, ILedgerAccounts.Account storage account, uint104 amount) internal {
        assembly ("memory-safe") {
            sstore(account.slot, add(word, shl(104, amount)))
        }
    }

    function totalIn(Word word) internal pure returns (uint104) {
        return uint104(Word.unwrap(word));
    }

    function totalOut(Word word) internal pure returns (uint104) {
        return uint104(Word.unwrap(word) >> 104);
    }

    function fund(Word word) internal pure returns (uint16) {
        return uint16(Word.unwrap(word) >> 208);
    }

    function lastDay(Word word) internal pure returns (uint24) {
        return uint24(Word.unwrap(word) >> 224);
    }

    function flags(Word word) internal pure returns (uint8) {
        return uint8(Word.unwrap(word) >> 248);
    }
}

using WordLib for Word global;
