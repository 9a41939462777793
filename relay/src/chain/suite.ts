// Reads of the suite's contracts that planning needs.
import { ledgerOrdersAbi } from "@mingzhang/sdk/abi/ledger-orders";
import { proceduresAbi } from "@mingzhang/sdk/abi/procedures";
import type { Deployment } from "@mingzhang/sdk/api";
import { caseDomain, type CaseDomain } from "@mingzhang/sdk/cases/typed-data";
import type { Hex } from "@mingzhang/sdk/hex";
import { decodeFunctionResult, encodeFunctionData } from "viem";
import type { Described } from "../acts/identity.ts";
import type { ActOf } from "../acts/schema.ts";
import type { Chain } from "./chain.ts";

export interface Suite {
  approvals: Hex;
  domain: CaseDomain;
  /** What the procedure's handler says of a submission. Throws CallRefused. */
  describe(submission: ActOf<"submit">["submission"]): Promise<Described>;
}

export function suiteOf(chain: Chain, deployment: Deployment): Suite {
  const { procedures, serviceApprovals } = deployment.contracts;
  return {
    approvals: serviceApprovals,
    domain: caseDomain(deployment),
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
