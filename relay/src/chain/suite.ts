// Reads of the suite's contracts that planning needs.
import { ledgerOrdersAbi } from "@mingzhang/sdk/abi/ledger-orders";
import { proceduresAbi } from "@mingzhang/sdk/abi/procedures";
import type { Deployment } from "@mingzhang/sdk/api";
import { caseDomain } from "@mingzhang/sdk/cases/typed-data";
import type { Hex } from "@mingzhang/sdk/hex";
import { decodeFunctionResult, encodeFunctionData } from "viem";
import { directoryAbi } from "@mingzhang/sdk/abi/directory";
import { findingsAbi } from "@mingzhang/sdk/abi/findings";
import { findingDomain } from "@mingzhang/sdk/findings/typed-data";
import { isCosignAct } from "../acts/checkpoints.ts";
import { isFindingAct } from "../acts/findings.ts";
import type { Questions } from "../acts/identity.ts";
import type { Act } from "../acts/schema.ts";
import type { Chain } from "./chain.ts";

/** Every question may throw CallRefused. */
export interface Suite extends Questions, Targets {}

/** Contracts that acts are calls of. */
export interface Targets {
  approvals: Hex;
  findings: Hex;
  anchor: Hex;
}

/** The contract that an act is a call of. */
export function targetOf(suite: Targets, act: Pick<Act, "act">): Hex {
  if (isCosignAct(act)) return suite.anchor;
  return isFindingAct(act) ? suite.findings : suite.approvals;
}

export function suiteOf(chain: Chain, deployment: Deployment): Suite {
  const { auditTrail, checkpointAnchor, directory, findings, procedures, serviceApprovals } = deployment.contracts;
  return {
    approvals: serviceApprovals,
    findings,
    anchor: checkpointAnchor,
    origin: { chainId: deployment.chainId, trail: auditTrail },
    domain: caseDomain(deployment),
    findingDomain: findingDomain(deployment),
    nameHash: async (party) => {
      const name = { abi: directoryAbi, functionName: "nameHashOf" } as const;
      const data = await chain.call(directory, encodeFunctionData({ ...name, args: [party] }));
      return decodeFunctionResult({ ...name, data });
    },
    findingNumber: async (id) => {
      const state = { abi: findingsAbi, functionName: "stateOf" } as const;
      const data = await chain.call(findings, encodeFunctionData({ ...state, args: [id] }));
      return decodeFunctionResult({ ...state, data }).number;
    },
    describe: async ({ id, procedure, agency, payload }) => {
      const terms = { abi: proceduresAbi, functionName: "termsOf" } as const;
      const answer = await chain.call(procedures, encodeFunctionData({ ...terms, args: [procedure] }));
      const [{ handler, government, scope }] = decodeFunctionResult({ ...terms, data: answer });
      const matter = { id, procedure, agency, government, scope, officials: 0, silent: false };
      // IHandler.describe is the same of every handler.
      const describe = { abi: ledgerOrdersAbi, functionName: "describe" } as const;
      const described = await chain.call(handler, encodeFunctionData({ ...describe, args: [matter, payload] }));
      return decodeFunctionResult({ ...describe, data: described });
    },
  };
}
