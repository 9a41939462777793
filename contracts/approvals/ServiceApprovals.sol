// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Multicall} from "@openzeppelin/contracts/utils/Multicall.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IAuditTrail} from "../interfaces/IAuditTrail.sol";
import {IDirectory} from "../interfaces/IDirectory.sol";
import {IHandler} from "../interfaces/IHandler.sol";
import {IProcedures} from "../interfaces/IProcedures.sol";
import {IRoster} from "../interfaces/IRoster.sol";
import {IServiceApprovals} from "../interfaces/IServiceApprovals.sol";
import {Recorder} from "../libraries/Recorder.sol";
import {Signatures} from "../libraries/Signatures.sol";
import {Step} from "../libraries/Step.sol";
import {CaseClock} from "./CaseClock.sol";
import {CaseForms} from "./CaseForms.sol";

/// @title Service approvals
/// @notice IServiceApprovals says what it promises, docs/INVARIANTS.md numbers it.
/// @dev An act loads the state's slot once, changes it in memory, stores it, and then writes its record. Only `execute` calls
/// a contract that may change anything.
contract ServiceApprovals is IServiceApprovals, Recorder, EIP712, Multicall, ReentrancyGuardTransient {
    uint256 private constant MAX_DOCUMENTS = 16;

    IDirectory public immutable directory;
    IRoster public immutable roster;
    IProcedures public immutable procedures;

    mapping(bytes32 id => State) private _states;
    mapping(bytes32 id => bytes32) private _bodies;
    /// @dev By keccak256(id, round, official): approvals beyond the four that the state holds.
    mapping(bytes32 key => bool) private _approved;
    /// @dev By keccak256(id, round, place): approvals of a step that wants several.
    mapping(bytes32 key => uint256) private _tallies;
    /// @dev By keccak256(id, official).
    mapping(bytes32 key => bool) private _conflicted;

    constructor(
        IAuditTrail trail_,
        IDirectory directory_,
        IRoster roster_,
        IProcedures procedures_
    ) Recorder(trail_) EIP712("Mingzhang", "1") {
        directory = directory_;
        roster = roster_;
        procedures = procedures_;
    }

    /// @inheritdoc IServiceApprovals
    function submit(
        Submission calldata submission,
        Body calldata body,
        Signed calldata by
    ) external returns (bytes32 id) {
        if (submission.documents.length > MAX_DOCUMENTS) {
            revert TooManyDocuments(submission.documents.length, MAX_DOCUMENTS);
        }
        bool again = submission.id != 0;
        (IProcedures.Terms memory terms, Step[] memory steps) = again
            ? procedures.termsOf(submission.procedure)
            : procedures.currentTerms(submission.procedure);
        if (directory.rootOf(submission.agency) != terms.government) {
            revert AgencyOutside(submission.agency, terms.government);
        }
        IHandler.Described memory described = _describe(submission, terms);
        bytes32 digest = _hashTypedDataV4(
            CaseForms.submission(described.submissionType, submission, by.deadline, described.content)
        );
        _authenticate(by, digest);
        uint32 official = _submitter(terms, submission.agency, by.signer);

        State memory state;
        if (again) {
            id = submission.id;
            state = _returned(id, submission, body, by.signer, official);
        } else {
            id = keccak256(abi.encode(digest, by.signer));
            if (_bodies[id] != 0) revert CaseExists(id);
            if (submission.round != 0) revert RoundDiffers(id, submission.round, 0);
        }
        Body memory present = Body({
            procedure: submission.procedure,
            agency: submission.agency,
            government: terms.government,
            official: official,
            scope: terms.scope,
            correctionLimit: terms.correctionLimit,
            executionLimit: terms.executionLimit,
            submittedAt: uint48(block.timestamp),
            submitter: by.signer,
            handler: terms.handler,
            payloadHash: keccak256(submission.payload),
            content: described.content,
            decisionType: described.decisionType,
            steps: _route(steps, terms.currency, described.amount, described.currency)
        });
        state.status = Status.Open;
        state.round = submission.round;
        state.stage = present.steps[0].stage();
        state.since = uint40(block.timestamp);
        _states[id] = state;
        _bodies[id] = keccak256(abi.encode(present));
        _recordSubmission(id, submission, present, described, by);
    }

    /// @inheritdoc IServiceApprovals
    function decide(bytes32 id, Body calldata body, Decision[] calldata decisions) external {
        _decide(id, body, decisions);
    }

    /// @inheritdoc IServiceApprovals
    function decideAndExecute(
        bytes32 id,
        Body calldata body,
        Decision[] calldata decisions,
        bytes calldata payload
    ) external nonReentrant {
        State memory state = _decide(id, body, decisions);
        _execute(id, body, state, payload);
    }

    /// @inheritdoc IServiceApprovals
    function decideByRule(bytes32 id, Body calldata body, uint8 step, bytes calldata payload) external {
        State memory state = _load(id, body);
        if (state.status != Status.Open) revert StatusUnfit(id, state.status);
        _checkPayload(id, body, payload);
        uint256 place = _openPlace(id, state, body, step);
        if (!body.steps[place].isRule()) revert RuleStep(id, step);
        (address rule, bool approves) = procedures.ask(step, _matter(id, body, 0, false), body.submittedAt, payload);
        if (approves) {
            state.done |= uint16(1 << place);
            CaseClock.advance(state, body.steps);
        } else {
            state.status = Status.Rejected;
            state.since = uint40(block.timestamp);
        }
        _states[id] = state;
        bytes calldata none = msg.data[0:0];
        _recordDecision(id, state, step, approves ? Verdict.Approve : Verdict.Reject, 0, rule, string(none), 0, none);
    }

    /// @inheritdoc IServiceApprovals
    function lapse(bytes32 id, Body calldata body) external {
        State memory state = _load(id, body);
        if (!_lapse(state, body)) revert NothingLapsed(id);
        _states[id] = state;
        _record(
            CaseLapsed.selector,
            id,
            abi.encode(state.round, state.status, state.stage, state.done, state.escalated)
        );
    }

    /// @inheritdoc IServiceApprovals
    function execute(bytes32 id, Body calldata body, bytes calldata payload) external nonReentrant {
        _execute(id, body, _load(id, body), payload);
    }

    /// @inheritdoc IServiceApprovals
    function withdraw(bytes32 id, Body calldata body, string calldata reason, Signed calldata by) external {
        State memory state = _load(id, body);
        if (state.status != Status.Open && state.status != Status.Returned) revert StatusUnfit(id, state.status);
        _refuseEnded(id, body, state.status);
        if (!_isSubmitter(body, by.signer)) revert NotSubmitter(id, by.signer);
        state.status = Status.Withdrawn;
        state.since = uint40(block.timestamp);
        _act(Act.Withdraw, id, state, body.official, reason, by);
    }

    /// @inheritdoc IServiceApprovals
    function cancel(bytes32 id, Body calldata body, string calldata reason, Signed calldata by) external {
        State memory state = _load(id, body);
        if (state.status != Status.Approved) revert StatusUnfit(id, state.status);
        _refuseEnded(id, body, state.status);
        uint32 official = _isSubmitter(body, by.signer) ? body.official : _deciderOf(id, body, by.signer);
        state.status = Status.Cancelled;
        state.since = uint40(block.timestamp);
        _act(Act.Cancel, id, state, official, reason, by);
    }

    /// @inheritdoc IServiceApprovals
    function declareConflict(bytes32 id, Body calldata body, string calldata reason, Signed calldata by) external {
        State memory state = _load(id, body);
        if (state.status != Status.Open && state.status != Status.Returned) revert StatusUnfit(id, state.status);
        _refuseEnded(id, body, state.status);
        uint32 official = roster.officialOf(by.signer);
        if (official == 0) revert NoSeat(body.agency, 0, by.signer);
        bytes32 key = keccak256(abi.encode(id, official));
        // Else the same signature could be put on record again and again.
        if (_conflicted[key]) revert ConflictOfInterest(id, official);
        _conflicted[key] = true;
        state.conflicts = true;
        _act(Act.DeclareConflict, id, state, official, reason, by);
    }

    /// @inheritdoc IServiceApprovals
    function stateOf(bytes32 id) external view returns (State memory) {
        return _states[id];
    }

    /// @inheritdoc IServiceApprovals
    function bodyHashOf(bytes32 id) external view returns (bytes32) {
        return _bodies[id];
    }

    /// @inheritdoc IServiceApprovals
    function effectiveStateOf(bytes32 id, Body calldata body) external view returns (Effective memory effective) {
        State memory state = _load(id, body);
        effective.lapsable = _lapse(state, body);
        effective.status = state.status;
        effective.stage = state.stage;
        effective.due = _dueOf(state, body);
        effective.overdue = effective.due != 0 && block.timestamp > effective.due;
    }

    /// @dev Decides and stores; returns the state after it.
    function _decide(
        bytes32 id,
        Body calldata body,
        Decision[] calldata decisions
    ) private returns (State memory state) {
        if (decisions.length == 0) revert DecisionsMissing();
        state = _load(id, body);
        address before;
        for (uint256 i = 0; i < decisions.length; ++i) {
            Decision calldata decision = decisions[i];
            if (decision.by.signer <= before) revert SignersNotAscending(before, decision.by.signer);
            before = decision.by.signer;
            if (state.status != Status.Open) revert StatusUnfit(id, state.status);
            uint32 official = _decideOne(id, body, state, decision);
            _states[id] = state;
            _recordDecision(
                id,
                state,
                decision.step,
                decision.verdict,
                official,
                decision.by.signer,
                decision.reason,
                decision.by.deadline,
                decision.by.signature
            );
        }
    }

    /// @dev One official's decision of one step, in memory.
    function _decideOne(
        bytes32 id,
        Body calldata body,
        State memory state,
        Decision calldata decision
    ) private returns (uint32 official) {
        if (decision.verdict == Verdict.None) revert VerdictMissing();
        uint256 place = _openPlace(id, state, body, decision.step);
        Step step = body.steps[place];
        if (step.isRule()) revert RuleStep(id, decision.step);
        _authenticateStruct(decision.by, CaseForms.decision(body, id, state.round, decision));
        official = _seated(body, step, state.escalated & (1 << place) != 0, decision.by.signer);
        _checkConflict(id, body, state, official);
        if (decision.verdict == Verdict.Approve) {
            _count(id, state, official);
            if (step.quorum() == 1 || ++_tallies[keccak256(abi.encode(id, state.round, place))] == step.quorum()) {
                state.done |= uint16(1 << place);
                CaseClock.advance(state, body.steps);
            }
        } else {
            state.status = decision.verdict == Verdict.Reject ? Status.Rejected : Status.Returned;
            state.since = uint40(block.timestamp);
        }
    }

    /// @dev Carries out; a failure reverts everything, so that it can be tried again, whatever gas was given.
    function _execute(bytes32 id, Body calldata body, State memory state, bytes calldata payload) private {
        if (state.status != Status.Approved) revert StatusUnfit(id, state.status);
        uint48 due = _dueOf(state, body);
        if (block.timestamp > due) revert CaseTooLate(id, due);
        _checkPayload(id, body, payload);
        if (!procedures.isOpen(body.handler)) revert IProcedures.HandlerClosed(body.handler);
        state.status = Status.Executed;
        state.since = uint40(block.timestamp);
        _states[id] = state;
        uint8 officials = state.approvals + (body.official == 0 ? 0 : 1);
        (uint64 first, uint64 count) = IHandler(body.handler).execute(
            _matter(id, body, officials, state.silent),
            payload
        );
        _record(CaseExecuted.selector, id, abi.encode(first, count));
    }

    /// @dev Authenticates, stores and records a withdrawal, cancellation or declared conflict.
    function _act(
        Act act,
        bytes32 id,
        State memory state,
        uint32 official,
        string calldata reason,
        Signed calldata by
    ) private {
        _authenticateStruct(by, CaseForms.act(act, id, state.round, reason, by.deadline));
        _states[id] = state;
        _record(
            CaseActed.selector,
            id,
            abi.encode(state.round, act, official, by.signer, state.status, reason, by.deadline, by.signature)
        );
    }

    function _recordSubmission(
        bytes32 id,
        Submission calldata submission,
        Body memory body,
        IHandler.Described memory described,
        Signed calldata by
    ) private {
        _record(
            CaseSubmitted.selector,
            id,
            abi.encode(
                submission.round,
                body,
                submission.salt,
                described.amount,
                described.currency,
                submission.documents,
                submission.payload,
                by.deadline,
                by.signature
            )
        );
    }

    function _recordDecision(
        bytes32 id,
        State memory state,
        uint8 step,
        Verdict verdict,
        uint32 official,
        address signer,
        string calldata reason,
        uint48 deadline,
        bytes calldata signature
    ) private {
        _record(
            CaseDecided.selector,
            id,
            abi.encode(
                state.round,
                step,
                verdict,
                official,
                signer,
                state.status,
                state.stage,
                reason,
                deadline,
                signature
            )
        );
    }

    /// @dev Notes an approval: four officials in the state's own slot, others apart.
    function _count(bytes32 id, State memory state, uint32 official) private {
        if (state.approvals == 0) state.first = official;
        else if (state.approvals == 1) state.second = official;
        else if (state.approvals == 2) state.third = official;
        else if (state.approvals == 3) state.fourth = official;
        else _approved[keccak256(abi.encode(id, state.round, official))] = true;
        ++state.approvals;
    }

    /// @dev The state of a case, whose present body this is.
    function _load(bytes32 id, Body calldata body) private view returns (State memory) {
        bytes32 wanted = _bodies[id];
        if (wanted == 0) revert CaseUnknown(id);
        bytes32 given = CaseForms.bodyHash(body);
        if (given != wanted) revert BodyDiffers(id, given, wanted);
        return _states[id];
    }

    /// @dev Refuses what the clock has ended already, though nobody has called `lapse` yet.
    function _refuseEnded(bytes32 id, Body calldata body, Status status) private view {
        State memory later = _states[id];
        _lapse(later, body);
        if (later.status != status) revert StatusUnfit(id, later.status);
    }

    /// @dev A returned case may be submitted again by its submitter, in time and under its own procedure. Votes are void.
    function _returned(
        bytes32 id,
        Submission calldata submission,
        Body calldata body,
        address signer,
        uint32 official
    ) private view returns (State memory fresh) {
        State memory state = _load(id, body);
        if (state.status != Status.Returned) revert StatusUnfit(id, state.status);
        uint48 due = _dueOf(state, body);
        if (due != 0 && block.timestamp > due) revert CaseTooLate(id, due);
        if (submission.round != state.round + 1) revert RoundDiffers(id, submission.round, state.round + 1);
        if (submission.procedure != body.procedure || submission.agency != body.agency) {
            revert BodyDiffers(id, keccak256(abi.encode(submission.procedure, submission.agency)), _bodies[id]);
        }
        if (signer != body.submitter && (official == 0 || official != body.official)) revert NotSubmitter(id, signer);
        fresh.conflicts = state.conflicts;
    }

    function _describe(
        Submission calldata submission,
        IProcedures.Terms memory terms
    ) private view returns (IHandler.Described memory) {
        IHandler.Matter memory matter;
        matter.id = submission.id;
        matter.procedure = submission.procedure;
        matter.agency = submission.agency;
        matter.government = terms.government;
        matter.scope = terms.scope;
        return IHandler(terms.handler).describe(matter, submission.payload);
    }

    /// @dev The submitting official, who holds the duty now; for a citizen's procedure, whoever the address belongs to.
    function _submitter(
        IProcedures.Terms memory terms,
        uint32 agency,
        address signer
    ) private view returns (uint32 official) {
        if (terms.submitDuty == IRoster.Duty.None) {
            // Else a citizen could choose the agency whose silence decides.
            if (terms.submitAgency != 0 && agency != terms.submitAgency) {
                revert AgencyOutside(agency, terms.government);
            }
            return roster.officialOf(signer);
        }
        if (terms.submitAgency != 0) agency = terms.submitAgency;
        official = roster.officialIn(agency, terms.submitDuty, signer);
        if (official == 0) revert NoSeat(agency, uint8(terms.submitDuty), signer);
    }

    /// @dev The official who holds a step's duty now; after escalation the escalation's duty at the agency above.
    function _seated(
        Body calldata body,
        Step step,
        bool escalated,
        address signer
    ) private view returns (uint32 official) {
        uint32 agency = step.agency();
        if (agency == 0) agency = body.agency;
        IRoster.Duty duty = step.duty();
        if (escalated) {
            duty = step.escalation();
            uint32 above = directory.partyOf(agency).parent;
            if (above != 0) agency = above;
        }
        official = roster.officialIn(agency, duty, signer);
        if (official == 0) revert NoSeat(agency, uint8(duty), signer);
    }

    /// @dev Any official with a deciding duty on the route.
    function _deciderOf(bytes32 id, Body calldata body, address signer) private view returns (uint32 official) {
        for (uint256 place = 0; place < body.steps.length; ++place) {
            Step step = body.steps[place];
            if (step.isRule()) continue;
            uint32 agency = step.agency();
            official = roster.officialIn(agency == 0 ? body.agency : agency, step.duty(), signer);
            if (official != 0) return official;
        }
        revert NotSubmitter(id, signer);
    }

    function _isSubmitter(Body calldata body, address signer) private view returns (bool) {
        return signer == body.submitter || (body.official != 0 && roster.officialOf(signer) == body.official);
    }

    function _checkConflict(bytes32 id, Body calldata body, State memory state, uint32 official) private view {
        // A citizen may have become an official since.
        uint32 submitter = body.official == 0 ? roster.officialOf(body.submitter) : body.official;
        bool conflict =
            official == submitter ||
                official == state.first ||
                official == state.second ||
                official == state.third ||
                official == state.fourth;
        if (!conflict && state.approvals > 4) {
            conflict = _approved[keccak256(abi.encode(id, state.round, official))];
        }
        if (!conflict && state.conflicts) conflict = _conflicted[keccak256(abi.encode(id, official))];
        if (conflict) revert ConflictOfInterest(id, official);
    }

    /// @dev Place of a step on the route that is open for a decision now.
    function _openPlace(
        bytes32 id,
        State memory state,
        Body calldata body,
        uint8 index
    ) private view returns (uint256 place) {
        for (; place < body.steps.length; ++place) if (body.steps[place].index() == index) break;
        if (place == body.steps.length) revert StepUnknown(id, index);
        Step step = body.steps[place];
        if (step.stage() != state.stage || state.done & (1 << place) != 0) revert StepNotOpen(id, index);
        (uint256 silent, uint48 due) = CaseClock.silenced(state, body.steps, place);
        if (due != 0) revert StepLapsed(id, body.steps[silent].index(), due);
    }

    /// @dev What time decides, in memory.
    function _lapse(State memory state, Body calldata body) private view returns (bool) {
        if (state.status == Status.Open) return CaseClock.lapseStage(state, body.steps);
        uint48 due = _dueOf(state, body);
        if (due == 0 || block.timestamp <= due) return false;
        state.status = state.status == Status.Returned ? Status.Withdrawn : Status.Expired;
        state.since = uint40(block.timestamp);
        return true;
    }

    /// @dev When the case's present clock runs out (seconds), 0 if there is none.
    function _dueOf(State memory state, Body calldata body) private pure returns (uint48) {
        if (state.status == Status.Open) return CaseClock.stageDue(state, body.steps);
        if (state.status == Status.Approved) return uint48(state.since) + body.executionLimit;
        if (state.status != Status.Returned || body.correctionLimit == 0) return 0;
        return uint48(state.since) + body.correctionLimit;
    }

    function _matter(
        bytes32 id,
        Body calldata body,
        uint8 officials,
        bool silent
    ) private pure returns (IHandler.Matter memory) {
        return
            IHandler.Matter({
                id: id,
                procedure: body.procedure,
                agency: body.agency,
                government: body.government,
                scope: body.scope,
                officials: officials,
                silent: silent
            });
    }

    function _checkPayload(bytes32 id, Body calldata body, bytes calldata payload) private pure {
        bytes32 given = keccak256(payload);
        if (given != body.payloadHash) revert PayloadDiffers(id, given, body.payloadHash);
    }

    /// @dev The steps whose threshold the amount reaches. Thresholds are in the procedure's currency.
    function _route(
        Step[] memory steps,
        bytes3 currency,
        uint104 amount,
        bytes3 amountCurrency
    ) private pure returns (Step[] memory) {
        uint256 kept;
        bool measured;
        for (uint256 i = 0; i < steps.length; ++i) {
            uint104 from = steps[i].fromAmount();
            measured = measured || from != 0;
            if (amount >= from) steps[kept++] = steps[i];
        }
        if (measured && amountCurrency != currency) revert CurrencyDiffers(amountCurrency, currency);
        assembly ("memory-safe") {
            mstore(steps, kept)
        }
        return steps;
    }

    function _authenticateStruct(Signed calldata by, bytes32 structHash) private view {
        _authenticate(by, _hashTypedDataV4(structHash));
    }

    /// @dev By the signer's own transaction, or by a signature that anyone brings.
    function _authenticate(Signed calldata by, bytes32 digest) private view {
        if (block.timestamp > by.deadline) revert SignatureExpired(by.deadline, uint48(block.timestamp));
        bool valid =
            by.signature.length == 0 ? msg.sender == by.signer : Signatures.isValid(by.signer, digest, by.signature);
        if (!valid) revert SignatureInvalid(by.signer, digest);
    }
}
