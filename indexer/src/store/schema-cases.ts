// Tables of procedures, cases and what comes of them. Texts and payloads of cases are read from their raw records.
import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
} from "./drizzle.ts";

const bytea = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });
const count = () => bigint({ mode: "number" });
const account = () => bigint({ mode: "bigint" });
const money = () => numeric({ precision: 39, scale: 0 });

/** Versions of procedures, as announced. `steps`: StepSpecs with the pinned code of their rules. */
export const procedures = pgTable("procedures", {
  number: integer().primaryKey(),
  record: count().notNull(),
  announcedAt: count().notNull(),
  publishableFrom: count().notNull(),
  government: integer().notNull(),
  handler: bytea().notNull(),
  scope: count().notNull(),
  submitDuty: smallint().notNull(),
  submitAgency: integer().notNull(),
  correctionLimit: count().notNull(),
  executionLimit: count().notNull(),
  currency: text(),
  code: text().notNull(),
  name: text().notNull(),
  otherName: text().notNull(),
  legalBasis: text().notNull(),
  document: bytea(),
  steps: jsonb().notNull(),
  search: text().notNull(),
});

/** What became of versions. Event: 1 published (in place of `replaced`, 0 for none), 2 cancelled, 3 retired. */
export const procedureEvents = pgTable(
  "procedure_events",
  {
    record: count().primaryKey(),
    procedure: integer().notNull(),
    event: smallint().notNull(),
    replaced: integer().notNull(),
    at: count().notNull(),
  },
  (t) => [index("procedure_events_procedure").on(t.procedure)],
);

/** Submissions of cases: what of the body the clocks and the lists want. */
export const caseRounds = pgTable(
  "case_rounds",
  {
    record: count().primaryKey(),
    id: bytea().notNull(),
    round: smallint().notNull(),
    at: count().notNull(),
    procedure: integer().notNull(),
    agency: integer().notNull(),
    government: integer().notNull(),
    /** 0 for a citizen. */
    official: integer().notNull(),
    submitter: bytea().notNull(),
    correctionLimit: count().notNull(),
    executionLimit: count().notNull(),
    /** How many records come of carrying it out. */
    records: count().notNull().default(0),
    /** Words of the route's steps, decimal strings. */
    steps: jsonb().notNull(),
    amount: money().notNull(),
    currency: text(),
    title: text().notNull(),
    search: text().notNull(),
  },
  (t) => [index("case_rounds_id").on(t.id), index("case_rounds_official").on(t.official)],
);

/** Acts on cases but their submissions. Kind: 2 decided, 3 acted, 4 lapsed, 5 executed. */
export const caseActs = pgTable(
  "case_acts",
  {
    record: count().primaryKey(),
    id: bytea().notNull(),
    kind: smallint().notNull(),
    at: count().notNull(),
    round: smallint().notNull(),
    step: smallint().notNull(),
    /** Verdict of a decision, act of an act. */
    verdict: smallint().notNull(),
    official: integer().notNull(),
    status: smallint().notNull(),
    stage: smallint().notNull(),
    done: integer().notNull(),
    escalated: integer().notNull(),
    /** Records that an execution made. */
    first: count().notNull(),
    count: count().notNull(),
  },
  (t) => [index("case_acts_id").on(t.id), index("case_acts_official").on(t.official)],
);

/** Cases as on record; derived from rounds and acts, like the three tables below. */
export const cases = pgTable(
  "cases",
  {
    /** Record number of the first submission. */
    number: count().primaryKey(),
    id: bytea().notNull(),
    procedure: integer().notNull(),
    agency: integer().notNull(),
    official: integer().notNull(),
    submitter: bytea().notNull(),
    /** Null where the payload has no amount. */
    amount: money(),
    currency: text(),
    title: text().notNull(),
    search: text().notNull(),
    round: smallint().notNull(),
    stages: jsonb().notNull(),
    /** A step was decided after its limit, or by time. */
    wasLate: boolean().notNull(),
    submittedAt: count().notNull(),
    lastRecord: count().notNull(),
    updatedAt: count().notNull(),
    /** Null until executed. */
    executedRecord: count(),
    executedFirst: count(),
    executedCount: count(),
  },
  (t) => [
    index("cases_id").on(t.id),
    index("cases_agency").on(t.agency, t.number),
    index("cases_procedure").on(t.procedure, t.number),
    index("cases_executed").on(t.executedFirst),
    index("cases_last").on(t.lastRecord),
  ],
);

/** What is in effect from `fromTime` to before `untilTime` unless someone acts. A moving clock begins whenever one looks. */
export const casePhases = pgTable(
  "case_phases",
  {
    number: count().notNull(),
    /** The case's, so that an agency's open cases are found without all others. */
    agency: integer().notNull(),
    fromTime: count().notNull(),
    untilTime: count().notNull(),
    status: smallint().notNull(),
    stage: smallint().notNull(),
    silent: boolean().notNull(),
    lapsable: boolean().notNull(),
    since: count().notNull(),
    /** Null for none. Moving: seconds from now. */
    due: count(),
    moving: boolean().notNull(),
  },
  (t) => [
    index("case_phases_number").on(t.number),
    index("case_phases_status").on(t.status, t.number),
    index("case_phases_agency").on(t.agency, t.status),
  ],
);

/** Who has a case in a phase. Who: 1 officials, 2 a rule, 3 its submitter, 4 anyone. */
export const caseDesks = pgTable(
  "case_desks",
  {
    number: count().notNull(),
    fromTime: count().notNull(),
    untilTime: count().notNull(),
    who: smallint().notNull(),
    step: smallint(),
    duty: smallint(),
    agency: integer(),
    escalated: boolean().notNull(),
    quorum: smallint().notNull(),
    approvals: smallint().notNull(),
    due: count(),
    moving: boolean().notNull(),
  },
  (t) => [index("case_desks_number").on(t.number), index("case_desks_agency").on(t.agency, t.duty)],
);

/** Each time that a step waited for a decision. Outcome: see cases/replay.ts; null while it waits on record. */
export const caseSpells = pgTable(
  "case_spells",
  {
    number: count().notNull(),
    round: smallint().notNull(),
    place: smallint().notNull(),
    step: smallint().notNull(),
    procedure: integer().notNull(),
    agency: integer().notNull(),
    /** 0 for a rule. */
    duty: smallint().notNull(),
    lateness: smallint().notNull(),
    escalated: boolean().notNull(),
    began: count().notNull(),
    due: count(),
    ended: count(),
    outcome: smallint(),
    record: count(),
  },
  (t) => [index("case_spells_number").on(t.number), index("case_spells_agency").on(t.agency)],
);

/**
 * What carrying a case out moved money of. Kind 1: an account (fund, line, commitment, source …), 2: a payee or payer,
 * 3: a division of COFOG, 0 what is not classified.
 */
export const caseSubjects = pgTable(
  "case_subjects",
  {
    number: count().notNull(),
    kind: smallint().notNull(),
    subject: count().notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.subject, t.number] })],
);

export const permits = pgTable(
  "permits",
  {
    number: count().primaryKey(),
    record: count().notNull(),
    id: bytea().notNull(),
    agency: integer().notNull(),
    permitType: smallint().notNull(),
    typeName: text().notNull(),
    holder: bytea().notNull(),
    validFrom: count().notNull(),
    validUntil: count().notNull(),
    conditions: text().notNull(),
    document: bytea(),
    at: count().notNull(),
  },
  (t) => [index("permits_document").on(t.document), index("permits_record").on(t.record)],
);

export const permitRevocations = pgTable(
  "permit_revocations",
  {
    record: count().primaryKey(),
    permit: count().notNull(),
    id: bytea().notNull(),
    reason: text().notNull(),
    document: bytea(),
    at: count().notNull(),
  },
  (t) => [index("permit_revocations_permit").on(t.permit)],
);

export const standingOrders = pgTable("standing_orders", {
  number: count().primaryKey(),
  record: count().notNull(),
  id: bytea().notNull(),
  agency: integer().notNull(),
  fund: account().notNull(),
  commitment: account().notNull(),
  amount: money().notNull(),
  times: integer().notNull(),
  firstDay: integer().notNull(),
  everyDays: integer().notNull(),
  persons: count().notNull(),
  detail: bytea(),
  purpose: text().notNull(),
  document: bytea(),
  at: count().notNull(),
});

export const standingDraws = pgTable(
  "standing_draws",
  {
    record: count().primaryKey(),
    standing: count().notNull(),
    nth: integer().notNull(),
    dueDay: integer().notNull(),
    movement: count().notNull(),
    at: count().notNull(),
  },
  (t) => [index("standing_draws_standing").on(t.standing), index("standing_draws_movement").on(t.movement)],
);

export const standingStops = pgTable("standing_stops", {
  record: count().primaryKey(),
  standing: count().notNull(),
  official: integer().notNull(),
  reason: text().notNull(),
  at: count().notNull(),
});

export const officials = pgTable("officials", {
  number: integer().primaryKey(),
  record: count().notNull(),
  agency: integer().notNull(),
  name: text().notNull(),
  otherName: text().notNull(),
});

/** Seats given and ended; the last row of (agency, duty, holder) counts. */
export const seats = pgTable(
  "seats",
  {
    record: count().primaryKey(),
    official: integer().notNull(),
    agency: integer().notNull(),
    duty: smallint().notNull(),
    holder: bytea().notNull(),
    fromTime: count().notNull(),
    untilTime: count().notNull(),
    ended: boolean().notNull(),
  },
  (t) => [index("seats_holder").on(t.holder), index("seats_place").on(t.agency, t.duty, t.holder)],
);
