// English words of the steps of a proof. Keys: step, state, and the reason where a step ends in several ways.
import type { StepState } from "../proof-steps.ts";

/** `{name}` stands for a fact of the step. */
export const WORDS = {
  form: "The file can be read",
  "form.passed": "Record {number} of the log {trail} on chain {chainId}.",
  origin: "It is of the log that is meant here",
  "origin.passed": "Chain {chainId}, log {trail}: as the site names it, or the record of the deployment that you gave.",
  "origin.failed": "The file is of log {trail} on chain {chainId}; meant is {wantedTrail} on chain {wantedId}.",
  chain: "The node is of the right chain",
  "chain.passed": "Chain {chainId}; its first block is {genesis}.",
  "chain.passed.id-only": "Chain {chainId}. Only the number was compared: another chain can have the same one.",
  "chain.failed.id":
    "This node is of chain {chainId}, the record is on chain {wanted}. Choose a node of the right one.",
  "chain.failed.genesis":
    "The node has the right number, {chainId}, but another first block: {found} instead of {known}. It is another chain.",
  "chain.failed.deploy-block":
    "The block in which the log was deployed ({number}) is another one on this node. It is another chain, or one that was started anew.",
  "chain.failed.malformed": "The node's answer is none: {field} {value}. Ask another node.",
  "chain.not tried.unreachable": "The node did not answer, or does not let browsers ask it (CORS). Try another one.",
  event: "The node has this very event",
  "event.passed": "Block {block}, log {logIndex}, sent by {sender}.",
  "event.failed.missing": "The node has no such event at this place. It may be behind, or the record is made up.",
  "event.failed.reverted": "The node says that the transaction failed. A failed transaction writes no record.",
  "event.failed.removed": "The node says that a reorganisation took this event off the chain.",
  "event.failed.differs": "The node's event is another one. Different: {fields}.",
  "event.failed.malformed": "The node's answer is none: {field} {value}. Ask another node.",
  "event.not tried.unreachable": "The node did not answer.",
  "event.not tried.other-chain": "Not asked: the node is of another chain.",
  "event.not tried.no-rpc": "No node was given.",
  page: "The page says what the record says",
  "page.passed": "All {count} fields are the same.",
  "page.failed": "Different: {fields}. The page is wrong, or the proof is of another record.",
  agreement: "Two nodes say the same",
  "agreement.passed": "{first} and {second} agree.",
  "agreement.disagreement":
    "{first} and {second} say different things about this record ({about}). One of them lies or is behind; which one cannot be told here. Ask a third.",
  "agreement.passed.anchor": "{first} and {second} say the same about the anchor.",
  "agreement.disagreement.anchor":
    "{first} and {second} say different things about the same anchor. One of them lies or is behind. Ask a third.",
  header: "The block's header hashes to its hash",
  "header.passed": "Block {block}, {blockHash}, computed here.",
  "header.failed.hash": "The node's header hashes to {found}, not to {blockHash}. It was altered or made up.",
  "header.failed.place": "The block with this hash has number {number} and time {time}; the record says otherwise.",
  "header.failed.missing": "The node has no block with this hash. It is of another history, or the block is made up.",
  "header.failed.malformed": "The node's answer is no header: {field} {value}. Ask another node.",
  "header.not tried.unreachable": "The node did not answer.",
  "header.not tried.other-chain": "Not asked: the node is of another chain.",
  "header.not tried.no-rpc": "No node was given.",
  receipts: "The event is among the receipts of that block",
  "receipts.passed": "{count} receipts rebuild the header's receipts root; the event is number {logIndex} in them.",
  "receipts.failed.root":
    "The node's {count} receipts do not rebuild the header's receipts root: at least one was altered.",
  "receipts.failed.event": "The receipts are the block's, but event {logIndex} in them is another one.",
  "receipts.failed.malformed": "The node's answer holds no receipt: {field} {value}. Ask another node.",
  "receipts.not tried.no-header": "Not tried, since the header is not shown.",
  "receipts.not tried.unsupported": "{field} {value}: a kind of receipt that this verifier does not know.",
  "receipts.not tried.unreachable": "The node did not give the block's receipts.",
  "receipts.not tried.other-chain": "Not asked: the node is of another chain.",
  "receipts.not tried.no-rpc": "No node was given.",
  path: "Record, stamp and path lead to the checkpoint's root",
  "path.passed": "Leaf {number} of {size}, under root {root}; every hash was computed here.",
  "path.failed.number": "The event carries another number than {number}.",
  "path.failed.later": "The record is later than the checkpoint, which therefore cannot hold it.",
  "path.failed.block": "Record and checkpoint name two different blocks with number {block}.",
  "path.not tried.no-proof": "Nobody gave a proof: the site's index is down or behind. Levels 3 and 4 need one.",
  "path.failed.root":
    "The path does not lead to the checkpoint's root: record, number, path, size or root was altered.",
  state: "The chain's own log had that size and root",
  "state.passed": "{size} records under {root} after block {block}, by a proof from the state root.",
  "state.passed.head": "The log as it is now ({now} records, block {block}) continues the checkpoint's {size}.",
  "state.passed.sealed": "The log has sealed this root under {size} records for ever.",
  "state.failed.root":
    "The chain's log had another root at {size} records: {found}. The checkpoint is not the chain's.",
  "state.failed.size": "The chain's log did not have {size} records then. The checkpoint is not the chain's.",
  "state.failed.head": "The log as it is now does not continue the checkpoint: one of the two was altered.",
  "state.failed.block": "On this node the checkpoint's block is another one, {found}.",
  "state.failed.no-block": "The node has no block with the checkpoint's hash. It is of another history.",
  "state.failed.malformed": "The node's proof does not follow from the state root: {field} {value}.",
  "state.not tried.no-state": "The node cannot prove its state. One that answers eth_getProof can.",
  "state.not tried.no-path":
    "The node has forgotten the state of that block, and nobody gave a path to the log of now.",
  "state.not tried.unreachable": "The node did not answer.",
  "state.not tried.other-chain": "Not asked: the node is of another chain.",
  "state.not tried.no-rpc": "No node was given.",
  kept: "It continues the checkpoint that you kept",
  "kept.passed": "The {kept} records that you kept and the {size} of this checkpoint are one history.",
  "kept.passed.record-later":
    "The {kept} records that you kept were not touched. This record is later: the one that you kept does not hold it.",
  "kept.failed.fork":
    "The {kept} records that you kept and the {size} of this checkpoint are not one history, or the path between them is false. Keep both: they can prove a fork.",
  "kept.failed.origin": "The checkpoint that you kept is of log {trail} on chain {chainId}.",
  "kept.not tried.none": "You have kept none yet. With one, nothing before it can be altered unnoticed.",
  "kept.passed.other-block":
    "The same {size} records, but after another block: {block}; you kept {keptBlock}. Ask a node which of the two is the chain’s.",
  "kept.withheld":
    "You kept {kept} records, this checkpoint is of {size}, and the path between the two was not given. A site that shows you another history than before can only refuse it: this is what a fork looks like. Ask elsewhere for the path, or for the log itself.",
  "kept.not tried.empty": "The checkpoint that you kept is of an empty log: nothing follows from it.",
  signatures: "The signatures are their witnesses' own",
  "signatures.passed": "{count} signed this very checkpoint: {signed}.",
  "signatures.failed.wrong": "Not signed by whom they name: {unsigned}. Signatures or checkpoint were altered.",
  "signatures.not tried.contracts": "No key signed; only contracts are named as having done so.",
  "signatures.not tried.none": "Nobody has cosigned this checkpoint, or the signatures were left out.",
  contracts: "A contract is said to have signed",
  "contracts.told":
    "{rpc} says that {witness} is a contract and agrees. A node can say so of any address: it is not counted. An anchor on another chain that you name can show it.",
  quorum: "Enough witnesses signed",
  "quorum.passed.kept": "{have} of the {all} that you kept with your checkpoint signed, {quorum} are wanted.",
  "quorum.passed.anchor":
    "{have} of the {all} witnesses that {contract} names signed, {quorum} are wanted; read through {rpc}.",
  "quorum.told.site":
    "{have} of {all} signed, {quorum} are wanted. But who the witnesses are, only the site says: it names {contract}, read through {rpc}. Name witnesses yourself, or keep these now and compare next time.",
  "quorum.told.here":
    "{have} of {all} signed, {quorum} are wanted. But who the witnesses are, only the log’s own chain says ({contract}, read through {rpc}): whoever rewrites that chain names others. Name witnesses yourself, or an anchor on another chain.",
  "quorum.told.contracts":
    "{have} signed by key, {quorum} are wanted; {told} more are contracts that a node says agree. That is not counted.",
  "quorum.failed.missing":
    "Only {have} of the {quorum} that are wanted signed. Missing: {missing}. A minority's signature may be on a fork.",
  "quorum.failed.kept":
    "Of the witnesses that you kept with your checkpoint only {have} signed, {quorum} are wanted. Missing: {missing}. Either this is a fork, or there are other witnesses now: ask those whom you kept, then keep anew.",
  "quorum.not tried.doubted": "Two nodes name different witnesses: neither is believed.",
  "quorum.not tried.unsigned": "Nobody whose signature could count has signed.",
  "quorum.not tried.no-witnesses": "You named no witnesses, and no anchor was asked. Signed: {signed}.",
  anchor: "A CheckpointAnchor on another chain holds it",
  "anchor.passed": "{contract} on chain {chainId} holds this checkpoint since {time}.",
  "anchor.passed.later":
    "{contract} on chain {chainId} holds a later checkpoint ({latest} records) that continues this one.",
  "anchor.told":
    "{contract} on chain {chainId} holds this checkpoint since {time}. But that this is the contract and node to ask, only the site says.",
  "anchor.told.later":
    "{contract} on chain {chainId} holds a later checkpoint ({latest} records) that continues this one. But that this is the contract and node to ask, only the site says.",
  "anchor.failed.forks":
    "{contract} holds proof of {forks} fork(s) of this log, signed by a quorum on both sides as far as it tells. Do not rely on the log before that is explained.",
  alarm: "Some witness signed two histories",
  "alarm.told":
    "{contract} holds proof of {forks} fork(s), none with a quorum on both sides: one stolen key is enough for that. See who signed what, and ask them.",
  "anchor.failed.fork":
    "{contract} holds a checkpoint of {latest} records that does not go with this one ({size}), or the path between them is false. Keep both.",
  "anchor.failed.claimed": "The file says that {contract} holds this checkpoint. It does not.",
  "anchor.failed.origin": "{contract} is an anchor of another log: {trail}.",
  "anchor.failed.genesis":
    "The node has the other chain's number, {chainId}, but another first block: {found} instead of {known}.",
  "anchor.not tried.other-chain": "{contract} stands on chain {wanted}; this node is of chain {chainId}.",
  "anchor.failed.malformed": "{contract} did not answer as a CheckpointAnchor does: {field} {value}.",
  "anchor.not tried.here":
    "{contract} stands on the log's own chain: it gathers signatures, but whoever rewrites that chain rewrites it too.",
  "anchor.not tried.nothing": "{contract} on chain {chainId} holds no checkpoint yet.",
  "anchor.not tried.newer":
    "{contract} on chain {chainId} holds an earlier one ({latest} records), which this one continues.",
  "anchor.withheld":
    "{contract} holds a checkpoint of {latest} records, this one is of {size}, and the path between the two was not given. This is what a fork looks like. Ask elsewhere for the path.",
  "anchor.not tried.unreachable": "The node of the other chain did not answer.",
  fresh: "The checkpoint is recent",
  "fresh.not tried.no-limit": "Of {time}. You set no limit of age.",
  "fresh.not tried.unbound": "The file says {time}. Nothing here shows that: no quorum, no anchor, no block of a node.",
} as const;

const STATES = {
  passed: "holds",
  failed: "does not hold",
  "not tried": "not tried",
  disagreement: "contradiction",
  withheld: "withheld",
  told: "on others’ word",
} as const;

export interface LevelText {
  name: string;
  rulesOut: string;
  leavesOpen: string;
}

/** For each level from 0 to 4. */
export type LevelTexts = readonly [LevelText, LevelText, LevelText, LevelText, LevelText];

const LEVELS: LevelTexts = [
  {
    name: "nothing shown yet",
    rulesOut: "a damaged file",
    leavesOpen: "everything else: a file can be made up to agree with itself",
  },
  {
    name: "decoded by my node",
    rulesOut: "that the page changed the record",
    leavesOpen: "that the node lies",
  },
  {
    name: "included under a block's hash",
    rulesOut: "that the node changed one receipt of a block whose hash is known",
    leavesOpen: "a block that was made up; other records left out",
  },
  {
    name: "in the log under a checkpoint",
    rulesOut: "records dropped, reordered or altered under that checkpoint",
    leavesOpen: "a checkpoint made up for you alone",
  },
  {
    name: "cosigned, or anchored elsewhere",
    rulesOut: "a chain rewritten by its validators; one story for each reader",
    leavesOpen: "witnesses who all lie together; that the record is true in the world",
  },
];

const FRAME = {
  level: "Level {level}: {name}",
  rulesOut: "Rules out: {text}.",
  leavesOpen: "Does not rule out: {text}.",
  failed: "Something does not hold. Do not rely on this before it is explained.",
  nothing: "Nothing failed, and nothing is shown yet: give a node, a checkpoint that you kept, or witnesses.",
  withheld:
    "Something could not be compared, because the path to it was refused. That is what a fork looks like: ask elsewhere.",
  told: "Level 4 only on the word of the site or of the log’s own chain: it is not counted.",
  asked: "asked: {rpc}",
} as const;

/** All that is said in one language. */
export interface Language {
  /** By step, state and reason. */
  words: Readonly<Record<string, string>>;
  states: Record<StepState, string>;
  levels: LevelTexts;
  /** Sentences around the steps. */
  frame: Record<keyof typeof FRAME, string>;
  /** For dates and numbers. */
  tag: string;
}

export const EN: Language = { words: WORDS, states: STATES, levels: LEVELS, frame: FRAME, tag: "en-GB" };
