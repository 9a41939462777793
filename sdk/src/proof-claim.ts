// What an export's manifest says of the log itself, checked like a proof's checkpoint.
import { guarded, type ProofContext } from "./proof-context.ts";
import { chainOf } from "./proof-record.ts";
import type { Step } from "./proof-steps.ts";
import { logSteps, originStep } from "./proof-verify.ts";
import type { Claim } from "./proof-witness.ts";

/**
 * Steps of what an export's manifest says of the log itself: which chain, its root in the state, the kept checkpoint, the
 * witnesses. The rows' own steps come from `verifyExport`.
 */
export async function claimSteps(claim: Claim, given: ProofContext): Promise<Step[]> {
  const context = guarded(given);
  const { rpcs = [], deployment } = context;
  const chains = await Promise.all(rpcs.map((rpc) => chainOf(claim.origin, rpc, deployment)));
  const found = chains.map((chain) => ({ steps: [chain], sameChain: chain.state === "passed", sender: null }));
  const log = await logSteps(claim, context, lastOf(claim), Promise.resolve(found));
  return [...originStep(claim, deployment), ...chains, ...log.agreement, ...log.steps];
}

/** An export is covered by a kept checkpoint that holds its last record. */
function lastOf({ checkpoint }: Claim): number {
  return Math.max(0, checkpoint.size - 1);
}
