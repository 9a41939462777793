// What is signed about a case, and the relay's act that carries the signature.
import type { Deployment } from "@mingzhang/sdk/api";
import type { CaseBody, CaseDetail } from "@mingzhang/sdk/api-cases";
import type { RelayBody, RelaySubmission } from "@mingzhang/sdk/api-relay";
import type { Form } from "@mingzhang/sdk/cases/forms";
import { caseActTypedData, caseDomain, decisionTypedData, submissionTypedData } from "@mingzhang/sdk/cases/typed-data";
import type { ActName, VerdictName } from "@mingzhang/sdk/cases/words";
import { keccak256 } from "viem";
import type { CaseToSign } from "../decide/use-described";
import type { ToSign } from "./use-act";

const relayBody = (body: CaseBody): RelayBody => ({ ...body, steps: [...body.steps] });

export interface DecisionInput {
  step: number;
  verdict: VerdictName;
  reason: string;
}

export function decisionToSign(
  deployment: Deployment,
  detail: CaseDetail,
  { described }: CaseToSign,
  { step, verdict, reason }: DecisionInput,
  label: string,
): ToSign {
  const { id, round, body, payload, number } = detail;
  const domain = caseDomain(deployment);
  return {
    label,
    page: `/cases/${number}`,
    typedData: (deadline) => decisionTypedData(domain, { id, round, step, verdict, reason, deadline }, described.form),
    act: (by) => ({
      act: "decide",
      id,
      round,
      body: relayBody(body),
      decisions: [{ step, verdict, reason, by }],
      ...(verdict === "approve" ? { payload } : {}),
    }),
  };
}

export function actToSign(
  deployment: Deployment,
  detail: CaseDetail,
  act: ActName,
  reason: string,
  label: string,
): ToSign {
  const { id, round, body, number } = detail;
  const domain = caseDomain(deployment);
  return {
    label,
    page: `/cases/${number}`,
    typedData: (deadline) => caseActTypedData(domain, { act, id, round, reason, deadline }),
    act: (by) => ({ act, id, round, body: relayBody(body), reason, by }),
  };
}

/** @param returned the case that is submitted again, null for a new one */
export function submissionToSign(
  deployment: Deployment,
  submission: RelaySubmission,
  form: Form,
  returned: CaseDetail | null,
  label: string,
): ToSign {
  const domain = caseDomain(deployment);
  const { procedure, agency, id, round, salt, documents, payload } = submission;
  const numbers = { procedure: Number(procedure), agency: Number(agency), round: Number(round) };
  const fields = { ...numbers, id, salt, documents, payload: keccak256(payload) };
  return {
    label,
    page: returned === null ? null : `/cases/${returned.number}`,
    typedData: (deadline) => submissionTypedData(domain, { ...fields, deadline }, form),
    act: (by) => ({ act: "submit", submission, body: returned === null ? null : relayBody(returned.body), by }),
  };
}
