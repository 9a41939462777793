// Agencies as a list for files, as their page has them: the execution of their own lines, of one year or of all.
import type { AgencyRow } from "@mingzhang/sdk/api";
import { inTreeOrder } from "@mingzhang/sdk/agency-tree";
import { agencyRows } from "../../read/parties.ts";
import { agencyFilters } from "../params.ts";
import { type Column, count, execution, flag, ref, text } from "./columns.ts";
import { defineList } from "./list.ts";

interface Row extends AgencyRow {
  year: number | null;
}

const columns: Column<Row>[] = [
  ...ref<Row>("agency", "Agency that spends", (r) => r.agency),
  ...ref<Row>("parent", "Agency above", (r) => r.parent),
  count("depth", "0 for a government", (r) => r.depth),
  count("year", "Fiscal year of lines and sums; empty: of all years together", (r) => r.year),
  count("lines", "How many budget lines of its own", (r) => r.lineCount),
  text(
    "currency",
    "Currency of lines and sums; an agency has a row for each, one without lines a row without",
    (r) => r.currency,
  ),
  ...execution<Row>((r) => (r.currency === null ? null : r)),
  flag("imported", "Equals published spending; no act of a budget authority", (r) => r.imported),
];

export const agencyList = defineList({
  name: "agencies",
  about: "Agencies, each below the one above it, with the execution of their own lines of a year, or of all years.",
  tag: "Parties",
  query: agencyFilters,
  columns,
  summed: "paid_minor",
  sumOf: ({ currency, exponent, paid }: Row) => (currency === null ? null : { currency, exponent, amount: paid }),
  key: ["agency", "currency"],
  asOfSize: false,
  byClock: false,
  page: async (db, _context, { year }) => {
    const rows = inTreeOrder(await agencyRows(db, year));
    return { rows: rows.map((row): Row => ({ ...row, year: year ?? null })), next: null };
  },
});
