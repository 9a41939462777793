// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IProcedures} from "../interfaces/IProcedures.sol";
import {IServiceApprovals} from "../interfaces/IServiceApprovals.sol";
import {Step} from "../libraries/Step.sol";

/// @title What time does to a case
/// @notice Clocks run from the beginning of the present stage, or of the status Returned or Approved. An escalated step has its
/// limit once more from where it ended first, and then stays open, late in public.
library CaseClock {
    uint256 private constant NONE = type(uint256).max;

    /// @notice When the step at this place is due (seconds), 0 for no limit.
    function dueOf(IServiceApprovals.State memory state, Step step, uint256 place) internal pure returns (uint48 due) {
        uint256 limit = step.limit();
        if (limit == 0) return 0;
        bool escalated = state.escalated & (1 << place) != 0;
        return uint48(state.since + limit * (escalated ? 2 : 1));
    }

    /// @notice Whether the step's lateness has the say now, and no longer its officials.
    function hasLapsed(
        IServiceApprovals.State memory state,
        Step step,
        uint256 place,
        uint48 due
    ) internal view returns (bool) {
        if (due == 0 || block.timestamp <= due) return false;
        if (step.lateness() == uint8(IProcedures.Lateness.Overdue)) return false;
        return state.escalated & (1 << place) == 0;
    }

    /// @notice Whether lateness has the say over a decision of the step at this place: its own, or that of a step beside
    /// it whose silence has rejected the case.
    /// @return which place of the step that lapsed
    /// @return due when it was due (seconds), 0 if none lapsed
    function silenced(
        IServiceApprovals.State memory state,
        Step[] calldata steps,
        uint256 place
    ) internal view returns (uint256 which, uint48 due) {
        for (; which < steps.length; ++which) {
            Step step = steps[which];
            if (which != place && step.lateness() != uint8(IProcedures.Lateness.Reject)) continue;
            if (step.stage() != state.stage || state.done & (1 << which) != 0) continue;
            due = dueOf(state, step, which);
            if (hasLapsed(state, step, which, due)) return (which, due);
        }
        due = 0;
    }

    /// @notice Applies every lateness of the present stage. Moves on to the next stage where that completes it.
    /// @return changed whether there was any
    function lapseStage(
        IServiceApprovals.State memory state,
        Step[] calldata steps
    ) internal view returns (bool changed) {
        for (uint256 place = 0; place < steps.length; ++place) {
            Step step = steps[place];
            if (step.stage() != state.stage || state.done & (1 << place) != 0) continue;
            if (!hasLapsed(state, step, place, dueOf(state, step, place))) continue;
            changed = true;
            if (step.lateness() == uint8(IProcedures.Lateness.Reject)) {
                state.status = IServiceApprovals.Status.Rejected;
                state.since = uint40(block.timestamp);
                return true;
            }
            if (step.lateness() == uint8(IProcedures.Lateness.Escalate)) {
                state.escalated |= uint16(1 << place);
            } else {
                state.done |= uint16(1 << place);
                state.silent = true;
            }
        }
        if (changed) advance(state, steps);
    }

    /// @notice Where all steps of the present stage are done, begins the next stage, or approves.
    function advance(IServiceApprovals.State memory state, Step[] calldata steps) internal view {
        uint256 next = NONE;
        for (uint256 place = 0; place < steps.length; ++place) {
            uint256 stage = steps[place].stage();
            if (stage == state.stage && state.done & (1 << place) == 0) return;
            if (stage > state.stage && stage < next) next = stage;
        }
        state.since = uint40(block.timestamp);
        if (next == NONE) state.status = IServiceApprovals.Status.Approved;
        else state.stage = uint8(next);
    }

    /// @notice When the earliest open step of the present stage is due (seconds), 0 if none has a limit.
    function stageDue(
        IServiceApprovals.State memory state,
        Step[] calldata steps
    ) internal pure returns (uint48 earliest) {
        for (uint256 place = 0; place < steps.length; ++place) {
            if (steps[place].stage() != state.stage || state.done & (1 << place) != 0) continue;
            uint48 due = dueOf(state, steps[place], place);
            if (due != 0 && (earliest == 0 || due < earliest)) earliest = due;
        }
    }
}
