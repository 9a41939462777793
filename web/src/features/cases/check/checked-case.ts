// What the reader's browser needs of a case to check its signatures, and nothing else.
import type { CaseBody, CaseDetail, CaseEntry } from "@mingzhang/sdk/api-cases";
import type { HandlerName } from "@mingzhang/sdk/cases/payloads";
import type { Hash } from "@mingzhang/sdk/api";

export type CheckedEntry = Pick<
  CaseEntry,
  | "record"
  | "type"
  | "round"
  | "step"
  | "verdict"
  | "act"
  | "signer"
  | "byRule"
  | "reason"
  | "deadline"
  | "signature"
  | "status"
  | "chain"
> & { official: number };

export interface CheckedRound {
  round: number;
  body: CaseBody;
  bodyHash: Hash;
  documents: Hash[];
  payload: Hash;
}

export interface CheckedCase {
  id: Hash;
  handler: HandlerName | null;
  rounds: CheckedRound[];
  timeline: CheckedEntry[];
  /** "" where the payload has no amounts. */
  currency: string;
  /** Whom the form names, and every name that party had: the signed one is among them. */
  payee: { number: number; names: string[] } | null;
}

/** @param payee see CheckedCase */
export function checkedCase(of: CaseDetail, payee: CheckedCase["payee"]): CheckedCase {
  return {
    id: of.id,
    handler: of.handler,
    rounds: of.rounds.map(({ round, body, bodyHash, documents, payload }) => ({
      round,
      body,
      bodyHash,
      documents,
      payload,
    })),
    timeline: of.timeline.map((entry) => ({
      record: entry.record,
      type: entry.type,
      round: entry.round,
      step: entry.step,
      verdict: entry.verdict,
      act: entry.act,
      signer: entry.signer,
      byRule: entry.byRule,
      reason: entry.reason,
      deadline: entry.deadline,
      signature: entry.signature,
      status: entry.status,
      chain: entry.chain,
      official: entry.official?.id ?? 0,
    })),
    currency: "currency" in of.content ? (of.content.currency ?? "") : "",
    payee,
  };
}

/** Party that the case's form names: of a single payment or promise, or of a standing order. */
export function namedPayee({ content }: Pick<CaseDetail, "content">): number | null {
  switch (content.type) {
    case "orders":
      return content.count === 1 ? (content.rows[0]?.payee?.id ?? null) : null;
    case "openings":
      return content.opens === "commitment" && content.count === 1 ? (content.rows[0]?.party?.id ?? null) : null;
    case "standing-order":
      return content.payee?.id ?? null;
    default:
      return null;
  }
}
