// A trial run before the signature: the act as the signer's own transaction, by eth_call.
import type { Deployment } from "@mingzhang/sdk/api";
import type { RelayAct } from "@mingzhang/sdk/api-relay";
import { type Address, type Client } from "viem";
import { call } from "viem/actions";
import { reasonText } from "../parts/reason";
import { directCall } from "./direct";

/**
 * executes: approved by this decision and carried out at once. stays: approved, and cannot be carried out now. passes: recorded,
 * and goes on. refused: the contract would refuse. unknown: the node did not answer.
 */
export interface Outcome {
  kind: "executes" | "stays" | "passes" | "refused" | "unknown";
  reason: string | null;
}

const passes: Outcome = { kind: "passes", reason: null };

/** @param act with an empty signature */
export async function simulate(
  client: Client,
  deployment: Deployment,
  from: Address,
  act: RelayAct,
  locale: "zh" | "en",
): Promise<Outcome> {
  const refused = await trial(client, deployment, from, [act], locale);
  if (refused !== null) return refused;
  if (act.act !== "decide" || act.payload === undefined) return passes;
  // Would the case be approved by it? Then executing it in the same call says whether it can be carried out.
  const { id, body, payload } = act;
  const execution = await trial(client, deployment, from, [act, { act: "execute", id, body, payload }], locale);
  if (execution === null) return { kind: "executes", reason: null };
  return execution.error === "StatusUnfit" ? passes : { kind: "stays", reason: execution.reason };
}

interface Refused extends Outcome {
  /** Name of the contract's error, null if it was none. */
  error: string | null;
}

async function trial(
  client: Client,
  deployment: Deployment,
  from: Address,
  acts: readonly RelayAct[],
  locale: "zh" | "en",
): Promise<Refused | null> {
  const { to, data } = directCall(deployment, acts);
  try {
    await call(client, { account: from, to: to, data });
    return null;
  } catch (cause) {
    const { error, text } = reasonText(cause, locale);
    return { kind: error === null ? "unknown" : "refused", error, reason: text };
  }
}
