// What the query bench asks the API: each endpoint with questions that differ, taken from the history. Half of the payees,
// agencies, lines and commitments that are asked for are those of payments, where what is paid often is met often; half are any.
import { accountText } from "@mingzhang/sdk/accounts";
import { dayText } from "@mingzhang/sdk/days";
import { Random } from "../../seed/random.ts";
import type { History } from "./history.ts";
import { RECORDS_PER_BLOCK } from "./node.ts";

/** Paths by endpoint. */
export function questions(history: History, each: number): { name: string; paths: string[] }[] {
  const random = new Random(7);
  const many = (path: () => string) => Array.from({ length: each }, path);
  const often = (percent: number) => random.int(1, 100) <= percent;
  const paidOn = () => random.pick(often(50) ? history.paidOn : history.commitments);
  const payee = () => paidOn().payee;
  const agency = () => paidOn().agency;
  const line = () => accountText(paidOn().line);
  const commitment = () => accountText(paidOn().id);
  const fund = () => `fund-${random.int(1, 8)}`;
  const year = () => random.int(2024, 2026);
  const day = () => random.int(19_723, 20_800);
  const month = () => {
    const at = new Date(Date.UTC(2024, random.int(0, 35), 1));
    const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0));
    return [at, last].map((date) => date.toISOString().slice(0, 10));
  };
  /** Figures as they were at sizes from the log's first to its last. */
  const cited = (query: () => string) =>
    many(() => {
      const size = random.int(1, Math.floor(history.records / RECORDS_PER_BLOCK)) * RECORDS_PER_BLOCK;
      return `/v1/citations?size=${size}&figure=${query()}`;
    });
  const execution = () => random.pick(["appropriated", "allotted", "committed", "paid", "available"]);
  const list = (query: () => string) => many(() => `/v1/movements?count=true&${query()}`);
  return [
    { name: "list", paths: list(() => `limit=${random.int(20, 60)}`) },
    { name: "listOldest", paths: list(() => `order=asc&limit=${random.int(20, 60)}`) },
    { name: "listByAmount", paths: list(() => `sort=amount&year=${year()}&order=${random.pick(["asc", "desc"])}`) },
    {
      name: "listGreatest",
      paths: list(
        () =>
          `sort=amount&${random.pick(["kind=payment", `kind=payment&fund=${fund()}`, `payee=${payee()}`, `account=${commitment()}`])}`,
      ),
    },
    { name: "listByDate", paths: list(() => `sort=valueDate&order=${random.pick(["asc", "desc"])}&fund=${fund()}`) },
    {
      name: "listKind",
      paths: list(() => `kind=${random.pick(["receipt", "payment", "commitment", "cash-transfer"])}`),
    },
    { name: "listYear", paths: list(() => `year=${year()}`) },
    { name: "listFund", paths: list(() => `fund=${fund()}&year=${year()}`) },
    { name: "listAgency", paths: list(() => `agency=${agency()}`) },
    { name: "listPayee", paths: list(() => `payee=${payee()}`) },
    { name: "listParty", paths: list(() => `party=${payee()}&year=${year()}`) },
    { name: "listLine", paths: list(() => `line=${line()}`) },
    {
      name: "listCurrency",
      paths: list(() => `currency=${random.pick(["CNY", "USD"])}&sort=${random.pick(["record", "amount"])}`),
    },
    { name: "listFunction", paths: list(() => `function=0${random.int(1, 9)}&year=${year()}`) },
    { name: "listClass", paths: list(() => `class=${random.pick(["11", "12", "114", "33"])}&year=${year()}`) },
    { name: "listAccount", paths: list(() => `account=${commitment()}`) },
    {
      name: "listMonth",
      paths: list(() => {
        const [from, to] = month();
        return `from=${from}&to=${to}&agency=${agency()}`;
      }),
    },
    {
      name: "listDays",
      paths: list(() => {
        const from = day();
        return `from=${dayText(from)}&to=${dayText(from + random.int(0, 20))}&kind=payment`;
      }),
    },
    { name: "detail", paths: many(() => `/v1/movements/${random.pick(history.payments)}`) },
    { name: "proof", paths: many(() => `/v1/records/${random.int(0, history.records - 1)}/proof`) },
    { name: "trailBack", paths: many(() => `/v1/movements/${random.pick(history.payments)}/trail`) },
    {
      name: "trailForward",
      paths: many(() => `/v1/movements/${random.pick(history.receipts)}/trail?direction=forward`),
    },
    { name: "spent", paths: many(() => `/v1/receipts/${random.pick(history.receipts)}/spent`) },
    { name: "totals", paths: many(() => `/v1/totals?year=${year()}`) },
    { name: "status", paths: many(() => "/v1/status") },
    { name: "agencies", paths: many(() => `/v1/agencies?year=${year()}`) },
    { name: "parties", paths: many(() => `/v1/parties?kind=payee&sort=received&limit=${random.int(20, 60)}`) },
    { name: "party", paths: many(() => `/v1/parties/${random.pick([payee, agency])()}`) },
    { name: "funds", paths: many(() => `/v1/funds?limit=${random.int(20, 60)}`) },
    { name: "fund", paths: many(() => `/v1/funds/${fund()}`) },
    { name: "lines", paths: many(() => `/v1/lines?year=${year()}&agency=${agency()}`) },
    { name: "line", paths: many(() => `/v1/lines/${line()}`) },
    { name: "commitments", paths: many(() => `/v1/commitments?line=${line()}`) },
    {
      name: "commitment",
      paths: many(() => `/v1/commitments/${commitment()}`),
    },
    { name: "account", paths: many(() => `/v1/accounts/${line()}`) },
    { name: "citeLine", paths: cited(() => `${execution()}&line=${line()}`) },
    { name: "citeFund", paths: cited(() => `${random.pick(["in", "out", "balance", "paid"])}&account=${fund()}`) },
    {
      name: "citeAccount",
      paths: cited(() => `balance&account=${random.pick(["source-1", commitment()])}`),
    },
    {
      name: "citeAgency",
      paths: cited(() => `${execution()}&agency=${agency()}&within=self&year=${year()}&currency=CNY`),
    },
    { name: "citeParty", paths: cited(() => `paid&party=${payee()}&currency=CNY`) },
    {
      name: "citeFunction",
      paths: cited(
        () => `${execution()}&function=0${random.int(1, 9)}&currency=CNY${often(50) ? `&year=${year()}` : ""}`,
      ),
    },
    {
      name: "citeTotal",
      paths: cited(() => `${random.pick(["revenue", execution()])}&currency=CNY${often(70) ? `&year=${year()}` : ""}`),
    },
    { name: "cases", paths: many(() => `/v1/cases?count=true&limit=${random.int(20, 60)}`) },
    { name: "casesAgency", paths: many(() => `/v1/cases?count=true&agency=${agency()}&sort=updated`) },
    { name: "casesOpen", paths: many(() => `/v1/cases?count=true&status=open&sort=due&order=asc&agency=${agency()}`) },
    { name: "case", paths: many(() => `/v1/cases/${random.pick(history.cases)}`) },
    {
      name: "search",
      paths: many(
        () => `/v1/search?q=${encodeURIComponent(random.pick(["Works Company", "工程", "bridge", "INV", "第7局"]))}`,
      ),
    },
    {
      name: "listExcept",
      paths: list(() => {
        const left = Array.from({ length: random.int(1, 12) }, () => `payee-${payee()}`);
        return `kind=payment,recovery&year=${year()}&except=${left.join(",")}`;
      }),
    },
    // What no rollup tells apart: added up where that is little work, else the answer says that it is not.
    { name: "listAmounts", paths: list(() => `minAmount=${random.int(1, 90_000)}&agency=${agency()}`) },
    { name: "listUnconfirmed", paths: list(() => `confirmed=false&payee=${payee()}`) },
    { name: "listText", paths: list(() => `text=${random.pick(["bridge", "clinic"])}&year=${year()}`) },
    { name: "listReference", paths: list(() => `text=INV-${random.int(1, history.records)}`) },
    { name: "listAmount", paths: list(() => `minAmount=${random.int(50_000, 90_000)}&year=${year()}&fund=${fund()}`) },
  ];
}

/** Citations of lists at a tenth, half, nine tenths and nearly all of the log: read anew each, so that a few tell enough. */
export function citationsOfLists(history: History): { name: string; paths: string[] }[] {
  const blocks = Math.floor(history.records / RECORDS_PER_BLOCK);
  const at = [0.1, 0.5, 0.9, 0.99].map((share) => Math.max(1, Math.floor(share * blocks)) * RECORDS_PER_BLOCK);
  const agency = history.agencies[1] ?? 1;
  const lists = ["funds", "agencies", `lines?agency=${agency}`, "parties?kind=payee", `commitments?agency=${agency}`];
  return [...lists, `cases?agency=${agency}`, "findings", "procedures", "timeliness"].map((list) => ({
    name: list.replace(/\?.*/, ""),
    paths: at.map((size) => `/v1/citations/${list}${list.includes("?") ? "&" : "?"}size=${size}`),
  }));
}
