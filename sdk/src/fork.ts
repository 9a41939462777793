// Evidence of a fork, version 1: two histories of one log, each under a checkpoint that witnesses signed.
import { checkpointDigest, type Checkpoint, type Cosignature, type Origin } from "./checkpoint.ts";
import { type Cosigners, contractWords, recoverCosigners } from "./cosigners.ts";
import type { Hex } from "./hex.ts";
import { parseCosignatures, parseJson, parseOrigin, parseStrictCheckpoint } from "./proof.ts";
import { guarded, type ProofContext, unreadable } from "./proof-context.ts";
import { isFailed, joined, type Step, step, type Verdict } from "./proof-steps.ts";
import { Reader } from "./untrusted.ts";
import { verifyInclusion } from "./verify.ts";

export const FORK_FORMAT = "mingzhang-fork";
export const FORK_VERSION = 1;

/** One of the two histories. Index, leaf and path are there where the two differ in a leaf, not in the root of one size. */
export interface ForkSide {
  checkpoint: Checkpoint;
  /** Witnesses ascending. */
  cosignatures: Cosignature[];
  index?: number;
  leaf?: Hex;
  path?: Hex[];
}

export interface Fork {
  format: typeof FORK_FORMAT;
  version: typeof FORK_VERSION;
  origin: Origin;
  a: ForkSide;
  b: ForkSide;
}

const reader = new Reader("PROOF_INVALID", "Take the file anew from where it was made");
const versions = new Reader("PROOF_UNSUPPORTED", "Take a newer verifier");
const LONGEST_FORK = 4 * 1024 * 1024;

/** Reads a fork from parsed JSON or its text. Throws PROOF_INVALID, PROOF_UNSUPPORTED. */
export function parseFork(source: unknown): Fork {
  const json = typeof source === "string" ? parseJson(source, LONGEST_FORK) : source;
  const found = reader.object(json, "fork");
  if (found.format !== FORK_FORMAT) throw reader.refuse("format", found.format, `is not ${FORK_FORMAT}`);
  if (found.version !== FORK_VERSION) throw versions.refuse("version", found.version, "is unknown here");
  const { origin, a, b } = reader.exactly(json, "fork", ["format", "version", "origin", "a", "b"]);
  return {
    format: FORK_FORMAT,
    version: FORK_VERSION,
    origin: parseOrigin(origin),
    a: parseSide(a, "a"),
    b: parseSide(b, "b"),
  };
}

function parseSide(value: unknown, at: string): ForkSide {
  const given = reader.object(value, at);
  const withLeaf = given.leaf !== undefined;
  const names = ["checkpoint", "cosignatures", ...(withLeaf ? ["index", "leaf", "path"] : [])];
  const fields = reader.exactly(value, at, names);
  return {
    checkpoint: parseStrictCheckpoint(fields.checkpoint, `${at}.checkpoint`),
    cosignatures: parseCosignatures(fields.cosignatures, `${at}.cosignatures`),
    ...(withLeaf
      ? {
          index: reader.count(fields.index, `${at}.index`),
          leaf: reader.hash(fields.leaf, `${at}.leaf`),
          path: reader.list(fields.path, `${at}.path`, 64).map((hash, i) => reader.hash(hash, `${at}.path[${i}]`)),
        }
      : {}),
  };
}

/**
 * Checks a fork. `passed` means that it is proven, which is bad news for whoever runs the log. Signatures count by keys, of
 * witnesses whom the reader names or kept with a checkpoint of this log; without any it is said who signed, and not judged.
 */
export async function verifyFork(fork: Fork, given: ProofContext = {}): Promise<Verdict> {
  const { rpcs = [], witnesses, kept = [] } = guarded(given);
  const { origin, a, b } = fork;
  const signersA = recoverCosigners(origin, a.checkpoint, a.cosignatures);
  const signersB = recoverCosigners(origin, b.checkpoint, b.cosignatures);
  const words = (await Promise.all([signersA, signersB].map((signers) => contractWords(signers, rpcs)))).flat();
  const own = kept.filter((one) => one.origin.chainId === origin.chainId && one.origin.trail === origin.trail);
  const named = witnesses?.addresses ?? own.flatMap((one) => one.witnesses?.addresses ?? []);
  const known = named.map((address) => address.toLowerCase());
  const steps = [
    step("form", 0, "passed", "fork", { chainId: origin.chainId, trail: origin.trail }),
    contradictionStep(fork),
    signersStep(signersA, signersB, witnesses === undefined && known.length === 0 ? null : known),
    ...words.map((one) => step("contracts", 0, "told", "", { ...one })),
  ];
  return { steps, level: 0, failed: isFailed(steps) };
}

/** The same from a file's text. */
export async function verifyForkFile(text: string, context: ProofContext = {}): Promise<Verdict> {
  let fork: Fork;
  try {
    fork = parseFork(text);
  } catch (cause) {
    return unreadable(cause);
  }
  return verifyFork(fork, context);
}

/** One size with two roots, or one index with two leaves, each under its own checkpoint. */
function contradictionStep({ origin, a, b }: Fork): Step {
  const facts = {
    sizeA: a.checkpoint.size,
    rootA: a.checkpoint.root,
    sizeB: b.checkpoint.size,
    rootB: b.checkpoint.root,
  };
  if (checkpointDigest(origin, a.checkpoint) === checkpointDigest(origin, b.checkpoint)) {
    return step("contradiction", 0, "failed", "same", facts);
  }
  // As CheckpointAnchor has it: the empty log has one root, and what was signed under it says nothing about a record.
  if (a.checkpoint.size === 0 || b.checkpoint.size === 0) return step("contradiction", 0, "failed", "empty", facts);
  if (a.checkpoint.size === b.checkpoint.size && a.checkpoint.root !== b.checkpoint.root) {
    return step("contradiction", 0, "passed", "roots", facts);
  }
  const { index, leaf } = a;
  if (index === undefined || leaf === undefined || b.leaf === undefined || index !== b.index || leaf === b.leaf) {
    return step("contradiction", 0, "failed", "none", facts);
  }
  const [underA, underB] = [a, b].map((side) => {
    const { size, root } = side.checkpoint;
    return side.leaf !== undefined && verifyInclusion(side.leaf, index, size, root, side.path ?? []);
  });
  if (underA !== true || underB !== true) return step("contradiction", 0, "failed", "path", { ...facts, index });
  return step("contradiction", 0, "passed", "leaves", { ...facts, index, leafA: leaf, leafB: b.leaf });
}

function signersStep(a: Cosigners, b: Cosigners, known: readonly string[] | null): Step {
  const count = (signed: readonly Hex[]) => signed.filter((signer) => known === null || known.includes(signer));
  const [signedA, signedB] = [count(a.signed), count(b.signed)];
  const facts = {
    countA: signedA.length,
    countB: signedB.length,
    signedA: joined(signedA),
    signedB: joined(signedB),
    both: joined(signedA.filter((signer) => signedB.includes(signer))),
  };
  if (signedA.length === 0 || signedB.length === 0) return step("signers", 0, "failed", "unsigned", facts);
  if (known === null) return step("signers", 0, "not tried", "no-witnesses", facts);
  return step("signers", 0, "passed", "", facts);
}
