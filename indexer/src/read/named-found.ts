// Whether what the filters of a citation name is there at all: nothing of what is not is no sum to quote.
import { parseAccount } from "@mingzhang/sdk/accounts";
import { parseExcept } from "@mingzhang/sdk/except";
import { sql } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { currencyExponents } from "./accounts.ts";
import { partyKindNumber } from "./cells.ts";
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
  for (const { kind, id } of except === undefined ? [] : parseExcept(except)) {
    const there =
      kind === "fund"
        ? some(sql`accounts where id = ${parseAccount(`fund-${id}`).toString()}::bigint`)
        : kind === "agency" || kind === "payee"
          ? some(sql`parties where id = ${id}::int`)
          : true;
    if (!(await there)) throw new NotFound(`${kind} ${id}`, "Leave out of a list what there is.");
  }
  const posted = sql`(select year from years union all select year from accounts where kind = 4) y where year = ${year}::int`;
  if (year !== undefined && !(await some(posted))) {
    throw new NotFound(`fiscal year ${year}`, "See /v1/years for those that there are.");
  }
  if (currency !== undefined && !(await currencyExponents(db)).has(currency)) {
    throw new NotFound(`fund in ${currency}`, "Name a currency that a fund has: see /v1/funds.");
  }

  async function some(of: ReturnType<typeof sql>): Promise<boolean> {
    return (await db.rows(sql`select 1 from ${of} limit 1`)).length > 0;
  }
}
