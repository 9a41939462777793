// How a line's appropriation, commitments and payments grew, day by day.
import type { CurvePoint, LineCurve } from "@mingzhang/sdk/api-charts";
import { dayText } from "@mingzhang/sdk/days";
import { sql } from "../../store/drizzle.ts";
import type { Db } from "../../store/open.ts";
import { idText } from "../cells.ts";

interface Change {
  day: number;
  appropriated: string;
  committed: string;
  paid: string;
}

/** Days on which something changed that one answer holds; a line lives for a year and what comes after it. */
const MAX_DAYS = 5_000;

/** A line's curve by its account number. Null if there is none. */
export async function lineCurve(db: Db, id: bigint): Promise<LineCurve | null> {
  const number = id.toString();
  const [line] = await db.rows<{ currency: string; exponent: number; imported: boolean }>(sql`
    select a.currency, a.exponent, exists (select 1 from tallies t where t.owner = a.id and t.side = 2) as imported
    from accounts a where a.id = ${number}::bigint and a.kind = 4`);
  if (line === undefined) return null;
  // A movement between two lines, or two commitments, counts on the side that is this line's.
  const changes = await db.rows<Change>(sql`
    select m.day,
      coalesce(sum(case when m.kind = 8 then -m.amount when m.kind = 7 then m.amount
        when m.kind in (10, 11) then case when m.to_id = ${number}::bigint then m.amount else -m.amount end end), 0)::text as appropriated,
      coalesce(sum(case m.kind when 14 then m.amount when 15 then -m.amount end), 0)::text as committed,
      coalesce(sum(case when m.kind in (4, 5) then m.amount when m.kind = 6 then -m.amount
        when m.kind = 16 then (case when t.line = ${number}::bigint then m.amount else 0 end)
          - (case when f.line = ${number}::bigint then m.amount else 0 end) end), 0)::text as paid
    from movements m join accounts f on f.id = m.from_id join accounts t on t.id = m.to_id
    where (m.line = ${number}::bigint or m.other_line = ${number}::bigint) and m.kind in (4, 5, 6, 7, 8, 10, 11, 14, 15, 16)
    group by m.day order by m.day limit ${MAX_DAYS}`);
  const sums = { appropriated: 0n, committed: 0n, paid: 0n };
  const points = changes.map((change): CurvePoint => {
    for (const name of ["appropriated", "committed", "paid"] as const) sums[name] += BigInt(change[name]);
    const { appropriated, committed, paid } = sums;
    return {
      day: dayText(change.day),
      appropriated: appropriated.toString(),
      committed: committed.toString(),
      paid: paid.toString(),
    };
  });
  return { line: idText(number), ...line, points };
}
