// From what an auditor typed to what a finding is about; and which agency would have to answer for it.
import type { LineDetail, MovementDetail, PartyDetail } from "@mingzhang/sdk/api";
import type { CaseDetail } from "@mingzhang/sdk/api-cases";
import { parseAccount } from "@mingzhang/sdk/accounts";
import { parseDay } from "@mingzhang/sdk/days";
import { MingzhangError } from "@mingzhang/sdk/errors";
import type { FindingSubject, SubjectKindName } from "@mingzhang/sdk/findings";
import { askJson, PortalError } from "../data/api";

export interface TypedSubject {
  kind: SubjectKindName;
  /** Number of a record, case or party; name of a line. */
  key: string;
  from: string;
  to: string;
}

/** Null where it is none. A case is asked for, for the chain knows it by another number than people do. */
export async function subjectOf({ kind, key, from, to }: TypedSubject): Promise<FindingSubject | null> {
  const number = /^\d{1,15}$/.test(key.trim()) ? Number(key.trim()) : null;
  try {
    switch (kind) {
      case "record":
        return number === null ? null : { kind, record: BigInt(number) };
      case "case":
        return number === null ? null : { kind, id: (await askJson<CaseDetail>(`/data/v1/cases/${number}`)).id };
      case "line":
        return key.trim().startsWith("line-") ? { kind, line: parseAccount(key.trim()) } : null;
      case "party":
        return number === null || number === 0 ? null : { kind, party: number };
      case "period": {
        const [firstDay, lastDay] = [parseDay(from), parseDay(to)];
        return firstDay <= lastDay ? { kind, firstDay, lastDay } : null;
      }
    }
  } catch (cause) {
    if (cause instanceof MingzhangError || (cause instanceof PortalError && cause.status === 404)) return null;
    throw cause;
  }
}

/** Agency whose doing it is, as far as the indexer knows; null for none. */
export async function agencyBehind({ kind, key }: Pick<TypedSubject, "kind" | "key">): Promise<number | null> {
  const at = encodeURIComponent(key.trim());
  if (at === "") return null;
  try {
    switch (kind) {
      case "record":
        return (await askJson<MovementDetail>(`/data/v1/movements/${at}`)).agency?.id ?? null;
      case "case":
        return (await askJson<CaseDetail>(`/data/v1/cases/${at}`)).agency.id;
      case "line":
        return (await askJson<LineDetail>(`/data/v1/lines/${at}`)).agency.id;
      case "party": {
        const party = await askJson<PartyDetail>(`/data/v1/parties/${at}`);
        return party.kind === "agency" ? party.id : null;
      }
      case "period":
        return null;
    }
  } catch (cause) {
    // No movement, or nothing there yet: the auditor chooses.
    if (cause instanceof PortalError) return null;
    throw cause;
  }
}
