// The way without the relay: the same act, as a call that the wallet itself sends.
import type { Deployment } from "@mingzhang/sdk/api";
import type { RelayAct, RelayBody, RelaySigned, RelaySubmission } from "@mingzhang/sdk/api-relay";
import { findingsAbi } from "@mingzhang/sdk/abi/findings";
import { serviceApprovalsAbi } from "@mingzhang/sdk/abi/service-approvals";
import { packBody, type PackedBody } from "@mingzhang/sdk/cases/packed";
import { numberOf, VERDICTS } from "@mingzhang/sdk/cases/words";
import { FINDING_ACTS, SEVERITIES, SUBJECT_KINDS } from "@mingzhang/sdk/findings/words";
import { encodeFunctionData, type Hex } from "viem";
import { cosignCall } from "./cosign";

export interface DirectCall {
  to: Hex;
  data: Hex;
}

/** Several acts on cases, or several on findings, go as one call, all or none. Signatures stay: whoever sends, the signer is who signed. */
export function directCall(deployment: Deployment, acts: readonly RelayAct[]): DirectCall {
  const { findings, serviceApprovals } = deployment.contracts;
  const [first] = acts;
  if (first?.act === "cosign" && acts.length === 1) return cosignCall(deployment, first);
  const to = acts.some(isFindingAct) ? findings : serviceApprovals;
  const calls = acts.map((act) => (isFindingAct(act) ? findingCall(act) : callData(act)));
  const [only] = calls;
  const data =
    calls.length === 1 && only !== undefined
      ? only
      : encodeFunctionData({ abi: serviceApprovalsAbi, functionName: "multicall", args: [calls] });
  return { to, data };
}

type FindingAct = Extract<RelayAct, { act: `${string}-finding` }>;

function isFindingAct(act: RelayAct): act is FindingAct {
  return act.act.endsWith("-finding");
}

function findingCall(act: FindingAct): Hex {
  const abi = findingsAbi;
  if (act.act === "open-finding") {
    const { office, agency, severity, subjectKind, answerLimit, ...rest } = act.opening;
    const opening = {
      ...rest,
      office: Number(office),
      agency: Number(agency),
      severity: numberOf(SEVERITIES, severity, "severity"),
      subjectKind: numberOf(SUBJECT_KINDS, subjectKind, "subjectKind"),
      answerLimit: Number(answerLimit),
    };
    return encodeFunctionData({ abi, functionName: "open", args: [opening, signed(act.by)] });
  }
  const name = FINDING_ACTS.find((word) => `${word.name}-finding` === act.act)?.name;
  if (name === undefined) throw new Error(`${act.act} is no act on a finding`);
  const { turn, agency, text, document } = act.statement;
  const statement = { turn: Number(turn), agency: Number(agency), text, document };
  return encodeFunctionData({ abi, functionName: name, args: [act.id, statement, signed(act.by)] });
}

function callData(act: Exclude<RelayAct, FindingAct>): Hex {
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
    case "cosign":
      // The anchor takes no batch: each checkpoint is a call of its own.
      throw new Error("Cosignatures are sent one by one");
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

function body(given: RelayBody): PackedBody {
  const { procedure, agency, government, official, scope, correctionLimit, executionLimit, records } = given;
  return packBody({
    ...given,
    procedure: Number(procedure),
    agency: Number(agency),
    government: Number(government),
    official: Number(official),
    scope: Number(scope),
    correctionLimit: Number(correctionLimit),
    executionLimit: Number(executionLimit),
    records: Number(records),
    steps: given.steps.map(BigInt),
  });
}
