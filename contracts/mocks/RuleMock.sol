// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IHandler} from "../interfaces/IHandler.sol";
import {IRule} from "../interfaces/IRule.sol";

/// @title A rule that answers as it is told, or misbehaves, for tests
contract RuleMock is IRule {
    enum Mood {
        Undecided,
        Approving,
        Rejecting,
        Reverting,
        Bomb,
        Burning,
        TwoWords,
        NoWord,
        Beyond,
        Matching
    }

    /// @notice Asked for another matter than the one that was expected.
    error Unexpected(bytes32 given);

    Mood public mood;
    /// @notice keccak256 of abi.encode of the question that Matching approves.
    bytes32 public expected;
    /// @notice Gas that is used up before an answer.
    uint256 public appetite;

    function setMood(Mood mood_) external {
        mood = mood_;
    }

    function setExpected(bytes32 expected_) external {
        mood = Mood.Matching;
        expected = expected_;
    }

    function setAppetite(uint256 appetite_) external {
        appetite = appetite_;
    }

    /// @inheritdoc IRule
    function decide(
        IHandler.Matter calldata matter,
        uint48 submittedAt,
        bytes calldata payload
    ) external view returns (Answer) {
        uint256 start = gasleft();
        uint256 wanted = appetite;
        while (start - gasleft() < wanted) continue;
        Mood now_ = mood;
        if (now_ == Mood.Approving) return Answer.Approve;
        if (now_ == Mood.Rejecting) return Answer.Reject;
        if (now_ == Mood.Reverting) revert Unexpected(0);
        if (now_ == Mood.Matching) {
            bytes32 given = keccak256(abi.encode(matter, submittedAt, payload));
            if (given != expected) revert Unexpected(given);
            return Answer.Approve;
        }
        assembly ("memory-safe") {
            mstore(0x00, 1)
            mstore(0x20, 1)
            switch now_
            case 4 {
                return(0x00, 320000)
            }
            case 5 {
                invalid()
            }
            case 6 {
                return(0x00, 0x40)
            }
            case 7 {
                return(0x00, 0x00)
            }
            case 8 {
                mstore(0x00, 3)
                return(0x00, 0x20)
            }
        }
        return Answer.Undecided;
    }
}
