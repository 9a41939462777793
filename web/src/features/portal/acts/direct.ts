// The way without the relay: the same act, as a call that the wallet itself sends.
import type { Deployment } from "@mingzhang/sdk/api";
import type { RelayAct, RelayBody, RelaySigned, RelaySubmission } from "@mingzhang/sdk/api-relay";
import { serviceApprovalsAbi } from "@mingzhang/sdk/abi/service-approvals";
import type { Body } from "@mingzhang/sdk/cases/body";
import { numberOf, VERDICTS } from "@mingzhang/sdk/cases/words";
import { encodeFunctionData, type Hex } from "viem";

export interface DirectCall {
  to: Hex;
  data: Hex;
}

/** Several acts go as one call, all or none. Signatures stay: whoever sends, the signer is who signed. */
export function directCall(deployment: Deployment, acts: readonly RelayAct[]): DirectCall {
  const calls = acts.map(callData);
  const [only] = calls;
  const data =
    calls.length === 1 && only !== undefined
      ? only
      : encodeFunctionData({ abi: serviceApprovalsAbi, functionName: "multicall", args: [calls] });
  return { to: deployment.contracts.serviceApprovals, data };
}

function callData(act: RelayAct): Hex {
  const abi = serviceApprovalsAbi;
  switch (act.act) {
    case "submit": {
      const args = [submission(act.submission), act.body == null ? [] : [body(act.body)], signed(act.by)] as const;
      return encodeFunctionData({ abi, functionName: "submit", args });
    }
    case "decide": {
      const decisions = act.decisions.map(({ step, verdict, reason, by }) => {
        return { step: Number(step), verdict: numberOf(VERDICTS, verdict, "verdict"), reason, by: signed(by) };
      });
      return encodeFunctionData({ abi, functionName: "decide", args: [act.id, body(act.body), decisions] });
    }
    case "withdraw":
    case "cancel": {
      const args = [act.id, body(act.body), act.reason, signed(act.by)] as const;
      return encodeFunctionData({ abi, functionName: act.act, args });
    }
    case "declare-conflict": {
      const args = [act.id, body(act.body), act.reason, signed(act.by)] as const;
      return encodeFunctionData({ abi, functionName: "declareConflict", args });
    }
    case "lapse":
      return encodeFunctionData({ abi, functionName: "lapse", args: [act.id, body(act.body)] });
    case "execute":
      return encodeFunctionData({ abi, functionName: "execute", args: [act.id, body(act.body), act.payload] });
    case "rule": {
      const args = [act.id, body(act.body), Number(act.step), act.payload] as const;
      return encodeFunctionData({ abi, functionName: "decideByRule", args });
    }
  }
}

function submission(given: RelaySubmission) {
  const { procedure, agency, round } = given;
  return { ...given, procedure: Number(procedure), agency: Number(agency), round: Number(round) };
}

function signed({ signer, deadline, signature }: RelaySigned) {
  return { signer, deadline: Number(deadline), signature };
}

function body(given: RelayBody): Body {
  const { procedure, agency, government, official, scope, correctionLimit, executionLimit } = given;
  return {
    ...given,
    procedure: Number(procedure),
    agency: Number(agency),
    government: Number(government),
    official: Number(official),
    scope: Number(scope),
    correctionLimit: Number(correctionLimit),
    executionLimit: Number(executionLimit),
    steps: given.steps.map(BigInt),
  };
}
