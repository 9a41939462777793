// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IServiceApprovals} from "./IServiceApprovals.sol";

/// @title Findings: what auditors hold against a record, and what the agency answers
/// @notice An auditor opens a finding on a movement or any other record, a case, a line, a party, or a period. The agency that is
/// named answers within the limit that the opening sets. The auditors' office then resolves the finding, opens it again, or takes it to the
/// agency above. Nobody need do anything for lateness to show: it follows from the state and the clock.
///
/// ```
/// (none) --open--> Open --answer--> Answered --resolve--> Resolved --reopen--> Reopened
/// Open, Reopened, Escalated --answer--> Answered   Open, Reopened, Escalated, Answered --resolve--> Resolved
/// Answered, Resolved --reopen--> Reopened          Answered, or late Open, Reopened, Escalated --escalate--> Escalated
/// ```
///
/// Open, Reopened and Escalated wait for an answer; each begins a new clock of the same limit. Whoever has acted for one side of a
/// finding never acts for the other, whatever address they use.
///
/// A finding's id is keccak256(abi.encode(digest, signer)), where digest is the EIP-712 digest of its opening; its public number is the record number
/// of its opening. Every act is done by the signer's own transaction (empty signature) or by an EIP-712 signature that anyone may
/// relay: ECDSA first, then ERC-1271. Each later act names its turn, which is how many acts came before it: so nothing replays, and
/// nothing lands on a state that the signer has not seen.
///
/// What is not checked here: the log keeps hashes alone, so that a record number says that there is such a record, not what it is,
/// nor whose; and whether the text is true. A document's bytes are elsewhere, its digest is here.
///
/// Domain: name "Mingzhang", version "1", chain id, this contract. Names of agencies are those in the directory.
/// - FindingOpening(string severity,string about,uint32 agency,string agencyName,uint32 office,string officeName,string text,bytes32 document,uint32 answerLimit,bytes32 salt,uint48 deadline), severity "note", "minor", "major" or "critical"; about "record 1234", "case 0x...", "line-12", "party 45" or "2026-01-01 to 2026-03-31"
/// - FindingAct(string act,uint64 finding,bytes32 id,uint8 turn,uint32 agency,string agencyName,string text,bytes32 document,uint48 deadline), act "answer", "resolve", "escalate" or "reopen"; agency is the one that answers, after the act
interface IFindings {
    enum FindingStatus {
        None,
        Open,
        Answered,
        Resolved,
        Escalated,
        Reopened
    }

    enum Severity {
        None,
        Note,
        Minor,
        Major,
        Critical
    }

    enum SubjectKind {
        None,
        Record,
        Case,
        Line,
        Party,
        Period
    }

    enum Act {
        None,
        Answer,
        Resolve,
        Escalate,
        Reopen
    }

    /// @param office agency at which the signer is auditor
    /// @param agency that must answer; of the same government
    /// @param subject record number; case id; account number of a line; party number; or first day x 2^24 + last day, counted from 1970-01-01
    /// @param answerLimit seconds, from 1 day to 366
    /// @param text 1 to 4096 bytes
    /// @param document SHA-256 digest, or 0
    /// @param salt anything, so that two like findings differ
    struct Opening {
        uint32 office;
        uint32 agency;
        Severity severity;
        SubjectKind subjectKind;
        bytes32 subject;
        uint32 answerLimit;
        string text;
        bytes32 document;
        bytes32 salt;
    }

    /// @notice What a later act says.
    /// @param turn how many acts came before it
    /// @param agency that answers after it: the one above for an escalation, the present one else
    /// @param text 1 to 4096 bytes
    /// @param document SHA-256 digest, or 0
    struct Statement {
        uint8 turn;
        uint32 agency;
        string text;
        bytes32 document;
    }

    /// @dev One slot. turn: how many acts came before the next one. agency: the one that answers now. opener: the official who
    /// opened it. since: when the present clock or status began (seconds). number: record number of the opening.
    struct State {
        FindingStatus status;
        Severity severity;
        uint8 turn;
        uint32 office;
        uint32 agency;
        uint32 opener;
        uint40 since;
        uint32 answerLimit;
        uint64 number;
    }

    /// @notice There is no finding `id`.
    /// @dev Check the number; the opening may not be mined yet.
    error FindingUnknown(bytes32 id);
    /// @notice Finding `id` was opened already.
    /// @dev Open its page; give a new salt to open a like one.
    error FindingExists(bytes32 id);
    /// @notice Finding `id` is `status`, and this is not possible then.
    /// @dev Reload the finding: somebody may have been faster.
    error FindingUnfit(bytes32 id, FindingStatus status);
    /// @notice The act says turn `given` of finding `id`, and it would be turn `wanted`.
    /// @dev Reload the finding, read what has been done since, and sign again.
    error TurnDiffers(bytes32 id, uint8 given, uint8 wanted);
    /// @notice Finding `id` has had as many acts as one finding can have.
    /// @dev Open a new finding on the same subject.
    error TurnsUsedUp(bytes32 id);
    /// @notice The act names agency `given`, and agency `wanted` answers finding `id` after it.
    /// @dev Name the agency above for an escalation, and else the one that must answer now.
    error AgencyDiffers(bytes32 id, uint32 given, uint32 wanted);
    /// @notice A finding has a severity, and none was given.
    /// @dev Say note, minor, major or critical.
    error SeverityMissing();
    /// @notice There is nothing of the kind `kind` with the number `subject`, or the period has not begun or ends before it begins.
    /// @dev Check the number; a record, case, line or party must be on chain before it can be objected to.
    error SubjectUnknown(SubjectKind kind, bytes32 subject);
    /// @notice An answer within `given` seconds cannot be asked for.
    /// @dev Give `min` to `max` seconds.
    error AnswerLimitOut(uint32 given, uint32 min, uint32 max);
    /// @notice Agency `agency` is not of the government of the auditors' office `office`.
    /// @dev Name an agency of that government.
    error AgencyElsewhere(uint32 agency, uint32 office);
    /// @notice Official `official` has acted for the other side of finding `id`.
    /// @dev Let another official do it; who answers does not judge the answer, and who audits does not answer.
    error OtherSide(bytes32 id, uint32 official);
    /// @notice Finding `id` can be taken to the agency above after `due`, for until then its agency may answer.
    /// @dev Wait for the answer, or until it is late.
    error AnswerNotDue(bytes32 id, uint48 due);
    /// @notice Agency `agency`, which answers finding `id`, is a government: there is none above it.
    /// @dev Open the finding again, or resolve it.
    error NothingAbove(bytes32 id, uint32 agency);

    event FindingOpened(
        uint64 indexed record,
        bytes32 indexed id,
        uint32 official,
        Opening opening,
        address signer,
        uint48 deadline,
        bytes signature
    );
    /// @notice A later act. `status` is that after it.
    event FindingActed(
        uint64 indexed record,
        bytes32 indexed id,
        Act act,
        FindingStatus status,
        uint32 official,
        Statement statement,
        address signer,
        uint48 deadline,
        bytes signature
    );

    /// @notice Opens a finding; by an auditor of the office.
    function open(Opening calldata opening, IServiceApprovals.Signed calldata by) external returns (bytes32 id);

    /// @notice Answers, late too; by a checker or an approver of the agency that must answer.
    function answer(bytes32 id, Statement calldata statement, IServiceApprovals.Signed calldata by) external;

    /// @notice Ends a finding, answered or not; by an auditor of the office.
    function resolve(bytes32 id, Statement calldata statement, IServiceApprovals.Signed calldata by) external;

    /// @notice Lets the agency above answer, once an answer is there or late; by an auditor of the office.
    function escalate(bytes32 id, Statement calldata statement, IServiceApprovals.Signed calldata by) external;

    /// @notice Wants a new answer of the same agency, of an answered or resolved finding; by an auditor of the office.
    function reopen(bytes32 id, Statement calldata statement, IServiceApprovals.Signed calldata by) external;

    function stateOf(bytes32 id) external view returns (State memory);

    /// @notice The state, and what the clock says of it.
    /// @param due when the answer is due (seconds); 0 where none is awaited
    /// @param overdue whether that has passed
    function effectiveStateOf(bytes32 id) external view returns (State memory state, uint48 due, bool overdue);

    /// @notice Whether the official has acted on the finding for the auditors, for the agency, or not at all.
    function sideOf(bytes32 id, uint32 official) external view returns (bool auditing, bool answering);
}
