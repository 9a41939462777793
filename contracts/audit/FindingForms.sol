// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IFindings} from "../interfaces/IFindings.sol";
import {Calendar} from "../libraries/Calendar.sol";

/// @title EIP-712 struct hashes of what is signed about a finding
/// @notice The types stand in IFindings. Everything that a wallet shows is in words; names come as their hashes, which the directory keeps.
library FindingForms {
    bytes32 private constant OPENING = keccak256(
        "FindingOpening(string severity,string about,uint32 agency,string agencyName,uint32 office,string officeName,string text,bytes32 document,uint32 answerLimit,bytes32 salt,uint48 deadline)"
    );
    bytes32 private constant ACT = keccak256(
        "FindingAct(string act,uint64 finding,bytes32 id,uint8 turn,uint32 agency,string agencyName,string text,bytes32 document,uint48 deadline)"
    );

    function opening(
        IFindings.Opening calldata o,
        bytes32 agencyName,
        bytes32 officeName,
        uint48 deadline
    ) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    OPENING,
                    _severity(o.severity),
                    keccak256(bytes(_about(o.subjectKind, uint256(o.subject)))),
                    o.agency,
                    agencyName,
                    o.office,
                    officeName,
                    keccak256(bytes(o.text)),
                    o.document,
                    o.answerLimit,
                    o.salt,
                    deadline
                )
            );
    }

    /// @param number of the finding
    function act(
        IFindings.Act act_,
        uint64 number,
        bytes32 id,
        IFindings.Statement calldata s,
        bytes32 agencyName,
        uint48 deadline
    ) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    ACT,
                    _act(act_),
                    number,
                    id,
                    s.turn,
                    s.agency,
                    agencyName,
                    keccak256(bytes(s.text)),
                    s.document,
                    deadline
                )
            );
    }

    function _severity(IFindings.Severity severity) private pure returns (bytes32) {
        if (severity == IFindings.Severity.Note) return keccak256("note");
        if (severity == IFindings.Severity.Minor) return keccak256("minor");
        if (severity == IFindings.Severity.Major) return keccak256("major");
        return keccak256("critical");
    }

    function _act(IFindings.Act act_) private pure returns (bytes32) {
        if (act_ == IFindings.Act.Answer) return keccak256("answer");
        if (act_ == IFindings.Act.Resolve) return keccak256("resolve");
        if (act_ == IFindings.Act.Escalate) return keccak256("escalate");
        return keccak256("reopen");
    }

    /// @dev The subject as people write it.
    function _about(IFindings.SubjectKind kind, uint256 subject) private pure returns (string memory) {
        if (kind == IFindings.SubjectKind.Record) return string.concat("record ", Strings.toString(subject));
        if (kind == IFindings.SubjectKind.Case) return string.concat("case ", Strings.toHexString(subject, 32));
        // The kind of account stands above the running number.
        if (kind == IFindings.SubjectKind.Line) return string.concat("line-", Strings.toString(uint56(subject)));
        if (kind == IFindings.SubjectKind.Party) return string.concat("party ", Strings.toString(subject));
        return string.concat(Calendar.toText(uint24(subject >> 24)), " to ", Calendar.toText(uint24(subject)));
    }
}
