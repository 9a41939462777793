// A checkpoint that a reader keeps, in the browser or as a file: what later checks are held against.
import { parseOrigin, parseStrictCheckpoint } from "./proof.ts";
import type { KeptAnchor, KeptCheckpoint, TrustedWitnesses } from "./proof-context.ts";
import type { Hex } from "./hex.ts";
import type { Step } from "./proof-steps.ts";
import { Reader } from "./untrusted.ts";

export const CHECKPOINT_FORMAT = "mingzhang-checkpoint";
const reader = new Reader("PROOF_INVALID", "Keep one anew");
const versions = new Reader("PROOF_UNSUPPORTED", "Take a newer verifier");
/** As many as CheckpointAnchor takes. */
const MOST_WITNESSES = 32;
const MOST_ANCHORS = 64;

/** Reads a kept checkpoint of version 2, or of version 1, which had neither witnesses nor anchors. Throws PROOF_INVALID, PROOF_UNSUPPORTED. */
export function parseKept(json: unknown): KeptCheckpoint {
  const { format, version } = reader.object(json, "checkpoint");
  if (format !== CHECKPOINT_FORMAT) throw reader.refuse("format", format, "is no kept checkpoint");
  if (version !== 1 && version !== 2) throw versions.refuse("version", version, "is unknown here");
  const names = ["format", "version", "origin", "checkpoint", ...(version === 1 ? [] : ["witnesses", "anchors"])];
  const fields = reader.exactly(json, "checkpoint", names);
  const origin = parseOrigin(fields.origin);
  const checkpoint = parseStrictCheckpoint(fields.checkpoint, "checkpoint");
  if (version === 1) return { origin, checkpoint };
  const witnesses = fields.witnesses === null ? {} : { witnesses: parseWitnesses(fields.witnesses) };
  return { origin, checkpoint, ...witnesses, anchors: parseAnchors(fields.anchors) };
}

function parseWitnesses(value: unknown): TrustedWitnesses {
  const { addresses, quorum } = reader.exactly(value, "witnesses", ["addresses", "quorum"]);
  const list = reader.list(addresses, "witnesses.addresses", MOST_WITNESSES);
  const found = list.map((one, i) => reader.address(one, `witnesses.addresses[${i}]`));
  const wanted = reader.count(quorum, "witnesses.quorum", found.length);
  if (wanted < 1) throw reader.refuse("witnesses.quorum", wanted, "is nobody");
  return { addresses: found, quorum: wanted };
}

function parseAnchors(value: unknown): KeptAnchor[] {
  return reader.list(value, "anchors", MOST_ANCHORS).map((entry, i) => {
    const at = `anchors[${i}]`;
    const { chainId, contract, genesisHash } = reader.exactly(entry, at, ["chainId", "contract", "genesisHash"]);
    return {
      chainId: reader.count(chainId, `${at}.chainId`),
      contract: reader.address(contract, `${at}.contract`),
      genesisHash: reader.hash(genesisHash, `${at}.genesisHash`),
    };
  });
}

/** The text of a kept checkpoint. */
export function keptText({ origin, checkpoint, witnesses = null, anchors = [] }: Parts): string {
  return JSON.stringify({ format: CHECKPOINT_FORMAT, version: 2, origin, checkpoint, witnesses, anchors });
}

type Bare = Pick<KeptCheckpoint, "origin" | "checkpoint">;
type Parts = Omit<KeptCheckpoint, "witnesses"> & { witnesses?: TrustedWitnesses | null };

/** A checkpoint with whom its check took for witnesses, and which anchors held it: what is kept of a check that held. */
export function keptOf({ origin, checkpoint }: Bare, steps: readonly Step[]): KeptCheckpoint {
  const held = steps.filter(({ state }) => state === "passed" || state === "told");
  const quorum = held.find(({ id, reason }) => id === "quorum" && reason !== "contracts")?.facts;
  const anchors = held.flatMap(({ id, facts }) => {
    const { chainId, contract, genesis } = facts;
    if (id !== "anchor" || typeof chainId !== "number" || typeof genesis !== "string" || genesis === "") return [];
    return [{ chainId, contract: contract as Hex, genesisHash: genesis as Hex }];
  });
  const first = anchors.filter((one, i) => anchors.findIndex(({ contract }) => contract === one.contract) === i);
  if (typeof quorum?.known !== "string") return { origin, checkpoint, anchors: first };
  const addresses = quorum.known.split(" ") as Hex[];
  return { origin, checkpoint, witnesses: { addresses, quorum: Math.max(1, Number(quorum.quorum)) }, anchors: first };
}
