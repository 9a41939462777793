// Adds up how agencies decide in time: medians, shares on time, what waits and what is overdue, by agency and procedure.
import type { Timeliness, TimelinessRow } from "@mingzhang/sdk/api-cases";
import { timeText } from "@mingzhang/sdk/days";
import { sql } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { CaseRefs } from "./case-refs.ts";
import { agencyTree } from "./filters.ts";
import { isDecided, isLapsed } from "./spells.ts";

interface Cells {
  agency: number;
  /** Null: all procedures together. */
  procedure: number | null;
  decided: number;
  median: number | null;
  limited: number;
  on_time: number;
  lapsed: number;
  open: number;
  overdue: number;
}

export interface TimelinessRequest {
  /** And those under it. */
  agency?: number | undefined;
}

/**
 * Spells of officials' steps; rules are left out, they take no time. A spell counts for the agency that had to decide. One
 * whose limit the clock has ended (deemed, escalated) is late and lapsed, on record or not; a case's other turn (a
 * withdrawal, a rejection by a parallel step) ends its open spells without counting.
 */
export async function timeliness(db: Db, now: number, request: TimelinessRequest): Promise<Timeliness> {
  const tree = request.agency === undefined ? null : agencyTree(request.agency);
  const whose = (column: "s.agency" | "d.agency") =>
    tree === null ? sql`true` : sql`${sql.raw(column)} = any(${tree})`;
  const rows = await db.rows<Cells>(sql`
    with versions as (
      select o.number, max(v.number) as latest from procedures o
        join procedures v on v.government = o.government and v.code = o.code group by o.number
    ), facts as (
      select s.agency, s.procedure, s.began, s.ended, s.due, coalesce(${isDecided}, false) as decided,
        ${isLapsed(now)} as lapsed, false as open, false as overdue
      from case_spells s
      where s.duty <> 0 and ${whose("s.agency")} and (${isDecided} or ${isLapsed(now)})
      union all
      select d.agency, c.procedure, null, null, null, false, false, true, not d.moving and d.due < ${now}
      from case_desks d join cases c on c.number = d.number
      where d.who = 1 and d.from_time <= ${now} and d.until_time > ${now} and ${whose("d.agency")}
    )
    select f.agency, v.latest as procedure,
      (count(*) filter (where f.decided))::float8 as decided,
      (percentile_cont(0.5) within group (order by f.ended - f.began) filter (where f.decided))::float8 as median,
      (count(*) filter (where f.due is not null and (f.decided or f.lapsed)))::float8 as limited,
      (count(*) filter (where f.due is not null and f.decided and f.ended <= f.due))::float8 as on_time,
      (count(*) filter (where f.lapsed))::float8 as lapsed,
      (count(*) filter (where f.open))::float8 as open,
      (count(*) filter (where f.overdue))::float8 as overdue
    from facts f join versions v on v.number = f.procedure
    group by grouping sets ((f.agency, v.latest), (f.agency)) order by f.agency, v.latest nulls last`);
  const refs = await CaseRefs.load(db, {
    parties: rows.map((row) => row.agency),
    procedures: rows.flatMap((row) => (row.procedure === null ? [] : [row.procedure])),
  });
  const items: TimelinessRow[] = [];
  const agencies: Timeliness["agencies"] = [];
  for (const { agency, procedure, median, on_time, ...counts } of rows) {
    const row = { agency: refs.names.party(agency), ...counts, medianSeconds: median, onTime: on_time };
    if (procedure === null) agencies.push(row);
    else items.push({ ...row, procedure: refs.procedure(procedure) });
  }
  return { asOf: timeText(now), items, agencies };
}
