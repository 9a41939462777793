// Reads the record of a deployment: which chain, from which block, which contracts.
import { readFileSync } from "node:fs";
import type { Deployment } from "@mingzhang/sdk/api";
import { isAddress, isHash } from "viem";
import type { Hex } from "viem";
import { z } from "zod";
import { ChainError } from "./failures.ts";

export type Contracts = Deployment["contracts"];

const address = z.string().refine((text): text is Hex => isAddress(text, { strict: false }), "not an address");
const hash = z.string().refine((text): text is Hex => isHash(text), "not a hash");

const deploymentSchema = z.object({
  chainId: z.number().int(),
  genesisHash: hash,
  deployBlock: z.number().int().min(0),
  deployBlockHash: hash,
  deployedAt: z.string(),
  contracts: z.object({
    accessManager: address,
    auditTrail: address,
    directory: address,
    roster: address,
    fundLedger: address,
    vault: address,
    procedures: address,
    serviceApprovals: address,
    ledgerOrders: address,
    ledgerOpenings: address,
    standingOrders: address,
    permits: address,
    seats: address,
    findings: address,
    bankFacts: address,
  }),
  demo: z.boolean(),
});

/**
 * A deployment from a file's path or from JSON itself (what MINGZHANG_DEPLOYMENT holds).
 * @throws ChainError naming what is missing or wrong
 */
export function readDeployment(pathOrJson: string): Deployment {
  let data: unknown;
  try {
    data = JSON.parse(pathOrJson.trimStart().startsWith("{") ? pathOrJson : readFileSync(pathOrJson, "utf8"));
  } catch (cause) {
    throw new ChainError(`The deployment record ${pathOrJson.slice(0, 200)} cannot be read: ${String(cause)}`, {
      cause,
    });
  }
  const result = deploymentSchema.safeParse(data);
  if (!result.success) throw new ChainError(`This is no deployment record:\n${z.prettifyError(result.error)}`);
  return result.data;
}
