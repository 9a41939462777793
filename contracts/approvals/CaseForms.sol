// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IHandler} from "../interfaces/IHandler.sol";
import {IServiceApprovals} from "../interfaces/IServiceApprovals.sol";
import {CaseBody} from "../libraries/CaseBody.sol";

/// @title EIP-712 struct hashes of what is signed about a case
/// @notice The types stand in IServiceApprovals; those with a handler's form nested come from the handler.
library CaseForms {
    bytes32 private constant CASE_ACT = keccak256(
        "CaseAct(string act,bytes32 id,uint8 round,string reason,uint48 deadline)"
    );

    function submission(
        IServiceApprovals.Submission calldata s,
        IHandler.Described memory described,
        bytes32 payloadHash,
        uint48 deadline
    ) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    described.submissionType,
                    s.procedure,
                    s.agency,
                    s.id,
                    s.round,
                    s.salt,
                    keccak256(abi.encodePacked(s.documents)),
                    payloadHash,
                    deadline,
                    described.content
                )
            );
    }

    function decision(
        CaseBody body,
        bytes32 id,
        uint8 round,
        IServiceApprovals.Decision calldata d
    ) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    body.decisionType(),
                    id,
                    round,
                    d.step,
                    _verdict(d.verdict),
                    keccak256(bytes(d.reason)),
                    d.by.deadline,
                    body.content()
                )
            );
    }

    function act(
        IServiceApprovals.Act act_,
        bytes32 id,
        uint8 round,
        string calldata reason,
        uint48 deadline
    ) internal pure returns (bytes32) {
        return keccak256(abi.encode(CASE_ACT, _act(act_), id, round, keccak256(bytes(reason)), deadline));
    }

    function _verdict(IServiceApprovals.Verdict verdict) private pure returns (bytes32) {
        if (verdict == IServiceApprovals.Verdict.Approve) return keccak256("approve");
        if (verdict == IServiceApprovals.Verdict.Reject) return keccak256("reject");
        return keccak256("return");
    }

    function _act(IServiceApprovals.Act act_) private pure returns (bytes32) {
        if (act_ == IServiceApprovals.Act.Withdraw) return keccak256("withdraw");
        if (act_ == IServiceApprovals.Act.Cancel) return keccak256("cancel");
        return keccak256("declare conflict");
    }
}
