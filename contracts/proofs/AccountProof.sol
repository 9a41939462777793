// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;
// The model checker knows no custom errors in require, and finds no proof through if and revert.
// solhint-disable gas-custom-errors, reason-string

import {Totals} from "../libraries/Totals.sol";

/// @title No account gives more than it got, whatever is called in whatever order
/// @notice Not deployed: `npm run prove` gives it to the compiler's model checker, which finds the proof by itself. One
/// account of any kind but Source and Act, and one movement that later movements undo.
contract AccountProof {
    uint104 private _totalIn;
    uint104 private _totalOut;
    uint104 private _cited;
    uint104 private _undone;
    bool private _posted;

    function takeIn(uint104 amount) external {
        _totalIn += amount;
    }

    function giveOut(uint104 amount) external {
        require(Totals.covers(_totalIn, _totalOut, amount));
        _totalOut += amount;
    }

    /// @notice The movement that is cited later: its amount never changes.
    function postCited(uint104 amount) external {
        require(!_posted);
        _posted = true;
        _cited = amount;
    }

    function undo(uint104 amount) external {
        require(Totals.covers(_cited, _undone, amount));
        _undone += amount;
    }

    function checkAccount() external view {
        assert(_totalOut <= _totalIn);
    }

    function checkCited() external view {
        assert(_undone <= _cited);
    }
}
