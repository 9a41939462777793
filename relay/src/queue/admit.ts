// Lets acts in: names them, finds those that are there already, and tries the others before they are queued.
import type { RelayReason } from "@mingzhang/sdk/api-relay";
import { stateCall, readState, callOf } from "../acts/calls.ts";
import { identify } from "../acts/identity.ts";
import type { Act } from "../acts/schema.ts";
import { CallRefused, type Chain } from "../chain/chain.ts";
import { explain, roundDiffers } from "../chain/explain.ts";
import type { Suite } from "../chain/suite.ts";
import { type Plan, planAct } from "../plan.ts";
import { isFinal, type Job } from "./job.ts";
import type { Store } from "./store.ts";

export interface Parts {
  store: Store;
  chain: Chain;
  suite: Suite;
  /** Milliseconds since 1970. */
  now: () => number;
}

export type Admitted = { job: Job; fresh: boolean } | { reason: RelayReason };

interface Fresh {
  job: Job;
  act: Act;
  plan: Plan;
}

/**
 * Admits acts that came together, in their order; what is refused does not keep the others out.
 * @param warningsOf what to say beside an act that is taken
 * @throws ChainUnavailable, and then none is admitted
 */
export async function admit(
  parts: Parts,
  acts: readonly Act[],
  warningsOf: (act: Act) => Promise<Job["warnings"]> = async () => [],
): Promise<Admitted[]> {
  const fresh = new Map<string, Fresh>();
  const found: (Job | RelayReason)[] = [];
  for (const act of acts) {
    try {
      const job = await jobOf(parts, act);
      const known = standing(parts.store, job) ?? fresh.get(job.id)?.job;
      if (known === undefined) {
        const plan = await tryAct(parts, act, job, [...fresh.values()]);
        const { notFollowed } = plan;
        const warned = { ...job, case: plan.case, notFollowed, warnings: await warningsOf(act) };
        fresh.set(job.id, { job: warned, act, plan });
      }
      found.push(known ?? job);
    } catch (error) {
      if (!(error instanceof CallRefused)) throw error;
      found.push(await roundReason(parts, act, explain(error)));
    }
  }
  // Another request may have brought the same act while this one was tried.
  const added = [...fresh.values()].filter(({ job }) => standing(parts.store, job) === undefined);
  const group = parts.store.nextGroup();
  if (added.length > 0) {
    const jobs = added.map(({ job }) => ({ ...job, group }));
    parts.store.write({ jobs, acts: added.map(({ job, act }) => ({ id: job.id, act })) });
  }
  const ids = new Set(added.map(({ job }) => job.id));
  return found.map((one) => {
    if ("text" in one) return { reason: one };
    return { job: parts.store.find(one.id) ?? one, fresh: ids.has(one.id) };
  });
}

async function jobOf({ suite, now }: Parts, act: Act): Promise<Job> {
  const identity = await identify(act, suite);
  const at = now();
  return {
    ...identity,
    act: act.act,
    state: "queued",
    receivedAt: at,
    updatedAt: at,
    hash: null,
    block: null,
    reason: null,
    records: [],
    executed: false,
    notFollowed: null,
    next: null,
    warnings: [],
    group: 0,
    tries: 0,
  };
}

/**
 * The job of the same act, unless it may be tried again: what failed may succeed now, and what needs no signature may be
 * wanted a second time (a case can lapse twice).
 */
function standing(store: Store, { id, signers }: Job): Job | undefined {
  const job = store.find(id);
  if (job?.id !== id || job.state === "failed") return undefined;
  return signers.length === 0 && isFinal(job) ? undefined : job;
}

/** Tries an act as the chain stands, and else after what is on its way for the same case or finding. */
async function tryAct({ chain, suite, store }: Parts, act: Act, job: Job, fresh: readonly Fresh[]): Promise<Plan> {
  const together = fresh.filter((earlier) => earlier.job.case === job.case).flatMap(({ plan }) => plan.calls);
  try {
    return await planAct(chain, suite, act, job.case, together);
  } catch (error) {
    const onTheWay = store
      .open()
      .filter((other) => other.case === job.case)
      .map((other) => callOf(store.actOf(other)));
    if (!(error instanceof CallRefused) || onTheWay.length === 0) throw error;
    try {
      return await planAct(chain, suite, act, job.case, [...onTheWay, ...together]);
    } catch (second) {
      // The first reason is about the act itself.
      throw second instanceof CallRefused ? error : second;
    }
  }
}

/** A signature for another round looks like a wrong one to the contract; the reader is told which round it is. */
async function roundReason({ chain, suite }: Parts, act: Act, reason: RelayReason): Promise<RelayReason> {
  if (reason.error !== "SignatureInvalid" || !("round" in act)) return reason;
  const { round } = readState(await chain.call(suite.approvals, stateCall(act.id)));
  if (round === act.round) return reason;
  return roundDiffers(act.id, act.round, round);
}
