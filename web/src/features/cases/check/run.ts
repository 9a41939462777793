// Checks a case in the reader's browser: its acts against the chain's events, its terms against the contract, the signed
// form against the payload, and each signature. No part of it asks this site.
import type { Deployment } from "@mingzhang/sdk/api";
import { serviceApprovalsAbi } from "@mingzhang/sdk/abi/service-approvals";
import { bodyHash, type Body } from "@mingzhang/sdk/cases/body";
import { formOfDecisionType } from "@mingzhang/sdk/cases/form-types";
import { contentHash, formOf } from "@mingzhang/sdk/cases/forms";
import { decodePayload } from "@mingzhang/sdk/cases/payloads";
import { MingzhangError } from "@mingzhang/sdk/errors";
import { keccak256, type Client, type Hex } from "viem";
import { readContract } from "viem/actions";
import { onSameChain, type NodeFailure } from "@/features/check/same-chain";
import type { CheckedCase, CheckedRound } from "./checked-case";
import { checkEntry, type EntryCheck } from "./entry";

/** good, bad; unknown: could not be computed, which contradicts nothing and proves nothing. */
export type Finding = "good" | "bad" | "unknown";

export interface CaseCheck {
  done: true;
  entries: EntryCheck[];
  /** The contract keeps the present round's body, and each page's body has the hash that its event has. */
  body: Finding;
  bodyHash: Hex;
  /** The form's hash is what the payload makes, with the names on this page. */
  form: Finding;
  formName: string;
  content: Hex;
  id: Finding;
  /** Everything good: the seal. */
  same: boolean;
  contradicted: boolean;
  ms: number;
}

export type CaseOutcome =
  CaseCheck | NodeFailure | { done: false; failure: "unreachable" | "other"; given: string; detail: string };

/** Never throws: whatever goes wrong is an outcome with a reason. */
export async function runCaseCheck(rpc: string, deployment: Deployment, checked: CheckedCase): Promise<CaseOutcome> {
  const started = performance.now();
  try {
    const client = await onSameChain(rpc, deployment);
    if ("done" in client) return client;
    return { ...(await check(client, deployment, checked)), ms: Math.round(performance.now() - started) };
  } catch (cause) {
    if (cause instanceof MingzhangError) {
      return { done: false, failure: "other", given: "", detail: cause.message };
    }
    // viem: the node was not reached, or refused the call; its own words are left to the console.
    console.warn(cause);
    return { done: false, failure: "unreachable", given: "", detail: "" };
  }
}

async function check(client: Client, deployment: Deployment, checked: CheckedCase): Promise<CaseCheck> {
  const latest = checked.rounds.at(-1);
  if (latest === undefined) {
    throw new MingzhangError("CASE_INVALID", "rounds", 0, "are none", "Load the page again");
  }
  const entries: EntryCheck[] = [];
  for (const entry of checked.timeline) entries.push(await checkEntry(client, deployment, checked, entry));
  const address = deployment.contracts.serviceApprovals;
  const call = { address, abi: serviceApprovalsAbi, functionName: "bodyHashOf", args: [checked.id] } as const;
  const kept = await readContract(client, call);
  const hash = bodyHash(bodyOf(latest));
  const body: Finding = kept === hash && latest.bodyHash.toLowerCase() === hash ? "good" : "bad";
  const form = checked.rounds.map((round) => formFinding(checked, round)).reduce(worse);
  const id = idFinding(checked);
  const parts = [...entries.map(findingOf), body, form, id];
  return {
    done: true,
    entries,
    body,
    bodyHash: hash,
    form,
    formName: formOfDecisionType(latest.body.decisionType) ?? "",
    content: latest.body.content,
    id,
    same: parts.every((part) => part === "good"),
    contradicted: parts.includes("bad"),
    ms: 0,
  };
}

export function bodyOf({ body }: Pick<CheckedRound, "body">): Body {
  return { ...body, steps: body.steps.map(BigInt) };
}

function findingOf({ how }: EntryCheck): Finding {
  if (how === "invalid" || how === "missing" || how === "differs") return "bad";
  return how === "unchecked" ? "unknown" : "good";
}

function worse(one: Finding, other: Finding): Finding {
  return one === "bad" || other === "bad" ? "bad" : one === "unknown" ? one : other;
}

/** The payload's hash is the body's, and the form that it makes with one of the payee's names has the body's content hash. */
function formFinding(checked: CheckedCase, { body, payload }: CheckedRound): Finding {
  if (keccak256(payload) !== body.payloadHash.toLowerCase()) return "bad";
  const { handler, payee, currency } = checked;
  // A form that names somebody cannot be computed without the name.
  if (handler === null || payee?.names.length === 0) return "unknown";
  try {
    const decoded = decodePayload(handler, payload);
    const names = payee === null ? [null] : payee.names.map((name) => ({ number: payee.number, name }));
    const fits = names.some((named) => {
      const form = formOf(decoded, body.agency, { currency, payee: named });
      return contentHash(form) === body.content.toLowerCase();
    });
    return fits ? "good" : "bad";
  } catch (cause) {
    if (cause instanceof MingzhangError) return "unknown";
    throw cause;
  }
}

/** The case's number on chain is the hash of its first body. */
function idFinding(checked: CheckedCase): Finding {
  const [first] = checked.rounds;
  if (first?.round !== 0) return "unknown";
  return bodyHash(bodyOf(first)) === checked.id.toLowerCase() ? "good" : "bad";
}
