// The relay, by way of the explorer's own origin: hands in signed acts and asks what became of them.
import type { RelayAct, RelayBatch, RelayJob, RelayRequest, RelayResult } from "@mingzhang/sdk/api-relay";
import type { Hex } from "viem";
import { askJson } from "../data/api";

const POST = { method: "POST", headers: { "content-type": "application/json" } } as const;

/** @throws PortalError with the relay's reason where the contract would refuse, or without a status where nobody answers */
export function relayAct(act: RelayAct): Promise<RelayJob> {
  return askJson<RelayJob>("/relay/v1/acts", { ...POST, body: JSON.stringify(act) });
}

/** Several acts at once; each has its own outcome. */
export async function relayActs(acts: readonly RelayAct[]): Promise<readonly RelayResult[]> {
  const request: RelayRequest = { acts: [...acts] };
  return (await askJson<RelayBatch>("/relay/v1/acts", { ...POST, body: JSON.stringify(request) })).acts;
}

export function relayJob(digest: Hex): Promise<RelayJob> {
  return askJson<RelayJob>(`/relay/v1/acts/${digest}`);
}
