// Evidence of a fork, version 1: two histories of one log, each under a checkpoint that witnesses signed.
import { checkpointDigest, type Checkpoint, type Cosignature, type Origin } from "./checkpoint.ts";
import { type Cosigners, recoverCosigners } from "./cosigners.ts";
import type { Hex } from "./hex.ts";
import { parseCosignatures, parseJson, parseOrigin, parseStrictCheckpoint } from "./proof.ts";
import { type TrustedWitnesses, unreadable } from "./proof-context.ts";
import { isFailed, joined, type Step, step, type Verdict } from "./proof-steps.ts";
import type { Rpc } from "./rpc.ts";
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
 * Checks a fork. `passed` means that it is proven, which is bad news for whoever runs the log.
 * @param witnesses whose signatures count; without them it is said who signed, and not judged
 */
export async function verifyFork(
  fork: Fork,
  witnesses?: TrustedWitnesses,
  rpcs: readonly Rpc[] = [],
): Promise<Verdict> {
  const { origin, a, b } = fork;
  const [signersA, signersB] = await Promise.all(
    [a, b].map((side) => recoverCosigners(origin, side.checkpoint, side.cosignatures, rpcs)),
  );
  const steps = [
    step("form", 0, "passed", "fork", { chainId: origin.chainId, trail: origin.trail }),
    contradictionStep(fork),
    ...(signersA === undefined || signersB === undefined ? [] : [signersStep(signersA, signersB, witnesses)]),
  ];
  return { steps, level: 0, failed: isFailed(steps) };
}

/** The same from a file's text. */
export async function verifyForkFile(text: string, witnesses?: TrustedWitnesses): Promise<Verdict> {
  let fork: Fork;
  try {
    fork = parseFork(text);
  } catch (cause) {
    return unreadable(cause);
  }
  return verifyFork(fork, witnesses);
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

function signersStep(a: Cosigners, b: Cosigners, witnesses: TrustedWitnesses | undefined): Step {
  const known = witnesses?.addresses.map((address) => address.toLowerCase());
  const count = (signed: readonly Hex[]) => signed.filter((signer) => known === undefined || known.includes(signer));
  const [signedA, signedB] = [count(a.signed), count(b.signed)];
  const facts = {
    countA: signedA.length,
    countB: signedB.length,
    signedA: joined(signedA),
    signedB: joined(signedB),
    both: joined(signedA.filter((signer) => signedB.includes(signer))),
  };
  if (signedA.length === 0 || signedB.length === 0) return step("signers", 0, "failed", "unsigned", facts);
  if (known === undefined) return step("signers", 0, "not tried", "no-witnesses", facts);
  return step("signers", 0, "passed", "", facts);
}
