// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {IHandler} from "../../interfaces/IHandler.sol";
import {IPermits} from "../../interfaces/IPermits.sol";
import {IRule} from "../../interfaces/IRule.sol";

/// @title Eligibility: whoever stands under one Merkle root gets the permit
/// @notice For permits. The evidence is abi.encode(bytes32[] proof) of the holder's leaf, keccak256(keccak256(abi.encode(holder))),
/// in the tree of OpenZeppelin's StandardMerkleTree for ["bytes32"]. Whoever proves it is approved, everyone else
/// and every revocation rejected; the rule never leaves a case undecided.
contract EligibilityRule is IRule {
    /// @notice Root over all eligible holders.
    bytes32 public immutable root;

    constructor(bytes32 root_) {
        root = root_;
    }

    /// @inheritdoc IRule
    function decide(IHandler.Matter calldata, uint48, bytes calldata payload) external view returns (Answer) {
        IPermits.PermitOrder memory order = abi.decode(payload, (IPermits.PermitOrder));
        if (order.revokes != 0 || !_isProof(order.evidence)) return Answer.Reject;
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(order.holder))));
        bytes32[] memory proof = abi.decode(order.evidence, (bytes32[]));
        return MerkleProof.verify(proof, root, leaf) ? Answer.Approve : Answer.Reject;
    }

    /// @dev Whether it decodes, for a revert would leave the case undecided: offset 32, count, and as many words.
    function _isProof(bytes memory evidence) private pure returns (bool) {
        if (evidence.length < 64 || evidence.length % 32 != 0) return false;
        uint256 offset;
        uint256 count;
        assembly ("memory-safe") {
            offset := mload(add(evidence, 32))
            count := mload(add(evidence, 64))
        }
        return offset == 32 && count == evidence.length / 32 - 2;
    }
}
