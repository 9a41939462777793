// The filters of the list of cases as SQL conditions on a case `c` and its phase `p`, all of which must hold.
import type { CaseQuery } from "@mingzhang/sdk/api-cases";
import { DUTIES, FINAL_STATUSES, STATUSES, wordByName } from "@mingzhang/sdk/cases/words";
import { parseAccount } from "@mingzhang/sdk/accounts";
import { parseDay } from "@mingzhang/sdk/days";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { anywhere } from "./cells.ts";
import { BadParameter } from "./errors.ts";
import { agenciesUnder, functionRange, ofAgencies, parameter } from "./filters.ts";
import { isDecided, isLapsed } from "./spells.ts";

export type CaseFilters = Omit<CaseQuery, "sort" | "order" | "limit" | "cursor" | "count">;
/** The filters with the agencies looked up that `agency` and `within` name. */
export type CaseConditions = Omit<CaseFilters, "agency" | "within"> & {
  agencies?: readonly number[];
  agency?: never;
  within?: never;
};

const MAX_WORDS = 8;
const SECONDS = 86_400;

/** Whether the case's clock has run out; the same as overdueAt of cases.ts. */
const overdue = (now: number): SQL => sql`(not p.moving and p.due is not null and p.due < ${now})`;

/** The filters that are about a case's phase. */
const OF_PHASE = ["status", "overdue", "late"] as const satisfies readonly (keyof CaseFilters)[];

/** Whether the conditions speak of the phase `p` at all: each case has one at any moment. */
export const asksPhase = (filters: CaseConditions): boolean => OF_PHASE.some((name) => filters[name] !== undefined);

/** For all the questions of one answer. Throws BadParameter. */
export async function lookedUpCases(db: Db, { agency, within, ...rest }: CaseFilters): Promise<CaseConditions> {
  if (agency === undefined && within !== undefined) {
    throw new BadParameter("within", within, "Give agency with it, or leave it out.");
  }
  if (agency === undefined) return rest;
  return { ...rest, agencies: within === "self" ? [agency] : await agenciesUnder(db, agency) };
}

/**
 * Whether only statuses are asked for that cases leave, so that they are few: then the index of phases by agency and
 * status has them, else the agency's cases in their order are the better way to a page.
 */
const isPassing = (statuses: string | undefined): boolean =>
  statuses !== undefined && statuses.split(",").every((name) => !FINAL_STATUSES.some((final) => final === name));

/** Throws BadParameter. @param now seconds */
export function caseWhere(filters: CaseConditions, now: number): SQL {
  const all: SQL[] = [sql`true`];
  const add = <V>(value: V | undefined, condition: (value: V) => SQL) => {
    if (value !== undefined) all.push(condition(value));
  };
  add(filters.status, (list) => {
    const wanted = list
      .split(",")
      .map((name) => parameter("status", name, (text) => wordByName(STATUSES, text, "status")));
    return sql`p.status = any(${`{${wanted.map((word) => word.number).join(",")}}`}::smallint[])`;
  });
  add(filters.agencies, (ids) => ofAgencies(isPassing(filters.status) ? sql`p.agency` : sql`c.agency`, ids));
  add(filters.procedure, (text) =>
    /^\d{1,9}$/.test(text)
      ? sql`c.procedure = ${Number(text)}`
      : sql`c.procedure in (select number from procedures where code = ${text})`,
  );
  add(
    filters.official,
    (official) => sql`(c.official = ${official}
    or c.id in (select id from case_acts where official = ${official})
    or c.id in (select id from case_rounds where official = ${official}))`,
  );
  if (filters.duty !== undefined || filters.desk !== undefined) all.push(deskWhere(filters, now));
  if (filters.outcome !== undefined && filters.decider === undefined) {
    throw new BadParameter("outcome", filters.outcome, "Give decider with it, or leave it out.");
  }
  add(filters.decider, (agency) => deciderWhere(agency, filters.outcome, now));
  add(filters.account, (text) => isAbout(ABOUT.account, parameter("account", text, parseAccount)));
  add(filters.party, (id) => isAbout(ABOUT.party, id));
  add(filters.function, (code) => isAbout(ABOUT.division, Math.floor(functionRange(code)[0] / 100)));
  add(filters.overdue, (wanted) => (wanted ? overdue(now) : sql`not ${overdue(now)}`));
  add(filters.late, (wanted) => {
    const late = sql`(c.was_late or p.lapsable or ${overdue(now)})`;
    return wanted ? late : sql`not ${late}`;
  });
  add(filters.currency, (code) => sql`c.currency = ${code}`);
  add(filters.minAmount, (text) => sql`c.amount >= ${text}::numeric`);
  add(filters.maxAmount, (text) => sql`c.amount <= ${text}::numeric`);
  add(filters.from, (text) => sql`c.submitted_at >= ${parameter("from", text, parseDay) * SECONDS}::bigint`);
  add(filters.to, (text) => sql`c.submitted_at < ${(parameter("to", text, parseDay) + 1) * SECONDS}::bigint`);
  add(filters.text, textWhere);
  return sql.join(all, sql` and `);
}

/** Kinds of case_subjects. */
const ABOUT = { account: 1, party: 2, division: 3 } as const;

/** Whether carrying the case out moved money of a subject. */
function isAbout(kind: number, subject: bigint | number): SQL {
  return sql`c.number in (select number from case_subjects where kind = ${kind} and subject = ${subject.toString()}::bigint)`;
}

function deskWhere({ duty, desk }: CaseConditions, now: number): SQL {
  const wanted: SQL[] = [sql`d.number = c.number`, sql`d.from_time <= ${now}`, sql`d.until_time > ${now}`];
  if (duty !== undefined) {
    wanted.push(sql`d.duty = ${parameter("duty", duty, (text) => wordByName(DUTIES, text, "duty")).number}`);
  }
  if (desk !== undefined) wanted.push(sql`d.agency = ${desk}::int`);
  return sql`exists (select 1 from case_desks d where ${sql.join(wanted, sql` and `)})`;
}

/** The same spells that timeliness.ts counts. */
function deciderWhere(agency: number, outcome: CaseFilters["outcome"], now: number): SQL {
  const ended = sql`(${isDecided} or ${isLapsed(now)})`;
  const how = {
    decided: isDecided,
    lapsed: isLapsed(now),
    limited: sql`s.due is not null and ${ended}`,
    "in-time": sql`s.due is not null and ${isDecided} and s.ended <= s.due`,
  };
  return sql`exists (select 1 from case_spells s where s.number = c.number and s.duty <> 0 and s.agency = ${agency}::int
    and ${outcome === undefined ? ended : how[outcome]})`;
}

function textWhere(text: string): SQL {
  const words = text.split(/\s+/u).filter((word) => word !== "");
  if (words.length > MAX_WORDS) throw new BadParameter("text", text, `Give at most ${MAX_WORDS} words.`);
  const conditions = words.map((word) => {
    const pattern = sql`lower(${anywhere(word)})`;
    return sql`(c.search like ${pattern} or c.procedure in (select number from procedures where search like ${pattern})
      or c.agency in (select id from parties where search like ${pattern}))`;
  });
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}
