// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Multicall} from "@openzeppelin/contracts/utils/Multicall.sol";
import {IAuditTrail} from "../interfaces/IAuditTrail.sol";
import {IDirectory} from "../interfaces/IDirectory.sol";
import {IFindings} from "../interfaces/IFindings.sol";
import {ILedgerAccounts} from "../interfaces/ILedgerAccounts.sol";
import {IRoster} from "../interfaces/IRoster.sol";
import {IServiceApprovals} from "../interfaces/IServiceApprovals.sol";
import {Recorder} from "../libraries/Recorder.sol";
import {Signatures} from "../libraries/Signatures.sol";
import {Texts} from "../libraries/Texts.sol";
import {FindingForms} from "./FindingForms.sol";

/// @title Findings of auditors
/// @notice IFindings says what it promises, docs/INVARIANTS.md numbers it.
/// @dev Calls the suite's own contracts alone, and of those that may change anything only the log, which calls nobody.
contract Findings is IFindings, Recorder, EIP712, Multicall {
    uint256 private constant MAX_TEXT = 4096;
    uint32 private constant MIN_LIMIT = 1 days;
    uint32 private constant MAX_LIMIT = 366 days;

    uint8 private constant AUDITING = 1;
    uint8 private constant ANSWERING = 2;

    IDirectory public immutable directory;
    IRoster public immutable roster;
    IServiceApprovals public immutable approvals;
    ILedgerAccounts public immutable ledger;

    mapping(bytes32 id => State) private _states;
    /// @dev By keccak256(id, official): for whom an official has acted, beside the opener.
    mapping(bytes32 key => uint8 side) private _sides;

    constructor(
        IAuditTrail trail_,
        IDirectory directory_,
        IRoster roster_,
        IServiceApprovals approvals_,
        ILedgerAccounts ledger_
    ) Recorder(trail_) EIP712("Mingzhang", "1") {
        directory = directory_;
        roster = roster_;
        approvals = approvals_;
        ledger = ledger_;
    }

    /// @inheritdoc IFindings
    function open(Opening calldata opening, IServiceApprovals.Signed calldata by) external returns (bytes32 id) {
        if (opening.severity == Severity.None) revert SeverityMissing();
        if (opening.answerLimit < MIN_LIMIT || opening.answerLimit > MAX_LIMIT) {
            revert AnswerLimitOut(opening.answerLimit, MIN_LIMIT, MAX_LIMIT);
        }
        Texts.check(opening.text, 1, MAX_TEXT);
        if (!_exists(opening.subjectKind, uint256(opening.subject))) {
            revert SubjectUnknown(opening.subjectKind, opening.subject);
        }
        uint32 official = _auditor(opening.office, by.signer);
        uint32 government = directory.rootOf(opening.agency);
        if (government == 0 || government != directory.rootOf(opening.office)) {
            revert AgencyElsewhere(opening.agency, opening.office);
        }
        bytes32 digest = _hashTypedDataV4(
            FindingForms.opening(
                opening,
                directory.nameHashOf(opening.agency),
                directory.nameHashOf(opening.office),
                by.deadline
            )
        );
        _authenticate(by, digest);
        id = keccak256(abi.encode(digest, by.signer));
        if (_states[id].status != FindingStatus.None) revert FindingExists(id);

        uint64 number = _record(
            FindingOpened.selector,
            id,
            abi.encode(official, opening, by.signer, by.deadline, by.signature)
        );
        _states[id] = State({
            status: FindingStatus.Open,
            severity: opening.severity,
            turn: 1,
            office: opening.office,
            agency: opening.agency,
            opener: official,
            since: uint40(block.timestamp),
            answerLimit: opening.answerLimit,
            number: number
        });
    }

    /// @inheritdoc IFindings
    function answer(bytes32 id, Statement calldata statement, IServiceApprovals.Signed calldata by) external {
        State memory state = _load(id, statement.turn);
        if (!_waits(state.status)) revert FindingUnfit(id, state.status);
        uint32 official = roster.officialIn(state.agency, IRoster.Duty.Checker, by.signer);
        if (official == 0) official = roster.officialIn(state.agency, IRoster.Duty.Approver, by.signer);
        if (official == 0) revert IServiceApprovals.NoSeat(state.agency, uint8(IRoster.Duty.Approver), by.signer);
        _takeSide(id, state, official, ANSWERING);
        _act(Act.Answer, FindingStatus.Answered, id, state, state.agency, official, statement, by);
    }

    /// @inheritdoc IFindings
    function resolve(bytes32 id, Statement calldata statement, IServiceApprovals.Signed calldata by) external {
        State memory state = _load(id, statement.turn);
        if (state.status == FindingStatus.Resolved) revert FindingUnfit(id, state.status);
        _audit(Act.Resolve, FindingStatus.Resolved, id, state, state.agency, statement, by);
    }

    /// @inheritdoc IFindings
    function escalate(bytes32 id, Statement calldata statement, IServiceApprovals.Signed calldata by) external {
        State memory state = _load(id, statement.turn);
        if (state.status == FindingStatus.Resolved) revert FindingUnfit(id, state.status);
        uint48 due = _dueOf(state);
        // Answered, it has none.
        if (block.timestamp <= due) revert AnswerNotDue(id, due);
        uint32 above = directory.partyOf(state.agency).parent;
        if (above == 0) revert NothingAbove(id, state.agency);
        _audit(Act.Escalate, FindingStatus.Escalated, id, state, above, statement, by);
    }

    /// @inheritdoc IFindings
    function reopen(bytes32 id, Statement calldata statement, IServiceApprovals.Signed calldata by) external {
        State memory state = _load(id, statement.turn);
        if (_waits(state.status)) revert FindingUnfit(id, state.status);
        _audit(Act.Reopen, FindingStatus.Reopened, id, state, state.agency, statement, by);
    }

    /// @inheritdoc IFindings
    function stateOf(bytes32 id) external view returns (State memory) {
        return _states[id];
    }

    /// @inheritdoc IFindings
    function effectiveStateOf(bytes32 id) external view returns (State memory state, uint48 due, bool overdue) {
        state = _states[id];
        if (state.status == FindingStatus.None) revert FindingUnknown(id);
        due = _dueOf(state);
        overdue = due != 0 && block.timestamp > due;
    }

    /// @inheritdoc IFindings
    function sideOf(bytes32 id, uint32 official) external view returns (bool auditing, bool answering) {
        uint8 side = _sideOf(id, _states[id], official);
        return (side == AUDITING, side == ANSWERING);
    }

    /// @dev An act of the auditors' office.
    function _audit(
        Act act,
        FindingStatus status,
        bytes32 id,
        State memory state,
        uint32 agency,
        Statement calldata statement,
        IServiceApprovals.Signed calldata by
    ) private {
        uint32 official = _auditor(state.office, by.signer);
        _takeSide(id, state, official, AUDITING);
        _act(act, status, id, state, agency, official, statement, by);
    }

    /// @dev Authenticates, stores and records an act.
    /// @param state before it
    /// @param agency that answers after it
    function _act(
        Act act,
        FindingStatus status,
        bytes32 id,
        State memory state,
        uint32 agency,
        uint32 official,
        Statement calldata statement,
        IServiceApprovals.Signed calldata by
    ) private {
        if (statement.agency != agency) revert AgencyDiffers(id, statement.agency, agency);
        Texts.check(statement.text, 1, MAX_TEXT);
        if (state.turn == type(uint8).max) revert TurnsUsedUp(id);
        bytes32 name = directory.nameHashOf(agency);
        _authenticate(by, _hashTypedDataV4(FindingForms.act(act, state.number, id, statement, name, by.deadline)));
        state.status = status;
        state.agency = agency;
        ++state.turn;
        state.since = uint40(block.timestamp);
        _states[id] = state;
        _record(
            FindingActed.selector,
            id,
            abi.encode(act, status, official, statement, by.signer, by.deadline, by.signature)
        );
    }

    /// @dev Notes for whom an official acts, who has not acted for the other side.
    function _takeSide(bytes32 id, State memory state, uint32 official, uint8 side) private {
        uint8 taken = _sideOf(id, state, official);
        if (taken == 0) _sides[keccak256(abi.encode(id, official))] = side;
        else if (taken != side) revert OtherSide(id, official);
    }

    function _load(bytes32 id, uint8 turn) private view returns (State memory state) {
        state = _states[id];
        if (state.status == FindingStatus.None) revert FindingUnknown(id);
        if (turn != state.turn) revert TurnDiffers(id, turn, state.turn);
    }

    function _sideOf(bytes32 id, State memory state, uint32 official) private view returns (uint8) {
        if (official != 0 && official == state.opener) return AUDITING;
        return _sides[keccak256(abi.encode(id, official))];
    }

    function _auditor(uint32 office, address signer) private view returns (uint32 official) {
        official = roster.officialIn(office, IRoster.Duty.Auditor, signer);
        if (official == 0) revert IServiceApprovals.NoSeat(office, uint8(IRoster.Duty.Auditor), signer);
    }

    /// @dev Whether there is such a thing on chain.
    function _exists(SubjectKind kind, uint256 subject) private view returns (bool) {
        if (kind == SubjectKind.Record) return subject < trail.size();
        if (kind == SubjectKind.Case) return approvals.bodyHashOf(bytes32(subject)) != 0;
        if (kind == SubjectKind.Line) return subject <= type(uint64).max && ledger.lineOf(uint64(subject)).agency != 0;
        if (kind == SubjectKind.Party) return subject <= type(uint32).max && directory.nameHashOf(uint32(subject)) != 0;
        if (kind == SubjectKind.None || subject > type(uint48).max) return false;
        uint256 firstDay = subject >> 24;
        return firstDay <= uint24(subject) && firstDay <= block.timestamp / 1 days;
    }

    /// @dev By the signer's own transaction, or by a signature that anyone brings.
    function _authenticate(IServiceApprovals.Signed calldata by, bytes32 digest) private view {
        if (block.timestamp > by.deadline) {
            revert IServiceApprovals.SignatureExpired(by.deadline, uint48(block.timestamp));
        }
        bool valid =
            by.signature.length == 0 ? msg.sender == by.signer : Signatures.isValid(by.signer, digest, by.signature);
        if (!valid) revert IServiceApprovals.SignatureInvalid(by.signer, digest);
    }

    /// @dev When the answer is due (seconds), 0 if none is awaited.
    function _dueOf(State memory state) private pure returns (uint48) {
        return _waits(state.status) ? uint48(state.since) + state.answerLimit : 0;
    }

    function _waits(FindingStatus status) private pure returns (bool) {
        return status == FindingStatus.Open || status == FindingStatus.Reopened || status == FindingStatus.Escalated;
    }
}
