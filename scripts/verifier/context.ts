// From the flags of `npm run verify` to what a check is held against.
import { existsSync, readFileSync } from "node:fs";
import { parseKept } from "@mingzhang/sdk/check-kept";
import { askedPath } from "@mingzhang/sdk/consistency";
import { parseDeployment } from "@mingzhang/sdk/deployment";
import type { Deployment } from "@mingzhang/sdk/api";
import type { Hex } from "@mingzhang/sdk/hex";
import { emptyLog, readRecords, type RecordLog } from "@mingzhang/sdk/log";
import type { AnchorChoice, KeptCheckpoint, ProofContext } from "@mingzhang/sdk/proof-context";
import { httpRpc } from "@mingzhang/sdk/rpc";
import { createClient, http } from "viem";

export interface VerifyFlags {
  rpc: string[];
  anchorRpc: string[];
  anchor: string[];
  checkpoint?: string;
  witness: string[];
  quorum?: number;
  deployment?: string;
  api?: string;
  maxAge?: number;
  keep?: string;
}

/** Throws Error in words for what cannot be used. */
export function contextOf(flags: VerifyFlags): ProofContext {
  const deployment = flags.deployment === undefined ? undefined : parseDeployment(json(flags.deployment));
  const witnesses = flags.witness.map((address) => addressOf(address, "--witness"));
  const kept = keptOf(flags);
  const majority = Math.floor(witnesses.length / 2) + 1;
  return {
    rpcs: flags.rpc.map((url) => ({ name: url, rpc: httpRpc(url) })),
    anchors: anchorsOf(flags, deployment, kept),
    consistency: consistencyOf(flags, kept[0]?.origin.trail ?? deployment?.contracts.auditTrail, deployment),
    kept,
    ...(deployment === undefined ? {} : { deployment }),
    ...(witnesses.length === 0 ? {} : { witnesses: { addresses: witnesses, quorum: flags.quorum ?? majority } }),
    ...(flags.maxAge === undefined ? {} : { maxAge: flags.maxAge * 86_400 }),
  };
}

/** What is to be continued: the one that is named, and the one that a newer is to take the place of. */
function keptOf({ checkpoint, keep }: VerifyFlags): KeptCheckpoint[] {
  const paths = new Set([checkpoint, keep !== undefined && existsSync(keep) ? keep : undefined]);
  return [...paths].flatMap((path) => (path === undefined ? [] : [parseKept(json(path))]));
}

/**
 * Contracts that the reader names, that the reader's own record of the deployment does, or that were kept with a checkpoint. Never
 * the file's word for it.
 */
function anchorsOf(
  { rpc, anchorRpc, anchor }: VerifyFlags,
  deployment: Deployment | undefined,
  kept: readonly KeptCheckpoint[],
): AnchorChoice[] {
  const named = anchor.map((address) => ({ contract: addressOf(address, "--anchor") }));
  const known = deployment?.anchors ?? kept.flatMap(({ anchors = [] }) => anchors);
  const places = named.length > 0 ? named : known.map(({ contract, ...on }) => ({ contract, on }));
  const elsewhere = anchorRpc.flatMap((url) =>
    places.map((place) => ({ name: url, rpc: httpRpc(url), source: "reader" as const, ...place })),
  );
  // The one on the log's own chain names witnesses too: that is then told, and counts for nothing.
  const here = deployment?.contracts.checkpointAnchor;
  const own =
    here === undefined ? [] : rpc.slice(0, 1).map((url) => ({ name: url, rpc: httpRpc(url), contract: here }));
  return [...elsewhere, ...own.map((place) => ({ ...place, source: "reader" as const }))];
}

/** From a site where one is named; else computed from the chain's own events. */
function consistencyOf(
  { rpc: [url], api }: VerifyFlags,
  trail: Hex | undefined,
  deployment: Deployment | undefined,
): (from: number, to: number) => Promise<Hex[]> {
  if (api !== undefined) return (from, to) => askedPath(api, from, to);
  let reading: Promise<RecordLog> | null = null;
  return async (from, to) => {
    if (url === undefined || trail === undefined) throw new Error("Neither --api nor --rpc with --deployment");
    const client = createClient({ transport: http(url, { retryCount: 0 }) });
    reading ??= readRecords(client, emptyLog(trail, BigInt(deployment?.deployBlock ?? 0)));
    return (await reading).tree.consistencyPath(from, to);
  };
}

function json(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8")) as unknown;
}

function addressOf(text: string, flag: string): Hex {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) throw new Error(`${flag} ${JSON.stringify(text)} is no address`);
  return text.toLowerCase() as Hex;
}
