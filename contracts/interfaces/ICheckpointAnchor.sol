// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Checkpoints of one audit trail, cosigned by its witnesses
/// @notice A checkpoint says: after block `blockNumber` the log had `size` records under `root`. Witnesses (auditors) each
/// sign it with EIP-712 after they have seen that it continues the last one they signed. This contract collects their
/// signatures for one log, its origin, and is the same on the log's own chain and on any other: there it anchors the log, so
/// that whoever rewrites the log's chain is contradicted by a chain that they do not hold. With as many signatures as the
/// quorum wants, a checkpoint is anchored. Each checkpoint that comes in must be consistent with the latest anchored one by an RFC 9162 path, so
/// that what is anchored here is one history.
///
/// Nobody owns the contract. The witnesses change by the quorum of those before them; the operator has no say.
/// Nothing here is a record of the log: it is about the log and would change what it signs.
///
/// Domain: name "Mingzhang", version "1", the origin's chain id, the origin's AuditTrail as verifying contract; it is the
/// same on every chain, so that one signature serves everywhere.
/// - Checkpoint(uint64 size,bytes32 root,uint64 blockNumber,bytes32 blockHash,uint64 time)
/// - Witnesses(uint64 epoch,address[] witnesses,uint8 quorum)
///
/// An RFC 9162 root does not bind its size: the same root with another size could make another path valid. The digest binds both.
interface ICheckpointAnchor {
    /// @param size how many records the log has
    /// @param root RFC 9162 root of them
    /// @param blockNumber last block that counts
    /// @param blockHash of that block
    /// @param time of that block, in seconds
    struct Checkpoint {
        uint64 size;
        bytes32 root;
        uint64 blockNumber;
        bytes32 blockHash;
        uint64 time;
    }

    /// @param signature EIP-712 signature of the checkpoint: ECDSA; where the witness is a contract on this chain, ERC-1271
    struct Cosignature {
        address witness;
        bytes signature;
    }

    /// @notice A record as anyone holds it, with the path to a checkpoint.
    /// @param topics of the raw event; the first indexed argument is `index`
    /// @param stamp as docs/LOG.md lays it out
    /// @param index number of the record
    /// @param path nearest hash first
    struct Proof {
        bytes32[] topics;
        bytes data;
        bytes32 stamp;
        uint64 index;
        bytes32[] path;
    }

    /// @notice One of two histories of the same log.
    /// @param index of the leaf; ignored where the two checkpoints have one size and two roots
    struct Side {
        Checkpoint checkpoint;
        Cosignature[] cosignatures;
        uint64 index;
        bytes32 leaf;
        bytes32[] path;
    }

    /// @param included the record is in the log under the checkpoint
    /// @param cosigners how many present witnesses signed the checkpoint, of those given
    /// @param quorum whether they are enough
    /// @param anchored whether this contract holds the same checkpoint as anchored
    struct Answer {
        bool included;
        uint256 cosigners;
        bool quorum;
        bool anchored;
    }

    /// @param count signatures held, of those who were witnesses when they were recorded
    /// @param anchoredAt when the quorum was reached (seconds), 0 if it was not
    struct Standing {
        uint32 count;
        uint64 anchoredAt;
    }

    /// @notice The witnesses are none, more than 32, not in strictly ascending order, or `quorum` of them is not possible.
    /// @dev Name 1 to 32 witnesses in ascending order of their addresses, and a quorum of more than half of them.
    error WitnessesUnfit(uint256 count, uint8 quorum);
    /// @notice `witness` is not a witness now; where a fork is proven, it never was one.
    /// @dev Let a present witness sign; the contract names them.
    error NotAWitness(address witness);
    /// @notice Witness `witness` does not come after `before`.
    /// @dev Order the signatures by their witnesses' addresses, each once.
    error WitnessesNotAscending(address before, address witness);
    /// @notice Neither the key nor the contract of `witness` has signed this digest.
    /// @dev Sign the checkpoint itself, with the domain of the log's own chain.
    error CosignatureInvalid(address witness, bytes32 digest);
    /// @notice No signature was given, or each given one is held already; or the fork is proven with as many signatures and the same weight.
    /// @dev Send one that is not held yet.
    error NothingNew(bytes32 digest);
    /// @notice No checkpoint is of `size` records, block `blockNumber` and time `time`: it has no record, a number that nobody counts to, or a time that has not come.
    /// @dev Sign at least one record, counts below 2^48, and the time of the block itself; on the log's chain it has passed.
    error CheckpointUnfit(uint64 size, uint64 blockNumber, uint64 time);
    /// @notice The signature of `witness` has `length` bytes.
    /// @dev Give at most 8,192 bytes: proofs that hold more are not read.
    error SignatureTooLong(address witness, uint256 length);
    /// @notice The path does not show the log of `size` records under `root` and the anchored one of `anchoredSize` under `anchoredRoot` to be one history.
    /// @dev Build the path between the two sizes; if none fits, keep both checkpoints: they prove a fork.
    error Inconsistent(uint64 size, bytes32 root, uint64 anchoredSize, bytes32 anchoredRoot);
    /// @notice `signers` of `quorum` witnesses signed.
    /// @dev Bring as many signatures of present witnesses as the quorum wants.
    error QuorumMissing(uint256 signers, uint8 quorum);
    /// @notice The two sides do not contradict each other.
    /// @dev Give one size with two roots, or one index with two leaves, each under a checkpoint that a witness signed.
    error NoFork(bytes32 digestA, bytes32 digestB);

    /// @notice A witness signed a checkpoint.
    event Cosigned(
        uint64 indexed size,
        bytes32 indexed digest,
        address indexed witness,
        bytes32 root,
        uint64 blockNumber,
        bytes32 blockHash,
        uint64 time,
        bytes signature
    );
    /// @notice A checkpoint has its quorum, and is consistent with all anchored before it.
    event Anchored(uint64 indexed size, bytes32 indexed digest, bytes32 root, uint64 epoch);
    /// @notice Two histories of the log are proven, each signed by as many witnesses, present or former, as is said. The
    /// smaller digest comes first; the same pair comes again only with more signatures than before, or for the first time with a quorum on
    /// both sides.
    event ForkProven(bytes32 indexed digestA, bytes32 indexed digestB, uint256 signersA, uint256 signersB);
    /// @notice The quorum named new witnesses.
    event WitnessesChanged(uint64 indexed epoch, address[] witnesses, uint8 quorum);

    /// @notice Takes signatures of one checkpoint, witnesses ascending; those held already are passed over. By anyone.
    /// Without any signature it anchors a checkpoint whose held ones are enough since the witnesses changed.
    /// @param path between the checkpoint and the latest anchored one, whichever is larger; empty while none is anchored
    function cosign(
        Checkpoint calldata checkpoint,
        Cosignature[] calldata cosignatures,
        bytes32[] calldata path
    ) external;

    /// @notice Replaces the witnesses; with signatures of the present quorum over Witnesses(epoch + 1, …). By anyone.
    function changeWitnesses(
        address[] calldata witnesses_,
        uint8 quorum_,
        Cosignature[] calldata cosignatures
    ) external;

    /// @notice Puts on record that two histories of the log were signed. By anyone. One witness is enough to sign two, so
    /// one whose key was stolen is enough to raise this alarm: who signed what, and how many, is what has to be explained.
    /// @dev The stored mark is the pair's; what it proves stands in the call itself.
    function proveFork(Side calldata a, Side calldata b) external;

    /// @notice How many witnesses, present or former, signed each side. Reverts with NoFork where they do not contradict.
    function checkFork(Side calldata a, Side calldata b) external view returns (uint256 signersA, uint256 signersB);

    /// @notice Checks a portable proof: record, path, checkpoint, signatures, witnesses ascending. What is not signed by a
    /// present witness is not counted, and does not revert: a contract's signature cannot be checked on other chains.
    function checkProof(
        Proof calldata proof,
        Checkpoint calldata checkpoint,
        Cosignature[] calldata cosignatures
    ) external view returns (Answer memory);

    /// @notice EIP-712 digest of a checkpoint of the origin.
    function digestOf(Checkpoint calldata checkpoint) external view returns (bytes32);

    function standingOf(bytes32 digest) external view returns (Standing memory);

    function hasSigned(bytes32 digest, address witness) external view returns (bool);

    /// @notice The largest anchored checkpoint; size 0 while there is none.
    function latest() external view returns (Checkpoint memory);

    /// @notice How many forks were proven. More than 0 means that a witness signed what it should not have, or lost its key.
    function forks() external view returns (uint256);

    /// @notice How many of them have, on each of the two sides, at least as many signers as the quorum of the time when it was
    /// proven. More than 0 means: do not believe this log before it is explained.
    function forksWithQuorum() external view returns (uint256);

    function witnesses() external view returns (address[] memory);

    function isWitness(address witness) external view returns (bool);

    function quorum() external view returns (uint8);

    /// @notice How often the witnesses changed.
    function epoch() external view returns (uint64);

    /// @notice Chain and AuditTrail of the log.
    function origin() external view returns (uint256 chainId, address trail);
}
