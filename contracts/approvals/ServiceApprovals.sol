// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Multicall} from "@openzeppelin/contracts/utils/Multicall.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IAuditTrail} from "../interfaces/IAuditTrail.sol";
import {IDirectory} from "../interfaces/IDirectory.sol";
import {IDoors} from "../interfaces/IDoors.sol";
import {IHandler} from "../interfaces/IHandler.sol";
import {IProcedures} from "../interfaces/IProcedures.sol";
import {IRoster} from "../interfaces/IRoster.sol";
import {IServiceApprovals} from "../interfaces/IServiceApprovals.sol";
import {Ask} from "../libraries/Ask.sol";
import {Calldata} from "../libraries/Calldata.sol";
import {CaseBody, CaseBodyLib} from "../libraries/CaseBody.sol";
import {CaseState, CaseStateLib} from "../libraries/CaseState.sol";
import {Recorder} from "../libraries/Recorder.sol";
import {Records, RecordsLib} from "../libraries/Records.sol";
import {Signatures} from "../libraries/Signatures.sol";
import {Step} from "../libraries/Step.sol";
import {CaseClock} from "./CaseClock.sol";
import {CaseForms} from "./CaseForms.sol";
import {CaseRecords} from "./CaseRecords.sol";

/// @title Service approvals
/// @notice IServiceApprovals says what it promises, docs/INVARIANTS.md numbers it.
/// @dev An act reads the state's slot once, changes the word, stores it, and then writes its record. Only `execute` calls
/// a contract that may change anything.
contract ServiceApprovals is IServiceApprovals, Recorder, EIP712, Multicall, ReentrancyGuardTransient {
    uint256 private constant MAX_DOCUMENTS = 16;

    IDirectory public immutable directory;
    IRoster public immutable roster;
    IProcedures public immutable procedures;

    mapping(bytes32 id => CaseState) private _states;
    /// @dev Hash of the present body, of cases that were submitted again: that of the first body is the case's id.
    mapping(bytes32 id => bytes32) private _bodies;
    /// @dev By keccak256(id, round, official): approvals beyond those that the state holds.
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
        Body[] calldata present,
        Signed calldata by
    ) external returns (bytes32 id) {
        if (submission.documents.length > MAX_DOCUMENTS) {
            revert TooManyDocuments(submission.documents.length, MAX_DOCUMENTS);
        }
        (IProcedures.Terms memory terms, Step[] memory steps) = _termsOf(submission);
        uint32 official = _submitter(terms, submission.agency, by.signer);
        IHandler.Described memory described = IHandler(terms.handler).describe(
            IHandler.Matter({
                id: submission.id,
                procedure: submission.procedure,
                agency: submission.agency,
                government: terms.government,
                scope: terms.scope,
                officials: 0,
                silent: false
            }),
            submission.payload
        );
        bytes32 payloadHash = Calldata.hash(submission.payload);
        if (!_isSent(by)) _checkSignature(by, CaseForms.submission(submission, described, payloadHash, by.deadline));
        _route(steps, terms.currency, described.amount, described.currency);
        (bytes memory data, bytes32 hash) = CaseRecords.submitted(
            submission,
            terms,
            described,
            steps,
            official,
            payloadHash,
            by
        );

        bool conflicts;
        if (submission.id == 0) {
            id = hash;
            if (_states[id].status() != Status.None) revert CaseExists(id);
            if (submission.round != 0) revert RoundDiffers(id, submission.round, 0);
        } else {
            id = submission.id;
            if (present.length == 0) revert BodyDiffers(id, 0, bodyHashOf(id));
            conflicts = _returned(submission, present[0], by.signer, official).conflicts();
            _bodies[id] = hash;
        }
        _states[id] = CaseStateLib.opened(submission.round, steps[0].stage(), conflicts);
        _record(CaseSubmitted.selector, id, data);
    }

    /// @inheritdoc IServiceApprovals
    function decide(bytes32 id, Body calldata body, Decision[] calldata decisions) external {
        (CaseState state, CaseBody checked) = _load(id, body);
        Records memory records = RecordsLib.open(trail, decisions.length);
        _states[id] = _decide(id, checked, state, decisions, records, false);
        records.close(trail);
    }

    /// @inheritdoc IServiceApprovals
    function decideAndExecute(
        bytes32 id,
        Body calldata body,
        Decision[] calldata decisions,
        bytes calldata payload
    ) external nonReentrant {
        (CaseState state, CaseBody checked) = _load(id, body);
        Records memory records = RecordsLib.open(trail, decisions.length);
        state = _decide(id, checked, state, decisions, records, true);
        _requireStatus(id, state, Status.Executed);
        _checkExecutable(id, checked, payload);
        _states[id] = state;
        records.close(trail);
        // The last decision's record says that it was carried out, and those after it are what came of that.
        (uint64 first, uint64 count) = _carryOut(id, checked, state, payload);
        if (first != records.next()) _revertRecords(checked, first, count, records.next());
    }

    /// @inheritdoc IServiceApprovals
    function decideByRule(bytes32 id, Body calldata body, uint8 step, bytes calldata payload) external {
        (CaseState state, CaseBody checked) = _load(id, body);
        _requireStatus(id, state, Status.Open);
        _checkPayload(id, checked, payload);
        uint256 place = _openPlace(id, state, checked, step);
        if (!checked.step(place).isRule()) revert RuleStep(id, step);
        (address rule, bool approves) = procedures.ask(
            step,
            IHandler.Matter({
                id: id,
                procedure: checked.procedure(),
                agency: checked.agency(),
                government: checked.government(),
                scope: checked.scope(),
                officials: 0,
                silent: false
            }),
            state.submittedAt(),
            payload
        );
        state = approves ? CaseClock.advanced(state.withDone(place), checked) : state.turned(Status.Rejected);
        _states[id] = state;
        bytes calldata none = msg.data[0:0];
        Verdict verdict = approves ? Verdict.Approve : Verdict.Reject;
        _record(CaseDecided.selector, id, CaseRecords.decided(state, step, verdict, 0, rule, string(none), 0, none));
    }

    /// @inheritdoc IServiceApprovals
    function lapse(bytes32 id, Body calldata body) external {
        (CaseState state, CaseBody checked) = _load(id, body);
        bool changed;
        (state, changed) = _lapsed(state, checked);
        if (!changed) revert NothingLapsed(id);
        _states[id] = state;
        _record(
            CaseLapsed.selector,
            id,
            abi.encode(state.round(), state.status(), state.stage(), state.done(), state.escalated())
        );
    }

    /// @inheritdoc IServiceApprovals
    function execute(bytes32 id, Body calldata body, bytes calldata payload) external nonReentrant {
        (CaseState state, CaseBody checked) = _load(id, body);
        _requireStatus(id, state, Status.Approved);
        uint48 due = _dueOf(state, checked);
        if (block.timestamp > due) revert CaseTooLate(id, due);
        _checkExecutable(id, checked, payload);
        state = state.turned(Status.Executed);
        _states[id] = state;
        (uint64 first, uint64 count) = _carryOut(id, checked, state, payload);
        _record(CaseExecuted.selector, id, abi.encode(first, count));
    }

    /// @inheritdoc IServiceApprovals
    function withdraw(bytes32 id, Body calldata body, string calldata reason, Signed calldata by) external {
        (CaseState state, CaseBody checked) = _unfinished(id, body);
        if (!_isSubmitter(checked, by.signer)) revert NotSubmitter(id, by.signer);
        _act(Act.Withdraw, id, state.turned(Status.Withdrawn), checked.official(), reason, by);
    }

    /// @inheritdoc IServiceApprovals
    function cancel(bytes32 id, Body calldata body, string calldata reason, Signed calldata by) external {
        (CaseState state, CaseBody checked) = _load(id, body);
        _requireStatus(id, state, Status.Approved);
        _refuseEnded(id, state, checked);
        uint32 official = _isSubmitter(checked, by.signer) ? checked.official() : _deciderOf(id, checked, by.signer);
        _act(Act.Cancel, id, state.turned(Status.Cancelled), official, reason, by);
    }

    /// @inheritdoc IServiceApprovals
    function declareConflict(bytes32 id, Body calldata body, string calldata reason, Signed calldata by) external {
        (CaseState state, CaseBody checked) = _unfinished(id, body);
        uint32 official = roster.officialOf(by.signer);
        if (official == 0) revert NoSeat(checked.agency(), 0, by.signer);
        bytes32 key = keccak256(abi.encode(id, official));
        // Else the same signature could be put on record again and again.
        if (_conflicted[key]) revert ConflictOfInterest(id, official);
        _conflicted[key] = true;
        _act(Act.DeclareConflict, id, state.withConflict(), official, reason, by);
    }

    /// @inheritdoc IServiceApprovals
    function stateOf(bytes32 id) external view returns (State memory) {
        return _states[id].fields();
    }

    /// @inheritdoc IServiceApprovals
    function bodyHashOf(bytes32 id) public view returns (bytes32) {
        CaseState state = _states[id];
        return state.status() == Status.None ? bytes32(0) : _bodyHash(id, state);
    }

    /// @inheritdoc IServiceApprovals
    function effectiveStateOf(bytes32 id, Body calldata body) external view returns (Effective memory effective) {
        (CaseState state, CaseBody checked) = _load(id, body);
        (state, effective.lapsable) = _lapsed(state, checked);
        effective.status = state.status();
        effective.stage = state.stage();
        effective.due = _dueOf(state, checked);
        effective.overdue = effective.due != 0 && block.timestamp > effective.due;
    }

    /// @dev Decides, and writes the records; returns the state after it, to be stored before they are closed.
    /// @param executes whether a case that is approved by it is carried out at once
    function _decide(
        bytes32 id,
        CaseBody body,
        CaseState state,
        Decision[] calldata decisions,
        Records memory records,
        bool executes
    ) private returns (CaseState) {
        if (decisions.length == 0) revert DecisionsMissing();
        address before;
        for (uint256 i = 0; i < decisions.length; ++i) {
            Decision calldata decision = decisions[i];
            Signed calldata by = decision.by;
            address signer = by.signer;
            if (signer <= before) revert SignersNotAscending(before, signer);
            before = signer;
            uint32 official;
            (state, official) = _decideOne(id, body, state, decision, by);
            if (executes && state.status() == Status.Approved) state = state.turned(Status.Executed);
            bytes memory data = CaseRecords.decided(
                state,
                decision.step,
                decision.verdict,
                official,
                signer,
                decision.reason,
                by.deadline,
                by.signature
            );
            records.write(CaseDecided.selector, id, data);
        }
        return state;
    }

    /// @dev One official's decision of one step; the state after it.
    function _decideOne(
        bytes32 id,
        CaseBody body,
        CaseState state,
        Decision calldata decision,
        Signed calldata by
    ) private returns (CaseState, uint32 official) {
        _requireStatus(id, state, Status.Open);
        (uint8 index, Verdict verdict) = (decision.step, decision.verdict);
        if (verdict == Verdict.None) revert VerdictMissing();
        uint256 place = _openPlace(id, state, body, index);
        Step step = body.step(place);
        if (step.isRule()) revert RuleStep(id, index);
        if (!_isSent(by)) _checkSignature(by, CaseForms.decision(body, id, state.round(), decision));
        official = _seated(body, step, state.isEscalated(place), by.signer);
        _checkConflict(id, body, state, official);
        if (verdict != Verdict.Approve) {
            return (state.turned(verdict == Verdict.Reject ? Status.Rejected : Status.Returned), official);
        }
        if (state.approvals() >= CaseStateLib.ROOM) {
            _approved[keccak256(abi.encode(id, state.round(), official))] = true;
        }
        state = state.withApproval(official);
        uint8 quorum = step.quorum();
        if (quorum == 1 || ++_tallies[keccak256(abi.encode(id, state.round(), place))] == quorum) {
            state = CaseClock.advanced(state.withDone(place), body);
        }
        return (state, official);
    }

    /// @dev What must be so before a case is carried out: its payload is this, and its handler may still be called.
    function _checkExecutable(bytes32 id, CaseBody body, bytes calldata payload) private view {
        _checkPayload(id, body, payload);
        address handler = body.handler();
        if (Ask.one(address(procedures), IDoors.isOpen.selector, uint160(handler)) == 0) {
            revert IProcedures.HandlerClosed(handler);
        }
    }

    /// @dev Lets the handler act; a failure reverts everything, so that it can be tried again, whatever gas was given.
    function _carryOut(
        bytes32 id,
        CaseBody body,
        CaseState state,
        bytes calldata payload
    ) private returns (uint64 first, uint64 count) {
        (first, count) = IHandler(body.handler()).execute(
            IHandler.Matter({
                id: id,
                procedure: body.procedure(),
                agency: body.agency(),
                government: body.government(),
                scope: body.scope(),
                officials: state.approvals() + (body.official() == 0 ? 0 : 1),
                silent: state.silent()
            }),
            payload
        );
        if (count != body.records()) _revertRecords(body, first, count, first);
    }

    function _revertRecords(CaseBody body, uint64 first, uint64 count, uint256 next) private pure {
        revert RecordsDiffer(body.handler(), first, count, uint64(next), body.records());
    }

    /// @dev Authenticates, stores and records a withdrawal, cancellation or declared conflict.
    function _act(
        Act act,
        bytes32 id,
        CaseState state,
        uint32 official,
        string calldata reason,
        Signed calldata by
    ) private {
        if (!_isSent(by)) _checkSignature(by, CaseForms.act(act, id, state.round(), reason, by.deadline));
        _states[id] = state;
        _record(
            CaseActed.selector,
            id,
            abi.encode(state.round(), act, official, by.signer, state.status(), reason, by.deadline, by.signature)
        );
    }

    /// @dev The state of a case, and its present body, which this must be.
    function _load(bytes32 id, Body calldata given) private view returns (CaseState state, CaseBody body) {
        state = _states[id];
        if (state.status() == Status.None) revert CaseUnknown(id);
        body = CaseBodyLib.at(given);
        (bytes32 hash, bytes32 wanted) = (body.hash(), _bodyHash(id, state));
        if (hash != wanted) revert BodyDiffers(id, hash, wanted);
    }

    function _bodyHash(bytes32 id, CaseState state) private view returns (bytes32) {
        return state.round() == 0 ? id : _bodies[id];
    }

    /// @dev A case that is open or returned, and that the clock has not ended.
    function _unfinished(bytes32 id, Body calldata given) private view returns (CaseState state, CaseBody body) {
        (state, body) = _load(id, given);
        if (state.status() != Status.Returned) _requireStatus(id, state, Status.Open);
        _refuseEnded(id, state, body);
    }

    function _requireStatus(bytes32 id, CaseState state, Status status) private pure {
        if (state.status() != status) revert StatusUnfit(id, state.status());
    }

    /// @dev Refuses what the clock has ended already, though nobody has called `lapse` yet.
    function _refuseEnded(bytes32 id, CaseState state, CaseBody body) private view {
        (CaseState later, ) = _lapsed(state, body);
        if (later.status() != state.status()) revert StatusUnfit(id, later.status());
    }

    /// @dev A returned case may be submitted again by its submitter, in time and under its own procedure. Votes are void.
    function _returned(
        Submission calldata submission,
        Body calldata given,
        address signer,
        uint32 official
    ) private view returns (CaseState) {
        bytes32 id = submission.id;
        (CaseState state, CaseBody body) = _load(id, given);
        _requireStatus(id, state, Status.Returned);
        uint48 due = _dueOf(state, body);
        if (due != 0 && block.timestamp > due) revert CaseTooLate(id, due);
        uint8 round = state.round() + 1;
        if (submission.round != round) revert RoundDiffers(id, submission.round, round);
        if (submission.procedure != body.procedure() || submission.agency != body.agency()) {
            bytes32 asked = keccak256(abi.encode(submission.procedure, submission.agency));
            revert BodyDiffers(id, asked, _bodyHash(id, state));
        }
        bool theirs = signer == body.submitter() || (official != 0 && official == body.official());
        if (!theirs) revert NotSubmitter(id, signer);
        return state;
    }

    /// @dev What a version of a procedure says. What was answered is taken as it stands: the words of an encoded struct and of an
    /// encoded array are those that they have in memory.
    function _termsOf(
        Submission calldata submission
    ) private view returns (IProcedures.Terms memory terms, Step[] memory steps) {
        bytes4 question = submission.id == 0 ? IProcedures.termsInForce.selector : IProcedures.termsOf.selector;
        uint256 answer = Ask.all(address(procedures), question, submission.procedure);
        assembly ("memory-safe") {
            terms := answer
            steps := add(answer, mload(add(answer, 256)))
        }
    }

    /// @dev The submitting official, who holds the duty now; 0 under a citizen's procedure, whoever the address belongs to. The
    /// case's agency must be of the procedure's government.
    function _submitter(
        IProcedures.Terms memory terms,
        uint32 agency,
        address signer
    ) private view returns (uint32 official) {
        uint32 seatAgency = terms.submitAgency == 0 ? agency : terms.submitAgency;
        uint32 government;
        if (terms.submitDuty != IRoster.Duty.None)
            (official, government) = _seatedIn(seatAgency, terms.submitDuty, signer);
        // The seat says it of its own agency; of others the directory does.
        if (government == 0 || seatAgency != agency) government = directory.rootOf(agency);
        if (government != terms.government) revert AgencyOutside(agency, terms.government);
        if (terms.submitDuty != IRoster.Duty.None) {
            if (official == 0) revert NoSeat(seatAgency, uint8(terms.submitDuty), signer);
        } else if (seatAgency != agency) {
            // Else a citizen could choose the agency whose silence decides.
            revert AgencyOutside(agency, terms.government);
        }
    }

    /// @dev Official who holds the seat now, 0 if it is not in force, and the government of its agency.
    function _seatedIn(uint32 agency, IRoster.Duty duty, address holder) private view returns (uint32, uint32) {
        (uint256 official, uint256 government) = Ask.pair(
            address(roster),
            IRoster.officialAt.selector,
            agency,
            uint256(duty),
            uint160(holder)
        );
        return (uint32(official), uint32(government));
    }

    /// @dev The official who holds a step's duty now; after escalation the escalation's duty at the agency above.
    function _seated(CaseBody body, Step step, bool escalated, address signer) private view returns (uint32 official) {
        uint32 agency = step.agency();
        if (agency == 0) agency = body.agency();
        IRoster.Duty duty = step.duty();
        if (escalated) {
            duty = step.escalation();
            uint32 above = directory.partyOf(agency).parent;
            if (above != 0) agency = above;
        }
        (official, ) = _seatedIn(agency, duty, signer);
        if (official == 0) revert NoSeat(agency, uint8(duty), signer);
    }

    /// @dev Any official with a deciding duty on the route.
    function _deciderOf(bytes32 id, CaseBody body, address signer) private view returns (uint32 official) {
        for (uint256 place = 0; place < body.stepCount(); ++place) {
            Step step = body.step(place);
            if (step.isRule()) continue;
            uint32 agency = step.agency();
            (official, ) = _seatedIn(agency == 0 ? body.agency() : agency, step.duty(), signer);
            if (official != 0) return official;
        }
        revert NotSubmitter(id, signer);
    }

    function _isSubmitter(CaseBody body, address signer) private view returns (bool) {
        return signer == body.submitter() || (body.official() != 0 && roster.officialOf(signer) == body.official());
    }

    function _checkConflict(bytes32 id, CaseBody body, CaseState state, uint32 official) private view {
        // A citizen may have become an official since.
        uint32 submitter = body.official() == 0 ? roster.officialOf(body.submitter()) : body.official();
        bool conflict = official == submitter || state.hasApprover(official);
        if (!conflict && state.approvals() > CaseStateLib.ROOM) {
            conflict = _approved[keccak256(abi.encode(id, state.round(), official))];
        }
        if (!conflict && state.conflicts()) conflict = _conflicted[keccak256(abi.encode(id, official))];
        if (conflict) revert ConflictOfInterest(id, official);
    }

    /// @dev Place of a step on the route that is open for a decision now.
    function _openPlace(bytes32 id, CaseState state, CaseBody body, uint8 index) private view returns (uint256 place) {
        uint256 count = body.stepCount();
        while (place < count && body.step(place).index() != index) ++place;
        if (place == count) revert StepUnknown(id, index);
        if (body.step(place).stage() != state.stage() || state.isDone(place)) revert StepNotOpen(id, index);
        (uint256 silent, uint48 due) = CaseClock.silenced(state, body, place);
        if (due != 0) revert StepLapsed(id, body.step(silent).index(), due);
    }

    /// @dev The state that time has made of this one, and whether it has changed it.
    function _lapsed(CaseState state, CaseBody body) private view returns (CaseState, bool) {
        if (state.status() == Status.Open) return CaseClock.lapseStage(state, body);
        uint48 due = _dueOf(state, body);
        if (due == 0 || block.timestamp <= due) return (state, false);
        return (state.turned(state.status() == Status.Returned ? Status.Withdrawn : Status.Expired), true);
    }

    /// @dev When the case's present clock runs out (seconds), 0 if there is none.
    function _dueOf(CaseState state, CaseBody body) private pure returns (uint48) {
        Status status = state.status();
        if (status == Status.Open) return CaseClock.stageDue(state, body);
        if (status == Status.Approved) return uint48(state.since()) + body.executionLimit();
        if (status != Status.Returned || body.correctionLimit() == 0) return 0;
        return uint48(state.since()) + body.correctionLimit();
    }

    function _checkPayload(bytes32 id, CaseBody body, bytes calldata payload) private pure {
        bytes32 given = Calldata.hash(payload);
        if (given != body.payloadHash()) revert PayloadDiffers(id, given, body.payloadHash());
    }

    /// @dev Leaves the steps whose threshold the amount reaches. Thresholds are in the procedure's currency.
    function _route(Step[] memory steps, bytes3 currency, uint104 amount, bytes3 amountCurrency) private pure {
        uint256 count = steps.length;
        uint256 kept;
        bool measured;
        for (uint256 i = 0; i < count; ++i) {
            Step step = steps[i];
            uint104 from = step.fromAmount();
            if (from != 0) measured = true;
            if (amount < from) continue;
            if (kept != i) steps[kept] = step;
            ++kept;
        }
        if (measured && amountCurrency != currency) revert CurrencyDiffers(amountCurrency, currency);
        assembly ("memory-safe") {
            mstore(steps, kept)
        }
    }

    /// @dev Whether the signer's own transaction says it. Else a signature must, that anyone may bring.
    function _isSent(Signed calldata by) private view returns (bool) {
        if (block.timestamp > by.deadline) revert SignatureExpired(by.deadline, uint48(block.timestamp));
        return by.signature.length == 0 && msg.sender == by.signer;
    }

    function _checkSignature(Signed calldata by, bytes32 structHash) private view {
        bytes32 digest = _hashTypedDataV4(structHash);
        bool valid = by.signature.length != 0 && Signatures.isValid(by.signer, digest, by.signature);
        if (!valid) revert SignatureInvalid(by.signer, digest);
    }
}
