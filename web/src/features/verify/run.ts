// The verification itself, loaded when the reader asks for it: proof from the site, everything else from the reader's nodes.
import type { Deployment } from "@mingzhang/sdk/api";
import type { Origin } from "@mingzhang/sdk/checkpoint";
import { keptOf, keptText, parseKept } from "@mingzhang/sdk/check-kept";
import { askedPath } from "@mingzhang/sdk/consistency";
import { timeText } from "@mingzhang/sdk/days";
import type { FieldCheck } from "@mingzhang/sdk/compare";
import { MingzhangError } from "@mingzhang/sdk/errors";
import type { Hex } from "@mingzhang/sdk/hex";
import { parseJson, parseProof, type PortableProof, type ProvenRecord } from "@mingzhang/sdk/proof";
import { guarded, type KeptCheckpoint, type ProofContext } from "@mingzhang/sdk/proof-context";
import { checkMovementPage, checkRecordPage, type PageCheck } from "@mingzhang/sdk/proof-page";
import type { Step, Verdict } from "@mingzhang/sdk/proof-steps";
import { verdictOf, verifyProof } from "@mingzhang/sdk/proof-verify";
import { type ShownVerdict, showVerdict, type VerifierLocale } from "@mingzhang/sdk/proof-words";
import { httpRpc, type NamedRpc } from "@mingzhang/sdk/rpc";
import { anchorsOf } from "./anchors";
import { verifyByNode } from "./by-node";
import { loadLanguage } from "./language";
import { isOffered, restsOnSite } from "./own-word";
import type { Subject } from "./subject";

export interface Nodes {
  first: string;
  /** Empty where there is none. */
  second: string;
  anchor: string;
}

export interface Verified {
  done: true;
  verdict: ShownVerdict;
  /** It rests on the site's own word. */
  quiet: boolean;
  fields: FieldCheck[];
  /** Null where the site gave none. */
  proof: PortableProof | null;
  /** Why the site gave none. */
  why: string;
  /** The proof's checkpoint, to be kept; null without a proof. */
  checkpoint: KeepOffer | null;
  /** What is kept already. */
  kept: KeepOffer | null;
  /** What stood in the storage could not be read. */
  keptBroken: boolean;
  ms: number;
}

export interface KeepOffer {
  origin: Origin;
  size: number;
  /** ISO 8601. */
  time: string;
  /** The file to keep. */
  text: string;
}

/** `address`: one of the nodes has none; `unreachable`: without proof and node there is nothing to check; `fault`: a fault of ours. */
export type VerifyOutcome = Verified | { done: false; failure: "address" | "unreachable" | "fault"; given: string };

/**
 * Never throws for what site or nodes say.
 * @param kept text of the kept checkpoint
 * @param offered nodes that the site offers: what comes through them is the site's word
 */
export async function runVerify(
  nodes: Nodes,
  subject: Subject,
  deployment: Deployment,
  kept: string | null,
  offered: readonly (string | null)[],
  locale: VerifierLocale,
): Promise<VerifyOutcome> {
  const started = performance.now();
  const bad = [nodes.first, nodes.second, nodes.anchor].find((url) => url !== "" && !isAddress(url));
  if (bad !== undefined) return { done: false, failure: "address", given: bad };
  const rpcs = [nodes.first, nodes.second].filter(Boolean).map(named);
  const parsed = readKept(kept);
  const held = parsed === null ? [] : [parsed];
  const other = nodes.anchor === "" ? null : { node: named(nodes.anchor), own: !isOffered(nodes.anchor, offered) };
  const anchors = anchorsOf(deployment, rpcs[0], other, held);
  const context = guarded({ rpcs, deployment, consistency, kept: held, anchors });
  const sites = new Set(rpcs.map(({ name }) => name).filter((url) => isOffered(url, offered)));
  const { proof, why } = await fetchProof(subject.record);
  const found = proof === null ? await byNode(subject, deployment, context) : await byProof(proof, subject, context);
  if (found === null) return { done: false, failure: "unreachable", given: nodes.first };
  const language = await loadLanguage(locale, found.verdict.failed);
  return {
    done: true,
    verdict: showVerdict(found.verdict, language),
    quiet: restsOnSite(found.verdict.steps, sites),
    fields: found.fields,
    proof,
    why,
    checkpoint: proof === null ? null : offerOf(proof, found.verdict.steps),
    kept: parsed === null ? null : heldOffer(parsed, kept ?? ""),
    keptBroken: kept !== null && parsed === null,
    ms: Math.round(performance.now() - started),
  };
}

/** What can be kept of a check: the checkpoint, with whom it took for witnesses. */
export function offerOf(proof: Bare, steps: readonly Step[]): KeepOffer {
  return offered(proof, keptText(keptOf(proof, steps)));
}

/** What is kept already. */
export function heldOffer(kept: Bare, text: string): KeepOffer {
  return offered(kept, text);
}

function offered({ origin, checkpoint: { size, time } }: Bare, text: string): KeepOffer {
  return { origin, size, time: timeText(time), text };
}

type Bare = Pick<KeptCheckpoint, "origin" | "checkpoint">;

interface Found {
  verdict: Verdict;
  fields: FieldCheck[];
}

async function byProof(proof: PortableProof, subject: Subject, context: ProofContext): Promise<Found> {
  const { steps } = await verifyProof(proof, context);
  return withPage(steps, proof.record, subject);
}

/** Where the site has no proof: the record as the node tells it, to level 2. */
async function byNode(subject: Subject, deployment: Deployment, context: ProofContext): Promise<Found | null> {
  const found = await verifyByNode(subject.page.chain, deployment, context);
  return found && withPage(found.steps, found.record, subject);
}

/** The page is compared too; its step stands with those of level 1. */
function withPage(steps: readonly Step[], record: ProvenRecord, subject: Subject): Found {
  const event = steps.find(({ id, state }) => id === "event" && state === "passed");
  const sender = typeof event?.facts.sender === "string" ? (event.facts.sender as Hex) : null;
  const { step, fields }: PageCheck =
    subject.kind === "movement"
      ? checkMovementPage(subject.page, record, sender)
      : checkRecordPage(subject.page, record);
  const at = steps.findIndex(({ level }) => level > 0);
  return { verdict: verdictOf(steps.toSpliced(at === -1 ? steps.length : at, 0, step)), fields };
}

async function fetchProof(record: number): Promise<{ proof: PortableProof | null; why: string }> {
  try {
    const answer = await fetch(`/data/v1/records/${record}/proof`, { cache: "no-store" });
    if (!answer.ok) return { proof: null, why: String(answer.status) };
    return { proof: parseProof(await answer.text()), why: "" };
  } catch (cause) {
    return { proof: null, why: cause instanceof MingzhangError ? cause.message : String(cause) };
  }
}

/** From the site; the path is checked, so that the site is not trusted for it. */
export function consistency(from: number, to: number): Promise<Hex[]> {
  return askedPath("/data", from, to, "same-origin");
}

/** Null where there is none, or it cannot be read. */
export function readKept(text: string | null): KeptCheckpoint | null {
  if (text === null) return null;
  try {
    return parseKept(parseJson(text, LONGEST_KEPT));
  } catch (cause) {
    if (cause instanceof MingzhangError) return null;
    throw cause;
  }
}

const LONGEST_KEPT = 32_000;

function named(url: string): NamedRpc {
  return { name: url, rpc: httpRpc(url) };
}

export function isAddress(url: string): boolean {
  return /^https?:\/\/\S+$/.test(url) && URL.canParse(url);
}
