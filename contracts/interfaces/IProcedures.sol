// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Step} from "../libraries/Step.sol";
import {IDoors} from "./IDoors.sol";
import {IHandler} from "./IHandler.sol";
import {IRoster} from "./IRoster.sol";

/// @title Procedures 事项: who decides what, in which order, within which time
/// @notice A procedure is versioned data. Every version has a number of its own, from 1; a case carries the steps of the
/// version that it was submitted under, so that a later version never touches it. Publishing a version is spending power:
/// it is announced, waits a fixed public delay, and is then published by anyone; it can be cancelled until then.
/// The first catalogue is founded without delay, once.
///
/// Its doors (IDoors) are the handlers that cases may call, under the same delay.
interface IProcedures is IDoors {
    /// @notice What happens when a step is not decided within its limit.
    /// Overdue: it stays open and is late in public. Escalate: the duty `escalation` at the agency above decides.
    /// Reject, Approve: silence counts as that verdict, once anyone has called `lapse`.
    enum Lateness {
        Overdue,
        Escalate,
        Reject,
        Approve
    }

    enum Standing {
        None,
        Announced,
        Current,
        Replaced,
        Retired,
        Cancelled
    }

    /// @param stage 0 to 7, never falling from step to step
    /// @param duty that decides; None for a rule
    /// @param agency whose officials decide; 0 for the case's own
    /// @param quorum approvals wanted, 1 to 8; 0 for a rule
    /// @param limit seconds from the beginning of the stage; 0 for none, and then lateness is Overdue
    /// @param escalation duty that decides at the agency above; wanted with Escalate alone
    /// @param fromAmount the step is part of cases of at least this amount (minor units of the procedure's currency)
    /// @param rule contract that decides by itself (IRule), or 0; its step is Overdue or Reject when late
    struct StepSpec {
        uint8 stage;
        IRoster.Duty duty;
        uint32 agency;
        uint8 quorum;
        uint32 limit;
        Lateness lateness;
        IRoster.Duty escalation;
        uint104 fromAmount;
        address rule;
    }

    /// @notice What every case needs to know of its version. One slot and one.
    /// @param government whose agencies' cases it serves
    /// @param handler contract that carries out what was approved (IHandler)
    /// @param scope what the handler may do under this procedure; its own bits, see there
    /// @param submitDuty duty that submits; None: anyone, as a citizen
    /// @param submitAgency agency whose officials submit; 0 for the case's own. Where anyone submits: the one agency that
    /// cases are for; 0 for any, which no procedure may say under which silence approves
    /// @param correctionLimit seconds to correct a returned case; 0 for none
    /// @param executionLimit seconds from approval until the case expires; above 0
    /// @param currency ISO 4217 letters if any step has a threshold, else may be 0
    struct Terms {
        uint32 government;
        address handler;
        uint32 scope;
        IRoster.Duty submitDuty;
        uint32 submitAgency;
        uint32 correctionLimit;
        uint32 executionLimit;
        bytes3 currency;
    }

    /// @param code the government's own short name, e.g. "payment"; a later version has the same code
    /// @param name what it is, 1 to 256 bytes; otherName in a second language, up to 256
    /// @param legalBasis law or regulation that it rests on, up to 512 bytes
    /// @param document SHA-256 of the published text, or 0
    struct ProcedureSpec {
        Terms terms;
        StepSpec[] steps;
        string code;
        string name;
        string otherName;
        string legalBasis;
        bytes32 document;
    }

    /// @notice There is no procedure version `procedure`.
    /// @dev Take a number from the catalogue of procedures.
    error ProcedureUnknown(uint32 procedure);
    /// @notice Procedure version `procedure` is `standing`, and this wants it `wanted`.
    /// @dev Use the version that is in force; the catalogue of procedures names it.
    error ProcedureStanding(uint32 procedure, Standing standing, Standing wanted);
    /// @notice Procedure version `procedure` may be published from `from` on, and it is `now_`.
    /// @dev Wait until then; the delay is there for the public to read it.
    error ProcedureTooEarly(uint32 procedure, uint48 from, uint48 now_);
    /// @notice A later version of the same code, `current`, was published already.
    /// @dev Cancel this one, or announce it anew.
    error ProcedureOlder(uint32 procedure, uint32 current);
    /// @notice Handler `handler` has no open door: cases may not call it.
    /// @dev Choose a procedure whose handler is open, or open the door first (announceDoor, openDoor).
    error HandlerClosed(address handler);
    /// @notice The first catalogue was founded, or a version was announced, before.
    /// @dev Announce the procedure; it is published after the delay.
    error CatalogueFounded();
    /// @notice The catalogue is empty.
    /// @dev Give at least one procedure.
    error NoProcedures();
    /// @notice A procedure has 1 to 16 steps, at most 8 of them in one stage; `steps` were given.
    /// @dev Merge steps, or put some into a later stage.
    error StepCount(uint256 steps);
    /// @notice Step `index` does not hold together: `field` is wrong.
    /// @dev Correct that field; IProcedures.StepSpec says what fits.
    error StepUnfit(uint256 index, string field);
    /// @notice The procedure does not hold together: `field` is wrong.
    /// @dev Correct that field; IProcedures.Terms says what fits.
    error ProcedureUnfit(string field);
    /// @notice Handler `handler` moves money or authority, which wants two officials and no silence.
    /// @dev Let officials submit, let a person decide at every amount, and let no step approve by silence.
    error TwoOfficialsWanted(address handler);

    /// @notice The code of rule `rule` is not what was pinned when the procedure was announced.
    /// @dev Announce a version with the rule as it is now; open cases can be withdrawn.
    error RuleChanged(address rule, bytes32 codeHash, bytes32 pinned);
    /// @notice Rule `rule` reverted, ran out of its gas, or answered neither approve nor reject.
    /// @dev Check the evidence that the application carries; if it is right, tell the agency that the rule fails.
    error RuleUndecided(address rule);
    /// @notice `gas` gas is left, and the rule is promised `wanted`.
    /// @dev Send the transaction with more gas.
    error GasTooLow(uint256 gas, uint256 wanted);

    event ProcedureAnnounced(
        uint64 indexed record,
        uint32 indexed procedure,
        uint48 from,
        ProcedureSpec spec,
        bytes32[] codeHashes
    );
    /// @notice The version takes cases from now on; `replaced` (0 if none) takes no more.
    event ProcedurePublished(uint64 indexed record, uint32 indexed procedure, uint32 replaced);
    event ProcedureCancelled(uint64 indexed record, uint32 indexed procedure);
    event ProcedureRetired(uint64 indexed record, uint32 indexed procedure);

    /// @notice Publishes the first catalogue at once. Once only, by the procedures role.
    function foundCatalogue(ProcedureSpec[] calldata specs) external returns (uint32 first);

    /// @notice Announces a version; by the procedures role. Pins the code of its rules.
    function announce(ProcedureSpec calldata spec) external returns (uint32 procedure);

    /// @notice Publishes an announced version after the delay; by anyone. It replaces the current one of the same code.
    function publish(uint32 procedure) external;

    /// @notice Takes back an announcement; by the procedures role.
    function cancel(uint32 procedure) external;

    /// @notice Ends a version for new cases at once; by the procedures role. Open cases go on.
    function retire(uint32 procedure) external;

    /// @notice Terms and steps of a version that takes cases. Reverts with ProcedureStanding or HandlerClosed if it does not.
    function termsInForce(uint32 procedure) external view returns (Terms memory terms, Step[] memory steps);

    function termsOf(uint32 procedure) external view returns (Terms memory terms, Step[] memory steps);

    function standingOf(uint32 procedure) external view returns (Standing);

    /// @notice Version of this code that takes cases now, 0 if none.
    function currentOf(uint32 government, string calldata code) external view returns (uint32 procedure);

    /// @notice Rule contract of a step and the code hash that was pinned when it was announced.
    function ruleOf(uint32 procedure, uint8 step) external view returns (address rule, bytes32 codeHash);

    /// @notice Asks a step's rule, with the gas that it is promised, so that nobody makes it fail by giving too little.
    /// Reverts with RuleChanged, RuleUndecided or GasTooLow.
    /// @param matter of the case; its procedure is the version
    /// @param submittedAt when the case's round was submitted (seconds)
    /// @return rule that answered
    /// @return approves whether it approves; else it rejects
    function ask(
        uint8 step,
        IHandler.Matter calldata matter,
        uint48 submittedAt,
        bytes calldata payload
    ) external view returns (address rule, bool approves);

    /// @notice Gas that a rule is promised, and its cap.
    function RULE_GAS() external view returns (uint256);

    /// @notice When an announced version may be published (seconds), 0 if it is not announced.
    function publishableFrom(uint32 procedure) external view returns (uint48);

    function procedureCount() external view returns (uint32);
}
