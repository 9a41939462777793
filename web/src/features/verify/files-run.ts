// Verifies files of the reader in the browser, loaded when the first one is given. Nothing of a file leaves the browser but a
// document's digest, for which the index is asked.
import type { Deployment, Movement, MovementDetail, Page } from "@mingzhang/sdk/api";
import { checkFiles, type CheckedFile } from "@mingzhang/sdk/check-files";
import { keptText } from "@mingzhang/sdk/check-kept";
import type { ListCheck } from "@mingzhang/sdk/check-list";
import type { Origin } from "@mingzhang/sdk/checkpoint";
import type { RowDifference } from "@mingzhang/sdk/export";
import type { Hex } from "@mingzhang/sdk/hex";
import type { KeptCheckpoint, ProofContext, TrustedWitnesses } from "@mingzhang/sdk/proof-context";
import type { Verdict } from "@mingzhang/sdk/proof-steps";
import type { ShownVerdict, VerifierLocale } from "@mingzhang/sdk/proof-words";
import { showFileVerdict } from "@mingzhang/sdk/proof-words-files";
import { httpRpc, type NamedRpc } from "@mingzhang/sdk/rpc";
import { anchorsOf } from "./anchors";
import { loadFileLanguage } from "./language";
import { isOffered, restsOnSite } from "./own-word";
import { consistency, heldOffer, isAddress, type KeepOffer, offerOf, readKept } from "./run";

/** What the reader brings; texts as they were typed. */
export interface FileSettings {
  node: string;
  second: string;
  anchor: string;
  /** Ask the site's nodes where the reader names none. */
  siteNodes: boolean;
  /** Compare with the site's deployment. */
  site: boolean;
  witnesses: string;
  quorum: string;
  maxAge: string;
}

/** What the site names and offers. */
export interface SiteOffer {
  deployment: Deployment | null;
  node: string | null;
  anchor: string | null;
  /** How its nodes are marked in the results. */
  mark: string;
}

/** `quiet`: it rests on the site's own word. */
export type SealedVerdict = ShownVerdict & { quiet: boolean };

export type FileResult =
  | {
      kind: "proof" | "proofBroken" | "fork" | "export";
      name: string;
      verdict: SealedVerdict;
      /** Of a proof: the record's number. */
      record: number | null;
      keep: Keeping | null;
      difference: RowDifference | null;
    }
  /** Null where nothing is kept that it could be held against. */
  | { kind: "checkpoint"; name: string; size: number; verdict: SealedVerdict | null; keep: Keeping | null }
  | { kind: "list"; name: string; check: ListCheck }
  | { kind: "unread"; name: string; why: "no-file" | "empty" | "list" | "failed"; detail: string }
  | { kind: "document"; name: string; bytes: number; digest: Hex; named: NamedBy | null };

/** What could be kept of a log, and what is kept of it. */
export interface Keeping {
  offer: KeepOffer | null;
  kept: KeepOffer | null;
}

/** Records that name a document; null in the result where the index did not answer. */
export interface NamedBy {
  movements: { record: number; case: number | null }[];
  more: boolean;
}

export type FilesOutcome =
  { done: true; results: FileResult[] } | { done: false; failure: "address" | "witness"; given: string };

export async function runFiles(
  files: readonly File[],
  brought: FileSettings,
  site: SiteOffer,
  keptOf: (origin: Origin) => string | null,
  locale: VerifierLocale,
  progress: (done: number, all: number) => void,
): Promise<FilesOutcome> {
  const { deployment } = site;
  const kept = deployment === null ? null : readKept(keptOf(originOf(deployment)));
  const settings = brought.siteNodes ? withSite(brought, site) : brought;
  const context = contextOf(settings, site, kept === null ? [] : [kept]);
  if ("failure" in context) return { done: false, ...context };
  const language = await loadFileLanguage(locale);
  const results: FileResult[] = [];
  try {
    const named = files.map((file) => ({ name: file.name, blob: file }));
    const loadExports = async () => (await import("@mingzhang/sdk/export")).verifyExport;
    const loadLists = async () => (await import("@mingzhang/sdk/check-list")).checkList;
    const found = await checkFiles(named, context, loadExports, progress, loadLists);
    const keeping = { compared: kept, keptOf };
    const sites = new Set((context.rpcs ?? []).flatMap(({ name }) => (name.endsWith(site.mark) ? [name] : [])));
    const show = (one: Verdict) => ({ ...showFileVerdict(one, language), quiet: restsOnSite(one.steps, sites) });
    for (const file of found) results.push(await resultOf(file, show, keeping));
  } catch (cause) {
    // A file that vanished or may not be read: the browser's own words say why.
    const detail = cause instanceof Error ? cause.message : String(cause);
    return { done: true, results: files.map(({ name }) => ({ kind: "unread", name, why: "failed", detail })) };
  }
  return { done: true, results };
}

/** The reader's own nodes come first. */
function withSite(settings: FileSettings, { node, anchor }: SiteOffer): FileSettings {
  return { ...settings, node: settings.node || (node ?? ""), anchor: settings.anchor || (anchor ?? "") };
}

type Refused = { failure: "address" | "witness"; given: string };

function originOf({ chainId, contracts }: Deployment): Origin {
  return { chainId, trail: contracts.auditTrail.toLowerCase() as Hex };
}

function contextOf(settings: FileSettings, site: SiteOffer, kept: readonly KeptCheckpoint[]): ProofContext | Refused {
  const { node, second, anchor } = settings;
  const bad = [node, second, anchor].find((url) => url !== "" && !isAddress(url));
  if (bad !== undefined) return { failure: "address", given: bad };
  const witnesses = witnessesOf(settings);
  if (witnesses !== null && "failure" in witnesses) return witnesses;
  const named = (url: string): NamedRpc => {
    return { name: isOffered(url, [site.node, site.anchor]) ? `${url} ${site.mark}` : url, rpc: httpRpc(url) };
  };
  const rpcs = [node, second].filter(Boolean).map(named);
  const mine = settings.site ? site.deployment : null;
  // Through a node that the site offers comes the site's word.
  const elsewhere = anchor === "" ? null : { node: named(anchor), own: !isOffered(anchor, [site.node, site.anchor]) };
  const days = Number(settings.maxAge);
  return {
    rpcs,
    consistency,
    kept,
    ...(mine === null ? {} : { deployment: mine, anchors: anchorsOf(mine, rpcs[0], elsewhere, kept) }),
    ...(witnesses === null ? {} : { witnesses }),
    ...(settings.maxAge !== "" && days >= 0 ? { maxAge: days * 86_400 } : {}),
  };
}

/** Null where the reader names none. */
function witnessesOf({ witnesses, quorum }: FileSettings): TrustedWitnesses | Refused | null {
  const given = witnesses.split(/[\s,;，；]+/).filter(Boolean);
  if (given.length === 0) return null;
  const bad = given.find((address) => !/^0x[0-9a-fA-F]{40}$/.test(address));
  if (bad !== undefined) return { failure: "witness", given: bad };
  const addresses = given.map((address) => address.toLowerCase() as Hex);
  const majority = Math.floor(addresses.length / 2) + 1;
  return { addresses, quorum: Number(quorum) >= 1 ? Number(quorum) : majority };
}

interface Kept {
  /** What the files were held against. */
  compared: KeptCheckpoint | null;
  keptOf: (origin: Origin) => string | null;
}

async function resultOf(file: CheckedFile, show: (verdict: Verdict) => SealedVerdict, kept: Kept): Promise<FileResult> {
  const { name } = file;
  switch (file.kind) {
    case "unread":
      return { kind: "unread", name, why: file.why, detail: "" };
    case "list":
      return { kind: "list", name, check: file.check };
    case "checkpoint": {
      const { verdict, kept: own } = file;
      const keep = keepingOf(own, verdict?.failed === true ? null : heldOffer(own, keptText(own)), kept);
      return { kind: "checkpoint", name, size: own.checkpoint.size, verdict: verdict && show(verdict), keep };
    }
    case "document":
      return { kind: "document", name, bytes: file.bytes, digest: file.digest, named: await namedBy(file.digest) };
    case "fork":
    case "proof":
    case "export": {
      const proof = file.kind === "proof" ? file.proof : null;
      const { failed, level, steps } = file.verdict;
      const offer = proof !== null && !failed && level >= 3 ? offerOf(proof, steps) : null;
      return {
        kind: file.kind === "proof" && proof === null ? "proofBroken" : file.kind,
        name,
        verdict: show(file.verdict),
        record: proof?.record.number ?? null,
        keep: proof === null ? null : keepingOf(proof, offer, kept),
        difference: file.kind === "export" ? file.difference : null,
      };
    }
  }
}

/** Nothing takes the place of a kept checkpoint that it was not held against: it could be of another history. */
function keepingOf(
  { origin }: Pick<KeptCheckpoint, "origin">,
  offer: KeepOffer | null,
  { compared, keptOf }: Kept,
): Keeping | null {
  const text = keptOf(origin);
  const now = readKept(text);
  const isHeld = compared?.origin.chainId === origin.chainId && compared.origin.trail === origin.trail;
  const offered = text === null || isHeld ? offer : null;
  const kept = now === null ? null : heldOffer(now, text ?? "");
  return offered === null && kept === null ? null : { offer: offered, kept };
}

const MOST_SHOWN = 20;

async function namedBy(digest: Hex): Promise<NamedBy | null> {
  try {
    const answer = await fetch(`/data/v1/movements?document=${digest}&limit=${MOST_SHOWN}`, { cache: "no-store" });
    if (!answer.ok) return null;
    const page = (await answer.json()) as Page<Movement>;
    const movements = await Promise.all(page.items.map(async ({ record }) => ({ record, case: await caseOf(record) })));
    return { movements, more: page.next !== null };
  } catch {
    // Offline, or no index: the digest stands by itself.
    return null;
  }
}

/** Number of the case that a movement came of. */
async function caseOf(record: number): Promise<number | null> {
  const answer = await fetch(`/data/v1/movements/${record}`, { cache: "no-store" });
  return answer.ok ? (((await answer.json()) as MovementDetail).case?.number ?? null) : null;
}
