// Checks a finding in the reader's browser: each act against the chain's event, each signature against what it must say, and how
// the finding stands against the contract. No part of it asks this site.
import { findingsAbi } from "@mingzhang/sdk/abi/findings";
import type { Deployment } from "@mingzhang/sdk/api";
import { authenticationOf, type Authentication } from "@mingzhang/sdk/cases/signatures";
import { numberOf } from "@mingzhang/sdk/cases/words";
import { MingzhangError } from "@mingzhang/sdk/errors";
import type { RecordArgs, RecordEvent } from "@mingzhang/sdk/events";
import {
  decodeSubject,
  FINDING_ACTS,
  FINDING_STATUSES,
  findingDigest,
  findingDomain,
  findingId,
  openingTypedData,
  SEVERITIES,
  statementTypedData,
  SUBJECT_KINDS,
} from "@mingzhang/sdk/findings";
import { readRecordIn } from "@mingzhang/sdk/read";
import type { Client, Hex } from "viem";
import { readContract } from "viem/actions";
import { onSameChain, type NodeFailure } from "@/features/check/same-chain";
import type { CheckedAct, CheckedFinding } from "./checked-finding";

const ZERO: Hex = `0x${"0".repeat(64)}`;

export interface ActCheck {
  record: number;
  /** missing: no such event there; differs: it says otherwise. */
  how: Authentication | "missing" | "differs";
  signer: Hex;
}

export interface FindingCheck {
  done: true;
  acts: ActCheck[];
  /** The contract says of it what the page says. */
  state: boolean;
  /** Its number on chain is made of its opening. */
  id: boolean;
  /** Everything good: the seal. */
  same: boolean;
  contradicted: boolean;
  ms: number;
}

export type FindingOutcome =
  FindingCheck | NodeFailure | { done: false; failure: "unreachable" | "other"; given: string; detail: string };

/** Never throws: whatever goes wrong is an outcome with a reason. */
export async function runFindingCheck(
  rpc: string,
  deployment: Deployment,
  checked: CheckedFinding,
): Promise<FindingOutcome> {
  const started = performance.now();
  try {
    const client = await onSameChain(rpc, deployment);
    if ("done" in client) return client;
    return { ...(await check(client, deployment, checked)), ms: Math.round(performance.now() - started) };
  } catch (cause) {
    if (cause instanceof MingzhangError) return { done: false, failure: "other", given: "", detail: cause.message };
    // viem: the node was not reached, or refused the call; its own words are left to the console.
    console.warn(cause);
    return { done: false, failure: "unreachable", given: "", detail: "" };
  }
}

async function check(client: Client, deployment: Deployment, checked: CheckedFinding): Promise<FindingCheck> {
  const acts: ActCheck[] = [];
  let id = false;
  for (const act of checked.acts) {
    const event = await eventOf(client, deployment, act);
    if (event === null) {
      acts.push({ record: act.record, how: "missing", signer: act.signer });
      continue;
    }
    const signed = isTold(event, checked, act) ? digestOf(event, deployment, checked, act) : null;
    if (signed === null) {
      acts.push({ record: act.record, how: "differs", signer: act.signer });
      continue;
    }
    if (event.name === "FindingOpened") id = findingId(signed, event.args.signer) === checked.id.toLowerCase();
    acts.push({ record: act.record, how: await authenticated(client, signed, act), signer: act.signer });
  }
  const state = await stands(client, deployment, checked);
  const bad = acts.some(({ how }) => how === "invalid" || how === "missing" || how === "differs") || !state || !id;
  const unknown = acts.some(({ how }) => how === "unchecked");
  return { done: true, acts, state, id, same: !bad && !unknown, contradicted: bad, ms: 0 };
}

async function eventOf(client: Client, deployment: Deployment, { chain }: CheckedAct): Promise<RecordEvent | null> {
  try {
    const { event, log } = await readRecordIn(client, deployment, chain.transaction, chain.logIndex);
    return log.address === deployment.contracts.findings ? event : null;
  } catch (cause) {
    if (cause instanceof MingzhangError) return null;
    throw cause;
  }
}

/** Whether the page tells the act as the event does. */
function isTold(event: RecordEvent, checked: CheckedFinding, act: CheckedAct): boolean {
  if (event.name !== "FindingOpened" && event.name !== "FindingActed") return false;
  const { args } = event;
  const shared =
    Number(args.record) === act.record &&
    args.id === checked.id.toLowerCase() &&
    args.official === act.official &&
    args.signer.toLowerCase() === act.signer.toLowerCase() &&
    (args.signature === "0x" ? act.signature === null : args.signature === act.signature?.toLowerCase());
  return shared && (event.name === "FindingOpened" ? opens(event.args, checked, act) : acts(event.args, act));
}

function opens({ opening }: RecordArgs<"FindingOpened">, checked: CheckedFinding, act: CheckedAct): boolean {
  return (
    act.act === "open" &&
    act.record === checked.number &&
    opening.office === checked.office &&
    opening.agency === act.agency &&
    opening.severity === numberOf(SEVERITIES, checked.severity, "severity") &&
    opening.subjectKind === numberOf(SUBJECT_KINDS, checked.kind, "kind") &&
    opening.subject === checked.subjectWord.toLowerCase() &&
    opening.answerLimit === checked.answerLimit &&
    opening.salt === checked.salt.toLowerCase() &&
    opening.text === act.text &&
    opening.document === (act.document?.toLowerCase() ?? ZERO)
  );
}

function acts({ act: kind, status, statement }: RecordArgs<"FindingActed">, act: CheckedAct): boolean {
  return (
    act.act !== "open" &&
    kind === numberOf(FINDING_ACTS, act.act, "act") &&
    status === numberOf(FINDING_STATUSES, act.status, "status") &&
    statement.turn === act.turn &&
    statement.agency === act.agency &&
    statement.text === act.text &&
    statement.document === (act.document?.toLowerCase() ?? ZERO)
  );
}

/** What the signer must have signed: the event's own values, and the names that the page says the directory had then. */
function digestOf(event: RecordEvent, deployment: Deployment, checked: CheckedFinding, act: CheckedAct): Hex | null {
  const domain = findingDomain(deployment);
  if (event.name === "FindingOpened") {
    const { opening, deadline } = event.args;
    const subject = decodeSubject(opening.subjectKind, opening.subject);
    if (subject === null) return null;
    const { office, agency, answerLimit, text, document, salt } = opening;
    const words = { office, agency, answerLimit, text, document, salt, subject, severity: checked.severity };
    const names = { agencyName: act.agencyName, officeName: checked.officeName };
    return findingDigest(openingTypedData(domain, words, names, deadline));
  }
  if (event.name !== "FindingActed" || act.act === "open") return null;
  const { statement, deadline } = event.args;
  const words = { ...statement, act: act.act, finding: BigInt(checked.number), id: checked.id };
  return findingDigest(statementTypedData(domain, words, act.agencyName, deadline));
}

async function authenticated(client: Client, digest: Hex, act: CheckedAct): Promise<Authentication> {
  const question = { digest, signer: act.signer, signature: act.signature ?? "0x" };
  try {
    return await authenticationOf({ ...question, client, blockNumber: BigInt(act.chain.block) });
  } catch (cause) {
    // A node that keeps no state of old blocks cannot say what a contract answered then; its key is still told apart.
    console.warn(cause);
    return authenticationOf(question);
  }
}

async function stands(client: Client, deployment: Deployment, checked: CheckedFinding): Promise<boolean> {
  const address = deployment.contracts.findings;
  const call = { address, abi: findingsAbi, functionName: "stateOf", args: [checked.id] } as const;
  const state = await readContract(client, call);
  return (
    state.status === numberOf(FINDING_STATUSES, checked.status, "status") &&
    state.severity === numberOf(SEVERITIES, checked.severity, "severity") &&
    state.turn === checked.turn &&
    state.agency === checked.agency &&
    state.office === checked.office &&
    state.answerLimit === checked.answerLimit &&
    Number(state.number) === checked.number
  );
}
