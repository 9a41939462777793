// Reads one movement with all that belongs to it: what it cites, what cites it, its accounts above, its raw event.
import type { AccountRef, MovementDetail } from "@mingzhang/sdk/api";
import { sql } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { caseOfMovement } from "./cases.ts";
import { citing, movementsByRecord, type ReadContext } from "./movements.ts";
import { type RawCells, rawColumns, rawLog } from "./raw.ts";
import { Refs } from "./refs.ts";

/**
 * One movement by its record number, without the sender, whom only the node knows. Null if there is none.
 * @param now seconds: the case that it came of is shown as it is in effect then
 */
export async function movementDetail(
  db: Db,
  context: ReadContext,
  now: number,
  record: number,
): Promise<Omit<MovementDetail, "transactionFrom"> | null> {
  const [movement] = await movementsByRecord(db, context, sql`m.record = ${record}`, 1);
  const [raw] = await db.rows<RawCells>(sql`select ${rawColumns} from movements m where m.record = ${record}`);
  if (movement === undefined || raw === undefined) return null;
  const cited = movement.cites === null ? [] : await citing(db, sql`m.record = ${movement.cites}`);
  return {
    ...movement,
    raw: rawLog(raw),
    citesMovement: cited[0] ?? null,
    citedBy: await citing(db, sql`m.cites = ${record}`),
    authority: await authority(db, [raw.from_id, raw.to_id]),
    case: await caseOfMovement(db, now, record),
  };
}

/** Lines, allotments and commitments that the movement touches or that stand above what it touches, and acts. */
async function authority(db: Db, accounts: string[]): Promise<AccountRef[]> {
  const rows = await db.rows<{ id: string }>(sql`
    select distinct x.id::text as id, x.id as place from accounts a
      cross join lateral (values (a.line), (a.allotment), (case when a.kind in (3, 6) then a.id end)) as x(id)
    where a.id in (${sql.join(
      accounts.map((id) => sql`${id}::bigint`),
      sql`, `,
    )}) and x.id is not null order by x.id`);
  const refs = await Refs.load(
    db,
    rows.map((row) => row.id),
    [],
  );
  return rows.map((row) => refs.account(row.id));
}
