// Totals of a year, or of all years, in each currency; transfer payments between funds are eliminated once.
import type { ClassTotal, CurrencyTotals, FiscalYear, Years } from "@mingzhang/sdk/api";
import { cofogDivision, receiptNature } from "@mingzhang/sdk/classification";
import { closingDayText, dayText } from "@mingzhang/sdk/days";
import { addExecutions } from "@mingzhang/sdk/execution";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { currencyExponents } from "./accounts.ts";
import { classCode, functionCode } from "./codes.ts";
import { type ExecutionCells, executionColumns, paid, toExecution } from "./execution.ts";
import { Refs } from "./refs.ts";

interface LineSums extends ExecutionCells {
  currency: string;
  division: number;
  agency: number;
}

interface Between {
  currency: string;
  division: number;
  agency: number;
  paid: string;
}

interface ClassCells {
  currency: string;
  code: number;
  received: string;
  refunded: string;
}

/** Totals by currency. @param year fiscal year, or undefined for all years together */
export async function totalsOf(db: Db, year: number | undefined): Promise<CurrencyTotals[]> {
  const ofYear = (column: SQL) => (year === undefined ? sql`true` : sql`${column} = ${year}`);
  const lines = await db.rows<LineSums>(sql`
    select a.currency, a.func / 100 as division, a.agency, ${executionColumns}
    from accounts a join tallies t on t.owner = a.id
    where a.kind = 4 and ${ofYear(sql`a.year`)} group by 1, 2, 3 order by 1, 2, 3`);
  const between = await db.rows<Between>(sql`
    select a.currency, a.func / 100 as division, a.agency, ${paid}::text as paid
    from accounts a join tallies t on t.owner = a.id
    where a.kind = 6 and a.payee_fund is not null and ${ofYear(sql`a.year`)} group by 1, 2, 3`);
  const classes = await db.rows<ClassCells>(sql`
    select f.currency, m.code::float8 as code, coalesce(sum(m.amount) filter (where m.kind = 1), 0)::text as received,
      coalesce(sum(m.amount) filter (where m.kind = 2), 0)::text as refunded
    from turnover_lines m join accounts f on f.id = m.fund
    where m.kind in (1, 2) and ${ofYear(sql`m.year`)} group by f.currency, m.code order by f.currency, m.code::text collate "C"`);
  const counts = await db.rows<{ currency: string; count: number; unconfirmed: string }>(sql`
    select f.currency, sum(m.count)::float8 as count, coalesce((
        select sum(u.amount) from unconfirmed u join accounts a on a.id = u.fund
        where a.currency = f.currency and ${ofYear(sql`u.year`)}), 0)::text as unconfirmed
    from turnover_lines m join accounts f on f.id = m.fund where ${ofYear(sql`m.year`)} group by f.currency order by 1`);
  const refs = await Refs.load(
    db,
    [],
    lines.map((line) => line.agency),
  );
  const exponents = await currencyExponents(db);
  return counts.map(({ currency, count, unconfirmed }) => {
    const its = lines.filter((line) => line.currency === currency);
    const transfers = between.filter((each) => each.currency === currency);
    const transferred = (match: (each: Between) => boolean) =>
      transfers.filter(match).reduce((sum, each) => sum + BigInt(each.paid), 0n);
    const consolidated = (sum: string, match: (each: Between) => boolean) =>
      (BigInt(sum) - transferred(match)).toString();
    const receivedByClass = classes.filter((each) => each.currency === currency).map(toClass);
    const nature = (wanted: string) =>
      receivedByClass
        .filter((each) => receiptNature(Number(each.class.code)) === wanted)
        .reduce((sum, each) => sum + BigInt(each.net), 0n)
        .toString();
    const execution = addExecutions(its.map(toExecution));
    const divisions = [...new Set(its.map((line) => line.division))];
    const agencies = [...new Set(its.map((line) => line.agency))];
    return {
      currency,
      exponent: exponents.get(currency) ?? 0,
      imported: its.some((line) => line.imported),
      ...execution,
      revenue: nature("revenue"),
      financing: nature("financing"),
      openingBalance: nature("opening-balance"),
      receivedByClass,
      transferPayments: transferred(() => true).toString(),
      consolidated: consolidated(execution.paid, () => true),
      unconfirmed,
      byFunction: divisions.map((division) => {
        const sums = addExecutions(its.filter((line) => line.division === division).map(toExecution));
        const digits = cofogDivision(division * 100)?.digits ?? 0;
        return {
          function: functionCode(digits),
          ...sums,
          consolidated: consolidated(sums.paid, (each) => each.division === division),
        };
      }),
      byAgency: agencies.map((agency) => {
        const sums = addExecutions(its.filter((line) => line.agency === agency).map(toExecution));
        const between = consolidated(sums.paid, (each) => each.agency === agency);
        return { agency: refs.party(agency), ...sums, consolidated: between };
      }),
      movements: count,
    };
  });
}

function toClass({ code, received, refunded }: ClassCells): ClassTotal {
  const net = (BigInt(received) - BigInt(refunded)).toString();
  return { class: classCode(code), received, refunded, net };
}

interface YearCells {
  government: number;
  year: number;
  first_day: number;
  last_day: number;
  commit_until: number;
  pay_until: number;
  record: number;
}

/** Fiscal years that were opened or that anything was posted in, newest first. */
export async function readYears(db: Db): Promise<Years> {
  const opened = await db.rows<YearCells>(sql`
    select government, year, first_day, last_day, commit_until, pay_until, record::float8 as record
    from years order by year desc, government`);
  const posted = await db.rows<{ year: number }>(sql`
    select year from accounts where kind = 4 union select year from years
    union select year from turnover_lines where kind in (1, 2, 3) and year <> 0 order by 1 desc`);
  const paid = await db.rows<{ year: number }>(sql`
    select distinct year from turnover_lines where kind in (4, 5) and year <> 0 order by 1 desc`);
  const refs = await Refs.load(
    db,
    [],
    opened.map((row) => row.government),
  );
  return {
    years: posted.map((row) => row.year),
    paid: paid.map((row) => row.year),
    opened: opened.map((row): FiscalYear => ({
      government: refs.party(row.government),
      year: row.year,
      firstDay: dayText(row.first_day),
      lastDay: dayText(row.last_day),
      commitUntil: closingDayText(row.commit_until),
      payUntil: closingDayText(row.pay_until),
      openedRecord: row.record,
    })),
  };
}
