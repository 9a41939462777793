// English words of steps that do not hold. A page loads them only where one does not.
import { EN, type Language } from "./en.ts";

export const FAILED_WORDS = {
  "failed.title": "This does not hold",
  failed: "“{title}”: this is not so. Do not rely on it before it is explained.",
  "withheld.title": "This could not be compared",
  withheld:
    "Something could not be compared, because the path to it was refused. That is what a fork looks like: ask elsewhere.",
  "origin.failed": "The file is of log {trail} on chain {chainId}; meant is {wantedTrail} on chain {wantedId}.",
  "chain.failed.id":
    "This node is of chain {chainId}, the record is on chain {wanted}. Choose a node of the right one.",
  "chain.failed.genesis":
    "The node has the right number, {chainId}, but another first block: {found} instead of {known}. It is another chain.",
  "chain.failed.deploy-block":
    "The block in which the log was deployed ({number}) is another one on this node. It is another chain, or one that was started anew.",
  "failed.malformed": "The node's answer is none: {field} {value}. Ask another node.",
  "event.failed.missing": "The node has no such event at this place. It may be behind, or the record is made up.",
  "event.failed.reverted": "The node says that the transaction failed. A failed transaction writes no record.",
  "event.failed.removed": "The node says that a reorganisation took this event off the chain.",
  "event.failed.differs": "The node's event is another one. Different: {fields}.",
  "page.failed": "Different: {fields}. The page is wrong, or the proof is of another record.",
  "agreement.disagreement":
    "{first} and {second} say different things about this record ({about}). One of them lies or is behind; which one cannot be told here. Ask a third.",
  "agreement.disagreement.anchor":
    "{first} and {second} say different things about the same anchor. One of them lies or is behind. Ask a third.",
  "header.failed.hash": "The node's header hashes to {found}, not to {blockHash}. It was altered or made up.",
  "header.failed.place": "The block with this hash has number {number} and time {time}; the record says otherwise.",
  "header.failed.missing": "The node has no block with this hash. It is of another history, or the block is made up.",
  "receipts.failed.root":
    "The node's {count} receipts do not rebuild the header's receipts root: at least one was altered.",
  "receipts.failed.event": "The receipts are the block's, but event {logIndex} in them is another one.",
  "path.failed.number": "The event carries another number than {number}.",
  "path.failed.later": "The record is later than the checkpoint, which therefore cannot hold it.",
  "path.failed.block": "Record and checkpoint name two different blocks with number {block}.",
  "path.failed.root":
    "The path does not lead to the checkpoint's root: record, number, path, size or root was altered.",
  "state.failed.root":
    "The chain's log had another root at {size} records: {found}. The checkpoint is not the chain's.",
  "state.failed.size": "The chain's log did not have {size} records then. The checkpoint is not the chain's.",
  "state.failed.head": "The log as it is now does not continue the checkpoint: one of the two was altered.",
  "state.failed.block": "On this node the checkpoint's block is another one, {found}.",
  "state.failed.no-block": "The node has no block with the checkpoint's hash. It is of another history.",
  "state.failed.malformed": "The node's proof does not follow from the state root: {field} {value}.",
  "kept.failed.fork":
    "The {kept} records that you kept and the {size} of this checkpoint are not one history, or the path between them is false. Keep both: they can prove a fork.",
  "kept.failed.origin": "The checkpoint that you kept is of log {trail} on chain {chainId}.",
  "kept.withheld":
    "You kept {kept} records, this checkpoint is of {size}, and the path between the two was not given. A site that shows you another history than before can only refuse it: this is what a fork looks like. Ask elsewhere for the path, or for the log itself.",
  "signatures.failed.wrong": "Not signed by whom they name: {unsigned}. Signatures or checkpoint were altered.",
  "quorum.failed.missing":
    "Only {have} of the {quorum} that are wanted signed. Missing: {missing}. A minority's signature may be on a fork.",
  "quorum.failed.kept":
    "Of the witnesses that you kept with your checkpoint only {have} signed, {quorum} are wanted. Missing: {missing}. Either this is a fork, or there are other witnesses now: ask those whom you kept, then keep anew.",
  "anchor.failed.forks":
    "{contract} holds proof of {forks} fork(s) of this log, signed by a quorum on both sides as far as it tells. Do not rely on the log before that is explained.",
  "anchor.failed.fork":
    "{contract} holds a checkpoint of {latest} records that does not go with this one ({size}), or the path between them is false. Keep both.",
  "anchor.failed.claimed": "The file says that {contract} holds this checkpoint. It does not.",
  "anchor.failed.origin": "{contract} is an anchor of another log: {trail}.",
  "anchor.failed.genesis":
    "The node has the other chain's number, {chainId}, but another first block: {found} instead of {known}.",
  "anchor.failed.malformed": "{contract} did not answer as a CheckpointAnchor does: {field} {value}.",
  "anchor.withheld":
    "{contract} holds a checkpoint of {latest} records, this one is of {size}, and the path between the two was not given. This is what a fork looks like. Ask elsewhere for the path.",
} as const;

/** Words of every end of a record's steps. */
export const EN_FAILED: Language = { ...EN, words: { ...EN.words, ...FAILED_WORDS } };
