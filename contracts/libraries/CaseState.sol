// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IServiceApprovals} from "../interfaces/IServiceApprovals.sol";

/// @title The state of a case, in one word
/// @notice IServiceApprovals.State says what the fields mean; this is where they stand, as the compiler would pack that struct.
/// ```
///  255  224 223  192 191 160 159       120 119  80 79       64 63  48 47       40 39      32 31   24 23   16 15   8 7      0
/// |  third | second | first | submittedAt | since | escalated | done | approvals | conflicts | silent | stage | round | status |
/// |   32   |   32   |  32   |     40      |  40   |    16     |  16  |     8     |     8     |   8    |   8   |   8   |   8    |
/// ```
/// @dev An act reads the word once, changes it on the stack and stores it once. Truncation is the point of the casts: each
/// keeps the field's own bits.
type CaseState is uint256;

library CaseStateLib {
    uint256 private constant ROUND = 8;
    uint256 private constant STAGE = 16;
    uint256 private constant SILENT = 24;
    uint256 private constant CONFLICTS = 32;
    uint256 private constant APPROVALS = 40;
    uint256 private constant DONE = 48;
    uint256 private constant ESCALATED = 64;
    uint256 private constant SINCE = 80;
    uint256 private constant SUBMITTED_AT = 120;
    uint256 private constant OFFICIALS = 160;
    /// @dev How many approvers the word has room for.
    uint256 internal constant ROOM = 3;

    /// @notice Open since now, at this stage.
    function opened(uint8 round_, uint8 stage_, bool conflicts_) internal view returns (CaseState) {
        uint256 word = uint256(IServiceApprovals.Status.Open) | (uint256(round_) << ROUND) | (uint256(stage_) << STAGE);
        if (conflicts_) word |= 1 << CONFLICTS;
        return CaseState.wrap(word | (block.timestamp << SINCE) | (block.timestamp << SUBMITTED_AT));
    }

    /// @notice In this status since now.
    function turned(CaseState s, IServiceApprovals.Status status_) internal view returns (CaseState) {
        return CaseState.wrap((CaseState.unwrap(since_(s)) & ~uint256(0xff)) | uint256(status_));
    }

    /// @notice In the next stage since now.
    function moved(CaseState s, uint256 stage_) internal view returns (CaseState) {
        return CaseState.wrap((CaseState.unwrap(since_(s)) & ~(uint256(0xff) << STAGE)) | (stage_ << STAGE));
    }

    function withDone(CaseState s, uint256 place) internal pure returns (CaseState) {
        unchecked {
            return CaseState.wrap(CaseState.unwrap(s) | (1 << (DONE + place)));
        }
    }

    function withEscalated(CaseState s, uint256 place) internal pure returns (CaseState) {
        unchecked {
            return CaseState.wrap(CaseState.unwrap(s) | (1 << (ESCALATED + place)));
        }
    }

    function withSilence(CaseState s) internal pure returns (CaseState) {
        return CaseState.wrap(CaseState.unwrap(s) | (1 << SILENT));
    }

    function withConflict(CaseState s) internal pure returns (CaseState) {
        return CaseState.wrap(CaseState.unwrap(s) | (1 << CONFLICTS));
    }

    /// @notice With one approval more, its official in the word while there is room.
    function withApproval(CaseState s, uint32 official) internal pure returns (CaseState) {
        unchecked {
            uint256 before = approvals(s);
            uint256 word = CaseState.unwrap(s) + (1 << APPROVALS);
            if (before < ROOM) word |= uint256(official) << (OFFICIALS + 32 * before);
            return CaseState.wrap(word);
        }
    }

    function status(CaseState s) internal pure returns (IServiceApprovals.Status) {
        return IServiceApprovals.Status(uint8(CaseState.unwrap(s)));
    }

    function round(CaseState s) internal pure returns (uint8) {
        return uint8(CaseState.unwrap(s) >> ROUND);
    }

    function stage(CaseState s) internal pure returns (uint8) {
        return uint8(CaseState.unwrap(s) >> STAGE);
    }

    function silent(CaseState s) internal pure returns (bool) {
        return uint8(CaseState.unwrap(s) >> SILENT) != 0;
    }

    function conflicts(CaseState s) internal pure returns (bool) {
        return uint8(CaseState.unwrap(s) >> CONFLICTS) != 0;
    }

    function approvals(CaseState s) internal pure returns (uint8) {
        return uint8(CaseState.unwrap(s) >> APPROVALS);
    }

    function done(CaseState s) internal pure returns (uint16) {
        return uint16(CaseState.unwrap(s) >> DONE);
    }

    function escalated(CaseState s) internal pure returns (uint16) {
        return uint16(CaseState.unwrap(s) >> ESCALATED);
    }

    function isDone(CaseState s, uint256 place) internal pure returns (bool) {
        unchecked {
            return CaseState.unwrap(s) & (1 << (DONE + place)) != 0;
        }
    }

    function isEscalated(CaseState s, uint256 place) internal pure returns (bool) {
        unchecked {
            return CaseState.unwrap(s) & (1 << (ESCALATED + place)) != 0;
        }
    }

    function since(CaseState s) internal pure returns (uint40) {
        return uint40(CaseState.unwrap(s) >> SINCE);
    }

    function submittedAt(CaseState s) internal pure returns (uint40) {
        return uint40(CaseState.unwrap(s) >> SUBMITTED_AT);
    }

    /// @notice Whether this official is one of the approvers in the word.
    function hasApprover(CaseState s, uint32 official) internal pure returns (bool) {
        uint256 officials = CaseState.unwrap(s) >> OFFICIALS;
        return
            uint32(officials) == official || uint32(officials >> 32) == official || uint32(officials >> 64) == official;
    }

    function fields(CaseState s) internal pure returns (IServiceApprovals.State memory) {
        uint256 officials = CaseState.unwrap(s) >> OFFICIALS;
        return
            IServiceApprovals.State({
                status: status(s),
                round: round(s),
                stage: stage(s),
                silent: silent(s),
                conflicts: conflicts(s),
                approvals: approvals(s),
                done: done(s),
                escalated: escalated(s),
                since: since(s),
                submittedAt: submittedAt(s),
                first: uint32(officials),
                second: uint32(officials >> 32),
                third: uint32(officials >> 64)
            });
    }

    /// @dev The clock begins anew.
    function since_(CaseState s) private view returns (CaseState) {
        uint256 others = CaseState.unwrap(s) & ~(uint256(type(uint40).max) << SINCE);
        return CaseState.wrap(others | (block.timestamp << SINCE));
    }
}

using CaseStateLib for CaseState global;
