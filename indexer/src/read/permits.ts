// Reads permits: what was granted, under which case, and whether it is in force.
import type { Permit } from "@mingzhang/sdk/api-cases";
import type { ValidityName } from "@mingzhang/sdk/cases/words";
import { timeText } from "@mingzhang/sdk/days";
import { sql } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { caseRefsWhere } from "./cases.ts";
import { hash, hashOrNull, hex, momentText } from "./cells.ts";
import { Refs } from "./refs.ts";

interface Cells {
  record: number;
  id: string;
  agency: number;
  permit_type: number;
  type_name: string;
  holder: string;
  valid_from: number;
  valid_until: number;
  conditions: string;
  document: string | null;
  at: number;
  revoked_record: number | null;
  revoked_id: string | null;
  revoked_reason: string | null;
  revoked_document: string | null;
  revoked_at: number | null;
}

/** A permit by its number. Null if there is none. */
export async function permitByNumber(db: Db, now: number, number: number): Promise<Permit | null> {
  const [row] = await db.rows<Cells>(sql`
    select p.record::float8 as record, ${hex("p.id")} as id, p.agency, p.permit_type, p.type_name, ${hex("p.holder")} as holder,
      p.valid_from::float8 as valid_from, p.valid_until::float8 as valid_until, p.conditions, ${hex("p.document")} as document,
      p.at::float8 as at, v.record::float8 as revoked_record, ${hex("v.id")} as revoked_id, v.reason as revoked_reason,
      ${hex("v.document")} as revoked_document, v.at::float8 as revoked_at
    from permits p left join permit_revocations v on v.permit = p.number where p.number = ${number} limit 1`);
  if (row === undefined) return null;
  const cases = await caseRefsWhere(
    db,
    now,
    sql`c.id in (decode(${row.id}, 'hex'), decode(${row.revoked_id ?? row.id}, 'hex'))`,
  );
  const refs = await Refs.load(db, [], [row.agency]);
  return {
    asOf: timeText(now),
    number,
    validity: validity(row, now),
    case: cases.get(row.id) ?? null,
    agency: refs.party(row.agency),
    permitType: row.permit_type,
    typeName: row.type_name,
    holder: hash(row.holder),
    validFrom: momentText(row.valid_from),
    validUntil: momentText(row.valid_until),
    conditions: row.conditions,
    document: hashOrNull(row.document),
    grantedRecord: row.record,
    grantedAt: timeText(row.at),
    revoked:
      row.revoked_record === null || row.revoked_at === null
        ? null
        : {
            record: row.revoked_record,
            time: timeText(row.revoked_at),
            reason: row.revoked_reason ?? "",
            document: hashOrNull(row.revoked_document),
            case: cases.get(row.revoked_id ?? "") ?? null,
          },
  };
}

/** The order of IPermits.check: revoked counts before the dates. */
function validity(row: Cells, now: number): ValidityName {
  if (row.revoked_record !== null) return "revoked";
  if (now < row.valid_from) return "not-yet";
  return now >= row.valid_until ? "expired" : "valid";
}
