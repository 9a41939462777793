// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IAuditTrail} from "../interfaces/IAuditTrail.sol";
import {IDirectory} from "../interfaces/IDirectory.sol";
import {IHandler} from "../interfaces/IHandler.sol";
import {IProcedures} from "../interfaces/IProcedures.sol";
import {IRoster} from "../interfaces/IRoster.sol";
import {IRule} from "../interfaces/IRule.sol";
import {CodeData} from "../libraries/CodeData.sol";
import {Doors} from "../libraries/Doors.sol";
import {Step} from "../libraries/Step.sol";
import {Texts} from "../libraries/Texts.sol";

/// @title Procedures 事项
/// @notice IProcedures says what they promise. Texts stand in events alone; what cases need is stored. The doors are the handlers.
contract Procedures is IProcedures, Doors {
    uint256 private constant MAX_STEPS = 16;
    uint256 private constant MAX_PARALLEL = 8;
    uint256 private constant MAX_STAGE = 7;
    uint256 private constant MAX_QUORUM = 8;
    uint256 private constant MAX_LEGAL_BASIS = 512;
    uint256 private constant MAX_NAME = 256;
    uint256 private constant MAX_CODE = 32;

    /// @dev Two slots. from: publishable from (seconds), while announced.
    /// @param data contract that holds abi.encode(Terms, Step[]), which every submission reads
    struct Version {
        Standing standing;
        uint48 from;
        address data;
        bytes32 codeKey;
    }

    /// @dev Pinned when announced.
    struct Rule {
        address rule;
        bytes32 codeHash;
    }

    /// @inheritdoc IProcedures
    uint256 public constant RULE_GAS = 300_000;

    /// @notice Where the agencies stand.
    IDirectory public immutable directory;

    /// @inheritdoc IProcedures
    uint32 public procedureCount;

    bool private _catalogued;
    mapping(uint32 procedure => Version) private _versions;
    mapping(uint32 procedure => mapping(uint8 step => Rule)) private _rules;
    /// @dev Version of a code that was published last, though it may be retired since.
    mapping(bytes32 codeKey => uint32 procedure) private _latest;

    constructor(
        address authority_,
        uint48 delay_,
        IAuditTrail trail_,
        IDirectory directory_
    ) Doors(authority_, delay_, trail_) {
        directory = directory_;
    }

    /// @inheritdoc IProcedures
    function foundCatalogue(ProcedureSpec[] calldata specs) external restricted returns (uint32 first) {
        if (_catalogued) revert CatalogueFounded();
        if (specs.length == 0) revert NoProcedures();
        _catalogued = true;
        first = procedureCount + 1;
        for (uint256 i = 0; i < specs.length; ++i) {
            uint32 procedure = _announce(specs[i], uint48(block.timestamp));
            _publish(procedure);
        }
    }

    /// @inheritdoc IProcedures
    function announce(ProcedureSpec calldata spec) external restricted returns (uint32 procedure) {
        // Founding after an announcement would be a way round the wait.
        _catalogued = true;
        procedure = _announce(spec, uint48(block.timestamp) + doorDelay);
    }

    /// @inheritdoc IProcedures
    function publish(uint32 procedure) external {
        Version storage version = _want(procedure, Standing.Announced);
        if (block.timestamp < version.from) {
            revert ProcedureTooEarly(procedure, version.from, uint48(block.timestamp));
        }
        _publish(procedure);
    }

    /// @inheritdoc IProcedures
    function cancel(uint32 procedure) external restricted {
        _want(procedure, Standing.Announced).standing = Standing.Cancelled;
        _record(ProcedureCancelled.selector, _subject(procedure), "");
    }

    /// @inheritdoc IProcedures
    function retire(uint32 procedure) external restricted {
        _want(procedure, Standing.Current).standing = Standing.Retired;
        _record(ProcedureRetired.selector, _subject(procedure), "");
    }

    /// @inheritdoc IProcedures
    function termsInForce(uint32 procedure) external view returns (Terms memory terms, Step[] memory steps) {
        Version storage version = _want(procedure, Standing.Current);
        bytes memory data = CodeData.read(version.data);
        address handler;
        assembly ("memory-safe") {
            // The second word of the terms.
            handler := mload(add(data, 64))
        }
        if (!_isOpen(handler)) revert HandlerClosed(handler);
        _answer(data);
    }

    /// @inheritdoc IProcedures
    function termsOf(uint32 procedure) external view returns (Terms memory terms, Step[] memory steps) {
        Version storage version = _versions[procedure];
        if (version.standing == Standing.None) revert ProcedureUnknown(procedure);
        _answer(CodeData.read(version.data));
    }

    /// @inheritdoc IProcedures
    function standingOf(uint32 procedure) external view returns (Standing) {
        return _versions[procedure].standing;
    }

    /// @inheritdoc IProcedures
    function currentOf(uint32 government, string calldata code) external view returns (uint32 procedure) {
        procedure = _latest[_codeKey(government, code)];
        if (_versions[procedure].standing != Standing.Current) return 0;
    }

    /// @inheritdoc IProcedures
    function ruleOf(uint32 procedure, uint8 step) external view returns (address rule, bytes32 codeHash) {
        Rule storage pinned = _rules[procedure][step];
        return (pinned.rule, pinned.codeHash);
    }

    /// @inheritdoc IProcedures
    function ask(
        uint8 step,
        IHandler.Matter calldata matter,
        uint48 submittedAt,
        bytes calldata payload
    ) external view returns (address rule, bool approves) {
        Rule storage pinned = _rules[matter.procedure][step];
        rule = pinned.rule;
        if (rule.codehash != pinned.codeHash) revert RuleChanged(rule, rule.codehash, pinned.codeHash);
        bytes memory question = abi.encodeCall(IRule.decide, (matter, submittedAt, payload));
        // A call gets at most 63 of 64 parts of what is left.
        uint256 wanted = RULE_GAS + RULE_GAS / 63 + 10_000;
        if (gasleft() < wanted) revert GasTooLow(gasleft(), wanted);
        uint256 promised = RULE_GAS;
        uint256 answer;
        assembly ("memory-safe") {
            let success := staticcall(promised, rule, add(question, 32), mload(question), 0x00, 0x20)
            if and(success, eq(returndatasize(), 32)) {
                answer := mload(0x00)
            }
        }
        approves = answer == uint256(IRule.Answer.Approve);
        if (!approves && answer != uint256(IRule.Answer.Reject)) revert RuleUndecided(rule);
    }

    /// @inheritdoc IProcedures
    function publishableFrom(uint32 procedure) external view returns (uint48) {
        Version storage version = _versions[procedure];
        return version.standing == Standing.Announced ? version.from : 0;
    }

    /// @dev Ends the call with bytes that are the ABI encoding of its answer.
    function _answer(bytes memory data) private pure {
        assembly ("memory-safe") {
            return(add(data, 32), mload(data))
        }
    }

    function _announce(ProcedureSpec calldata spec, uint48 from) private returns (uint32 procedure) {
        _checkTerms(spec);
        procedure = ++procedureCount;
        Version storage version = _versions[procedure];
        version.standing = Standing.Announced;
        version.from = from;
        version.codeKey = _codeKey(spec.terms.government, spec.code);
        (Step[] memory steps, bytes32[] memory codeHashes) = _checkSteps(procedure, spec);
        version.data = CodeData.write(abi.encode(spec.terms, steps));
        _record(ProcedureAnnounced.selector, _subject(procedure), abi.encode(from, spec, codeHashes));
    }

    function _publish(uint32 procedure) private {
        Version storage version = _versions[procedure];
        uint32 replaced = _latest[version.codeKey];
        // Else anybody could bring a forgotten announcement back over its successor, or once that is retired.
        if (replaced > procedure) revert ProcedureOlder(procedure, replaced);
        if (_versions[replaced].standing == Standing.Current) _versions[replaced].standing = Standing.Replaced;
        else replaced = 0;
        _latest[version.codeKey] = procedure;
        version.standing = Standing.Current;
        _record(ProcedurePublished.selector, _subject(procedure), abi.encode(replaced));
    }

    /// @dev Checks the steps, packs them, and pins the code of the rules among them.
    function _checkSteps(
        uint32 procedure,
        ProcedureSpec calldata spec
    ) private returns (Step[] memory steps, bytes32[] memory codeHashes) {
        uint256 count = spec.steps.length;
        if (count == 0 || count > MAX_STEPS) revert StepCount(count);
        bool guarded = IHandler(spec.terms.handler).movesAuthority();
        bool person;
        uint256 parallel;
        steps = new Step[](count);
        codeHashes = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            StepSpec calldata step = spec.steps[i];
            if (i > 0 && step.stage < spec.steps[i - 1].stage) revert StepUnfit(i, "stage");
            parallel = i > 0 && step.stage == spec.steps[i - 1].stage ? parallel + 1 : 1;
            if (parallel > MAX_PARALLEL) revert StepCount(parallel);
            _checkStep(i, step, spec.terms);
            if (guarded && step.lateness == Lateness.Approve) revert TwoOfficialsWanted(spec.terms.handler);
            if (step.rule == address(0)) {
                person = person || step.fromAmount == 0;
            } else {
                codeHashes[i] = step.rule.codehash;
                _rules[procedure][uint8(i)] = Rule({rule: step.rule, codeHash: step.rule.codehash});
            }
            steps[i] = _pack(uint8(i), step);
        }
        if (guarded && (!person || spec.terms.submitDuty == IRoster.Duty.None)) {
            revert TwoOfficialsWanted(spec.terms.handler);
        }
    }

    /// @dev What a procedure says beside its steps. A step without threshold exists at every amount, so no route is empty.
    function _checkTerms(ProcedureSpec calldata spec) private view {
        Texts.check(spec.code, 1, MAX_CODE);
        Texts.check(spec.name, 1, MAX_NAME);
        Texts.check(spec.otherName, 0, MAX_NAME);
        Texts.check(spec.legalBasis, 1, MAX_LEGAL_BASIS);
        Terms calldata terms = spec.terms;
        IDirectory.Party memory government = directory.partyOf(terms.government);
        if (government.kind != IDirectory.PartyKind.Agency || government.depth != 1) {
            revert ProcedureUnfit("government");
        }
        if (!_isWithin(terms.submitAgency, terms.government)) revert ProcedureUnfit("submitAgency");
        if (terms.handler.code.length == 0) revert ProcedureUnfit("handler");
        if (terms.executionLimit == 0) revert ProcedureUnfit("executionLimit");
        // Where silence approves, whoever applies must not choose whose silence.
        bool chosen = terms.submitDuty == IRoster.Duty.None && terms.submitAgency == 0;
        bool always;
        for (uint256 i = 0; i < spec.steps.length; ++i) {
            if (chosen && spec.steps[i].lateness == Lateness.Approve) revert ProcedureUnfit("submitAgency");
            always = always || spec.steps[i].fromAmount == 0;
        }
        if (!always && spec.steps.length != 0) revert StepUnfit(0, "fromAmount");
    }

    function _checkStep(uint256 i, StepSpec calldata step, Terms calldata terms) private view {
        if (step.stage > MAX_STAGE) revert StepUnfit(i, "stage");
        if (!_isWithin(step.agency, terms.government)) revert StepUnfit(i, "agency");
        if (step.fromAmount != 0 && terms.currency == 0) revert StepUnfit(i, "fromAmount");
        if (step.limit == 0 && step.lateness != Lateness.Overdue) revert StepUnfit(i, "lateness");
        if ((step.escalation != IRoster.Duty.None) != (step.lateness == Lateness.Escalate)) {
            revert StepUnfit(i, "escalation");
        }
        if (step.rule == address(0)) {
            if (step.duty == IRoster.Duty.None) revert StepUnfit(i, "duty");
            if (step.quorum == 0 || step.quorum > MAX_QUORUM) revert StepUnfit(i, "quorum");
        } else {
            if (step.rule.code.length == 0) revert StepUnfit(i, "rule");
            if (step.duty != IRoster.Duty.None) revert StepUnfit(i, "duty");
            if (step.quorum != 0) revert StepUnfit(i, "quorum");
            if (step.agency != 0) revert StepUnfit(i, "agency");
            // Evidence that a rule cannot read leaves the step open, and no official can reject there: silence must not approve.
            if (step.lateness == Lateness.Escalate || step.lateness == Lateness.Approve) {
                revert StepUnfit(i, "lateness");
            }
        }
    }

    /// @dev 0 stands for the case's own agency.
    function _isWithin(uint32 agency, uint32 government) private view returns (bool) {
        return agency == 0 || directory.rootOf(agency) == government;
    }

    /// @dev See Step.sol for the layout.
    function _pack(uint8 index, StepSpec calldata step) private pure returns (Step) {
        uint256 word = index | (step.rule == address(0) ? 0 : 0x10) | (uint256(step.stage) << 5);
        word |= (uint256(step.duty) << 8) | (uint256(step.quorum) << 16) | (uint256(step.lateness) << 24);
        word |= (uint256(step.escalation) << 32) | (uint256(step.limit) << 40) | (uint256(step.agency) << 72);
        return Step.wrap(word | (uint256(step.fromAmount) << 104));
    }

    function _want(uint32 procedure, Standing wanted) private view returns (Version storage version) {
        version = _versions[procedure];
        if (version.standing == Standing.None) revert ProcedureUnknown(procedure);
        if (version.standing != wanted) revert ProcedureStanding(procedure, version.standing, wanted);
    }

    function _codeKey(uint32 government, string calldata code) private pure returns (bytes32) {
        return keccak256(abi.encode(government, code));
    }

    function _subject(uint32 procedure) private pure returns (bytes32) {
        return bytes32(uint256(procedure));
    }
}
