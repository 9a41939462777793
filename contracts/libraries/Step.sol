// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IRoster} from "../interfaces/IRoster.sol";

/// @title One step of a procedure, in one word
/// @notice
/// ```
///  255   208 207       104 103    72 71    40 39       32 31     24 23    16 15   8 7     5  4   3     0
/// |  zero   | fromAmount  | agency | limit  | escalation | lateness | quorum | duty | stage | rule| index |
/// |   48    |    104      |   32   |  32    |     8      |    8     |   8    |   8  |   3   |  1  |   4   |
/// ```
/// - index: place among the procedure's steps, 0 to 15; it names the step in decisions, whatever route a case takes
/// - rule: 1 if a rule contract decides; then duty, quorum, agency and escalation are 0
/// - stage: 0 to 7; steps of one stage run in parallel, the next stage begins when all of them are done
/// - duty: IRoster.Duty that decides
/// - quorum: approvals wanted from that duty, 1 to 8
/// - lateness: IProcedures.Lateness
/// - escalation: IRoster.Duty that decides after escalation, at the agency above
/// - limit: seconds from the beginning of the stage, 0 for none
/// - agency: party whose officials decide, 0 for the case's own agency
/// - fromAmount: the step belongs to the route of cases of at least this amount, in minor units
type Step is uint256;

/// @dev Truncation is the point of the casts below: each keeps the field's own bits.
library StepLib {
    function index(Step s) internal pure returns (uint8) {
        return uint8(Step.unwrap(s) & 0xf);
    }

    function isRule(Step s) internal pure returns (bool) {
        return Step.unwrap(s) & 0x10 != 0;
    }

    function stage(Step s) internal pure returns (uint8) {
        return uint8((Step.unwrap(s) >> 5) & 0x7);
    }

    function duty(Step s) internal pure returns (IRoster.Duty) {
        return IRoster.Duty(uint8(Step.unwrap(s) >> 8));
    }

    function quorum(Step s) internal pure returns (uint8) {
        return uint8(Step.unwrap(s) >> 16);
    }

    function lateness(Step s) internal pure returns (uint8) {
        return uint8(Step.unwrap(s) >> 24);
    }

    function escalation(Step s) internal pure returns (IRoster.Duty) {
        return IRoster.Duty(uint8(Step.unwrap(s) >> 32));
    }

    function limit(Step s) internal pure returns (uint32) {
        return uint32(Step.unwrap(s) >> 40);
    }

    function agency(Step s) internal pure returns (uint32) {
        return uint32(Step.unwrap(s) >> 72);
    }

    function fromAmount(Step s) internal pure returns (uint104) {
        return uint104(Step.unwrap(s) >> 104);
    }
}

using StepLib for Step global;
