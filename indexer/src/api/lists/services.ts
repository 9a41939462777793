// The catalogue of procedures, and how agencies decide in time, as lists for files.
import type { Procedure, Timeliness, TimelinessRow } from "@mingzhang/sdk/api-cases";
import { procedureList } from "../../read/procedures.ts";
import { timeliness } from "../../read/timeliness.ts";
import { procedureFilters, timelinessFilters } from "../case-params.ts";
import { type Column, count, hash, ref, text, time } from "./columns.ts";
import { defineList } from "./list.ts";

const procedureColumns: Column<Procedure>[] = [
  count("procedure", "Number of the version", (p) => p.number),
  text("code", "Code that its versions share", (p) => p.code),
  text("name", "Name in the first language", (p) => p.name),
  text("other_name", "Name in the second language", (p) => p.otherName),
  ...ref<Procedure>("government", "Government that announced it", (p) => p.government),
  text("standing", "announced, current, replaced, retired or cancelled", (p) => p.standing),
  text("handler", "What carries cases out; empty: a contract that this deployment does not name", (p) => p.handler),
  hash("handler_address", "Address of that contract", (p) => p.handlerAddress),
  text("allows", "What its scope allows, words with spaces", (p) => p.allows.join(" ")),
  text("submit_duty", "Duty that submits; empty: anyone", (p) => p.submitDuty),
  ...ref<Procedure>("submit_agency", "Whose officials submit; empty: the case's own agency", (p) => p.submitAgency),
  count("correction_limit", "Seconds to correct a returned case; empty: no limit", (p) => p.correctionLimit),
  count("execution_limit", "Seconds from approval until the case expires", (p) => p.executionLimit),
  text("currency", "ISO 4217 letters of the thresholds", (p) => p.currency),
  text("steps", "Its steps, as the JSON of /v1/procedures", (p) => JSON.stringify(p.steps)),
  text("legal_basis", "What it rests on", (p) => p.legalBasis),
  hash("document", "SHA-256 of the document that it rests on", (p) => p.document),
  count("announced_record", "Record number of its announcement", (p) => p.announcedRecord),
  time("announced_at", "When it was announced, UTC", (p) => p.announcedAt),
  time("publishable_from", "From when an announced version may be published, UTC", (p) => p.publishableFrom),
  count("published_record", "Record number of its publication", (p) => p.publishedRecord),
  time("published_at", "When it was published, UTC", (p) => p.publishedAt),
  time("ended_at", "When it stopped taking cases, or was cancelled, UTC", (p) => p.endedAt),
  count("replaced_by", "Number of the version that replaced it", (p) => p.replacedBy),
  count("cases", "Cases submitted under this version", (p) => p.cases),
  count("open", "Of them open or returned", (p) => p.open),
];

export const procedureFileList = defineList({
  name: "procedures",
  about: "Versions of procedures by code, with their steps and how many cases they have at `asOf`.",
  tag: "Cases",
  query: procedureFilters,
  sort: "code",
  columns: procedureColumns,
  summed: null,
  sumOf: (_procedure: Procedure) => null,
  key: ["procedure"],
  asOfSize: false,
  byClock: true,
  page: async (db, { deployment }, { all, government }, { now }) => ({
    rows: await procedureList(db, deployment, now, { all: all === true, government }),
    next: null,
  }),
});

type Row = Timeliness["agencies"][number] & Partial<Pick<TimelinessRow, "procedure">>;

const timelinessColumns: Column<Row>[] = [
  ...ref<Row>("agency", "Agency that decides", (r) => r.agency),
  text("procedure", "Code of the procedure; empty: all of the agency's together", (r) => r.procedure?.code),
  count("procedure_version", "Number of its newest version", (r) => r.procedure?.number),
  text("procedure_name", "Name of the procedure in the first language", (r) => r.procedure?.name),
  text("procedure_other_name", "Name of the procedure in the second language", (r) => r.procedure?.otherName),
  count("decided", "Steps that its officials decided", (r) => r.decided),
  count("median_seconds", "From the beginning of the stage to the decision; half took no longer", (r) =>
    r.medianSeconds === null ? null : Math.round(r.medianSeconds),
  ),
  count("limited", "Steps that had a limit and ended", (r) => r.limited),
  count("on_time", "Of them within it", (r) => r.onTime),
  count("lapsed", "Steps that time decided or took away", (r) => r.lapsed),
  count("open", "Steps that wait", (r) => r.open),
  count("overdue", "Of them beyond their limit", (r) => r.overdue),
];

export const timelinessList = defineList({
  name: "timeliness",
  about: "How agencies decide in time at `asOf`: a row for each agency, and one for each of its procedures.",
  tag: "Cases",
  query: timelinessFilters,
  columns: timelinessColumns,
  summed: null,
  sumOf: (_row: Row) => null,
  key: ["agency", "procedure"],
  asOfSize: false,
  byClock: true,
  page: async (db, _context, query, { now }) => {
    const { agencies, items } = await timeliness(db, now, query);
    const rows = agencies.flatMap((all): Row[] => [all, ...items.filter(({ agency }) => agency.id === all.agency.id)]);
    return { rows, next: null };
  },
});
