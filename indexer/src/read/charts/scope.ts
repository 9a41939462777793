// What every picture of one currency begins with: whether it is of published spending, and how many decimals it has.
import type { ChartScope } from "@mingzhang/sdk/api-charts";
import { sql, type SQL } from "../../store/drizzle.ts";
import type { Db } from "../../store/open.ts";
import { currencyExponents } from "../accounts.ts";
import { BadParameter } from "../errors.ts";

/** `column` is of the fiscal year that was asked for; of any where none was. */
export const ofYear = (column: SQL, year: number | undefined): SQL =>
  year === undefined ? sql`true` : sql`${column} = ${year}`;

/** Throws BadParameter where no fund counts in the currency. */
export async function chartScope(db: Db, currency: string, year: number | undefined): Promise<ChartScope> {
  const exponents = await currencyExponents(db);
  const exponent = exponents.get(currency);
  if (exponent === undefined) {
    const known = [...exponents.keys()].join(", ");
    throw new BadParameter("currency", currency, known === "" ? "No fund is open yet." : `Funds count in ${known}.`);
  }
  const [row] = await db.rows<{ imported: boolean }>(sql`
    select exists (select 1 from tallies t join accounts a on a.id = t.owner
      where t.side = 2 and t.currency = ${currency} and ${ofYear(sql`a.year`, year)}) as imported`);
  return { year: year ?? null, currency, exponent, imported: row?.imported ?? false };
}
