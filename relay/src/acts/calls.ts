// Acts as calls of the contract that they are about: ServiceApprovals, Findings, or the CheckpointAnchor.
import { serviceApprovalsAbi as abi } from "@mingzhang/sdk/abi/service-approvals";
import type { State } from "@mingzhang/sdk/cases/body";
import { packBody } from "@mingzhang/sdk/cases/packed";
import { VERDICTS, numberOf } from "@mingzhang/sdk/cases/words";
import type { Hex } from "@mingzhang/sdk/hex";
import { decodeFunctionResult, encodeFunctionData } from "viem";
import { cosignCall, isCosignAct } from "./checkpoints.ts";
import { findingCall, isFindingAct } from "./findings.ts";
import type { Act, ActOf, Body } from "./schema.ts";

/** The one call that is the act itself. */
export function callOf(act: Act): Hex {
  if (isFindingAct(act)) return findingCall(act);
  if (isCosignAct(act)) return cosignCall(act);
  switch (act.act) {
    case "submit":
      return encodeFunctionData({
        abi,
        functionName: "submit",
        args: [act.submission, act.body == null ? [] : [packBody(act.body)], act.by],
      });
    case "decide":
      return encodeFunctionData({
        abi,
        functionName: "decide",
        args: [act.id, packBody(act.body), decisionsOf(act.decisions)],
      });
    case "withdraw":
    case "cancel":
      return encodeFunctionData({ abi, functionName: act.act, args: [act.id, packBody(act.body), act.reason, act.by] });
    case "declare-conflict":
      return encodeFunctionData({
        abi,
        functionName: "declareConflict",
        args: [act.id, packBody(act.body), act.reason, act.by],
      });
    case "lapse":
      return encodeFunctionData({ abi, functionName: "lapse", args: [act.id, packBody(act.body)] });
    case "execute":
      return executeCall(act.id, act.body, act.payload);
    case "rule":
      return ruleCall(act.id, act.body, act.step, act.payload);
  }
}

export function executeCall(id: Hex, body: Body, payload: Hex): Hex {
  return encodeFunctionData({ abi, functionName: "execute", args: [id, packBody(body), payload] });
}

export function decideAndExecuteCall(act: ActOf<"decide">, payload: Hex): Hex {
  const args = [act.id, packBody(act.body), decisionsOf(act.decisions), payload] as const;
  return encodeFunctionData({ abi, functionName: "decideAndExecute", args });
}

export function ruleCall(id: Hex, body: Body, step: number, payload: Hex): Hex {
  return encodeFunctionData({ abi, functionName: "decideByRule", args: [id, packBody(body), step, payload] });
}

/** Several calls as one; a single one as it is. */
export function together(calls: readonly Hex[]): Hex {
  const [only] = calls;
  if (only !== undefined && calls.length === 1) return only;
  return encodeFunctionData({ abi, functionName: "multicall", args: [calls] });
}

/** Number of the case that a submission made. */
export function readSubmitted(result: Hex): Hex {
  return decodeFunctionResult({ abi, functionName: "submit", data: result });
}

export function stateCall(id: Hex): Hex {
  return encodeFunctionData({ abi, functionName: "stateOf", args: [id] });
}

export function readState(result: Hex): State {
  return decodeFunctionResult({ abi, functionName: "stateOf", data: result });
}

/** What each call of a multicall answered. */
export function readResults(result: Hex): readonly Hex[] {
  return decodeFunctionResult({ abi, functionName: "multicall", data: result });
}

function decisionsOf(decisions: ActOf<"decide">["decisions"]) {
  return decisions.map(({ verdict, ...rest }) => ({ ...rest, verdict: numberOf(VERDICTS, verdict, "verdict") }));
}
