// Cases and findings as lists for files, as they are in effect at a moment.
import type { Case } from "@mingzhang/sdk/api-cases";
import type { Finding } from "@mingzhang/sdk/api-findings";
import { casePage } from "../../read/cases.ts";
import { findingPage } from "../../read/findings.ts";
import { caseFilters, caseSorting } from "../case-params.ts";
import { findingFilters, findingSorting } from "../finding-params.ts";
import { subjectText } from "../told.ts";
import { type Column, count, flag, hash, money, ref, text, time } from "./columns.ts";
import { defineList } from "./list.ts";

const caseColumns: Column<Case>[] = [
  count("case", "Record number of its first submission", (c) => c.number),
  hash("id", "Id on chain: the digest of its submission", (c) => c.id),
  text("procedure", "Code of the procedure", (c) => c.procedure.code),
  count("procedure_version", "Number of the procedure's version", (c) => c.procedure.number),
  ...ref<Case>("agency", "Agency whose case it is", (c) => c.agency),
  text("title", "Purpose or conditions of what is asked for", (c) => c.title),
  text("status", "As in effect, silence and expiry counted in", (c) => c.status),
  ...money<Case>("amount", "Sum that it moves", (c) =>
    c.amount === null || c.exponent === null ? null : { amount: c.amount, exponent: c.exponent },
  ),
  text("currency", "ISO 4217 letters", (c) => c.currency),
  count("round", "Rounds of correction, from 1", (c) => c.round),
  count("stage", "At which stage of its route, from 1", (c) => c.stageNumber),
  count("stages", "How many stages its route has", (c) => c.stages),
  text("waits_for", "Duties that have it now", (c) => c.desks.map((desk) => desk.duty ?? desk.who).join(" ")),
  time("since", "When its stage or status began", (c) => c.since),
  time("due", "By when someone must act", (c) => c.due),
  flag("overdue", "That time has passed", (c) => c.overdue),
  flag("late", "A step was decided late, or is overdue", (c) => c.late),
  flag("silent", "Silence approved a step", (c) => c.silent),
  time("submitted_at", "When it was submitted, UTC", (c) => c.submittedAt),
  count("last_record", "Record number of the last act", (c) => c.lastRecord),
  time("updated_at", "When that was, UTC", (c) => c.updatedAt),
];

export const caseList = defineList({
  name: "cases",
  about: "Cases that pass the filters, as they are in effect at `asOf`.",
  tag: "Cases",
  query: { ...caseFilters, ...caseSorting },
  columns: caseColumns,
  summed: "amount_minor",
  sumOf: ({ amount, currency, exponent }: Case) =>
    amount === null || currency === null || exponent === null ? null : { amount, currency, exponent },
  key: ["case"],
  asOfSize: false,
  byClock: true,
  page: async (db, _context, { sort, order, ...filters }, { now }, at) => {
    const page = await casePage(db, now, { filters, sort, order, ...at });
    return { rows: page.items, next: page.next };
  },
});

const findingColumns: Column<Finding>[] = [
  count("finding", "Record number of its opening", (f) => f.number),
  hash("id", "Id on chain", (f) => f.id),
  text("severity", "How grave it is", (f) => f.severity),
  text("status", "How it stands", (f) => f.status),
  text("subject", "What it is about", subjectText),
  text("text", "What the auditors say", (f) => f.text),
  hash("document", "SHA-256 of the report", (f) => f.document),
  ...ref<Finding>("office", "Whose auditors opened it", (f) => f.office),
  ...ref<Finding>("agency", "Who answers now", (f) => f.agency),
  ...ref<Finding>("asked", "Whom the opening named", (f) => f.asked),
  time("opened_at", "When it was opened, UTC", (f) => f.openedAt),
  time("since", "When the present clock or status began", (f) => f.since),
  time("due", "When the answer is due", (f) => f.due),
  flag("overdue", "That time has passed", (f) => f.overdue),
  count("acts", "How many acts followed the opening", (f) => f.turn - 1),
  count("last_record", "Record number of the last act", (f) => f.lastRecord),
  time("updated_at", "When that was, UTC", (f) => f.updatedAt),
];

export const findingList = defineList({
  name: "findings",
  about: "Findings of auditors that pass the filters, as they stand at `asOf`.",
  tag: "Findings",
  query: { ...findingFilters, ...findingSorting },
  columns: findingColumns,
  summed: null,
  sumOf: (_finding: Finding) => null,
  key: ["finding"],
  asOfSize: false,
  byClock: true,
  page: async (db, _context, { sort, order, ...filters }, { now }, at) => {
    const page = await findingPage(db, now, { filters, sort, order, ...at });
    return { rows: page.items, next: page.next };
  },
});
