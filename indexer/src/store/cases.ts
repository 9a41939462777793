// Writes what records say of cases, and keeps what is derived from it: the case, its phases, desks and spells.
import type { Hex } from "@mingzhang/sdk/hex";
import { phasesOf, WHO } from "../cases/phases.ts";
import {
  type Act,
  DECIDED,
  EXECUTED,
  EXECUTED_STATUS,
  OUTCOMES,
  replay,
  type Replayed,
  type Round,
  wasLate,
} from "../cases/replay.ts";
import type { CaseRows } from "./batch-cases.ts";
import { type Columns, insertRows } from "./bulk.ts";
import { sql, type SQL } from "./drizzle.ts";
import type { Db } from "./open.ts";

const COLUMNS: Record<keyof CaseRows, { table: string; columns: Columns }> = {
  procedures: {
    table: "procedures",
    columns: {
      number: "int",
      record: "bigint",
      announcedAt: "bigint",
      publishableFrom: "bigint",
      government: "int",
      handler: "bytea",
      scope: "bigint",
      submitDuty: "smallint",
      submitAgency: "int",
      correctionLimit: "bigint",
      executionLimit: "bigint",
      currency: "text",
      code: "text",
      name: "text",
      otherName: "text",
      legalBasis: "text",
      document: "bytea",
      steps: "jsonb",
      search: "text",
    },
  },
  procedureEvents: {
    table: "procedure_events",
    columns: { record: "bigint", procedure: "int", event: "smallint", replaced: "int", at: "bigint" },
  },
  rounds: {
    table: "case_rounds",
    columns: {
      record: "bigint",
      id: "bytea",
      round: "smallint",
      at: "bigint",
      procedure: "int",
      agency: "int",
      government: "int",
      official: "int",
      submitter: "bytea",
      correctionLimit: "bigint",
      executionLimit: "bigint",
      records: "bigint",
      steps: "jsonb",
      amount: "numeric",
      currency: "text",
      title: "text",
      search: "text",
    },
  },
  acts: {
    table: "case_acts",
    columns: {
      record: "bigint",
      id: "bytea",
      kind: "smallint",
      at: "bigint",
      round: "smallint",
      step: "smallint",
      verdict: "smallint",
      official: "int",
      status: "smallint",
      stage: "smallint",
      done: "int",
      escalated: "int",
      first: "bigint",
      count: "bigint",
    },
  },
  permits: {
    table: "permits",
    columns: {
      number: "bigint",
      record: "bigint",
      id: "bytea",
      agency: "int",
      permitType: "smallint",
      typeName: "text",
      holder: "bytea",
      validFrom: "bigint",
      validUntil: "bigint",
      conditions: "text",
      document: "bytea",
      at: "bigint",
    },
  },
  revocations: {
    table: "permit_revocations",
    columns: { record: "bigint", permit: "bigint", id: "bytea", reason: "text", document: "bytea", at: "bigint" },
  },
  standings: {
    table: "standing_orders",
    columns: {
      number: "bigint",
      record: "bigint",
      id: "bytea",
      agency: "int",
      fund: "bigint",
      commitment: "bigint",
      amount: "numeric",
      times: "int",
      firstDay: "int",
      everyDays: "int",
      persons: "bigint",
      detail: "bytea",
      purpose: "text",
      document: "bytea",
      at: "bigint",
    },
  },
  draws: {
    table: "standing_draws",
    columns: { record: "bigint", standing: "bigint", nth: "int", dueDay: "int", movement: "bigint", at: "bigint" },
  },
  stops: {
    table: "standing_stops",
    columns: { record: "bigint", standing: "bigint", official: "int", reason: "text", at: "bigint" },
  },
  officials: {
    table: "officials",
    columns: { number: "int", record: "bigint", agency: "int", name: "text", otherName: "text" },
  },
  seats: {
    table: "seats",
    columns: {
      record: "bigint",
      official: "int",
      agency: "int",
      duty: "smallint",
      holder: "bytea",
      fromTime: "bigint",
      untilTime: "bigint",
      ended: "boolean",
    },
  },
};

/** Tables that are derived from rounds and acts alone. Cases are the last: what is of them is found by them. */
export const DERIVED_HERE = ["case_phases", "case_desks", "case_spells", "cases"] as const;
const TABLES = Object.values(COLUMNS).map(({ table }) => table);
/** Every table that this file writes. */
export const CASE_TABLES: readonly string[] = [...TABLES, "case_subjects", ...DERIVED_HERE];

/** Writes what a range of blocks brought, and brings the cases that it touches up to date. */
export async function writeCases(db: Db, rows: CaseRows): Promise<void> {
  for (const name of Object.keys(COLUMNS) as (keyof CaseRows)[]) {
    const { table, columns } = COLUMNS[name];
    await insertRows(db, table, rows[name], columns);
  }
  await refreshCases(db, [...new Set([...rows.rounds, ...rows.acts].map((row) => row.id))]);
}

/** Undoes the records from `next` on, exactly. */
export async function undoCases(db: Db, next: number): Promise<void> {
  const touched = await db.rows<{ id: string }>(sql`
    select encode(id, 'hex') as id from case_rounds where record >= ${next}
    union select encode(id, 'hex') from case_acts where record >= ${next}`);
  for (const table of TABLES) await db.rows(sql`delete from ${sql.raw(table)} where record >= ${next}`);
  await refreshCases(
    db,
    touched.map(({ id }): Hex => `0x${id}`),
  );
}

interface RoundCells extends Round {
  id: string;
  submitter: Hex;
  records: number;
  amount: string;
  currency: string | null;
  title: string;
  search: string;
}

type ActCells = Act & { id: string; first: number; count: number };

const hexList = (ids: readonly Hex[]): SQL =>
  sql`(select decode(value, 'hex') from json_array_elements_text(${JSON.stringify(ids.map((id) => id.slice(2)))}::json))`;

/** Derives cases anew from their rounds and acts; one without rounds is gone. */
async function refreshCases(db: Db, ids: readonly Hex[]): Promise<void> {
  if (ids.length === 0) return;
  const list = hexList(ids);
  const gone = sql`(select number from cases where id in ${list})`;
  for (const table of DERIVED_HERE) await db.rows(sql`delete from ${sql.raw(table)} where number in ${gone}`);
  const derived = await derivedCases(db, sql`id in ${list}`);
  for (const table of DERIVED_HERE) await insertRows(db, table, derived[table], DERIVED_COLUMNS[table]);
  // Their movements are written before. What a case was about stays, whatever is recorded of it after its execution.
  await db.rows(sql`
    insert into case_subjects (number, kind, subject) ${subjectsOf(sql`c.id in ${list}`)} on conflict do nothing`);
}

/** What follows from rounds and acts. @param which of them, by their own columns `id` and `record` */
export async function derivedCases(db: Db, which: SQL): Promise<Derived> {
  const rounds = await db.rows<RoundCells>(sql`
    select encode(id, 'hex') as id, record::float8 as record, round, at::float8 as at, procedure, agency, official,
      '0x' || encode(submitter, 'hex') as submitter, correction_limit::float8 as "correctionLimit",
      execution_limit::float8 as "executionLimit", records::float8 as records, steps, amount::text as amount, currency, title, search
    from case_rounds where ${which} order by record`);
  const acts = await db.rows<ActCells>(sql`
    select encode(id, 'hex') as id, record::float8 as record, kind, at::float8 as at, round, step, verdict, official,
      status, stage, done, escalated, first::float8 as first, count::float8 as count
    from case_acts where ${which} order by record`);
  const above = await agenciesAbove(db);
  const actsOf = Map.groupBy(acts, (act) => act.id);
  const derived: Derived = { cases: [], case_phases: [], case_desks: [], case_spells: [] };
  for (const [id, own] of Map.groupBy(rounds, (round) => round.id)) derive(derived, own, actsOf.get(id) ?? [], above);
  return derived;
}

/**
 * What the movements are of that carrying cases out has made, as rows of case_subjects. A branch for each column: to pair
 * each movement with all of its columns takes thrice as long.
 * @param which of the cases `c`
 */
const subjectsOf = (which: SQL): SQL => sql`
  with made as materialized (
    select c.number, m.from_id, m.to_id, m.fund, m.other_fund, m.line, m.other_line, m.payee, m.payer
    from cases c join movements m on m.record >= c.executed_first and m.record < c.executed_first + c.executed_count
    where ${which}
  ), lines as materialized (
    select number, line from made where line is not null
    union select number, other_line from made where other_line is not null
  )
  select number, 1 as kind, from_id as subject from made
  union select number, 1, to_id from made
  union select number, 1, fund from made where fund is not null
  union select number, 1, other_fund from made where other_fund is not null
  union select number, 1, line from lines
  union select number, 2, payee from made where payee is not null
  union select number, 2, payer from made where payer is not null
  union select number, 3, (select a.func / 100 from accounts a where a.id = lines.line) from lines`;

/**
 * Forgets what executions from record `next` on were about; call it before their movements are deleted. The rows are found
 * by what they say: an index by case would be one more to keep for each movement of a payroll.
 */
export async function undoSubjects(db: Db, next: number): Promise<void> {
  await db.rows(sql`
    delete from case_subjects s using (${subjectsOf(sql`c.executed_record >= ${next}`)}) u
    where s.kind = u.kind and s.subject = u.subject and s.number = u.number`);
}

/** What came of a case by this act: it executed the case, or was the decision with which that was done at once. */
function executionOf(
  { kind, status, record, first, count }: ActCells,
  planned: number,
): { record: number; first: number; count: number } | null {
  if (kind === EXECUTED) return { record, first, count };
  return kind === DECIDED && status === EXECUTED_STATUS ? { record, first: record + 1, count: planned } : null;
}

/** The agency above each; one without is above itself, as the contract has it. */
export async function agenciesAbove(db: Db): Promise<(agency: number) => number> {
  const rows = await db.rows<{ id: number; parent: number }>(
    sql`select id, parent from parties where kind = 1 and parent <> 0`,
  );
  const parents = new Map(rows.map(({ id, parent }) => [id, parent]));
  return (agency) => parents.get(agency) ?? agency;
}

export type Derived = Record<(typeof DERIVED_HERE)[number], object[]>;

function derive(to: Derived, rounds: RoundCells[], acts: ActCells[], above: (agency: number) => number): void {
  const [first] = rounds;
  const present = rounds.at(-1);
  if (first === undefined || present === undefined) return;
  const replayed = replay(rounds, acts, above);
  const number = first.record;
  const executed = acts.map((act) => executionOf(act, present.records)).find((made) => made !== null);
  const last = [...rounds, ...acts].reduce((a, b) => (b.record > a.record ? b : a));
  to.cases.push({
    number,
    id: `0x${first.id}`,
    procedure: present.procedure,
    agency: present.agency,
    official: present.official,
    submitter: present.submitter,
    amount: present.currency === null ? null : present.amount,
    currency: present.currency,
    title: present.title,
    search: present.search,
    round: present.round,
    stages: [...new Set(replayed.steps.map((step) => step.stage))],
    wasLate: replayed.spells.some(wasLate),
    submittedAt: first.at,
    lastRecord: last.record,
    updatedAt: last.at,
    executedRecord: executed?.record ?? null,
    executedFirst: executed?.first ?? null,
    executedCount: executed?.count ?? null,
  });
  addPhases(to, { number, agency: present.agency }, replayed, above);
  for (const { outcome, ...spell } of replayed.spells) {
    const ending = outcome === null ? null : OUTCOMES.indexOf(outcome);
    to.case_spells.push({ number, procedure: present.procedure, ...spell, outcome: ending });
  }
}

function addPhases(
  to: Derived,
  { number, agency }: { number: number; agency: number },
  replayed: Replayed,
  above: (agency: number) => number,
): void {
  for (const { desks, ...phase } of phasesOf(replayed, above)) {
    to.case_phases.push({ number, agency, ...phase });
    const { fromTime, untilTime, moving } = phase;
    for (const { who, duty, ...desk } of desks) {
      const place = { number, fromTime, untilTime, moving, who: WHO.indexOf(who) + 1 };
      to.case_desks.push({ ...place, ...desk, duty: duty === 0 ? null : duty });
    }
  }
}

const span = { number: "bigint", fromTime: "bigint", untilTime: "bigint", moving: "boolean", due: "bigint" };
export const DERIVED_COLUMNS: Readonly<Record<(typeof DERIVED_HERE)[number], Columns>> = {
  cases: {
    number: "bigint",
    id: "bytea",
    procedure: "int",
    agency: "int",
    official: "int",
    submitter: "bytea",
    amount: "numeric",
    currency: "text",
    title: "text",
    search: "text",
    round: "smallint",
    stages: "jsonb",
    wasLate: "boolean",
    submittedAt: "bigint",
    lastRecord: "bigint",
    updatedAt: "bigint",
    executedRecord: "bigint",
    executedFirst: "bigint",
    executedCount: "bigint",
  },
  case_phases: {
    ...span,
    agency: "int",
    status: "smallint",
    stage: "smallint",
    silent: "boolean",
    lapsable: "boolean",
    since: "bigint",
  },
  case_desks: {
    ...span,
    who: "smallint",
    step: "smallint",
    duty: "smallint",
    agency: "int",
    escalated: "boolean",
    quorum: "smallint",
    approvals: "smallint",
  },
  case_spells: {
    number: "bigint",
    round: "smallint",
    place: "smallint",
    step: "smallint",
    procedure: "int",
    agency: "int",
    duty: "smallint",
    lateness: "smallint",
    escalated: "boolean",
    began: "bigint",
    due: "bigint",
    ended: "bigint",
    outcome: "smallint",
    record: "bigint",
  },
};
