// Reads cases as they are in effect at a moment: lists by filters, and rows of them for other answers.
import type { Case, CaseDesk, CasePage, CaseRef, CaseSort } from "@mingzhang/sdk/api-cases";
import type { SortOrder } from "@mingzhang/sdk/api";
import { DUTIES, nameOf, STATUSES } from "@mingzhang/sdk/cases/words";
import { timeText } from "@mingzhang/sdk/days";
import { FOREVER, WHO } from "../cases/phases.ts";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { asksPhase, type CaseFilters, caseWhere, lookedUpCases } from "./case-filters.ts";
import { CaseRefs } from "./case-refs.ts";
import { hash, hex, rowsAtOnce } from "./cells.ts";
import { type KeyCells, pageWindow, type Sorting, toPage } from "./keyset.ts";

interface DeskCells {
  who: number;
  step: number | null;
  duty: number | null;
  agency: number | null;
  escalated: boolean;
  quorum: number;
  approvals: number;
  due: number | null;
  moving: boolean;
}

export interface CaseCells extends KeyCells {
  number: number;
  id: string;
  procedure: number;
  agency: number;
  official: number;
  submitter: string;
  amount: string | null;
  currency: string | null;
  title: string;
  round: number;
  stages: number[];
  was_late: boolean;
  submitted_at: number;
  last_record: number;
  updated_at: number;
  status: number;
  stage: number;
  silent: boolean;
  lapsable: boolean;
  since: number;
  due: number | null;
  overdue: boolean;
  desks: DeskCells[];
}

/** `cases c` with its phase `p` at a moment. */
export const casesAt = (now: number): SQL =>
  sql`cases c join case_phases p on p.number = c.number and p.from_time <= ${now} and p.until_time > ${now}`;

/** When the case's clock runs out, null for never. */
export const dueAt = (now: number): SQL => sql`(case when p.moving then ${now}::bigint + p.due else p.due end)`;
export const overdueAt = (now: number): SQL => sql`(not p.moving and p.due is not null and p.due < ${now})`;

/** Columns of CaseCells but those of the page. */
export const caseColumns = (now: number): SQL => sql`
  c.number::float8 as number, ${hex("c.id")} as id, c.procedure, c.agency, c.official, ${hex("c.submitter")} as submitter,
  c.amount::text as amount, c.currency, c.title, c.round, c.stages, c.was_late, c.submitted_at::float8 as submitted_at,
  c.last_record::float8 as last_record, c.updated_at::float8 as updated_at, p.status, p.stage, p.silent, p.lapsable,
  p.since::float8 as since, ${dueAt(now)}::float8 as due, ${overdueAt(now)} as overdue,
  coalesce((select json_agg(json_build_object('who', d.who, 'step', d.step, 'duty', d.duty, 'agency', d.agency,
      'escalated', d.escalated, 'quorum', d.quorum, 'approvals', d.approvals, 'due', d.due, 'moving', d.moving)
      order by d.step)
    from case_desks d where d.number = c.number and d.from_time <= ${now} and d.until_time > ${now}), '[]'::json) as desks`;

const SORTS = (now: number): Record<CaseSort, { key: SQL; keyType: Sorting["keyType"] }> => ({
  number: { key: sql`c.number`, keyType: "bigint" },
  updated: { key: sql`c.last_record`, keyType: "bigint" },
  due: { key: sql`coalesce(${dueAt(now)}, ${FOREVER}::bigint)`, keyType: "bigint" },
  amount: { key: sql`coalesce(c.amount, -1)`, keyType: "numeric" },
});

export interface CasePageRequest {
  filters: CaseFilters;
  sort: CaseSort;
  order: SortOrder;
  limit: number;
  cursor?: string | undefined;
  count?: boolean | undefined;
}

/** One page of the cases that pass the filters at a moment. Throws BadParameter. */
export async function casePage(db: Db, now: number, request: CasePageRequest): Promise<CasePage> {
  const sorting = {
    name: `case-${request.sort}`,
    ...SORTS(now)[request.sort],
    id: sql`c.number`,
    order: request.order,
  };
  const window = pageWindow(sorting, request);
  const filters = await lookedUpCases(db, request.filters);
  const where = caseWhere(filters, now);
  const rows = await rowsAtOnce<CaseCells>(
    db,
    sql`
    select ${caseColumns(now)}, ${window.cells} from ${casesAt(now)} where ${where} and ${window.where} ${window.tail}`,
  );
  const page = window.finish(rows);
  const items = toPage(page, await caseOf(db, now, page.rows));
  if (request.count !== true) return { asOf: timeText(now), ...items };
  const from = asksPhase(filters) ? casesAt(now) : sql`cases c`;
  const [counted] = await db.rows<{ total: number }>(sql`select count(*)::float8 as total from ${from} where ${where}`);
  return { asOf: timeText(now), ...items, total: counted?.total ?? 0 };
}

/** Cases that a condition on `cases c` and its phase `p` picks. */
export async function casesWhere(db: Db, now: number, where: SQL, tail: SQL): Promise<CaseCells[]> {
  return rowsAtOnce<CaseCells>(
    db,
    sql`
    select ${caseColumns(now)}, '' as page_key, '' as page_id from ${casesAt(now)} where ${where} ${tail}`,
  );
}

/** Turns rows into cases; loads the names that they need. */
export async function caseOf(db: Db, now: number, rows: readonly CaseCells[]): Promise<(row: CaseCells) => Case> {
  const refs = await CaseRefs.load(db, {
    parties: rows.flatMap((row) => [row.agency, ...row.desks.map((desk) => desk.agency)]),
    officials: rows.map((row) => row.official),
    procedures: rows.map((row) => row.procedure),
  });
  return (row) => toCase(row, refs, now);
}

function toCase(row: CaseCells, refs: CaseRefs, now: number): Case {
  return {
    ...caseRef(row, refs),
    amount: row.amount,
    currency: row.currency,
    exponent: refs.exponent(row.currency),
    round: row.round,
    stage: row.stage,
    stages: row.stages.length,
    stageNumber: row.stages.indexOf(row.stage) + 1,
    desks: row.desks.map((desk) => toDesk(desk, refs, now)),
    since: timeText(row.since),
    due: row.due === null ? null : timeText(row.due),
    overdue: row.overdue,
    late: row.was_late || row.overdue || row.lapsable,
    lapsable: row.lapsable,
    silent: row.silent,
    submittedAt: timeText(row.submitted_at),
    submitter: hash(row.submitter),
    official: refs.official(row.official),
    lastRecord: row.last_record,
    updatedAt: timeText(row.updated_at),
  };
}

function caseRef(row: CaseCells, refs: CaseRefs): CaseRef {
  return {
    number: row.number,
    id: hash(row.id),
    procedure: refs.procedure(row.procedure),
    agency: refs.names.party(row.agency),
    title: row.title,
    status: nameOf(STATUSES, row.status, "status"),
  };
}

function toDesk(desk: DeskCells, refs: CaseRefs, now: number): CaseDesk {
  const due = desk.due === null ? null : desk.moving ? now + desk.due : desk.due;
  return {
    who: WHO[desk.who - 1] ?? "anyone",
    step: desk.step,
    duty: desk.duty === null ? null : nameOf(DUTIES, desk.duty, "duty"),
    agency: refs.names.partyOrNull(desk.agency),
    escalated: desk.escalated,
    quorum: desk.quorum,
    approvals: desk.approvals,
    due: due === null ? null : timeText(due),
    overdue: due !== null && now > due,
  };
}

/** Links to cases by a condition on `cases c`, by their ids. */
export async function caseRefsWhere(db: Db, now: number, where: SQL): Promise<Map<string, CaseRef>> {
  const rows = await casesWhere(db, now, where, sql``);
  const item = await caseOf(db, now, rows);
  return new Map(
    rows.map((row) => {
      const { number, id, procedure, agency, title, status } = item(row);
      return [row.id, { number, id, procedure, agency, title, status }];
    }),
  );
}

/** The case that a movement came of: executed by it, or drawn from a standing order that it gave. Null for none. */
export async function caseOfMovement(db: Db, now: number, record: number): Promise<CaseRef | null> {
  const found = await caseRefsWhere(
    db,
    now,
    sql`c.number in (
      select l.number from (select e.number, e.executed_first + e.executed_count as next from cases e
        where e.executed_first <= ${record} and e.executed_count > 0 order by e.executed_first desc limit 1) l
        where l.next > ${record}
      union all (select e.number from standing_draws d join standing_orders s on s.number = d.standing
        join cases e on e.id = s.id where d.movement = ${record}))`,
  );
  return [...found.values()][0] ?? null;
}
