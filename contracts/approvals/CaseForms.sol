// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IServiceApprovals} from "../interfaces/IServiceApprovals.sol";

/// @title EIP-712 struct hashes of what is signed about a case
/// @notice The types stand in IServiceApprovals; those with a handler's form nested come from the handler.
library CaseForms {
    /// @dev Words of a body's encoding beside its steps: fourteen fields, and the count of steps.
    uint256 private constant BODY_WORDS = 15;

    bytes32 private constant CASE_ACT = keccak256(
        "CaseAct(string act,bytes32 id,uint8 round,string reason,uint48 deadline)"
    );

    /// @notice keccak256(abi.encode(body)), from the calldata as it stands.
    /// @dev Encoding it anew would cost more code than all else here. An unusual encoding of the same body (the one offset, dirty
    /// bits) has another hash, and is refused.
    function bodyHash(IServiceApprovals.Body calldata body) internal pure returns (bytes32 hash) {
        uint256 words = BODY_WORDS + body.steps.length;
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, 0x20)
            calldatacopy(add(start, 0x20), body, mul(words, 0x20))
            hash := keccak256(start, mul(add(words, 1), 0x20))
        }
    }

    function submission(
        bytes32 submissionType,
        IServiceApprovals.Submission calldata s,
        uint48 deadline,
        bytes32 content
    ) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    submissionType,
                    s.procedure,
                    s.agency,
                    s.id,
                    s.round,
                    s.salt,
                    keccak256(abi.encodePacked(s.documents)),
                    deadline,
                    content
                )
            );
    }

    function decision(
        IServiceApprovals.Body calldata body,
        bytes32 id,
        uint8 round,
        IServiceApprovals.Decision calldata d
    ) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    body.decisionType,
                    id,
                    round,
                    d.step,
                    _verdict(d.verdict),
                    keccak256(bytes(d.reason)),
                    d.by.deadline,
                    body.content
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
