// Reads one account of any kind, with its running totals.
import type { Account } from "@mingzhang/sdk/api";
import { sql } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { hashOrNull, hex } from "./cells.ts";
import { flowsOf, sumFlows } from "./execution.ts";
import { Refs } from "./refs.ts";

interface Cells {
  id: string;
  kind: number;
  record: number;
  government: number;
  agency: number | null;
  fund: string | null;
  line: string | null;
  allotment: string | null;
  party: number | null;
  payee_fund: string | null;
  year: number | null;
  currency: string | null;
  exponent: number | null;
  code: string;
  document: string | null;
  children: number;
}

/** An account by its number. Null if there is none. */
export async function accountById(db: Db, id: bigint): Promise<Account | null> {
  const number = id.toString();
  const [row] = await db.rows<Cells>(sql`
    select a.id::text as id, a.kind, a.record::float8 as record, a.government, a.agency, a.fund::text as fund,
      a.line::text as line, a.allotment::text as allotment, a.party, a.payee_fund::text as payee_fund, a.year,
      a.currency, a.exponent, a.code, ${hex("a.document")} as document,
      (select count(*)::int from accounts c where case a.kind
        when 2 then c.fund = a.id and c.kind in (1, 4)
        when 4 then c.line = a.id and c.kind = 5
        when 5 then c.line = a.line and c.allotment = a.id and c.kind = 6
        else false end) as children
    from accounts a where a.id = ${number}::bigint`);
  if (row === undefined) return null;
  const refs = await Refs.load(
    db,
    [row.id, row.fund, row.line, row.allotment, row.payee_fund],
    [row.government, row.agency, row.party],
  );
  const flows = (await flowsOf(db, [number])).get(number) ?? [];
  const currencies = new Set(flows.map((flow) => flow.currency));
  const currency = row.currency ?? (currencies.size === 1 ? (flows[0]?.currency ?? null) : null);
  const totalIn = sumFlows(flows, "in");
  const totalOut = sumFlows(flows, "out");
  const self = refs.account(row.id);
  return {
    id: self.id,
    kind: self.kind,
    name: self.name,
    otherName: self.otherName,
    number,
    openedRecord: row.record,
    government: refs.party(row.government),
    fund: row.kind === 2 ? null : refs.accountOrNull(row.fund),
    line: row.kind === 4 ? null : refs.accountOrNull(row.line),
    allotment: row.kind === 5 ? null : refs.accountOrNull(row.allotment),
    agency: refs.partyOrNull(row.agency),
    party: refs.partyOrNull(row.party),
    payeeFund: refs.accountOrNull(row.payee_fund),
    year: row.year,
    currency,
    exponent: currency === null ? null : (row.exponent ?? (await exponentOfCurrency(db, currency))),
    totalIn: currency === null ? null : totalIn.toString(),
    totalOut: currency === null ? null : totalOut.toString(),
    balance: currency === null ? null : (totalIn - totalOut).toString(),
    flows,
    code: row.code === "" ? null : row.code,
    document: hashOrNull(row.document),
    children: row.children,
  };
}

/** Decimals of a currency, fixed by its first fund. */
async function exponentOfCurrency(db: Db, currency: string): Promise<number | null> {
  const exponents = await currencyExponents(db);
  return exponents.get(currency) ?? null;
}

export interface CurrencyCells {
  currency: string;
  exponent: number;
}
/** Every currency that a fund counts in, as CurrencyCells. */
export const currencies = sql`select distinct currency, exponent from accounts where kind = 2`;

/** Decimals of every currency that a fund counts in. */
export async function currencyExponents(db: Db): Promise<Map<string, number>> {
  const rows = await db.rows<CurrencyCells>(currencies);
  return new Map(rows.map((row) => [row.currency, row.exponent]));
}
