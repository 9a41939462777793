// A payload as rows that people read: each field named in both languages, each value with what it is.
import { tryAccountId } from "../accounts.ts";
import { LAST_TIME } from "../days.ts";
import type { Hex } from "../hex.ts";
import { kindByName } from "../kinds.ts";
import { currencyFromBytes } from "../money.ts";
import { detailToText } from "../text.ts";
import { FIELD_NAMES, type FieldName } from "./field-names.ts";
import { totalOf } from "./forms.ts";
import type { Payload, PermitOrder, SeatOrder, Standing } from "./payloads.ts";
import { batchRows, type BatchRow } from "./rows.ts";
import type { OpeningSpecs, OpensName } from "./specs.ts";
import { DUTIES, wordByName } from "./words.ts";

/** What a value is, so that pages can link and format it. Texts come from the chain: hostile. */
export type Shown =
  | { type: "text"; text: string }
  | { type: "words"; en: string; zh: string }
  /** Minor units of the case's currency. */
  | { type: "money"; amount: bigint }
  | { type: "number"; number: bigint }
  | { type: "account"; account: bigint }
  | { type: "party"; party: number }
  /** Record number of a movement. */
  | { type: "movement"; record: bigint }
  /** Days since 1970-01-01. */
  | { type: "day"; day: number }
  /** Seconds since 1970. */
  | { type: "time"; time: number }
  /** Seconds. */
  | { type: "duration"; seconds: number }
  | { type: "address"; address: Hex }
  | { type: "document"; digest: Hex }
  | { type: "bytes"; bytes: Hex };

export interface PayloadRow {
  field: FieldName;
  en: string;
  zh: string;
  value: Shown;
}

/** A payload for reading: what holds for all of it, and one list of rows for each movement or account. */
export interface PayloadRows {
  summary: PayloadRow[];
  items: PayloadRow[][];
}

/** Rows of a payload. Fields that are empty (zero, no document, no reference) are left out; amounts never are. */
export function payloadRows(payload: Payload): PayloadRows {
  switch (payload.handler) {
    case "ledgerOrders": {
      const { purpose } = payload.value;
      const items = batchRows(payload.value).map(movementRows);
      const summary = [row("purpose", text(purpose)), row("count", number(items.length)), row("total", total(payload))];
      return { summary, items };
    }
    case "ledgerOpenings": {
      const { value } = payload;
      const summary = [
        row("opens", words(OPENED[value.what])),
        row("purpose", text(value.purpose)),
        row("count", number(value.specs.length)),
        ...(value.amounts.length > 0 ? [row("total", total(payload))] : []),
        ...document(value.document),
      ];
      const items = specRows(value).map((rows, index) => {
        const amount = value.amounts[index];
        const giver = value.givers[index];
        return [
          ...rows,
          ...(giver === undefined ? [] : [row("giver", account(giver))]),
          ...(amount === undefined ? [] : [row("amount", money(amount))]),
        ];
      });
      return { summary, items };
    }
    case "standingOrders":
      return { summary: [...standingRows(payload.value), row("total", total(payload))], items: [] };
    case "permits":
      return { summary: permitRows(payload.value), items: [] };
    case "seats":
      return { summary: seatRows(payload.value), items: [] };
  }
}

const OPENED: Record<OpensName, [en: string, zh: string]> = {
  source: ["Source", "收入来源"],
  fund: ["Fund", "资金"],
  act: ["Act", "预算决定"],
  line: ["Line", "预算指标"],
  allotment: ["Allotment", "指标下达"],
  commitment: ["Commitment", "支出承诺"],
  year: ["Fiscal year", "预算年度"],
};

const ACT_TYPES: readonly [en: string, zh: string][] = [
  ["Original budget", "年初预算"],
  ["Supplementary", "预算调整（追加）"],
  ["Provisional", "提前下达"],
  ["Imported", "导入"],
];

function movementRows({ order, entry, cites }: BatchRow): PayloadRow[] {
  const { en, zh } = kindByName(order.kind);
  return [
    row("movement", words([en, zh])),
    row("from", account(order.from)),
    row("to", account(entry.to)),
    row("amount", money(entry.amount)),
    ...(order.valueDate === 0 ? [] : [row("valueDate", day(order.valueDate))]),
    ...(order.code === 0 ? [] : [row(order.kind === "payment" ? "persons" : "code", number(order.code))]),
    ...(cites === 0n ? [] : [row("cites", { type: "movement", record: cites })]),
    ...(order.flags === 0 ? [] : [row("flags", number(order.flags))]),
    ...detail(entry.detail),
    ...document(order.document),
  ];
}

function specRows(opened: OpeningSpecs): PayloadRow[][] {
  switch (opened.what) {
    case "source":
      return opened.specs.map((spec) => [row("fund", account(spec.fund)), row("party", party(spec.party))]);
    case "fund":
      return opened.specs.map((spec) => [
        ...names(spec.name, spec.otherName),
        row("owner", party(spec.owner)),
        row("currency", letters(spec.currency)),
        row("exponent", number(spec.exponent)),
        ...(BigInt(spec.token) === 0n ? [] : [row("token", { type: "address", address: spec.token })]),
        ...some("code", spec.code),
      ]);
    case "act":
      return opened.specs.map((spec) => [
        ...titles(spec.title, spec.otherTitle),
        row("government", party(spec.government)),
        row("year", number(spec.year)),
        row("actType", words(ACT_TYPES[spec.actType - 1] ?? [String(spec.actType), String(spec.actType)])),
        ...document(spec.document),
      ]);
    case "line":
      return opened.specs.map((spec) => [
        ...names(spec.name, spec.otherName),
        row("agency", party(spec.agency)),
        row("fund", account(spec.fund)),
        row("year", number(spec.year)),
        row("func", number(spec.func)),
        row("economic", number(spec.economic)),
        ...some("nationalCode", spec.nationalCode),
      ]);
    case "allotment":
      return opened.specs.map((spec) => [
        row("line", account(spec.line)),
        row("unit", party(spec.unit)),
        ...titles(spec.title, spec.otherTitle),
      ]);
    case "commitment":
      return opened.specs.map((spec) => [
        ...titles(spec.title, spec.otherTitle),
        row("allotment", account(spec.allotment)),
        row("payee", party(spec.payee)),
        ...(spec.payeeFund === 0n ? [] : [row("payeeFund", account(spec.payeeFund))]),
        ...some("contractId", spec.contractId),
        ...document(spec.document),
      ]);
    case "year":
      return opened.specs.map((spec) => [
        row("government", party(spec.government)),
        row("year", number(spec.year)),
        row("firstDay", day(spec.firstDay)),
        row("lastDay", day(spec.lastDay)),
        row("commitUntil", day(spec.commitUntil)),
        row("payUntil", day(spec.payUntil)),
      ]);
  }
}

function standingRows(standing: Standing): PayloadRow[] {
  return [
    row("purpose", text(standing.purpose)),
    row("fund", account(standing.fund)),
    row("commitment", account(standing.commitment)),
    row("amount", money(standing.amount)),
    row("times", number(standing.times)),
    row("firstDay", day(standing.firstDay)),
    row("everyDays", standing.everyDays === 0 ? words(["Monthly", "每月"]) : number(standing.everyDays)),
    ...(standing.persons === 0 ? [] : [row("persons", number(standing.persons))]),
    ...detail(standing.detail),
    ...document(standing.document),
  ];
}

function permitRows(order: PermitOrder): PayloadRow[] {
  if (order.revokes !== 0n) {
    const permit = row("permit", { type: "number", number: order.revokes });
    const holder = row("holder", { type: "bytes", bytes: order.holder });
    return [permit, holder, ...some("reason", order.conditions), ...document(order.document)];
  }
  return [
    row("permitType", text(order.typeName)),
    row("holder", { type: "bytes", bytes: order.holder }),
    ...(order.validFrom === 0 ? [] : [row("validFrom", time(order.validFrom))]),
    ...(order.validUntil === 0 ? [] : [row("validUntil", time(order.validUntil))]),
    ...(order.term === 0 ? [] : [row("term", { type: "duration", seconds: order.term })]),
    ...some("conditions", order.conditions),
    ...document(order.document),
    ...(order.evidence === "0x" ? [] : [row("evidence", { type: "bytes", bytes: order.evidence })]),
  ];
}

function seatRows(order: SeatOrder): PayloadRow[] {
  const duty = wordByName(DUTIES, order.duty, "duty");
  return [
    row("act", words(order.dismiss ? ["Dismiss", "免去席位"] : ["Appoint", "给予席位"])),
    row("agency", party(order.agency)),
    row("duty", words([duty.en, duty.zh])),
    row("seatHolder", { type: "address", address: order.holder }),
    ...(order.official === 0 ? [] : [row("official", number(order.official))]),
    ...(order.name === "" ? [] : names(order.name, order.otherName)),
    ...(order.dismiss ? [] : [row("validFrom", time(order.from)), row("validUntil", time(order.until))]),
  ];
}

function row(field: FieldName, value: Shown): PayloadRow {
  const [en, zh] = FIELD_NAMES[field];
  return { field, en, zh, value };
}

const text = (value: string): Shown => ({ type: "text", text: value });
const words = ([en, zh]: readonly [string, string]): Shown => ({ type: "words", en, zh });
const number = (value: number): Shown => ({ type: "number", number: BigInt(value) });
const money = (amount: bigint): Shown => ({ type: "money", amount });
const total = (payload: Payload): Shown => money(totalOf(payload));
/** What is no account of any kind (anybody may submit a payload) is shown as its number. */
const account = (value: bigint): Shown =>
  tryAccountId(value) === null ? { type: "number", number: value } : { type: "account", account: value };
const party = (value: number): Shown => ({ type: "party", party: value });
const day = (value: number): Shown => ({ type: "day", day: value });
/** Beyond what a date can hold, a time means that there is no end. */
const time = (value: number): Shown =>
  value > LAST_TIME ? words(["Without end", "长期"]) : { type: "time", time: value };

function letters(bytes: Hex): Shown {
  return /^0x(?:4[1-9a-f]|5[0-9a]){3}$/i.test(bytes) ? text(currencyFromBytes(bytes)) : { type: "bytes", bytes };
}

function some(field: FieldName, value: string): PayloadRow[] {
  return value === "" ? [] : [row(field, text(value))];
}

function names(name: string, otherName: string): PayloadRow[] {
  return [row("name", text(name)), ...some("otherName", otherName)];
}

function titles(title: string, otherTitle: string): PayloadRow[] {
  return [...some("title", title), ...some("otherTitle", otherTitle)];
}

function document(digest: Hex): PayloadRow[] {
  return BigInt(digest) === 0n ? [] : [row("document", { type: "document", digest })];
}

function detail(bytes: Hex): PayloadRow[] {
  const reference = detailToText(bytes);
  if (reference === "") return [];
  return [row("detail", reference === null ? { type: "bytes", bytes } : text(reference))];
}
