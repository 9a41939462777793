// Budget lines and commitments as lists for files.
import { parseAccount } from "@mingzhang/sdk/accounts";
import type { Commitment, Line } from "@mingzhang/sdk/api";
import { commitmentPage } from "../../read/commitments.ts";
import { parameter } from "../../read/filters.ts";
import { lineRows } from "../../read/lines.ts";
import { commitmentFilters, commitmentSorting, lineFilters } from "../params.ts";
import { type Column, count, execution, flag, hash, money, ref, text, time } from "./columns.ts";
import { defineList } from "./list.ts";

const account = (field: string, text: string | undefined) =>
  text === undefined ? undefined : parameter(field, text, parseAccount);

const lineColumns: Column<Line>[] = [
  text("line", "Account of the line", (l) => l.id),
  text("name", "Name in the first language", (l) => l.name),
  text("other_name", "Name in the second language", (l) => l.otherName),
  count("year", "Fiscal year", (l) => l.year),
  ...ref<Line>("agency", "Agency that spends", (l) => l.agency),
  ...ref<Line>("fund", "Fund that pays", (l) => l.fund),
  text("function", "COFOG function", (l) => l.function.code),
  text("function_label", "COFOG function in words", (l) => l.function.label),
  text("economic", "GFSM 2014 economic class", (l) => l.economic.code),
  text("economic_label", "Economic class in words", (l) => l.economic.label),
  text("national_code", "Code of the national classification", (l) => l.nationalCode),
  text("currency", "ISO 4217 letters", (l) => l.currency),
  ...execution<Line>((l) => l),
  flag("imported", "Equals published spending; no act of a budget authority", (l) => l.imported),
  count("opened_record", "Record number of its opening", (l) => l.openedRecord),
];

export const lineList = defineList({
  name: "lines",
  about: "Budget lines of a year (without `year`, of the latest that has lines) with their execution.",
  tag: "Budget",
  query: lineFilters,
  columns: lineColumns,
  summed: "appropriated_minor",
  sumOf: (line: Line) => ({ ...line, amount: line.appropriated }),
  key: ["line"],
  asOfSize: false,
  byClock: false,
  page: async (db, _context, { fund, ...query }) => ({
    rows: (await lineRows(db, { ...query, fund: account("fund", fund) })).lines,
    next: null,
  }),
});

const commitmentColumns: Column<Commitment>[] = [
  text("commitment", "Account of the commitment", (c) => c.id),
  text("title", "Title in the first language", (c) => c.title),
  text("other_title", "Title in the second language", (c) => c.otherTitle),
  text("contract", "Contract id; several commitments may share one", (c) => c.contractId),
  ...ref<Commitment>("payee", "Who is paid", (c) => c.payee),
  text("payee_fund", "Fund that is paid, for a transfer payment", (c) => c.payeeFund?.id),
  ...ref<Commitment>("agency", "Agency of the line", (c) => c.agency),
  ...ref<Commitment>("unit", "Whose the allotment is", (c) => c.unit),
  ...ref<Commitment>("line", "Budget line", (c) => c.line),
  text("allotment", "Allotment", (c) => c.allotment.id),
  text("fund", "Fund that pays", (c) => c.fund.id),
  count("year", "Fiscal year", (c) => c.year),
  text("currency", "ISO 4217 letters", (c) => c.currency),
  ...money<Commitment>("committed", "Commitments less releases", (c) => ({
    amount: c.committed,
    exponent: c.exponent,
  })),
  ...money<Commitment>("paid", "Payments less recoveries", (c) => ({ amount: c.paid, exponent: c.exponent })),
  ...money<Commitment>("open", "Committed and not paid", (c) => ({ amount: c.open, exponent: c.exponent })),
  hash("document", "SHA-256 of the contract's document", (c) => c.document),
  flag("imported", "Equals published spending; no act of a budget authority", (c) => c.imported),
  count("opened_record", "Record number of its opening", (c) => c.openedRecord),
  time("opened_at", "When it was opened, UTC", (c) => c.openedAt),
];

export const commitmentList = defineList({
  name: "commitments",
  about: "Commitments that pass the filters.",
  tag: "Budget",
  query: { ...commitmentFilters, ...commitmentSorting },
  columns: commitmentColumns,
  summed: "committed_minor",
  sumOf: (commitment: Commitment) => ({ ...commitment, amount: commitment.committed }),
  key: ["commitment"],
  asOfSize: false,
  byClock: false,
  page: async (db, _context, { line, fund, allotment, ...query }, _pin, at) => {
    const accounts = {
      line: account("line", line),
      fund: account("fund", fund),
      allotment: account("allotment", allotment),
    };
    const page = await commitmentPage(db, { ...query, ...accounts, ...at });
    return { rows: page.items, next: page.next };
  },
});
