// Whether what the filters of a citation name is there at all: nothing of what is not is no sum to quote.
import { parseAccount } from "@mingzhang/sdk/accounts";
import { parseExcept } from "@mingzhang/sdk/except";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { currencyExponents } from "./accounts.ts";
import { idText, partyKindNumber } from "./cells.ts";
import { NotFound } from "./errors.ts";
import type { MovementFilters } from "./filters.ts";

/** Throws NotFound where a party, an agency, a year, a currency or a movement that is named does not exist. */
export async function namedFound(db: Db, filters: MovementFilters): Promise<void> {
  const { agency, party, payee, year, currency, record, except } = filters;
  if (record !== undefined && !(await some(sql`movements where record = ${record}`))) {
    const remedy = `Give the number of a movement, or leave it out for a list. /v1/records/${record} says what that record is, if there is one.`;
    throw new NotFound(`movement ${record}`, remedy);
  }
  const isAgency = sql`kind = ${partyKindNumber("agency")}`;
  if (agency !== undefined && !(await some(sql`parties where id = ${agency}::int and ${isAgency}`))) {
    throw new NotFound(`agency ${agency}`, "See /v1/agencies for those that there are.");
  }
  for (const id of [party, payee]) {
    if (id === undefined || (await some(sql`parties where id = ${id}::int`))) continue;
    throw new NotFound(`party ${id}`, "Parties are numbered from 1.");
  }
  const left = except === undefined ? [] : parseExcept(except);
  const parties = left.filter(({ kind }) => kind === "agency" || kind === "payee").map(({ id }) => id);
  const funds = left.flatMap(({ kind, id }) => (kind === "fund" ? [parseAccount(`fund-${id}`).toString()] : []));
  const noParty = await missing(sql`parties`, parties);
  if (noParty !== undefined) throw new NotFound(`party ${noParty}`, "Parties are numbered from 1.");
  const noFund = await missing(sql`accounts`, funds);
  if (noFund !== undefined) throw new NotFound(idText(noFund), "See /v1/funds for those that there are.");
  const posted = sql`(select year from years union all select year from accounts where kind = 4) y where year = ${year}::int`;
  if (year !== undefined && !(await some(posted))) {
    throw new NotFound(`fiscal year ${year}`, "See /v1/years for those that there are.");
  }
  if (currency !== undefined && !(await currencyExponents(db)).has(currency)) {
    throw new NotFound(`fund in ${currency}`, "Name a currency that a fund has: see /v1/funds.");
  }

  async function missing(table: SQL, ids: readonly string[]): Promise<string | undefined> {
    const [first] = await db.rows<{ id: string }>(sql`
      select w.id::text as id from unnest(${`{${ids.join(",")}}`}::bigint[]) w(id)
      where not exists (select 1 from ${table} t where t.id = w.id) limit 1`);
    return first?.id;
  }

  async function some(of: SQL): Promise<boolean> {
    return (await db.rows(sql`select 1 from ${of} limit 1`)).length > 0;
  }
}
