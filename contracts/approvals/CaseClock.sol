// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IProcedures} from "../interfaces/IProcedures.sol";
import {IServiceApprovals} from "../interfaces/IServiceApprovals.sol";
import {CaseBody} from "../libraries/CaseBody.sol";
import {CaseState} from "../libraries/CaseState.sol";
import {Step} from "../libraries/Step.sol";

/// @title What time does to a case
/// @notice Clocks run from the beginning of the present stage, or of the status Returned or Approved. An escalated step has its
/// limit once more from where it ended first, and then stays open, late in public.
library CaseClock {
    uint256 private constant NONE = type(uint256).max;

    /// @notice When the step at this place is due (seconds), 0 for no limit.
    function dueOf(CaseState state, Step step, uint256 place) internal pure returns (uint48 due) {
        uint256 limit = step.limit();
        if (limit == 0) return 0;
        // No overflow: 40 bits, and twice 32.
        unchecked {
            return uint48(state.since() + limit * (state.isEscalated(place) ? 2 : 1));
        }
    }

    /// @notice Whether the step's lateness has the say now, and no longer its officials.
    function hasLapsed(CaseState state, Step step, uint256 place, uint48 due) internal view returns (bool) {
        if (due == 0 || block.timestamp <= due) return false;
        if (step.lateness() == uint8(IProcedures.Lateness.Overdue)) return false;
        return !state.isEscalated(place);
    }

    /// @notice Whether lateness has the say over a decision of the step at this place: its own, or that of a step beside
    /// it whose silence has rejected the case.
    /// @return which place of the step that lapsed
    /// @return due when it was due (seconds), 0 if none lapsed
    function silenced(CaseState state, CaseBody body, uint256 place) internal view returns (uint256 which, uint48 due) {
        uint256 count = body.stepCount();
        unchecked {
            for (; which < count; ++which) {
                Step step = body.step(which);
                if (which != place && step.lateness() != uint8(IProcedures.Lateness.Reject)) continue;
                if (step.stage() != state.stage() || state.isDone(which)) continue;
                due = dueOf(state, step, which);
                if (hasLapsed(state, step, which, due)) return (which, due);
            }
        }
        due = 0;
    }

    /// @notice Applies every lateness of the present stage. Moves on to the next stage where that completes it.
    /// @return later the state after it
    /// @return changed whether there was any
    function lapseStage(CaseState state, CaseBody body) internal view returns (CaseState later, bool changed) {
        later = state;
        for (uint256 place = 0; place < body.stepCount(); ++place) {
            Step step = body.step(place);
            if (step.stage() != state.stage() || state.isDone(place)) continue;
            if (!hasLapsed(state, step, place, dueOf(state, step, place))) continue;
            changed = true;
            if (step.lateness() == uint8(IProcedures.Lateness.Reject)) {
                return (later.turned(IServiceApprovals.Status.Rejected), true);
            }
            if (step.lateness() == uint8(IProcedures.Lateness.Escalate)) later = later.withEscalated(place);
            else later = later.withDone(place).withSilence();
        }
        if (changed) later = advanced(later, body);
    }

    /// @notice The state with the next stage begun, or approved, where all steps of the present stage are done.
    function advanced(CaseState state, CaseBody body) internal view returns (CaseState) {
        uint256 next = NONE;
        uint256 present = state.stage();
        uint256 count = body.stepCount();
        for (uint256 place = 0; place < count; ++place) {
            uint256 stage = body.step(place).stage();
            if (stage == present && !state.isDone(place)) return state;
            if (stage > present && stage < next) next = stage;
        }
        return next == NONE ? state.turned(IServiceApprovals.Status.Approved) : state.moved(next);
    }

    /// @notice When the earliest open step of the present stage is due (seconds), 0 if none has a limit.
    function stageDue(CaseState state, CaseBody body) internal pure returns (uint48 earliest) {
        for (uint256 place = 0; place < body.stepCount(); ++place) {
            if (body.step(place).stage() != state.stage() || state.isDone(place)) continue;
            uint48 due = dueOf(state, body.step(place), place);
            if (due != 0 && (earliest == 0 || due < earliest)) earliest = due;
        }
    }
}
