// Brings signed acts to the chain and follows them: signed, relayed, mined, indexed.
import type { RelayAct, RelayJob, RelayProblem, RelayReason, RelayResult } from "@mingzhang/sdk/api-relay";
import { findingsAbi } from "@mingzhang/sdk/abi/findings";
import { serviceApprovalsAbi } from "@mingzhang/sdk/abi/service-approvals";
import { parseEventLogs, type Client, type Hex } from "viem";
import { getTransactionReceipt } from "viem/actions";
import { PortalError } from "../data/api";
import { readStatus } from "../data/cases";
import { changeAct, type PendingAct } from "./pending";
import { relayAct, relayActs, relayJob } from "./relay";

/** The relay is not there (no answer, or the proxy says so): the act can be sent directly. */
export const RELAY_DOWN = "relay-down";

/** Sends signed acts by the relay: one alone, several as a batch. Never throws: each act says what became of it. */
export async function submitPending(acts: readonly PendingAct[]): Promise<void> {
  const requests = acts.flatMap(({ request }) => (request === null ? [] : [JSON.parse(request) as RelayAct]));
  const [only] = requests;
  const [first] = acts;
  if (only === undefined || first === undefined) return;
  try {
    if (requests.length === 1) {
      apply(first.digest, await relayAct(only));
    } else {
      const results = await relayActs(requests);
      acts.forEach(({ digest }, at) => applyResult(digest, results[at]));
    }
  } catch (cause) {
    for (const { digest } of acts) applyFailure(digest, cause);
  }
}

/** Asks once how far an act has come. */
export async function follow(act: PendingAct, client: Client): Promise<void> {
  try {
    if (act.stage === "mined") {
      const { indexed } = await readStatus();
      if (act.block !== null && indexed !== null && indexed.number >= act.block) {
        changeAct(act.digest, { stage: "indexed", request: null });
      }
      return;
    }
    if (act.stage !== "relayed") return;
    if (act.way === "relay") apply(act.digest, await relayJob(act.digest));
    else if (act.transaction !== null) await followDirect(act, act.transaction, client);
  } catch {
    // Whoever was asked does not answer now; the next question may be answered.
  }
}

/** A transaction that the wallet sent itself. */
async function followDirect({ digest, page }: PendingAct, hash: Hex, client: Client): Promise<void> {
  const { status, blockNumber, logs } = await getTransactionReceipt(client, { hash });
  if (status !== "success") return changeAct(digest, { stage: "failed", reason: `Transaction ${hash} reverted` });
  const [submitted] = parseEventLogs({ abi: serviceApprovalsAbi, eventName: "CaseSubmitted", logs });
  const [found] = parseEventLogs({ abi: findingsAbi, eventName: "FindingOpened", logs });
  const finding = found === undefined ? null : `/findings/${found.args.record}`;
  const opened = submitted === undefined ? finding : `/cases/${submitted.args.record}`;
  changeAct(digest, { stage: "mined", block: Number(blockNumber), page: page ?? opened });
}

function applyResult(digest: Hex, result: RelayResult | undefined): void {
  if (result === undefined) changeAct(digest, { stage: "failed", reason: RELAY_DOWN });
  else if ("job" in result) apply(digest, result.job);
  else changeAct(digest, { stage: "failed", ...refusal(result.problem) });
}

function apply(digest: Hex, job: RelayJob): void {
  const stage = job.state === "mined" ? "mined" : job.state === "failed" ? "failed" : "relayed";
  const first = job.records[0];
  const place = job.act === "submit" ? "/cases" : job.act === "open-finding" ? "/findings" : null;
  const page = place !== null && first !== undefined ? `${place}/${first}` : undefined;
  changeAct(digest, {
    stage,
    way: "relay",
    transaction: job.hash,
    block: job.block,
    ...said(job.reason ?? job.notFollowed),
    ...(page === undefined ? {} : { page }),
  });
}

/** The relay's words are English; what the contract said can be told in the reader's language. */
function said(reason: RelayReason | null | undefined): Pick<PendingAct, "reason" | "reasonData"> {
  return { reason: reason?.text ?? null, reasonData: reason?.data ?? null };
}

function refusal({
  reason,
  detail,
}: Pick<RelayProblem, "reason" | "detail">): Pick<PendingAct, "reason" | "reasonData"> {
  return reason === undefined ? { reason: detail, reasonData: null } : said(reason);
}

/** A refusal has a reason; everything else leaves the act signed, to be sent again or directly. */
function applyFailure(digest: Hex, cause: unknown): void {
  if (cause instanceof PortalError && cause.status !== null && cause.status < 500 && cause.status !== 429) {
    const problem = cause.problem === null ? { reason: cause.message, reasonData: null } : refusal(cause.problem);
    changeAct(digest, { stage: "failed", way: "relay", ...problem });
  } else {
    changeAct(digest, { stage: "signed", way: null, reason: RELAY_DOWN, reasonData: null });
  }
}
