// Reads a CheckpointAnchor through a node of the reader's own: witnesses, quorum, what is anchored, proven forks.
import type { Checkpoint, Origin } from "./checkpoint.ts";
import type { Hex } from "./hex.ts";
import { keccakText } from "./keccak.ts";
import { orNull, type Rpc } from "./rpc.ts";
import { Reader } from "./untrusted.ts";

const reader = new Reader(
  "PROOF_INVALID",
  "See that the contract is a CheckpointAnchor of this log, or ask another RPC",
);

/** Most witnesses that the contract takes. */
const MOST_WITNESSES = 32;

export interface AnchorState {
  /** Chain on which the contract stands. */
  chainId: number;
  origin: Origin;
  /** Lower case, ascending. */
  witnesses: Hex[];
  quorum: number;
  /** How often the witnesses changed. */
  epoch: number;
  /** How many forks were proven, if by one signature on each side. */
  forks: number;
  /** How many of them a quorum signed on both sides; null where there are forks and the contract does not tell them apart. */
  quorumForks: number | null;
  /** The largest anchored checkpoint; null while there is none. */
  latest: Checkpoint | null;
}

/** How a checkpoint stands in an anchor. */
export interface AnchorStanding {
  count: number;
  /** Seconds since 1970; 0 if the quorum was not reached. */
  anchoredAt: number;
}

/** Throws PROOF_INVALID where the contract does not answer as a CheckpointAnchor does; errors of the RPC pass through. */
export async function readAnchor(rpc: Rpc, contract: Hex): Promise<AnchorState> {
  const [chainId, origin, list, quorum, epoch, forks, latest] = await Promise.all([
    rpc.request({ method: "eth_chainId", params: [] }),
    words(rpc, contract, "origin()", 2),
    words(rpc, contract, "witnesses()"),
    words(rpc, contract, "quorum()", 1),
    words(rpc, contract, "epoch()", 1),
    words(rpc, contract, "forks()", 1),
    words(rpc, contract, "latest()", 5),
  ]);
  const count = numberAt(list, 1);
  const proven = numberAt(forks, 0);
  const wide = proven === 0 ? null : await orNull(words(rpc, contract, "forksWithQuorum()", 1));
  if (count > MOST_WITNESSES || list.length !== 2 + count) throw reader.refuse("witnesses", count, "do not fit");
  return {
    chainId: Number(reader.quantity(chainId, "chainId")),
    origin: { chainId: numberAt(origin, 0), trail: addressAt(origin, 1) },
    witnesses: Array.from({ length: count }, (_, i) => addressAt(list, 2 + i)),
    quorum: numberAt(quorum, 0),
    epoch: numberAt(epoch, 0),
    forks: proven,
    quorumForks: proven === 0 ? 0 : wide === null ? null : numberAt(wide, 0),
    latest: numberAt(latest, 0) === 0 ? null : checkpointOf(latest),
  };
}

/** How a checkpoint with this digest stands there. */
export async function readStanding(rpc: Rpc, contract: Hex, digest: Hex): Promise<AnchorStanding> {
  const answer = await words(rpc, contract, "standingOf(bytes32)", 2, digest.slice(2));
  return { count: numberAt(answer, 0), anchoredAt: numberAt(answer, 1) };
}

/** Whether the contract has recorded the witness's signature under this digest: by its key, or by its own contract there. */
export async function readSigned(rpc: Rpc, contract: Hex, digest: Hex, witness: Hex): Promise<boolean> {
  const args = `${digest.slice(2)}${witness.slice(2).padStart(64, "0")}`;
  return numberAt(await words(rpc, contract, "hasSigned(bytes32,address)", 1, args), 0) === 1;
}

function checkpointOf(found: readonly Hex[]): Checkpoint {
  return {
    size: numberAt(found, 0),
    root: found[1] ?? ZERO,
    blockNumber: numberAt(found, 2),
    blockHash: found[3] ?? ZERO,
    time: numberAt(found, 4),
  };
}

const ZERO: Hex = `0x${"0".repeat(64)}`;

/** Words that a view answers. */
async function words(rpc: Rpc, to: Hex, signature: string, count?: number, args = ""): Promise<Hex[]> {
  const data = `${keccakText(signature).slice(0, 10)}${args}`;
  const answer = reader.anyHex(await rpc.request({ method: "eth_call", params: [{ to, data }, "latest"] }), signature);
  const found = (answer.slice(2).match(/.{64}/g) ?? []).map((word): Hex => `0x${word}`);
  if (found.length * 64 !== answer.length - 2 || found.length < 1 || (count !== undefined && found.length !== count)) {
    throw reader.refuse(signature, answer, "was not answered as a CheckpointAnchor does");
  }
  return found;
}

function numberAt(found: readonly Hex[], i: number): number {
  return reader.count(Number(BigInt(found[i] ?? ZERO)), `word ${i}`);
}

function addressAt(found: readonly Hex[], i: number): Hex {
  const word = found[i] ?? ZERO;
  if (!word.startsWith("0".repeat(24), 2)) throw reader.refuse(`word ${i}`, word, "is no address");
  return `0x${word.slice(26)}`;
}
