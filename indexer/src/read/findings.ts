// Reads findings as they stand: lists by filters, and rows of them for other answers.
import type { SortOrder } from "@mingzhang/sdk/api";
import type { Finding, FindingPage, FindingSort, FindingSubjectRef } from "@mingzhang/sdk/api-findings";
import { nameOf } from "@mingzhang/sdk/cases/words";
import { dayText, timeText } from "@mingzhang/sdk/days";
import { decodeSubject, type FindingSubject } from "@mingzhang/sdk/findings/subject";
import { FINDING_STATUSES, SEVERITIES } from "@mingzhang/sdk/findings/words";
import { FOREVER } from "../cases/phases.ts";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { CaseRefs } from "./case-refs.ts";
import { caseRefsWhere } from "./cases.ts";
import { hash, hashOrNull, hex, numbers } from "./cells.ts";
import { type FindingFilters, findingWhere, isOverdue } from "./finding-filters.ts";
import { type KeyCells, pageWindow, type Sorting, toPage } from "./keyset.ts";

export interface FindingCells extends KeyCells {
  number: number;
  id: string;
  official: number;
  office: number;
  asked: number;
  agency: number;
  severity: number;
  subject_kind: number;
  subject: string;
  answer_limit: number;
  text: string;
  document: string | null;
  at: number;
  status: number;
  turn: number;
  since: number;
  due: number | null;
  overdue: boolean;
  last_record: number;
}

/** Findings `f` as they stand: what their last act, or else the opening, has made of them. */
export const findingsAt: SQL = sql`(
  select o.*, coalesce(l.status, 1) as status, coalesce(l.agency, o.asked) as agency, coalesce(l.turn, 0) + 1 as turn,
    coalesce(l.at, o.at) as since, coalesce(l.record, o.record) as last_record,
    case when coalesce(l.status, 1) in (1, 4, 5) then coalesce(l.at, o.at) + o.answer_limit end as due
  from findings o
    left join lateral (select * from finding_acts a where a.id = o.id order by a.record desc limit 1) l on true
) f`;

/** Columns of FindingCells but those of the page. */
export const findingColumns = (now: number): SQL => sql`
  f.record::float8 as number, ${hex("f.id")} as id, f.official, f.office, f.asked, f.agency, f.severity, f.subject_kind,
  ${hex("f.subject")} as subject, f.answer_limit::float8 as answer_limit, f.text, ${hex("f.document")} as document,
  f.at::float8 as at, f.status, f.turn, f.since::float8 as since, f.due::float8 as due, ${isOverdue(now)} as overdue,
  f.last_record::float8 as last_record`;

const SORTS: Record<FindingSort, { key: SQL; keyType: Sorting["keyType"] }> = {
  number: { key: sql`f.record`, keyType: "bigint" },
  updated: { key: sql`f.last_record`, keyType: "bigint" },
  due: { key: sql`coalesce(f.due, ${FOREVER}::bigint)`, keyType: "bigint" },
  severity: { key: sql`f.severity::bigint`, keyType: "bigint" },
};

export interface FindingPageRequest {
  filters: FindingFilters;
  sort: FindingSort;
  order: SortOrder;
  limit: number;
  cursor?: string | undefined;
  count?: boolean | undefined;
}

/** One page of the findings that pass the filters. Throws BadParameter. */
export async function findingPage(db: Db, now: number, request: FindingPageRequest): Promise<FindingPage> {
  const { sort, order } = request;
  const window = pageWindow({ name: `finding-${sort}`, ...SORTS[sort], id: sql`f.record`, order }, request);
  const where = await findingWhere(db, request.filters, now);
  const rows = await db.rows<FindingCells>(sql`
    select ${findingColumns(now)}, ${window.cells} from ${findingsAt} where ${where} and ${window.where} ${window.tail}`);
  const page = window.finish(rows);
  const items = toPage(page, await findingOf(db, now, page.rows));
  if (request.count !== true) return { asOf: timeText(now), ...items };
  const [counted] = await db.rows<{ total: number }>(
    sql`select count(*)::float8 as total from ${findingsAt} where ${where}`,
  );
  return { asOf: timeText(now), ...items, total: counted?.total ?? 0 };
}

/** Turns rows into findings; loads the names that they need. */
export async function findingOf(
  db: Db,
  now: number,
  rows: readonly FindingCells[],
): Promise<(row: FindingCells) => Finding> {
  const subjects = new Map(rows.map((row) => [row.number, subjectOf(row)]));
  const all = [...subjects.values()];
  const refs = await CaseRefs.load(db, {
    accounts: all.flatMap((each) => (each.kind === "line" ? [each.line.toString()] : [])),
    parties: rows
      .flatMap((row) => [row.office, row.asked, row.agency])
      .concat(all.flatMap((each) => (each.kind === "party" ? [each.party] : []))),
    officials: rows.map((row) => row.official),
  });
  const names = await eventNames(
    db,
    all.flatMap((each) => (each.kind === "record" ? [Number(each.record)] : [])),
  );
  const ids = JSON.stringify(all.flatMap((each) => (each.kind === "case" ? [each.id.slice(2)] : [])));
  const cases = await caseRefsWhere(
    db,
    now,
    sql`c.id in (select decode(value, 'hex') from json_array_elements_text(${ids}::json))`,
  );
  const subjectRef = (subject: FindingSubject): FindingSubjectRef => {
    switch (subject.kind) {
      case "record": {
        const record = Number(subject.record);
        return { kind: "record", record, event: names.get(record) ?? null };
      }
      case "case":
        return { kind: "case", id: subject.id, case: cases.get(subject.id.slice(2)) ?? null };
      case "line":
        return { kind: "line", line: refs.names.account(subject.line.toString()) };
      case "party":
        return { kind: "party", party: refs.names.party(subject.party) };
      case "period":
        return { kind: "period", from: dayText(subject.firstDay), to: dayText(subject.lastDay) };
    }
  };
  return (row) => {
    const official = refs.official(row.official);
    if (official === null) throw new Error(`Finding ${row.number} has no official.`);
    return {
      number: row.number,
      id: hash(row.id),
      severity: nameOf(SEVERITIES, row.severity, "severity"),
      status: nameOf(FINDING_STATUSES, row.status, "status"),
      subject: subjectRef(subjects.get(row.number) ?? subjectOf(row)),
      text: row.text,
      document: hashOrNull(row.document),
      office: refs.names.party(row.office),
      agency: refs.names.party(row.agency),
      asked: refs.names.party(row.asked),
      official,
      openedAt: timeText(row.at),
      answerLimit: row.answer_limit,
      turn: row.turn,
      since: timeText(row.since),
      due: row.due === null ? null : timeText(row.due),
      overdue: row.overdue,
      lastRecord: row.last_record,
      updatedAt: timeText(row.since),
    };
  };
}

/** The contract lets nothing in that does not decode. */
function subjectOf(row: FindingCells): FindingSubject {
  const subject = decodeSubject(row.subject_kind, hash(row.subject));
  if (subject === null) throw new Error(`Finding ${row.number} is about nothing that there is.`);
  return subject;
}

/** Names of the events of records. Movements are kept apart from other records. */
async function eventNames(db: Db, records: readonly number[]): Promise<Map<number, string>> {
  if (records.length === 0) return new Map();
  const rows = await db.rows<{ number: number; event: string }>(sql`
    select number::float8 as number, event from records where number in ${numbers(records)}
    union all select record::float8, 'Movement' from movements where record in ${numbers(records)}`);
  return new Map(rows.map((row) => [row.number, row.event]));
}
