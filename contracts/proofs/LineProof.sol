// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;
// The model checker knows no custom errors in require, and finds no proof through if and revert.
// solhint-disable gas-custom-errors, reason-string

import {IFundLedger} from "../interfaces/IFundLedger.sol";
import {Edges} from "../libraries/Edges.sol";
import {Totals} from "../libraries/Totals.sol";

/// @title No line is overspent, whatever is called in whatever order
/// @notice Not deployed: `npm run prove` gives it to the compiler's model checker. One line with one allotment and one
/// commitment; what comes from elsewhere (acts, other lines, other commitments) may come in any amount at any time. The
/// tests and sums are the ledger's own: Totals decides whether a sum may leave, Edges which total it moves.
/// @dev Each function assumes `_balanced` and must leave it true; the constructor starts with it. By induction it holds
/// after any sequence of calls, and `check` draws the inequality from it. docs/INVARIANTS.md says how several allotments
/// and commitments follow from one. Ghosts count what each kind moved; they never fall.
contract LineProof {
    using Edges for IFundLedger.Kind;

    uint104 private _lineIn;
    uint104 private _lineOut;
    uint104 private _allotmentIn;
    uint104 private _allotmentOut;
    uint104 private _commitmentIn;
    uint104 private _commitmentOut;

    /// @dev Ghosts. given: appropriations, virements and carry-overs to the line; taken: cuts, lapses, virements and
    /// carry-overs from it; spent: payments and reclassifications to the commitment; restored: recoveries and
    /// reclassifications from it.
    uint256 private _given;
    uint256 private _taken;
    uint256 private _allotted;
    uint256 private _withdrawn;
    uint256 private _committed;
    uint256 private _released;
    uint256 private _spent;
    uint256 private _restored;

    modifier keepsBalanced() {
        require(_balanced());
        _;
        assert(_balanced());
    }

    constructor() {
        assert(_balanced());
    }

    function give(uint104 amount) external keepsBalanced {
        _lineIn += amount;
        _given += amount;
    }

    function take(uint104 amount) external keepsBalanced {
        _lineOut = _leave(_lineIn, _lineOut, amount);
        _taken += amount;
    }

    function allot(uint104 amount) external keepsBalanced {
        _lineOut = _leave(_lineIn, _lineOut, amount);
        _allotmentIn += amount;
        _allotted += amount;
    }

    function withdraw(uint104 amount) external keepsBalanced {
        _allotmentOut = _leave(_allotmentIn, _allotmentOut, amount);
        _lineIn += amount;
        _withdrawn += amount;
    }

    function commit(uint104 amount) external keepsBalanced {
        _allotmentOut = _leave(_allotmentIn, _allotmentOut, amount);
        _commitmentIn += amount;
        _committed += amount;
    }

    function release(uint104 amount) external keepsBalanced {
        _commitmentOut = _leave(_commitmentIn, _commitmentOut, amount);
        _allotmentIn += amount;
        _released += amount;
    }

    function pay(uint104 amount) external keepsBalanced {
        if (IFundLedger.Kind.Payment.spendsTo()) _commitmentOut = _leave(_commitmentIn, _commitmentOut, amount);
        else _commitmentIn += amount;
        _spent += amount;
    }

    function payFund(uint104 amount) external keepsBalanced {
        if (IFundLedger.Kind.TransferPayment.spendsTo()) _commitmentOut = _leave(_commitmentIn, _commitmentOut, amount);
        else _commitmentIn += amount;
        _spent += amount;
    }

    function reclassifyHere(uint104 amount) external keepsBalanced {
        if (IFundLedger.Kind.Reclassification.spendsTo())
            _commitmentOut = _leave(_commitmentIn, _commitmentOut, amount);
        else _commitmentIn += amount;
        _spent += amount;
    }

    function recover(uint104 amount) external keepsBalanced {
        if (IFundLedger.Kind.Recovery.restoresFrom()) _commitmentIn += amount;
        else _commitmentOut = _leave(_commitmentIn, _commitmentOut, amount);
        _restored += amount;
    }

    function reclassifyAway(uint104 amount) external keepsBalanced {
        if (IFundLedger.Kind.Reclassification.restoresFrom()) _commitmentIn += amount;
        else _commitmentOut = _leave(_commitmentIn, _commitmentOut, amount);
        _restored += amount;
    }

    /// @notice payments - recoveries +- reclassifications <= commitments - releases <= allotments - withdrawals
    /// <= acts +- virements +- carry-overs - cuts - lapses
    function check() external view {
        require(_balanced());
        assert(_spent + _released <= _committed + _restored);
        assert(_committed + _withdrawn <= _allotted + _released);
        assert(_allotted + _taken <= _given + _withdrawn);
    }

    function _balanced() private view returns (bool) {
        return
            _lineOut <= _lineIn &&
            _allotmentOut <= _allotmentIn &&
            _commitmentOut <= _commitmentIn &&
            _lineIn == _given + _withdrawn &&
            _lineOut == _taken + _allotted &&
            _allotmentIn == _allotted + _released &&
            _allotmentOut == _withdrawn + _committed &&
            _commitmentIn == _committed + _restored &&
            _commitmentOut == _released + _spent;
    }

    function _leave(uint104 totalIn, uint104 totalOut, uint104 amount) private pure returns (uint104) {
        require(Totals.covers(totalIn, totalOut, amount));
        return totalOut + amount;
    }
}
