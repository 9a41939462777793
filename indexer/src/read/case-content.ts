// What a case asks for: its payload taken apart, with names. What does not decode is said to be raw, and breaks nothing.
import { accountText, tryAccountId } from "@mingzhang/sdk/accounts";
import type { AccountRef } from "@mingzhang/sdk/api";
import type { CaseContent, CaseMovementRow, CaseOpeningRow } from "@mingzhang/sdk/api-cases";
import {
  decodePayload,
  type HandlerName,
  type Openings,
  type Orders,
  type Payload,
} from "@mingzhang/sdk/cases/payloads";
import { dayText } from "@mingzhang/sdk/days";
import { MingzhangError } from "@mingzhang/sdk/errors";
import type { Hex } from "@mingzhang/sdk/hex";
import { detailToText } from "@mingzhang/sdk/text";
import { sql } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { flatArgs } from "./args.ts";
import { CaseRefs } from "./case-refs.ts";
import { momentText, numbers } from "./cells.ts";

const MAX_ROWS = 500;
const ZERO: Hex = `0x${"0".repeat(64)}`;
const orNull = (hash: Hex) => (hash === ZERO ? null : hash);
const time = (seconds: number) => (seconds === 0 ? null : momentText(seconds));

interface Names {
  refs: CaseRefs;
  /** Payee of each commitment. */
  payees: Map<string, number>;
  currency: string | null;
}

/** @param currency that the case's amount is in, null for none */
export async function caseContent(
  db: Db,
  handler: HandlerName | null,
  data: Hex,
  currency: string | null,
): Promise<CaseContent> {
  if (handler === null) return { type: "raw", reason: "The handler is none of this deployment's." };
  let payload: Payload;
  try {
    payload = decodePayload(handler, data);
  } catch (error) {
    if (!(error instanceof MingzhangError)) throw error;
    return { type: "raw", reason: `The payload is none that ${handler} takes.` };
  }
  const accounts = accountsOf(payload);
  const payees = await payeesOf(db, accounts);
  const { parties, officials } = peopleOf(payload);
  const refs = await CaseRefs.load(db, {
    accounts: accounts.map(String),
    parties: [...parties, ...payees.values()],
    officials,
  });
  return contentOf(payload, { refs, payees, currency });
}

/** Account numbers that fit the store; others cannot be there. */
function accountsOf(payload: Payload): bigint[] {
  const all = ((): bigint[] => {
    switch (payload.handler) {
      case "ledgerOrders":
        return payload.value.orders.flatMap(({ from, entries }) => [
          from,
          ...entries.slice(0, MAX_ROWS).map(({ to }) => to),
        ]);
      case "ledgerOpenings":
        return [...payload.value.givers.slice(0, MAX_ROWS), ...openingRows(payload.value).map(({ above }) => above)];
      case "standingOrders":
        return [payload.value.fund, payload.value.commitment];
      default:
        return [];
    }
  })();
  return [...new Set(all)].filter((account) => tryAccountId(account) !== null);
}

function peopleOf(payload: Payload): { parties: number[]; officials: number[] } {
  if (payload.handler === "seats") return { parties: [payload.value.agency], officials: [payload.value.official] };
  if (payload.handler !== "ledgerOpenings") return { parties: [], officials: [] };
  return { parties: openingRows(payload.value).map(({ party }) => party), officials: [] };
}

async function payeesOf(db: Db, accounts: bigint[]): Promise<Map<string, number>> {
  if (accounts.length === 0) return new Map();
  const rows = await db.rows<{ id: string; party: number }>(
    sql`select id::text as id, party from accounts where kind = 6 and party is not null and id in ${numbers(accounts)}`,
  );
  return new Map(rows.map((row) => [row.id, row.party]));
}

/** An account that the ledger does not have (yet) is shown by its number. */
function account(number: bigint, { refs }: Names): AccountRef {
  const found = refs.names.findAccount(number.toString());
  if (found !== null) return found;
  const id = tryAccountId(number);
  return {
    id: id === null ? number.toString() : accountText(number),
    kind: id?.kind ?? "fund",
    name: "",
    otherName: "",
  };
}

const accountOrNull = (number: bigint | undefined, names: Names) =>
  number === undefined || number === 0n ? null : account(number, names);

const payee = (number: bigint, { refs, payees }: Names) => refs.names.findParty(payees.get(number.toString()) ?? 0);

function contentOf(payload: Payload, names: Names): CaseContent {
  const { currency } = names;
  const exponent = names.refs.exponent(currency);
  switch (payload.handler) {
    case "ledgerOrders":
      return { type: "orders", ...ordersOf(payload.value, names), currency, exponent };
    case "ledgerOpenings":
      return { type: "openings", ...openingsOf(payload.value, names), currency, exponent };
    case "standingOrders": {
      const { fund, commitment, amount, detail, document, firstDay, purpose, times, everyDays, persons } =
        payload.value;
      return {
        type: "standing-order",
        purpose,
        document: orNull(document),
        fund: account(fund, names),
        commitment: account(commitment, names),
        payee: payee(commitment, names),
        amount: amount.toString(),
        currency,
        exponent,
        times,
        firstDay: dayText(firstDay),
        everyDays,
        persons,
        detail: detailToText(detail),
        detailRaw: detail,
      };
    }
    case "permits": {
      const { revokes, permitType, typeName, holder, validFrom, validUntil, term, ...rest } = payload.value;
      return {
        type: "permit",
        revokes: revokes === 0n ? null : Number(revokes),
        permitType,
        typeName,
        holder,
        validFrom: time(validFrom),
        validUntil: time(validUntil),
        term: term === 0 ? null : term,
        conditions: rest.conditions,
        document: orNull(rest.document),
        evidence: rest.evidence,
      };
    }
    case "seats": {
      const { dismiss, agency, duty, holder, official, name, otherName, from, until } = payload.value;
      return {
        type: "seat",
        act: dismiss ? "dismiss" : "appoint",
        agency: names.refs.names.findParty(agency),
        duty,
        holder,
        official: names.refs.findOfficial(official),
        name,
        otherName,
        from: time(from),
        until: time(until),
      };
    }
  }
}

function ordersOf({ purpose, orders }: Orders, names: Names) {
  const rows: CaseMovementRow[] = [];
  let total = 0n;
  let count = 0;
  for (const { kind, from, valueDate, document, entries } of orders) {
    for (const { to, amount, detail } of entries) {
      total += amount;
      count += 1;
      if (rows.length >= MAX_ROWS) continue;
      rows.push({
        kind,
        from: account(from, names),
        to: account(to, names),
        payee: payee(to, names) ?? payee(from, names),
        amount: amount.toString(),
        valueDate: valueDate === 0 ? null : dayText(valueDate),
        document: orNull(document),
        detail: detailToText(detail),
        detailRaw: detail,
      });
    }
  }
  const documents = new Set(orders.map(({ document }) => document));
  const [shared] = documents;
  const document = documents.size === 1 && shared !== undefined ? orNull(shared) : null;
  return {
    kinds: [...new Set(orders.map(({ kind }) => kind))],
    purpose,
    document,
    total: total.toString(),
    rows,
    count,
  };
}

interface Opening {
  name: string;
  otherName: string;
  /** 0 for none. */
  above: bigint;
  party: number;
  fields: Record<string, string>;
}

/** The first rows of what is opened, each spec in one form. */
function openingRows({ specs }: Openings): Opening[] {
  return specs.slice(0, MAX_ROWS).map((spec) => {
    const all: Record<string, unknown> = { ...spec };
    const textOf = (...names: string[]) =>
      names.map((name) => all[name]).find((value) => typeof value === "string") ?? "";
    const parties = [all.party, all.owner, all.agency, all.unit, all.payee, all.government];
    const above = [all.allotment, all.line, all.fund].find((value) => typeof value === "bigint");
    const fields = Object.entries(flatArgs(spec)).map(([name, value]): [string, string] => [name, String(value)]);
    return {
      name: String(textOf("name", "title")),
      otherName: String(textOf("otherName", "otherTitle")),
      above: typeof above === "bigint" ? above : 0n,
      party: parties.find((value) => typeof value === "number") ?? 0,
      fields: Object.fromEntries(fields),
    };
  });
}

function openingsOf(openings: Openings, names: Names) {
  const { what, purpose, document, amounts, givers, specs } = openings;
  const rows = openingRows(openings).map(({ name, otherName, above, party, fields }, at): CaseOpeningRow => ({
    name,
    otherName,
    above: accountOrNull(above, names),
    giver: accountOrNull(givers[at], names),
    party: names.refs.names.findParty(party),
    amount: amounts[at]?.toString() ?? null,
    fields,
  }));
  const total = amounts.length === 0 ? null : amounts.reduce((sum, amount) => sum + amount, 0n).toString();
  return { opens: what, purpose, document: orNull(document), total, rows, count: specs.length };
}
