// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IHandler} from "../interfaces/IHandler.sol";
import {IProcedures} from "../interfaces/IProcedures.sol";
import {IServiceApprovals} from "../interfaces/IServiceApprovals.sol";
import {CaseState} from "../libraries/CaseState.sol";
import {Step} from "../libraries/Step.sol";

/// @title Data of the two records that every case makes
/// @notice Each function writes what abi.encode of the event's arguments would be, word after word: the compiler's encoder
/// costs more than all else that a decision computes.
library CaseRecords {
    /// @dev Words of an encoded body: an offset, thirteen fields, an offset, a count, and at most sixteen steps.
    uint256 private constant WORDS = 32;
    uint256 private constant STEPS_OFFSET = 448;
    uint256 private constant SUBMITTED_HEAD = 256;
    uint256 private constant DECIDED_HEAD = 320;

    /// @notice A body under construction: the words of its abi.encode.
    struct Words {
        bytes32[WORDS] words;
    }

    /// @notice Puts a body's words, and returns keccak256(abi.encode(body)).
    /// @dev One word after another: so many are too deep for one abi.encode, and the event takes them as they stand.
    /// @param steps of the route
    function fill(
        Words memory body,
        IServiceApprovals.Submission calldata submission,
        IProcedures.Terms memory terms,
        IHandler.Described memory described,
        Step[] memory steps,
        uint32 official,
        address submitter,
        bytes32 payloadHash
    ) internal pure returns (bytes32 hash) {
        bytes32[WORDS] memory words = body.words;
        words[0] = bytes32(uint256(32));
        words[1] = bytes32(uint256(submission.procedure));
        words[2] = bytes32(uint256(submission.agency));
        words[3] = bytes32(uint256(terms.government));
        words[4] = bytes32(uint256(official));
        words[5] = bytes32(uint256(terms.scope));
        words[6] = bytes32(uint256(terms.correctionLimit));
        words[7] = bytes32(uint256(terms.executionLimit));
        words[8] = bytes32(uint256(uint160(submitter)));
        words[9] = bytes32(uint256(uint160(terms.handler)));
        words[10] = submission.salt;
        words[11] = payloadHash;
        words[12] = described.content;
        words[13] = described.decisionType;
        words[14] = bytes32(STEPS_OFFSET);
        assembly ("memory-safe") {
            let length := shl(5, add(mload(steps), 1))
            mcopy(add(words, 480), steps, length)
            hash := keccak256(words, add(480, length))
        }
    }

    /// @notice Data of IServiceApprovals.CaseSubmitted.
    /// @param steps how many the body has
    function submitted(
        Words memory body,
        uint256 steps,
        IServiceApprovals.Submission calldata submission,
        IHandler.Described memory described,
        IServiceApprovals.Signed calldata by
    ) internal pure returns (bytes memory data) {
        unchecked {
            uint256 start = _begin();
            _put(start, submission.round);
            _put(start + 32, SUBMITTED_HEAD);
            _put(start + 64, described.amount);
            _put(start + 96, uint256(bytes32(described.currency)));
            _put(start + 192, by.deadline);
            uint256 end = start + SUBMITTED_HEAD;
            bytes32[WORDS] memory words = body.words;
            uint256 length = STEPS_OFFSET + 32 + 32 * steps;
            assembly ("memory-safe") {
                mcopy(end, add(words, 32), length)
            }
            end += length;
            _put(start + 128, end - start);
            bytes32[] calldata documents = submission.documents;
            _put(end, documents.length);
            assembly ("memory-safe") {
                calldatacopy(add(end, 32), documents.offset, shl(5, documents.length))
            }
            end += 32 + 32 * documents.length;
            _put(start + 160, end - start);
            end = _putBytes(end, submission.payload);
            _put(start + 224, end - start);
            return _finish(start, _putBytes(end, by.signature));
        }
    }

    /// @notice Data of IServiceApprovals.CaseDecided.
    /// @param state after the decision
    /// @param official 0 for a rule
    function decided(
        CaseState state,
        uint8 step,
        IServiceApprovals.Verdict verdict,
        uint256 official,
        address signer,
        string calldata reason,
        uint48 deadline,
        bytes calldata signature
    ) internal pure returns (bytes memory data) {
        unchecked {
            uint256 start = _begin();
            _put(start, state.round());
            _put(start + 32, step);
            _put(start + 64, uint256(verdict));
            _put(start + 96, official);
            _put(start + 128, uint160(signer));
            _put(start + 160, uint256(state.status()));
            _put(start + 192, state.stage());
            _put(start + 224, DECIDED_HEAD);
            _put(start + 256, deadline);
            uint256 end = _putBytes(start + DECIDED_HEAD, bytes(reason));
            _put(start + 288, end - start);
            return _finish(start, _putBytes(end, signature));
        }
    }

    /// @dev Where the first word goes: free memory behind the length.
    function _begin() private pure returns (uint256 start) {
        assembly ("memory-safe") {
            start := add(mload(0x40), 32)
        }
    }

    function _put(uint256 place, uint256 word) private pure {
        assembly ("memory-safe") {
            mstore(place, word)
        }
    }

    /// @dev Length, bytes, and zeros up to a whole word. Returns where they end.
    function _putBytes(uint256 place, bytes calldata value) private pure returns (uint256 end) {
        assembly ("memory-safe") {
            mstore(place, value.length)
            calldatacopy(add(place, 32), value.offset, value.length)
            mstore(add(add(place, 32), value.length), 0)
            end := add(place, add(32, and(add(value.length, 31), not(31))))
        }
    }

    function _finish(uint256 start, uint256 end) private pure returns (bytes memory data) {
        assembly ("memory-safe") {
            data := sub(start, 32)
            mstore(data, sub(end, start))
            mstore(0x40, end)
        }
    }
}
