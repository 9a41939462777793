// Works out what a mined transaction means for the acts that it carried.
import { decodeStep } from "@mingzhang/sdk/cases/step";
import type { Act } from "../acts/schema.ts";
import { CallRefused, type Receipt } from "../chain/chain.ts";
import { explain, ownReason } from "../chain/explain.ts";
import { openRule, planAct } from "../plan.ts";
import { targetOf } from "../chain/suite.ts";
import { admit, type Parts } from "./admit.ts";
import type { Job, Sent } from "./job.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";

/** Times that an act may be mined without effect before it counts as failed. */
const MAX_TRIES = 3;

/** Jobs as they are once the transaction is mined. May queue what follows a submission. Throws ChainUnavailable. */
export async function settle(parts: Parts, sent: Sent, receipt: Receipt): Promise<Job[]> {
  const jobs = sent.jobs.flatMap((id) => parts.store.find(id) ?? []);
  const attempt = sent.attempts.find(({ hash }) => hash === receipt.hash);
  const settled: Job[] = [];
  for (const job of jobs) {
    const mined = { ...job, updatedAt: parts.now(), hash: receipt.hash, block: receipt.block };
    if (receipt.succeeded && attempt?.cancels !== true) settled.push(await succeeded(parts, mined, receipt));
    else settled.push(await withoutEffect(parts, mined, jobs.length > 1 ? settled.length : null));
  }
  return settled;
}

async function succeeded(parts: Parts, job: Job, receipt: Receipt): Promise<Job> {
  const act = parts.store.actOf(job);
  const planned = "body" in act && act.body != null ? act.body.records : 0;
  const { records, executed, submitted } = outcomeOf(receipt, targetOf(parts.suite, job), job.case, planned);
  const mined: Job = { ...job, state: "mined", reason: null, records, executed };
  return submitted === null ? mined : { ...mined, ...(await follow(parts, submitted, job)) };
}

/** If a rule decides first, it is asked as soon as the case is there. */
async function follow(
  parts: Parts,
  { body, payload }: NonNullable<Outcome["submitted"]>,
  job: Job,
): Promise<Pick<Job, "next" | "notFollowed">> {
  const [first] = body.steps;
  const step = first === undefined ? null : openRule(body, { stage: decodeStep(first).stage, done: 0 });
  if (step === null) return { next: null, notFollowed: null };
  const [asked] = await admit(parts, [{ act: "rule", id: job.case, body, step, payload }]);
  if (asked === undefined) return { next: null, notFollowed: null };
  if ("reason" in asked) return { next: null, notFollowed: asked.reason };
  return { next: asked.job.digests[0] ?? null, notFollowed: null };
}

/**
 * Reverted, or replaced because it would have been. It goes again if it succeeds now, and else the reason is kept.
 * @param place among several acts of one transaction, which go each for itself from now on
 */
async function withoutEffect(parts: Parts, job: Job, place: number | null): Promise<Job> {
  const { store, chain, suite } = parts;
  const act: Act = store.actOf(job);
  const failed = (reason: Job["reason"]): Job => ({ ...job, state: "failed", reason });
  const tries = job.tries + 1;
  if (place === null) {
    if (tries >= MAX_TRIES) return failed(ownReason(`It was mined ${tries} times without effect.`));
    try {
      await planAct(chain, suite, act, job.case);
    } catch (error) {
      if (!(error instanceof CallRefused)) throw error;
      return failed(explain(error));
    }
  }
  const group = place === null ? job.group : store.nextGroup() + place;
  return { ...job, state: "queued", group, tries, block: null };
}
