// Puts acts that go together into one transaction, or as many of them as fit and succeed.
import type { RelayReason } from "@mingzhang/sdk/api-relay";
import type { Hex } from "@mingzhang/sdk/hex";
import { together } from "../acts/calls.ts";
import type { Act } from "../acts/schema.ts";
import { CallRefused, type Chain } from "../chain/chain.ts";
import { explain } from "../chain/explain.ts";
import { MAX_GAS } from "../chain/node.ts";
import { type Targets, targetOf } from "../chain/suite.ts";
import { type Plan, planAct } from "../plan.ts";
import type { Job } from "./job.ts";

/** Nodes take transactions of up to 128 KB. */
const MAX_BYTES = 120_000;

export interface Built {
  /** What goes; empty if all are refused. */
  jobs: { job: Job; plan: Plan }[];
  /** The contract that is called. */
  to: Hex;
  data: Hex;
  gas: bigint;
  refused: { job: Job; reason: RelayReason }[];
}

/** Tries acts anew, in their order, up to the first that is for another contract: one transaction calls one. Those that do not fit any more are neither in `jobs` nor in `refused`: they go next. */
export async function build(
  chain: Chain,
  suite: Targets,
  all: readonly [{ job: Job; act: Act }, ...{ job: Job; act: Act }[]],
): Promise<Built> {
  const to = targetOf(suite, all[0].act);
  // The anchor takes one call at a time.
  const other = to === suite.anchor ? 1 : all.findIndex(({ act }) => targetOf(suite, act) !== to);
  const jobs = other === -1 ? all : all.slice(0, other);
  const refused: Built["refused"] = [];
  const planned: Built["jobs"] = [];
  for (const { job, act } of jobs) {
    const before = planned.filter((earlier) => earlier.job.case === job.case).flatMap(({ plan }) => plan.calls);
    try {
      planned.push({ job, plan: await planAct(chain, suite, act, job.case, before) });
    } catch (error) {
      if (!(error instanceof CallRefused)) throw error;
      refused.push({ job, reason: explain(error) });
    }
  }
  for (let count = planned.length; count > 0; count = Math.floor(count / 2)) {
    const taken = planned.slice(0, count);
    const data = together(taken.flatMap(({ plan }) => plan.calls));
    // Only what is alone may be longer: there is no smaller piece of it.
    if (count > 1 && (data.length - 2) / 2 > MAX_BYTES) continue;
    try {
      const gas = withMargin(await chain.estimateGas(to, data));
      return { jobs: taken, to, data, gas, refused };
    } catch (error) {
      if (!(error instanceof CallRefused)) throw error;
      const [only] = taken;
      if (count === 1 && only !== undefined) refused.push({ job: only.job, reason: explain(error) });
    }
  }
  return { jobs: [], to, data: "0x", gas: 0n, refused };
}

/** An execution may find more to do than when it was tried, and a rule is promised its gas. */
function withMargin(gas: bigint): bigint {
  const more = (gas * 5n) / 4n;
  return more > MAX_GAS ? MAX_GAS : more;
}
