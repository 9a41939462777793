// Documents that movements under some filters name, the latest first.
import type { NamedDocuments } from "@mingzhang/sdk/api-charts";
import { dayText } from "@mingzhang/sdk/days";
import { kindByNumber } from "@mingzhang/sdk/kinds";
import { sql } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { hash, hex } from "./cells.ts";
import { type MovementFilters, movementWhere } from "./filters.ts";

interface Cells {
  document: string;
  movements: number;
  record: number;
  kind: number;
  day: number;
}

/** Movements with a document that are looked through, the latest: one document may stand under thousands. */
const LOOKED_THROUGH = 2_000;

export async function namedDocuments(db: Db, filters: MovementFilters, limit: number): Promise<NamedDocuments> {
  const rows = await db.rows<Cells>(sql`
    with latest as (
      select m.record, m.document from movements m where m.document is not null and ${movementWhere(filters)}
      order by m.record desc limit ${LOOKED_THROUGH}
    ), named as (
      select document, count(*)::int as movements, max(record) as record from latest group by document
    )
    select ${hex("n.document")} as document, n.movements, n.record::float8 as record, m.kind, m.day
    from named n join movements m on m.record = n.record order by n.record desc limit ${limit + 1}`);
  return {
    items: rows.slice(0, limit).map(({ document, movements, record, kind, day }) => ({
      digest: hash(document),
      movements,
      record,
      kind: kindByNumber(kind).name,
      day: dayText(day),
    })),
    more: rows.length > limit,
  };
}
