// What is signed about a finding, and the relay's act that carries the signature.
import type { Deployment } from "@mingzhang/sdk/api";
import type { FindingDetail } from "@mingzhang/sdk/api-findings";
import {
  encodeOpening,
  findingDomain,
  type FindingActName,
  type FindingOpening,
  openingTypedData,
  statementTypedData,
} from "@mingzhang/sdk/findings";
import type { Hex } from "viem";
import type { ToSign } from "../acts/use-act";

export function openingToSign(
  deployment: Deployment,
  opening: FindingOpening,
  names: { agencyName: string; officeName: string },
  label: string,
): ToSign {
  const domain = findingDomain(deployment);
  const { severity, subject } = opening;
  const encoded = { ...encodeOpening(opening), severity, subjectKind: subject.kind };
  return {
    label,
    page: null,
    typedData: (deadline) => openingTypedData(domain, opening, names, deadline),
    act: (by) => ({ act: "open-finding", opening: encoded, by }),
  };
}

export interface Answer {
  act: FindingActName;
  /** Agency that answers after it. */
  agency: number;
  text: string;
  document: Hex;
}

export function statementToSign(
  deployment: Deployment,
  { id, number, turn }: Pick<FindingDetail, "id" | "number" | "turn">,
  { act, agency, text, document }: Answer,
  agencyName: string,
  label: string,
): ToSign {
  const domain = findingDomain(deployment);
  const statement = { turn, agency, text, document };
  const words = { act, finding: BigInt(number), id, ...statement };
  return {
    label,
    page: `/findings/${number}`,
    typedData: (deadline) => statementTypedData(domain, words, agencyName, deadline),
    act: (by) => ({ act: `${act}-finding`, id, statement, by }),
  };
}
