// The filters of the list of findings as SQL conditions on a finding `f` as it stands (findingsAt of findings.ts), all of which must hold.
import type { FindingQuery } from "@mingzhang/sdk/api-findings";
import { parseAccount } from "@mingzhang/sdk/accounts";
import { wordByName } from "@mingzhang/sdk/cases/words";
import { parseDay } from "@mingzhang/sdk/days";
import { FINDING_STATUSES, SEVERITIES, SUBJECT_KINDS } from "@mingzhang/sdk/findings/words";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { caseOfMovement } from "./cases.ts";
import { anywhere, numbers } from "./cells.ts";
import { BadParameter } from "./errors.ts";
import { agencyTree, parameter } from "./filters.ts";

export type FindingFilters = Omit<FindingQuery, "sort" | "order" | "limit" | "cursor" | "count">;

const MAX_WORDS = 8;
const SECONDS = 86_400;

/** Numbers of IFindings.SubjectKind. */
const [RECORD, CASE, LINE, PARTY] = [1, 2, 3, 4] as const;

/** An answer is awaited and late. */
export const isOverdue = (now: number): SQL => sql`(f.due is not null and f.due < ${now})`;

/** Throws BadParameter. @param now seconds */
export async function findingWhere(db: Db, filters: FindingFilters, now: number): Promise<SQL> {
  const all: SQL[] = [sql`true`];
  const add = <V>(value: V | undefined, condition: (value: V) => SQL) => {
    if (value !== undefined) all.push(condition(value));
  };
  const named = (field: string, list: string, words: Parameters<typeof wordByName>[0]) =>
    numbers(list.split(",").map((name) => parameter(field, name, (text) => wordByName(words, text, field)).number));
  add(filters.status, (list) => sql`f.status in ${named("status", list, FINDING_STATUSES)}`);
  add(filters.severity, (list) => sql`f.severity in ${named("severity", list, SEVERITIES)}`);
  add(filters.overdue, (wanted) => (wanted ? isOverdue(now) : sql`not ${isOverdue(now)}`));
  if (filters.within !== undefined && filters.agency === undefined) {
    throw new BadParameter("within", filters.within, "Give agency with it, or leave it out.");
  }
  add(filters.agency, (id) =>
    filters.within === "self"
      ? sql`f.agency = ${id}::int`
      : sql`(f.agency = any(${agencyTree(id)}) or f.asked = any(${agencyTree(id)}))`,
  );
  add(filters.office, (id) => sql`f.office = ${id}::int`);
  add(filters.subject, (kind) => sql`f.subject_kind = ${wordByName(SUBJECT_KINDS, kind, "subject").number}`);
  add(filters.from, (text) => sql`f.at >= ${parameter("from", text, parseDay) * SECONDS}::bigint`);
  add(filters.to, (text) => sql`f.at < ${(parameter("to", text, parseDay) + 1) * SECONDS}::bigint`);
  add(filters.text, textWhere);
  if (filters.concerns !== undefined) all.push(await concernsWhere(db, filters.concerns, now));
  return sql.join(all, sql` and `);
}

/** Findings on something and on what belongs to it. @param key `movement-812`, `record-9`, `case-7702`, `line-12` or `party-45` */
async function concernsWhere(db: Db, key: string, now: number): Promise<SQL> {
  const dash = key.indexOf("-");
  const number = Number(key.slice(dash + 1));
  switch (key.slice(0, dash)) {
    case "record":
      return on(RECORD, number);
    case "movement":
      return concernsMovement(db, number, now);
    case "case":
      return concernsCase(number);
    case "line":
      return concernsLine(parameter("concerns", key, parseAccount));
    case "party":
      return concernsParty(number);
    default:
      throw new BadParameter("concerns", key, "Give movement-, record-, case-, line- or party-, and the number.");
  }
}

const on = (kind: number, number: number | bigint): SQL =>
  sql`(f.subject_kind = ${kind} and f.subject_number = ${number.toString()}::bigint)`;

/** The movement that a finding is about, where a condition on `movements m` holds. */
const onMovement = (where: SQL): SQL => sql`(f.subject_kind = ${RECORD}
  and exists (select 1 from movements m where m.record = f.subject_number and ${where}))`;

async function concernsMovement(db: Db, record: number, now: number): Promise<SQL> {
  const of = await caseOfMovement(db, now, record);
  const ofCase =
    of === null ? sql`false` : sql`(f.subject_kind = ${CASE} and f.subject = decode(${of.id.slice(2)}, 'hex'))`;
  return sql`(${on(RECORD, record)} or ${ofCase} or (f.subject_kind = ${LINE} and exists (select 1 from movements m
    where m.record = ${record} and f.subject_number in (m.line, m.other_line))))`;
}

function concernsCase(number: number): SQL {
  const id = sql`(select id from cases where number = ${number})`;
  return sql`((f.subject_kind = ${CASE} and f.subject = ${id}) or (f.subject_kind = ${RECORD} and (
    f.subject_number in (select record from case_rounds where id = ${id} union all select record from case_acts where id = ${id})
    or exists (select 1 from cases c where c.number = ${number} and c.executed_count > 0
      and f.subject_number >= c.executed_first and f.subject_number < c.executed_first + c.executed_count))))`;
}

function concernsLine(line: bigint): SQL {
  const id = sql`${line.toString()}::bigint`;
  return sql`(${on(LINE, line)} or ${onMovement(sql`(m.line = ${id} or m.other_line = ${id})`)})`;
}

function concernsParty(party: number): SQL {
  return sql`(${on(PARTY, party)} or f.agency = ${party}::int or f.asked = ${party}::int
    or (f.subject_kind = ${LINE} and exists (select 1 from accounts a where a.id = f.subject_number and a.agency = ${party}::int))
    or ${onMovement(sql`(m.payee = ${party}::int or m.payer = ${party}::int)`)})`;
}

function textWhere(text: string): SQL {
  const words = text.split(/\s+/u).filter((word) => word !== "");
  if (words.length > MAX_WORDS) throw new BadParameter("text", text, `Give at most ${MAX_WORDS} words.`);
  const conditions = words.map((word) => {
    const pattern = sql`lower(${anywhere(word)})`;
    const parties = sql`(select id from parties where search like ${pattern})`;
    return sql`(f.search like ${pattern} or f.agency in ${parties} or f.asked in ${parties} or f.office in ${parties})`;
  });
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}
