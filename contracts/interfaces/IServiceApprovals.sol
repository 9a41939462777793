// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Step} from "../libraries/Step.sol";

/// @title Service approvals: nothing that needs more than one person happens outside a case
/// @notice A case is submitted under a procedure, decided step by step, and carried out by the procedure's handler.
///
/// ```
/// (none) --submit--> Open(round 0, stage 0) --decide--> ... next stage ... --> Approved --execute--> Executed
/// Open --decideAndExecute, with the last approval--> Executed
/// Open --return--> Returned --submit--> Open(round + 1; votes void)   Open --reject, lapse--> Rejected
/// Open, Returned --withdraw--> Withdrawn   Returned --lapse--> Withdrawn   Approved --cancel--> Cancelled   Approved --lapse--> Expired
/// ```
///
/// One slot holds a case's state. The case's body is in the CaseSubmitted event and is given back with every act; what it must
/// be, the case's id says, which is keccak256(abi.encode(body)) of the first one. (A case that was returned and submitted again
/// has another body since, whose hash is kept beside.) All of a body comes of what its submitter signs, the payload's hash and
/// the salt included, and of the procedure's version, which never changes. So the same submission makes the same id, whenever
/// and by whomever it is brought: nothing replays, and nobody can take another's id.
///
/// Every act is done by the signer's own transaction (empty signature) or by an EIP-712 signature that anyone may relay: ECDSA
/// first, then ERC-1271. A signature is valid when it is recorded; seats are read then too.
///
/// Domain: name "Mingzhang", version "1", chain id, this contract. With a handler's form F nested:
/// - Submission(uint32 procedure,uint32 agency,bytes32 id,uint8 round,bytes32 salt,bytes32[] documents,bytes32 payload,uint48 deadline,F content)
/// - Decision(bytes32 id,uint8 round,uint8 step,string verdict,string reason,uint48 deadline,F content), verdict "approve", "reject" or "return"
/// - CaseAct(string act,bytes32 id,uint8 round,string reason,uint48 deadline), act "withdraw", "cancel" or "declare conflict"
interface IServiceApprovals {
    enum Status {
        None,
        Open,
        Returned,
        Approved,
        Executed,
        Rejected,
        Withdrawn,
        Cancelled,
        Expired
    }

    enum Verdict {
        None,
        Approve,
        Reject,
        Return
    }

    enum Act {
        None,
        Withdraw,
        Cancel,
        DeclareConflict
    }

    /// @notice Who acts, and by what.
    /// @param deadline last second at which the act may be recorded (UTC)
    /// @param signature EIP-712 signature by `signer`; empty if the signer sends the transaction
    struct Signed {
        address signer;
        uint48 deadline;
        bytes signature;
    }

    /// @param id 0 for a new case; the returned case that is submitted again
    /// @param round 0 for a new case; one more than the returned round
    /// @param salt anything, so that two like cases differ; 0 when submitting again
    /// @param documents SHA-256 digests of what is attached, at most 16
    /// @param payload for the procedure's handler
    struct Submission {
        uint32 procedure;
        uint32 agency;
        bytes32 id;
        uint8 round;
        bytes32 salt;
        bytes32[] documents;
        bytes payload;
    }

    /// @notice What stays the same for a whole round of a case.
    /// ```
    /// who     255 government 224 | 223 agency 192 | 191 official 160 | 159 submitter 0
    /// how     255 records 224    | 223 scope 192  | 191 procedure 160 | 159 handler 0
    /// limits  63 executionLimit 32 | 31 correctionLimit 0
    /// ```
    /// @param who official: number of the submitting official; 0 under a citizen's procedure. submitter: their address
    /// @param how records: how many come of carrying it out. scope, procedure, handler: those of the procedure's version
    /// @param limits seconds, 0 for none
    /// @param salt of the submission
    /// @param payloadHash keccak256 of the payload
    /// @param content struct hash of the handler's form
    /// @param decisionType type hash of a Decision with that form nested
    /// @param steps of the route that the amount chose, in order
    struct Body {
        uint256 who;
        uint256 how;
        uint256 limits;
        bytes32 salt;
        bytes32 payloadHash;
        bytes32 content;
        bytes32 decisionType;
        Step[] steps;
    }

    /// @param step index of the step in the procedure
    struct Decision {
        uint8 step;
        Verdict verdict;
        string reason;
        Signed by;
    }

    /// @dev One slot. done, escalated: one bit for each place in Body.steps. since: when the present stage or status began
    /// (seconds). submittedAt: when this round was (seconds). approvals: by officials, in this round. first .. third: the first
    /// officials who approved in this round.
    struct State {
        Status status;
        uint8 round;
        uint8 stage;
        bool silent;
        bool conflicts;
        uint8 approvals;
        uint16 done;
        uint16 escalated;
        uint40 since;
        uint40 submittedAt;
        uint32 first;
        uint32 second;
        uint32 third;
    }

    /// @notice The state as it is in effect now, silence and expiry counted in.
    /// @param due when the present stage's earliest open step is due, or correction or execution (seconds); 0 for no limit
    /// @param overdue whether that has passed
    /// @param lapsable whether `lapse` would change something
    struct Effective {
        Status status;
        uint8 stage;
        uint48 due;
        bool overdue;
        bool lapsable;
    }

    /// @notice Case `id` was submitted already.
    /// @dev Open that case; give a new salt to submit a like one.
    error CaseExists(bytes32 id);
    /// @notice There is no case `id`.
    /// @dev Check the number; the submission may not be mined yet.
    error CaseUnknown(bytes32 id);
    /// @notice The body given is not the present one of case `id`.
    /// @dev Take it from the case's latest CaseSubmitted record; the case may have been corrected meanwhile.
    error BodyDiffers(bytes32 id, bytes32 given, bytes32 wanted);
    /// @notice The payload given is not the one that was submitted in case `id`.
    /// @dev Take it from the case's latest CaseSubmitted record.
    error PayloadDiffers(bytes32 id, bytes32 given, bytes32 wanted);
    /// @notice Case `id` is `status`, and this is not possible then.
    /// @dev Reload the case: somebody may have been faster, or its time may have run out.
    error StatusUnfit(bytes32 id, Status status);
    /// @notice The submission says round `given` of the case, and it would be round `wanted`.
    /// @dev Submit it again with that round; a new case has round 0.
    error RoundDiffers(bytes32 id, uint8 given, uint8 wanted);
    /// @notice This procedure of government `government` takes no cases of agency `agency`.
    /// @dev Choose the agency that the procedure names, or else one of that government.
    error AgencyOutside(uint32 agency, uint32 government);
    /// @notice `signer` does not hold the duty `duty` at agency `agency` now.
    /// @dev Sign with the address that holds the seat; seats are read when the act is recorded.
    error NoSeat(uint32 agency, uint8 duty, address signer);
    /// @notice `signer` did not submit case `id`, nor holds a seat that may do this.
    /// @dev Let the submitter do it; an approved case may also be cancelled by an official who decides on its route.
    error NotSubmitter(bytes32 id, address signer);
    /// @notice Official `official` submitted case `id`, decided another step of it, or declared a conflict.
    /// @dev Let another official decide; nobody decides twice, whatever address they use.
    error ConflictOfInterest(bytes32 id, uint32 official);
    /// @notice Case `id` has no step `step` on its route.
    /// @dev Choose a step of the case; those below its threshold are left out.
    error StepUnknown(bytes32 id, uint8 step);
    /// @notice Step `step` of case `id` is decided, or its stage is not the present one.
    /// @dev Reload the case to see what is open.
    error StepNotOpen(bytes32 id, uint8 step);
    /// @notice Step `step` of case `id` was due at `due`, and its lateness decides now.
    /// @dev Call lapse; anyone may.
    error StepLapsed(bytes32 id, uint8 step, uint48 due);
    /// @notice Correction or execution of case `id` was due at `due`.
    /// @dev Call lapse, and submit a new case if it is still wanted.
    error CaseTooLate(bytes32 id, uint48 due);
    /// @notice Nothing of case `id` lapses now.
    /// @dev Wait until a limit with consequences has passed.
    error NothingLapsed(bytes32 id);
    /// @notice A decision has no verdict.
    /// @dev Say approve, reject or return.
    error VerdictMissing();
    /// @notice No decision was given.
    /// @dev Give at least one.
    error DecisionsMissing();
    /// @notice Signer `signer` does not come after `before`.
    /// @dev Order the decisions by their signers' addresses, each once.
    error SignersNotAscending(address before, address signer);
    /// @notice The signature held until `deadline`, and it is `now_`.
    /// @dev Sign again.
    error SignatureExpired(uint48 deadline, uint48 now_);
    /// @notice Neither the key nor the contract of `signer` has signed this act.
    /// @dev Sign again, on this chain; if what was shown differs from the payload, no signature fits.
    error SignatureInvalid(address signer, bytes32 digest);
    /// @notice The amount is in `currency`, and the procedure's thresholds are in `wanted`.
    /// @dev Choose a procedure for that currency.
    error CurrencyDiffers(bytes3 currency, bytes3 wanted);
    /// @notice `count` documents are attached, and at most `max` may be.
    /// @dev Attach fewer, or bind several into one file.
    error TooManyDocuments(uint256 count, uint256 max);
    /// @notice Step `step` of case `id` is decided by a rule where an official was given, or the other way round.
    /// @dev Call decideByRule for a rule's step, decide for an official's.
    error RuleStep(bytes32 id, uint8 step);
    /// @notice Handler `handler` made `count` records from `first` on, and the case says `wanted` from `next` on.
    /// @dev Report the handler: it does not do what it described.
    error RecordsDiffer(address handler, uint64 first, uint64 count, uint64 next, uint32 wanted);
    /// @notice A case begins, or is submitted again. The body is wanted back by every later act.
    /// ```
    /// submitted  183 amount 80 | 79 currency 56 | 55 deadline 8 | 7 round 0
    /// ```
    /// @param submitted round: 0 begins a case, others are corrections. amount in minor units of currency (ISO 4217 letters)
    event CaseSubmitted(
        uint64 indexed record,
        bytes32 indexed id,
        uint256 submitted,
        Body body,
        bytes32[] documents,
        bytes payload,
        bytes signature
    );
    /// @notice One decision. Where its status is Executed, what came of the case are the records right after it, as many as the
    /// body says: the decision was recorded and the case carried out in one call.
    /// ```
    /// decided  119 deadline 72 | 71 official 40 | 39 stage 32 | 31 status 24 | 23 verdict 16 | 15 step 8 | 7 round 0
    /// ```
    /// @param decided official: 0 for a rule, whose `signer` is the rule contract. status and stage: those after it
    event CaseDecided(
        uint64 indexed record,
        bytes32 indexed id,
        uint256 decided,
        address signer,
        string reason,
        bytes signature
    );
    event CaseActed(
        uint64 indexed record,
        bytes32 indexed id,
        uint8 round,
        Act act,
        uint32 official,
        address signer,
        Status status,
        string reason,
        uint48 deadline,
        bytes signature
    );
    /// @notice Time decided. `escalated` and `done` are the case's bits after it.
    event CaseLapsed(
        uint64 indexed record,
        bytes32 indexed id,
        uint8 round,
        Status status,
        uint8 stage,
        uint16 done,
        uint16 escalated
    );
    /// @notice `execute` carried the payload out, which made the records `first` to `first + count - 1`.
    event CaseExecuted(uint64 indexed record, bytes32 indexed id, uint64 first, uint64 count);

    /// @notice Submits a new case, or a returned one again.
    /// @param present the returned case's present body; empty for a new case
    function submit(
        Submission calldata submission,
        Body[] calldata present,
        Signed calldata by
    ) external returns (bytes32 id);

    /// @notice Decides steps of one case, signers ascending.
    function decide(bytes32 id, Body calldata body, Decision[] calldata decisions) external;

    /// @notice The same, and executes; reverts as a whole if the case is not approved by it or cannot execute. The last decision's
    /// record says that it was executed, and what came of it follows: there is no CaseExecuted.
    function decideAndExecute(
        bytes32 id,
        Body calldata body,
        Decision[] calldata decisions,
        bytes calldata payload
    ) external;

    /// @notice Lets a rule decide its step; by anyone.
    function decideByRule(bytes32 id, Body calldata body, uint8 step, bytes calldata payload) external;

    /// @notice Puts on record what the clock has decided; by anyone.
    function lapse(bytes32 id, Body calldata body) external;

    /// @notice Carries an approved case out; by anyone, until it expires.
    function execute(bytes32 id, Body calldata body, bytes calldata payload) external;

    /// @notice Withdraws an open or returned case; by its submitter.
    function withdraw(bytes32 id, Body calldata body, string calldata reason, Signed calldata by) external;

    /// @notice Cancels an approved case; by its submitter, or by an official with a deciding duty on its route.
    function cancel(bytes32 id, Body calldata body, string calldata reason, Signed calldata by) external;

    /// @notice Puts a conflict of interest on record; that official can decide nothing of the case from then on.
    function declareConflict(bytes32 id, Body calldata body, string calldata reason, Signed calldata by) external;

    function stateOf(bytes32 id) external view returns (State memory);

    function effectiveStateOf(bytes32 id, Body calldata body) external view returns (Effective memory);

    /// @notice keccak256 of abi.encode of the case's present body.
    function bodyHashOf(bytes32 id) external view returns (bytes32);
}
