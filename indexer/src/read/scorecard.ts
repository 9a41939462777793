// Adds up how agencies answer findings: what waits, what is late, how long answers take, what is unresolved by severity.
import type { Scorecard, ScorecardRow } from "@mingzhang/sdk/api-findings";
import { timeText } from "@mingzhang/sdk/days";
import { SEVERITIES, type SeverityName } from "@mingzhang/sdk/findings/words";
import { sql } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { agencyTree } from "./filters.ts";
import { Refs } from "./refs.ts";

interface Cells {
  agency: number;
  asked: number;
  open: number;
  overdue: number;
  answered: number;
  median: number | null;
  limited: number;
  on_time: number;
  resolved: number;
  /** One count for each severity, from 1. */
  unresolved: number[];
}

export interface ScorecardRequest {
  /** And those under it. */
  agency?: number | undefined;
}

/**
 * A span begins with an act and ends with the next. One that asks for an answer counts for the agency that had to give it: in time or
 * late where it was answered, late where it was taken to the agency above or is overdue, and not at all where the
 * auditors resolved it unanswered.
 */
export async function scorecard(db: Db, now: number, { agency }: ScorecardRequest): Promise<Scorecard> {
  const whose = agency === undefined ? sql`true` : sql`s.agency = any(${agencyTree(agency)})`;
  const late = sql`s.at + s.answer_limit < ${now}`;
  const rows = await db.rows<Cells>(sql`
    with turns as (
      select id, severity, record, asked as agency, at, 1 as status, answer_limit from findings
      union all
      select a.id, f.severity, a.record, a.agency, a.at, a.status, f.answer_limit
      from finding_acts a join findings f on f.id = a.id
    ), spans as (
      select t.*, t.status in (1, 4, 5) as waits, lead(t.at) over w as ended, lead(t.status) over w as next
      from turns t window w as (partition by t.id order by t.record)
    )
    select s.agency,
      (count(*) filter (where s.waits))::float8 as asked,
      (count(*) filter (where s.waits and s.ended is null))::float8 as open,
      (count(*) filter (where s.waits and s.ended is null and ${late}))::float8 as overdue,
      (count(*) filter (where s.waits and s.next = 2))::float8 as answered,
      (percentile_cont(0.5) within group (order by s.ended - s.at) filter (where s.waits and s.next = 2))::float8 as median,
      (count(*) filter (where s.waits and (s.next in (2, 4) or (s.ended is null and ${late}))))::float8 as limited,
      (count(*) filter (where s.waits and s.next = 2 and s.ended <= s.at + s.answer_limit))::float8 as on_time,
      (count(*) filter (where s.status = 3 and s.ended is null))::float8 as resolved,
      json_build_array(${sql.join(
        SEVERITIES.map(
          ({ number }) => sql`count(*) filter (where s.ended is null and s.status <> 3 and s.severity = ${number})`,
        ),
        sql`, `,
      )}) as unresolved
    from spans s where ${whose} group by s.agency
    order by overdue desc, open desc, s.agency`);
  const refs = await Refs.load(
    db,
    [],
    rows.map((row) => row.agency),
  );
  const items = rows.map((row): ScorecardRow => {
    const { median, on_time, unresolved, ...counts } = row;
    return {
      ...counts,
      agency: refs.party(row.agency),
      medianSeconds: median,
      onTime: on_time,
      unresolved: Object.fromEntries(SEVERITIES.map(({ name }, place) => [name, unresolved[place] ?? 0])) as Record<
        SeverityName,
        number
      >,
    };
  });
  return { asOf: timeText(now), items };
}
