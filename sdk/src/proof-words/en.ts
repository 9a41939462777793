// English words of the steps of a proof that hold, or were not tried. Keys: step, state, and the reason where a step ends in several ways.
import type { StepState } from "../proof-steps.ts";

/** `{name}` stands for a fact of the step. */
export const WORDS = {
  // Where a step has no words of its own for a reason.
  "not tried.other-chain": "Not asked: the node is of another chain.",
  "not tried.no-rpc": "No node was given.",
  "not tried.unreachable": "The node did not answer.",
  form: "The file can be read",
  "form.passed": "Record {number} of the log {trail} on chain {chainId}.",
  origin: "It is of the log that is meant here",
  "origin.passed": "Chain {chainId}, log {trail}: as the site names it, or the record of the deployment that you gave.",
  chain: "The node is of the right chain",
  "chain.passed": "Chain {chainId}; its first block is {genesis}.",
  "chain.passed.id-only": "Chain {chainId}. Only the number was compared: another chain can have the same one.",
  "chain.not tried.unreachable":
    "The node did not answer. To be asked from a browser, it also has to allow that (CORS). Try another one.",
  event: "The node has this very event",
  "event.passed": "Block {block}, log {logIndex}, sent by {sender}.",
  page: "The page says what the record says",
  "page.passed": "All {count} fields are the same.",
  agreement: "Two nodes say the same",
  "agreement.passed": "{first} and {second} agree.",
  "agreement.passed.anchor": "{first} and {second} say the same about the anchor.",
  header: "The block's header hashes to its hash",
  "header.passed": "Block {block}, {blockHash}, computed here.",
  receipts: "The event is among the receipts of that block",
  "receipts.passed":
    "The block's receipts ({count}) rebuild the header's receipts root; the event is number {logIndex} in them.",
  "receipts.not tried.no-header": "Not tried, since the header is not shown.",
  "receipts.not tried.unsupported": "{field} {value}: a kind of receipt that this verifier does not know.",
  "receipts.not tried.unreachable": "The node did not give the block's receipts.",
  path: "Record, stamp and path lead to the checkpoint's root",
  "path.passed": "Leaf {number} of {size}, under root {root}; every hash was computed here.",
  "path.not tried.no-proof": "Nobody gave a proof: the site's index is down or behind. Levels 3 and 4 need one.",
  state: "The chain's own log had that size and root",
  "state.passed": "{size} records under {root} after block {block}, by a proof from the state root.",
  "state.passed.head": "The log as it is now ({now} records, block {block}) continues the checkpoint's {size}.",
  "state.passed.sealed": "The log has sealed this root under {size} records for ever.",
  "state.not tried.no-state": "The node cannot prove its state. One that answers eth_getProof can.",
  "state.not tried.no-path":
    "The node has forgotten the state of that block, and nobody gave a path to the log of now.",
  kept: "It continues the checkpoint that you kept",
  "kept.passed": "The {kept} records that you kept and the {size} of this checkpoint are one history.",
  "kept.passed.record-later":
    "The {kept} records that you kept were not touched. This record is later: the one that you kept does not hold it.",
  "kept.not tried.none": "You have kept none yet. With one, nothing before it can be altered unnoticed.",
  "kept.passed.other-block":
    "The same {size} records under another block: {block}; you kept {keptBlock}. Ask a node which is the chain’s.",
  "kept.not tried.empty": "The checkpoint that you kept is of an empty log: nothing follows from it.",
  signatures: "The signatures are their witnesses' own",
  "signatures.passed": "{count} signed this very checkpoint: {signed}.",
  "signatures.not tried.contracts": "No key signed; only contracts are named as having done so.",
  "signatures.not tried.none": "Nobody has cosigned this checkpoint, or the signatures were left out.",
  contracts: "A contract is said to have signed",
  "contracts.told":
    "{rpc} says so of {witness}. A node can say it of any address: not counted. An anchor on another chain that you name can show it.",
  quorum: "Enough witnesses signed",
  "quorum.passed.kept": "{have} of the {all} that you kept with your checkpoint signed, {quorum} are wanted.",
  "quorum.passed.anchor":
    "{have} of the {all} witnesses that {contract} names signed, {quorum} are wanted; read through {rpc}.",
  "quorum.told.site":
    "{have} of {all} signed, {quorum} are wanted. But who the witnesses are, only the site says ({contract}, read through {rpc}). Name them yourself, or keep these and compare next time.",
  "quorum.told.here":
    "{have} of {all} signed, {quorum} are wanted. But who the witnesses are, only the log’s own chain says ({contract}, read through {rpc}): whoever rewrites it names others. Name them yourself, or keep these and compare next time.",
  "quorum.told.contracts": "{have} signed by key, {quorum} are wanted; of {told} more a node says so: not counted.",
  "quorum.not tried.doubted": "Two nodes name different witnesses: neither is believed.",
  "quorum.not tried.unsigned": "Nobody whose signature could count has signed.",
  "quorum.not tried.no-witnesses": "You named no witnesses, and no anchor was asked. Signed: {signed}.",
  anchor: "A CheckpointAnchor on another chain holds it",
  "anchor.passed": "{contract} on chain {chainId} holds this checkpoint since {time}.",
  "anchor.passed.later":
    "{contract} on chain {chainId} holds a later checkpoint ({latest} records) that continues this one.",
  "anchor.told":
    "{contract} on chain {chainId} holds this checkpoint since {time}. But that these are the contract and node to ask, only the site says.",
  "anchor.told.later":
    "{contract} on chain {chainId} holds a later checkpoint ({latest} records) that continues this one. But that these are the contract and node to ask, only the site says.",
  alarm: "Some witness signed two histories",
  "alarm.told":
    "{contract} holds proof of {forks} fork(s), none with a quorum on both sides: one stolen key is enough for that. See who signed what, and ask them.",
  "anchor.not tried.other-chain": "{contract} stands on chain {wanted}; this node is of chain {chainId}.",
  "anchor.not tried.here":
    "{contract} stands on the log's own chain: it gathers signatures, but whoever rewrites that chain rewrites it too.",
  "anchor.not tried.nothing": "{contract} on chain {chainId} holds no checkpoint yet.",
  "anchor.not tried.newer":
    "{contract} on chain {chainId} holds an earlier one ({latest} records), which this one continues.",
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
  /** In plain words: the first line of a verdict. */
  shown: string;
  open: string;
}

/** For each level from 0 to 4. */
export type LevelTexts = readonly [LevelText, LevelText, LevelText, LevelText, LevelText];

const LEVELS: LevelTexts = [
  {
    name: "nothing shown yet",
    shown: "only that what was given agrees with itself",
    open: "anything else, for such a thing can be made up",
  },
  {
    name: "read from a node",
    shown: "a node of the chain has this record, word for word",
    open: "that the node tells the truth",
  },
  {
    name: "included under a block's hash",
    shown: "the record stands in a block whose hash was computed anew",
    open: "that the chain has this block, and that no other record was left out",
  },
  {
    name: "in the log under a checkpoint",
    shown: "this stands in a log in which nothing can be altered, moved or dropped unnoticed",
    open: "that this log was not made up for you alone",
  },
  {
    name: "cosigned, or anchored elsewhere",
    shown: "this stands in a log for which witnesses or another chain vouch",
    open: "that the witnesses do not all lie together, and that the record is true in the world",
  },
];

const FRAME = {
  level: "Level {level}: {name}",
  plain: "Shown: {shown}. Not shown: {open}.",
  nothing: "To show more, give a node, a checkpoint that you kept, or witnesses.",
  told: "Level 4 only on the word of the site or of the log’s own chain: it is not counted.",
  asked: "Asked: {rpc}",
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
