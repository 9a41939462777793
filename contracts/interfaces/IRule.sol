// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IHandler} from "./IHandler.sol";

/// @title A rule: a contract that decides a step by itself
/// @notice Called with staticcall and a fixed amount of gas; its code is pinned by the procedure. Answers must depend on
/// what it is given and on immutables alone: storage, or another contract, could change under the pinned code.
interface IRule {
    /// @notice The rule's answer, in one word.
    enum Answer {
        Undecided,
        Approve,
        Reject
    }

    /// @param submittedAt when this round was submitted (seconds)
    function decide(
        IHandler.Matter calldata matter,
        uint48 submittedAt,
        bytes calldata payload
    ) external view returns (Answer);
}
