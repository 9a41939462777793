// Tables of findings: openings and later acts. How a finding stands follows from its last act: nothing is derived and kept.
import { bigint, customType, index, integer, pgTable, smallint, text } from "./drizzle.ts";

const bytea = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });
const count = () => bigint({ mode: "number" });

export const findings = pgTable(
  "findings",
  {
    /** Record number of the opening. */
    record: count().primaryKey(),
    id: bytea().notNull(),
    official: integer().notNull(),
    office: integer().notNull(),
    /** Agency that the opening names. */
    asked: integer().notNull(),
    severity: smallint().notNull(),
    subjectKind: smallint().notNull(),
    /** The 32 bytes of the contract. */
    subject: bytea().notNull(),
    /** Number of a record, line or party; null for a case and a period. */
    subjectNumber: bigint({ mode: "bigint" }),
    answerLimit: count().notNull(),
    text: text().notNull(),
    search: text().notNull(),
    document: bytea(),
    at: count().notNull(),
  },
  (t) => [
    index("findings_id").on(t.id),
    index("findings_subject").on(t.subjectKind, t.subjectNumber),
    index("findings_office").on(t.office, t.record),
    index("findings_asked").on(t.asked, t.record),
    index("findings_document").on(t.document),
  ],
);

/** Every act but the opening. Act and status as IFindings numbers them; `agency` answers after it. */
export const findingActs = pgTable(
  "finding_acts",
  {
    record: count().primaryKey(),
    id: bytea().notNull(),
    act: smallint().notNull(),
    status: smallint().notNull(),
    turn: smallint().notNull(),
    official: integer().notNull(),
    agency: integer().notNull(),
    at: count().notNull(),
  },
  (t) => [index("finding_acts_id").on(t.id, t.record)],
);
