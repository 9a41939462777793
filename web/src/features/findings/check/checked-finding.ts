// What the reader's browser needs of a finding to check its signatures, and nothing else.
import type { Hash, HexAddress } from "@mingzhang/sdk/api";
import type { FindingDetail, FindingEntry } from "@mingzhang/sdk/api-findings";

export type CheckedAct = Pick<
  FindingEntry,
  "record" | "act" | "turn" | "agencyName" | "signer" | "text" | "deadline" | "signature" | "status" | "chain"
> & { official: number; agency: number; document: Hash | null };

export interface CheckedFinding {
  id: Hash;
  number: number;
  office: number;
  officeName: string;
  severity: FindingDetail["severity"];
  kind: FindingDetail["subject"]["kind"];
  subjectWord: Hash;
  answerLimit: number;
  salt: Hash;
  status: FindingDetail["status"];
  turn: number;
  agency: number;
  contract: HexAddress;
  acts: CheckedAct[];
}

export function checkedFinding(of: FindingDetail): CheckedFinding {
  return {
    id: of.id,
    number: of.number,
    office: of.office.id,
    officeName: of.officeName,
    severity: of.severity,
    kind: of.subject.kind,
    subjectWord: of.subjectWord,
    answerLimit: of.answerLimit,
    salt: of.salt,
    status: of.status,
    turn: of.turn,
    agency: of.agency.id,
    contract: of.contract,
    acts: of.acts.map((entry) => ({
      record: entry.record,
      act: entry.act,
      turn: entry.turn,
      agencyName: entry.agencyName,
      signer: entry.signer,
      text: entry.text,
      document: entry.document,
      deadline: entry.deadline,
      signature: entry.signature,
      status: entry.status,
      chain: entry.chain,
      official: entry.official.id,
      agency: entry.agency.id,
    })),
  };
}
