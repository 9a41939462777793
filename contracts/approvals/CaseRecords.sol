// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IHandler} from "../interfaces/IHandler.sol";
import {IProcedures} from "../interfaces/IProcedures.sol";
import {IServiceApprovals} from "../interfaces/IServiceApprovals.sol";
import {CaseState} from "../libraries/CaseState.sol";
import {Step} from "../libraries/Step.sol";

/// @title Data of the two records that every case makes
/// @notice Each function writes what abi.encode of the event's arguments would be, word after word: the compiler's encoder
/// costs more than all else that a decision computes. IServiceApprovals says what stands where in a packed word.
library CaseRecords {
    /// @dev Bytes of a body before its steps' count: seven words and an offset.
    uint256 private constant BODY_HEAD = 256;
    uint256 private constant SUBMITTED_HEAD = 160;
    uint256 private constant DECIDED_HEAD = 128;

    /// @notice Data of IServiceApprovals.CaseSubmitted, and keccak256(abi.encode(body)).
    /// @param steps of the route
    /// @param official who submits, 0 for a citizen
    function submitted(
        IServiceApprovals.Submission calldata submission,
        IProcedures.Terms memory terms,
        IHandler.Described memory described,
        Step[] memory steps,
        uint32 official,
        bytes32 payloadHash,
        IServiceApprovals.Signed calldata by
    ) internal pure returns (bytes memory data, bytes32 hash) {
        unchecked {
            uint256 start = _begin();
            uint256 end = start + SUBMITTED_HEAD;
            _putBody(end, submission, terms, described, official, payloadHash, by.signer);
            uint256 length = BODY_HEAD + 32 + 32 * steps.length;
            // What abi.encode puts before a body stands for a moment where the last offset will.
            _put(end - 32, 32);
            assembly ("memory-safe") {
                mcopy(add(end, BODY_HEAD), steps, sub(length, BODY_HEAD))
                hash := keccak256(sub(end, 32), add(length, 32))
            }
            end += length;
            _put(start, _submitted(submission.round, by.deadline, described));
            _put(start + 32, SUBMITTED_HEAD);
            _put(start + 64, end - start);
            end = _putWords(end, submission.documents);
            _put(start + 96, end - start);
            end = _putBytes(end, submission.payload);
            _put(start + 128, end - start);
            data = _finish(start, _putBytes(end, by.signature));
        }
    }

    /// @notice Data of IServiceApprovals.CaseDecided.
    /// @param state after the decision
    /// @param official 0 for a rule
    function decided(
        CaseState state,
        uint256 step,
        IServiceApprovals.Verdict verdict,
        uint256 official,
        address signer,
        string calldata reason,
        uint256 deadline,
        bytes calldata signature
    ) internal pure returns (bytes memory data) {
        unchecked {
            uint256 word = state.round() | (step << 8) | (uint256(verdict) << 16) | (uint256(state.status()) << 24);
            word |= (uint256(state.stage()) << 32) | (official << 40) | (deadline << 72);
            uint256 start = _begin();
            _put(start, word);
            _put(start + 32, uint160(signer));
            _put(start + 64, DECIDED_HEAD);
            uint256 end = _putBytes(start + DECIDED_HEAD, bytes(reason));
            _put(start + 96, end - start);
            return _finish(start, _putBytes(end, signature));
        }
    }

    /// @dev The words of a body before its steps.
    function _putBody(
        uint256 place,
        IServiceApprovals.Submission calldata submission,
        IProcedures.Terms memory terms,
        IHandler.Described memory described,
        uint256 official,
        bytes32 payloadHash,
        address submitter
    ) private pure {
        unchecked {
            uint256 who = uint160(submitter) | (official << 160) | (uint256(submission.agency) << 192);
            uint256 how = uint160(terms.handler) | (uint256(submission.procedure) << 160);
            _put(place, who | (uint256(terms.government) << 224));
            _put(place + 32, how | (uint256(terms.scope) << 192) | (uint256(described.records) << 224));
            _put(place + 64, terms.correctionLimit | (uint256(terms.executionLimit) << 32));
            _put(place + 96, uint256(submission.salt));
            _put(place + 128, uint256(payloadHash));
            _put(place + 160, uint256(described.content));
            _put(place + 192, uint256(described.decisionType));
            _put(place + 224, BODY_HEAD);
        }
    }

    function _submitted(
        uint256 round,
        uint256 deadline,
        IHandler.Described memory described
    ) private pure returns (uint256) {
        uint256 money = (uint256(uint24(described.currency)) << 56) | (uint256(described.amount) << 80);
        return round | (deadline << 8) | money;
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

    /// @dev A count and the words. Returns where they end.
    function _putWords(uint256 place, bytes32[] calldata words) private pure returns (uint256 end) {
        assembly ("memory-safe") {
            mstore(place, words.length)
            end := add(add(place, 32), shl(5, words.length))
            calldatacopy(add(place, 32), words.offset, shl(5, words.length))
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
