// Funds as a list for files, as their page has them: what came in, what went out and what is there.
import type { Fund } from "@mingzhang/sdk/api";
import { fundPage } from "../../read/funds.ts";
import { fundFilters } from "../params.ts";
import { type Column, count, hash, money, ref, text } from "./columns.ts";
import { defineList } from "./list.ts";

const sum = (name: string, about: string, pick: (fund: Fund) => string) =>
  money<Fund>(name, about, (fund) => ({ amount: pick(fund), exponent: fund.exponent }));

const columns: Column<Fund>[] = [
  text("fund", "Account of the fund", (f) => f.id),
  text("name", "Name in the first language", (f) => f.name),
  text("other_name", "Name in the second language", (f) => f.otherName),
  text("code", "Code of the fund", (f) => f.code),
  ...ref<Fund>("owner", "Agency that keeps it", (f) => f.owner),
  ...ref<Fund>("government", "Government whose fund it is", (f) => f.government),
  text("settlement", "attested or token", (f) => f.settlement),
  hash("token", "Address of the token that it settles in", (f) => f.token),
  text("currency", "ISO 4217 letters", (f) => f.currency),
  ...sum("received", "Receipts", (f) => f.received),
  ...sum("refunded", "Refunds of receipts", (f) => f.refunded),
  ...sum("from_funds", "From other funds: cash transfers, and transfer payments less what was recovered of them", (f) =>
    (BigInt(f.transferredIn) + BigInt(f.takenFromFunds)).toString(),
  ),
  ...sum("to_funds", "Cash transfers to other funds", (f) => f.transferredOut),
  ...sum("paid", "Payments and transfer payments, less recoveries", (f) => f.paid),
  ...sum("balance", "What is there: received - refunded + from_funds - to_funds - paid", (f) => f.balance),
  ...sum("unconfirmed", "Ordered, and not confirmed by the bank", (f) => f.unconfirmed),
  count("opened_record", "Record number of its opening", (f) => f.openedRecord),
];

export const fundList = defineList({
  name: "funds",
  about: "Funds, in the order in which they were opened, with what came in, what went out and what is there.",
  tag: "Accounts",
  query: fundFilters,
  sort: "fund",
  columns,
  summed: "balance_minor",
  sumOf: (fund: Fund) => ({ ...fund, amount: fund.balance }),
  key: ["fund"],
  asOfSize: false,
  byClock: false,
  page: async (db, _context, query, _pin, at) => {
    const page = await fundPage(db, { ...query, ...at });
    return { rows: page.items, next: page.next };
  },
});
