// Movements as a list for files: as they stood when the log had some size.
import { z } from "@hono/zod-openapi";
import type { Movement } from "@mingzhang/sdk/api";
import { movementPage } from "../../read/movements.ts";
import { movementFilters, optional, order } from "../params.ts";
import { type Column, count, day, flag, hash, money, ref, text, time } from "./columns.ts";
import { defineList } from "./list.ts";

export const movementSorting = {
  sort: z.enum(["record", "amount", "valueDate"], "Give record, amount or valueDate").default("record"),
  order: order.default("desc"),
};

type Columns = Column<Movement>[];

const columns: Columns = [
  count("record", "Record number in the audit trail, the movement's id", (m) => m.record),
  text("kind", "Kind of movement", (m) => m.kind),
  ...ref<Movement>("from", "Account that gave", (m) => m.from),
  ...ref<Movement>("to", "Account that took", (m) => m.to),
  ...ref<Movement>("payee", "Payee of the commitment that it touches", (m) => m.payee),
  ...ref<Movement>("payer", "Party behind the source that it touches", (m) => m.payer),
  ...ref<Movement>("agency", "Agency of the line, else owner of the fund", (m) => m.agency),
  text("fund", "Fund that it belongs to", (m) => m.fund?.id),
  ...ref<Movement>("line", "Budget line", (m) => m.line),
  text("function", "COFOG function of the line", (m) => m.function?.code),
  text("function_label", "COFOG function in words", (m) => m.function?.label),
  text("economic", "GFSM 2014 economic class of the line", (m) => m.economic?.code),
  text("class", "Receipts and refunds: class of GFSM 2014; 99 is the opening balance", (m) => m.class?.code),
  count("year", "Fiscal year", (m) => m.year),
  ...money<Movement>("amount", "Amount", (m) => m),
  ...money<Movement>("spent", "What it adds to spending: payments, and recoveries below zero", spentBy),
  text("currency", "ISO 4217 letters", (m) => m.currency),
  day("value_date", "Value date; empty where the budget alone moves", (m) => m.valueDate),
  time("posted_at", "When it was posted, UTC", (m) => m.postedAt),
  count("persons", "Payment to a payee class: how many persons", (m) => m.persons),
  text("reference", "The payer's own reference, or the root of the salted rows", (m) => m.detail),
  hash("document", "SHA-256 of the document", (m) => m.document),
  count("cites", "Record number of the movement that it corrects", (m) => m.cites),
  ...money<Movement>("undone", "How much of it later movements undid", (m) => ({
    amount: m.undone,
    exponent: m.exponent,
  })).filter(({ type }) => type === "minor"),
  text("settlement", "attested or token", (m) => m.settlement),
  count("confirmed_record", "Record number of the bank's confirmation", (m) => m.confirmed?.record),
  flag("awaits_confirmation", "The bank has not confirmed it yet", (m) => m.awaitsConfirmation),
  flag("advance", "Paid in advance", (m) => m.flags.includes("advance")),
  flag("imported", "Equals published spending; no act of a budget authority", (m) => m.imported),
  count("block", "Number of the block", (m) => m.chain.block),
  hash("transaction", "Hash of the chain's transaction", (m) => m.chain.transaction),
  count("log_index", "Index of the log in its block", (m) => m.chain.logIndex),
];

function spentBy({ kind, amount, exponent }: Movement) {
  if (kind === "recovery") return { amount: (-BigInt(amount)).toString(), exponent };
  return kind === "payment" || kind === "transfer-payment" ? { amount, exponent } : null;
}

export const movementList = defineList({
  name: "movements",
  about: "Movements that pass the filters, with the names of what they join, as they stood at `size`.",
  tag: "Movements",
  query: { ...optional(movementFilters), ...movementSorting },
  columns,
  summed: "amount_minor",
  sumOf: (m: Movement) => m,
  key: ["record"],
  asOfSize: true,
  byClock: false,
  page: async (db, context, { sort, order, ...filters }, { size }, at) => {
    const page = await movementPage(db, context, { sort, order, filters: { ...filters, below: size }, ...at });
    return { rows: page.items, next: page.next };
  },
});
