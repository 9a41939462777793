// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ICheckpointAnchor} from "../interfaces/ICheckpointAnchor.sol";
import {MerkleLib} from "../libraries/Merkle.sol";
import {Signatures} from "../libraries/Signatures.sol";

/// @title Checkpoints of one audit trail, cosigned by its witnesses
/// @notice See ICheckpointAnchor. A signature that was valid when it was recorded stays one, whatever becomes of its
/// signer; what counts towards a quorum are the signatures of those who are witnesses when it is reached.
contract CheckpointAnchor is ICheckpointAnchor {
    using Signatures for address;

    uint256 private constant MAX_WITNESSES = 32;
    /// @dev What readers take, in docs/PROOFS.md: beyond it a signed checkpoint would only stop those who index it.
    uint256 private constant MAX_COUNT = type(uint48).max;
    uint256 private constant MAX_SIGNATURE = 8192;
    /// @dev End of the year 9999.
    uint256 private constant MAX_TIME = 253402300799;

    bytes32 private constant DOMAIN_TYPE = keccak256(
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    );
    bytes32 private constant CHECKPOINT_TYPE = keccak256(
        "Checkpoint(uint64 size,bytes32 root,uint64 blockNumber,bytes32 blockHash,uint64 time)"
    );
    bytes32 private constant WITNESSES_TYPE = keccak256("Witnesses(uint64 epoch,address[] witnesses,uint8 quorum)");

    /// @dev One slot: how far the signatures of one digest have got.
    struct Gathering {
        /// In which `present` was counted.
        uint64 epoch;
        /// How many witnesses of that epoch signed.
        uint32 present;
        /// How many signatures are held, of former witnesses too.
        uint32 count;
        uint64 anchoredAt;
    }

    /// @dev One slot; root and block hash have one each beside it.
    struct Place {
        uint64 size;
        uint64 blockNumber;
        uint64 time;
    }

    uint256 private immutable _originChainId;
    address private immutable _originTrail;
    /// @dev Of the origin, on whatever chain this stands: OpenZeppelin's EIP712 would take this chain and this contract.
    bytes32 private immutable _domain;

    uint64 private _epoch;
    uint8 private _quorum;
    address[] private _witnesses;
    /// @dev One more than the last epoch in which an address was a witness; 0 for those who never were.
    mapping(address witness => uint64 epochAfter) private _lastEpoch;

    Place private _latestPlace;
    bytes32 private _latestRoot;
    bytes32 private _latestBlockHash;
    mapping(bytes32 digest => Gathering) private _gatherings;
    mapping(bytes32 digest => mapping(address witness => bool signed)) private _signed;

    /// @dev One slot: what was brought for a pair of digests.
    struct Proven {
        /// How many signatures on both sides, at most.
        uint128 signers;
        /// Whether there was once a quorum on each side.
        bool wide;
    }

    uint256 private _forks;
    uint256 private _wideForks;
    /// @dev By the hash of both digests, the smaller first.
    mapping(bytes32 pair => Proven) private _proven;

    /// @param originChainId chain of the log
    /// @param originTrail its AuditTrail
    /// @param witnesses_ strictly ascending
    /// @param epoch_ how often they changed before on the log's chain: were it 0 on a later anchor, what quorums signed for
    /// the epochs in between could be sent again, and would bring former witnesses back
    constructor(uint256 originChainId, address originTrail, address[] memory witnesses_, uint8 quorum_, uint64 epoch_) {
        _originChainId = originChainId;
        _originTrail = originTrail;
        _domain = keccak256(
            abi.encode(DOMAIN_TYPE, keccak256("Mingzhang"), keccak256("1"), originChainId, originTrail)
        );
        _setWitnesses(epoch_, witnesses_, quorum_);
    }

    /// @inheritdoc ICheckpointAnchor
    function cosign(
        Checkpoint calldata checkpoint,
        Cosignature[] calldata cosignatures,
        bytes32[] calldata path
    ) external {
        // Checks
        _requireFit(checkpoint);
        _requireConsistent(checkpoint, path);
        bytes32 digest = digestOf(checkpoint);

        // Effects, and the questions to witnesses that are contracts, which can change nothing (staticcall)
        Gathering memory gathering = _gathered(digest);
        uint32 fresh = _take(checkpoint, digest, cosignatures);
        gathering.count += fresh;
        gathering.present += fresh;
        bool reached = gathering.anchoredAt == 0 && gathering.present >= _quorum;
        if (fresh == 0 && !reached) revert NothingNew(digest);
        if (reached) {
            gathering.anchoredAt = uint64(block.timestamp);
            _advance(checkpoint);
            emit Anchored(checkpoint.size, digest, checkpoint.root, gathering.epoch);
        }
        _gatherings[digest] = gathering;
    }

    /// @inheritdoc ICheckpointAnchor
    function changeWitnesses(
        address[] calldata witnesses_,
        uint8 quorum_,
        Cosignature[] calldata cosignatures
    ) external {
        uint64 next = _epoch + 1;
        bytes32 content = keccak256(abi.encode(WITNESSES_TYPE, next, keccak256(abi.encodePacked(witnesses_)), quorum_));
        bytes32 digest = _digest(content);
        address before = address(0);
        for (uint256 i = 0; i < cosignatures.length; ++i) {
            address witness = cosignatures[i].witness;
            _requireAscending(before, witness);
            _requireWitness(witness);
            _requireSigned(witness, digest, cosignatures[i].signature);
            before = witness;
        }
        if (cosignatures.length < _quorum) revert QuorumMissing(cosignatures.length, _quorum);
        _setWitnesses(next, witnesses_, quorum_);
    }

    /// @inheritdoc ICheckpointAnchor
    function proveFork(Side calldata a, Side calldata b) external {
        (bytes32 digestA, bytes32 digestB, uint256 signersA, uint256 signersB) = _fork(a, b);
        if (digestA > digestB) {
            (digestA, digestB, signersA, signersB) = (digestB, digestA, signersB, signersA);
        }
        bytes32 pair = keccak256(abi.encode(digestA, digestB));
        // Proven again with more signatures: nobody hides a wide fork by proving it first with one signature on each side.
        Proven memory proven = _proven[pair];
        uint256 before = proven.signers;
        bool widens = !proven.wide && signersA >= _quorum && signersB >= _quorum;
        if (signersA + signersB <= before && !widens) revert NothingNew(digestA);
        if (signersA + signersB > before) proven.signers = uint128(signersA + signersB);
        if (before == 0) ++_forks;
        if (widens) {
            proven.wide = true;
            ++_wideForks;
        }
        _proven[pair] = proven;
        emit ForkProven(digestA, digestB, signersA, signersB);
    }

    /// @inheritdoc ICheckpointAnchor
    function checkFork(Side calldata a, Side calldata b) external view returns (uint256 signersA, uint256 signersB) {
        (, , signersA, signersB) = _fork(a, b);
    }

    /// @inheritdoc ICheckpointAnchor
    function checkProof(
        Proof calldata proof,
        Checkpoint calldata checkpoint,
        Cosignature[] calldata cosignatures
    ) external view returns (Answer memory answer) {
        bytes32 digest = digestOf(checkpoint);
        // Topic 1 is the record's own number: under another index it would be another record.
        answer.included =
            proof.topics.length > 1 &&
            uint256(proof.topics[1]) == proof.index &&
            MerkleLib.includes(_leafOf(proof), proof.index, checkpoint.size, checkpoint.root, proof.path);
        address before = address(0);
        for (uint256 i = 0; i < cosignatures.length; ++i) {
            address witness = cosignatures[i].witness;
            _requireAscending(before, witness);
            if (isWitness(witness) && _hasSigned(witness, digest, cosignatures[i].signature)) ++answer.cosigners;
            before = witness;
        }
        answer.quorum = answer.cosigners >= _quorum;
        answer.anchored = _gatherings[digest].anchoredAt != 0;
    }

    /// @inheritdoc ICheckpointAnchor
    function standingOf(bytes32 digest) external view returns (Standing memory) {
        Gathering storage gathering = _gatherings[digest];
        return Standing(gathering.count, gathering.anchoredAt);
    }

    /// @inheritdoc ICheckpointAnchor
    function hasSigned(bytes32 digest, address witness) external view returns (bool) {
        return _signed[digest][witness];
    }

    /// @inheritdoc ICheckpointAnchor
    function latest() external view returns (Checkpoint memory) {
        Place memory place = _latestPlace;
        return Checkpoint(place.size, _latestRoot, place.blockNumber, _latestBlockHash, place.time);
    }

    /// @inheritdoc ICheckpointAnchor
    function forks() external view returns (uint256) {
        return _forks;
    }

    /// @inheritdoc ICheckpointAnchor
    function forksWithQuorum() external view returns (uint256) {
        return _wideForks;
    }

    /// @inheritdoc ICheckpointAnchor
    function witnesses() external view returns (address[] memory) {
        return _witnesses;
    }

    /// @inheritdoc ICheckpointAnchor
    function quorum() external view returns (uint8) {
        return _quorum;
    }

    /// @inheritdoc ICheckpointAnchor
    function epoch() external view returns (uint64) {
        return _epoch;
    }

    /// @inheritdoc ICheckpointAnchor
    function origin() external view returns (uint256 chainId, address trail) {
        return (_originChainId, _originTrail);
    }

    /// @inheritdoc ICheckpointAnchor
    function digestOf(Checkpoint calldata checkpoint) public view returns (bytes32) {
        return _digest(keccak256(abi.encode(CHECKPOINT_TYPE, checkpoint)));
    }

    /// @inheritdoc ICheckpointAnchor
    function isWitness(address witness) public view returns (bool) {
        return _lastEpoch[witness] == _epoch + 1;
    }

    /// @dev Records the signatures that are not held yet.
    function _take(
        Checkpoint calldata checkpoint,
        bytes32 digest,
        Cosignature[] calldata cosignatures
    ) private returns (uint32 fresh) {
        address before = address(0);
        for (uint256 i = 0; i < cosignatures.length; ++i) {
            address witness = cosignatures[i].witness;
            bytes calldata signature = cosignatures[i].signature;
            _requireAscending(before, witness);
            _requireWitness(witness);
            before = witness;
            if (_signed[digest][witness]) continue;
            _requireSigned(witness, digest, signature);
            _signed[digest][witness] = true;
            ++fresh;
            emit Cosigned(
                checkpoint.size,
                digest,
                witness,
                checkpoint.root,
                checkpoint.blockNumber,
                checkpoint.blockHash,
                checkpoint.time,
                signature
            );
        }
    }

    /// @dev The latest only moves forward: a smaller checkpoint may reach its quorum later.
    function _advance(Checkpoint calldata checkpoint) private {
        if (checkpoint.size <= _latestPlace.size) return;
        _latestPlace = Place(checkpoint.size, checkpoint.blockNumber, checkpoint.time);
        _latestRoot = checkpoint.root;
        _latestBlockHash = checkpoint.blockHash;
    }

    /// @dev Whoever is not named is no witness of this epoch, so that nothing has to be cleared.
    function _setWitnesses(uint64 epoch_, address[] memory witnesses_, uint8 quorum_) private {
        uint256 count = witnesses_.length;
        if (count == 0 || count > MAX_WITNESSES || quorum_ > count || 2 * uint256(quorum_) <= count) {
            revert WitnessesUnfit(count, quorum_);
        }
        address before = address(0);
        for (uint256 i = 0; i < count; ++i) {
            if (witnesses_[i] <= before) revert WitnessesUnfit(count, quorum_);
            before = witnesses_[i];
            _lastEpoch[before] = epoch_ + 1;
        }
        _epoch = epoch_;
        _quorum = quorum_;
        _witnesses = witnesses_;
        emit WitnessesChanged(epoch_, witnesses_, quorum_);
    }

    /// @dev What is held of a digest, with `present` counted for the witnesses of now.
    function _gathered(bytes32 digest) private view returns (Gathering memory gathering) {
        gathering = _gatherings[digest];
        if (gathering.epoch == _epoch) return gathering;
        gathering.epoch = _epoch;
        gathering.present = 0;
        if (gathering.count == 0) return gathering;
        for (uint256 i = 0; i < _witnesses.length; ++i) {
            if (_signed[digest][_witnesses[i]]) ++gathering.present;
        }
    }

    /// @dev Another chain's clock is not the log's: there a time is held against no block.
    function _requireFit(Checkpoint calldata checkpoint) private view {
        (uint64 size, uint64 blockNumber, uint64 time) = (checkpoint.size, checkpoint.blockNumber, checkpoint.time);
        uint256 lastTime = block.chainid == _originChainId ? block.timestamp : MAX_TIME;
        if (size == 0 || size > MAX_COUNT || blockNumber > MAX_COUNT || time > lastTime) {
            revert CheckpointUnfit(size, blockNumber, time);
        }
    }

    function _requireConsistent(Checkpoint calldata checkpoint, bytes32[] calldata path) private view {
        (uint64 size, bytes32 root) = (checkpoint.size, checkpoint.root);
        (uint64 anchoredSize, bytes32 anchoredRoot) = (_latestPlace.size, _latestRoot);
        bool consistent =
            anchoredSize == 0
                ? path.length == 0
                : size < anchoredSize
                    ? MerkleLib.consistent(size, root, anchoredSize, anchoredRoot, path)
                    : MerkleLib.consistent(anchoredSize, anchoredRoot, size, root, path);
        if (!consistent) revert Inconsistent(size, root, anchoredSize, anchoredRoot);
    }

    function _requireAscending(address before, address witness) private pure {
        if (witness <= before) revert WitnessesNotAscending(before, witness);
    }

    function _requireWitness(address witness) private view {
        if (!isWitness(witness)) revert NotAWitness(witness);
    }

    function _requireSigned(address witness, bytes32 digest, bytes calldata signature) private view {
        if (signature.length > MAX_SIGNATURE) revert SignatureTooLong(witness, signature.length);
        if (!witness.isValid(digest, signature)) revert CosignatureInvalid(witness, digest);
    }

    /// @dev A contract's signature that was recorded counts also where its contract has forgotten it.
    function _hasSigned(address witness, bytes32 digest, bytes calldata signature) private view returns (bool) {
        return _signed[digest][witness] || witness.isValid(digest, signature);
    }

    function _fork(
        Side calldata a,
        Side calldata b
    ) private view returns (bytes32 digestA, bytes32 digestB, uint256 signersA, uint256 signersB) {
        digestA = digestOf(a.checkpoint);
        digestB = digestOf(b.checkpoint);
        if (!_contradict(a, b)) revert NoFork(digestA, digestB);
        signersA = _signersOf(digestA, a.cosignatures);
        signersB = _signersOf(digestB, b.cosignatures);
        if (signersA == 0 || signersB == 0) revert NoFork(digestA, digestB);
    }

    function _contradict(Side calldata a, Side calldata b) private view returns (bool) {
        // The empty log has one root, and nobody anchors it: what was signed under size 0 says nothing about a record.
        if (a.checkpoint.size == 0 || b.checkpoint.size == 0) return false;
        if (a.checkpoint.size == b.checkpoint.size) return a.checkpoint.root != b.checkpoint.root;
        return a.index == b.index && a.leaf != b.leaf && _included(a) && _included(b);
    }

    function _included(Side calldata side) private view returns (bool) {
        Checkpoint calldata checkpoint = side.checkpoint;
        return MerkleLib.includes(side.leaf, side.index, checkpoint.size, checkpoint.root, side.path);
    }

    /// @dev Former witnesses count: leaving does not undo what was signed.
    function _signersOf(bytes32 digest, Cosignature[] calldata cosignatures) private view returns (uint256 signers) {
        address before = address(0);
        for (uint256 i = 0; i < cosignatures.length; ++i) {
            address witness = cosignatures[i].witness;
            _requireAscending(before, witness);
            if (_lastEpoch[witness] == 0) revert NotAWitness(witness);
            if (!_hasSigned(witness, digest, cosignatures[i].signature)) revert CosignatureInvalid(witness, digest);
            before = witness;
            ++signers;
        }
    }

    function _digest(bytes32 content) private view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", _domain, content));
    }

    /// @dev As docs/LOG.md lays it out.
    function _leafOf(Proof calldata proof) private pure returns (bytes32) {
        bytes32 record = sha256(abi.encodePacked(proof.topics.length, proof.topics, proof.data));
        return sha256(abi.encodePacked(bytes1(0), proof.stamp, record));
    }
}
