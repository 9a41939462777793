// Asks the permits contract what a permit is worth now, through a node of the reader's choice.
import { permitsAbi } from "@mingzhang/sdk/abi/permits";
import type { Deployment } from "@mingzhang/sdk/api";
import { VALIDITIES, wordByNumber, type ValidityName } from "@mingzhang/sdk/cases/words";
import { timeText } from "@mingzhang/sdk/days";
import { getBlock, readContract } from "viem/actions";
import type { Hex } from "viem";
import { onSameChain, type NodeFailure } from "@/features/check/same-chain";

export interface PermitAnswer {
  done: true;
  validity: ValidityName;
  block: number;
  /** Time of that block: what "now" is to the chain. */
  time: string;
  from: string;
  until: string;
}

export type PermitOutcome = PermitAnswer | NodeFailure | { done: false; failure: "unreachable"; given: ""; detail: "" };

/** Never throws. @param holder null: whoever holds it */
export async function askChain(
  rpc: string,
  deployment: Deployment,
  number: number,
  holder: Hex | null,
): Promise<PermitOutcome> {
  try {
    const client = await onSameChain(rpc, deployment);
    if ("done" in client) return client;
    const block = await getBlock(client);
    // Everything as of one block, so that the answer has one moment.
    const call = { address: deployment.contracts.permits, abi: permitsAbi, blockNumber: block.number } as const;
    const permit = await readContract(client, { ...call, functionName: "permitOf", args: [BigInt(number)] });
    const asked = [BigInt(number), holder ?? permit.holder] as const;
    const validity = await readContract(client, { ...call, functionName: "check", args: asked });
    return {
      done: true,
      validity: wordByNumber(VALIDITIES, validity)?.name ?? "unknown",
      block: Number(block.number),
      time: timeText(block.timestamp),
      from: timeText(permit.validFrom),
      until: timeText(permit.validUntil),
    };
  } catch (cause) {
    // viem: the node was not reached, or refused the call; its own words are left to the console.
    console.warn(cause);
    return { done: false, failure: "unreachable", given: "", detail: "" };
  }
}
