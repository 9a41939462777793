// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {IHandler} from "../../interfaces/IHandler.sol";
import {IPermits} from "../../interfaces/IPermits.sol";
import {IRule} from "../../interfaces/IRule.sol";

/// @title Eligibility: whoever stands under one Merkle root gets the permit, on terms fixed beforehand
/// @notice For permits. The terms are the order's type, type name, validity and conditions; only their hash is kept, and
/// any other terms are rejected. The document is the applicant's own and not read. The evidence is abi.encode(bytes32[] proof) of the holder's leaf, keccak256(keccak256(abi.encode(holder))),
/// in the tree of OpenZeppelin's StandardMerkleTree for ["bytes32"]. Whoever proves it is approved, everyone else
/// and every revocation rejected; the rule never leaves a case undecided.
contract EligibilityRule is IRule {
    /// @notice Root over all eligible holders.
    bytes32 public immutable root;

    /// @notice keccak256(abi.encode(permitType, typeName, validFrom, validUntil, term, conditions)) of the one order granted.
    bytes32 public immutable termsHash;

    constructor(bytes32 root_, bytes32 termsHash_) {
        root = root_;
        termsHash = termsHash_;
    }

    /// @inheritdoc IRule
    function decide(IHandler.Matter calldata, uint48, bytes calldata payload) external view returns (Answer) {
        IPermits.PermitOrder memory order = abi.decode(payload, (IPermits.PermitOrder));
        if (order.revokes != 0 || _hashTerms(order) != termsHash || !_isProof(order.evidence)) return Answer.Reject;
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(order.holder))));
        bytes32[] memory proof = abi.decode(order.evidence, (bytes32[]));
        return MerkleProof.verify(proof, root, leaf) ? Answer.Approve : Answer.Reject;
    }

    function _hashTerms(IPermits.PermitOrder memory order) private pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    order.permitType,
                    order.typeName,
                    order.validFrom,
                    order.validUntil,
                    order.term,
                    order.conditions
                )
            );
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
