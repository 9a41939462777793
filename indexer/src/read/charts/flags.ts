// Movements of a year that stand out by the published rules of the SDK, each rule one query over the year.
import type { Flag, Flags, FlagsOfRule } from "@mingzhang/sdk/api-charts";
import { dayText } from "@mingzhang/sdk/days";
import {
  FLAG_RULES,
  type FlagParameters,
  flagParameters,
  type FlagRule,
  JUST_UNDER,
  NEW_PAYEE,
  PURCHASES,
  SPLIT,
  splitRuns,
  YEAR_END,
} from "@mingzhang/sdk/flags";
import { sql, type SQL } from "../../store/drizzle.ts";
import type { Db } from "../../store/open.ts";
import { agencyTree } from "../filters.ts";
import { Refs } from "../refs.ts";
import { chartScope } from "./scope.ts";

export interface FlagsRequest {
  currency: string;
  year: number;
  rule?: FlagRule | undefined;
  agency?: number | undefined;
  payee?: number | undefined;
  /** Instead of the published sums; minor units. */
  threshold?: bigint | undefined;
  large?: bigint | undefined;
  round?: bigint | undefined;
  /** Flags of each rule that are given. */
  limit: number;
}

interface Found {
  record: number | null;
  movements: number;
  amount: string;
  agency: number;
  payee: number | null;
  line: string | null;
  first: number;
  last: number;
  measure: string;
}

interface Search {
  /** On `movements m`: the year, the currency, and whom the reader asks about. */
  where: SQL;
  request: FlagsRequest;
  parameters: FlagParameters;
}

type Result = { count: number; found: Found[] };

/** Payments that one search for split ones looks through. */
const LOOKED_THROUGH = 50_000;

/** Payees that are one party: neither a class of persons nor a fund. */
const ONE_PAYEE = sql`m.payee in (select id from parties where kind <> 4) and m.other_fund is null`;

/** Of lines that buy, or bear no class: what thresholds of procurement are about. */
const PURCHASE = sql`m.line in (select id from accounts where kind = 4
  and (economic = 0 or left(economic::text, 2) in (${sql.join(
    PURCHASES.map((each) => sql`${String(each)}`),
    sql`, `,
  )})))`;

export async function readFlags(db: Db, request: FlagsRequest): Promise<Flags> {
  const { currency, year } = request;
  const { exponent, imported } = await chartScope(db, currency, year);
  const published = flagParameters(currency, exponent);
  const parameters: FlagParameters = {
    thresholds: request.threshold === undefined ? published.thresholds : [request.threshold],
    large: request.large ?? published.large,
    round: request.round ?? published.round,
  };
  const all: SQL[] = [
    sql`m.year = ${year}`,
    sql`m.fund in (select id from accounts where kind = 2 and currency = ${currency})`,
  ];
  if (request.agency !== undefined) all.push(sql`m.agency = any(${agencyTree(request.agency)})`);
  if (request.payee !== undefined) all.push(sql`m.payee = ${request.payee}::int`);
  const search: Search = { where: sql.join(all, sql` and `), request, parameters };
  const results: { rule: FlagRule; result: Result }[] = [];
  for (const rule of request.rule === undefined ? FLAG_RULES : [request.rule]) {
    results.push({ rule, result: await SEARCHES[rule](db, search) });
  }
  const found = results.flatMap(({ result }) => result.found);
  const refs = await Refs.load(
    db,
    found.map(({ line }) => line),
    found.flatMap(({ agency, payee }) => [agency, payee]),
  );
  return {
    year,
    currency,
    exponent,
    imported,
    parameters: {
      thresholds: parameters.thresholds.map(String),
      large: parameters.large.toString(),
      round: parameters.round.toString(),
    },
    rules: results.map(({ rule, result }): FlagsOfRule => ({
      rule,
      count: result.count,
      flags: result.found.map((each) => toFlag(rule, each, refs)),
    })),
  };
}

function toFlag(rule: FlagRule, { agency, payee, line, first, last, ...rest }: Found, refs: Refs): Flag {
  return {
    rule,
    ...rest,
    agency: refs.party(agency),
    payee: refs.partyOrNull(payee),
    line: refs.accountOrNull(line),
    first: dayText(first),
    last: dayText(last),
  };
}

const SEARCHES: Record<FlagRule, (db: Db, search: Search) => Promise<Result>> = {
  "just-under": async (db, { where, request, parameters: { thresholds } }) => {
    if (thresholds.length === 0) return { count: 0, found: [] };
    const values = sql.join(
      thresholds.map((each) => sql`(${each.toString()}::numeric)`),
      sql`, `,
    );
    // One threshold at most is so near above an amount, unless two of them are within a twentieth.
    return largest(
      db,
      sql`select m.record::float8 as record, 1 as movements, m.amount, m.agency, m.payee, m.line::text as line,
        m.day as first, m.day as last, max(v.threshold) as measure
      from movements m join (values ${values}) as v(threshold) on m.amount < v.threshold
        and m.amount * ${sql.raw(JUST_UNDER.of.toString())} >= v.threshold * ${sql.raw(JUST_UNDER.part.toString())}
      where m.kind = 14 and ${where} and ${ONE_PAYEE} and ${PURCHASE}
        and m.to_id not in (select id from accounts where kind = 6 and payee_fund is not null)
      group by m.record`,
      request.limit,
    );
  },
  split: (db, search) => splits(db, search),
  "year-end": (db, { request, parameters }) => {
    const { currency, year, agency } = request;
    // A rush is a line's, whomever it pays.
    if (request.payee !== undefined) return Promise.resolve({ count: 0, found: [] });
    const late = sql`m.day > y.last_day - ${YEAR_END.days} and m.day <= y.last_day`;
    const sum = sql`coalesce(sum(m.amount) filter (where ${late}), 0)`;
    return largest(
      db,
      sql`select null::float8 as record, (count(*) filter (where ${late}))::int as movements, ${sum} as amount, a.agency,
        null::int as payee, a.id::text as line, y.last_day - ${YEAR_END.days - 1} as first, y.last_day as last,
        sum(m.amount) as measure
      from accounts a join years y on y.government = a.government and y.year = a.year
        join movements m on m.line = a.id and m.kind in (4, 5)
      where a.kind = 4 and a.currency = ${currency} and a.year = ${year}
        and ${agency === undefined ? sql`true` : sql`a.agency = any(${agencyTree(agency)})`}
      group by a.id, y.last_day
      having ${sum} >= ${parameters.large.toString()}::numeric
        and ${sum} * ${sql.raw(YEAR_END.of.toString())} >= sum(m.amount) * ${sql.raw(YEAR_END.part.toString())}`,
      request.limit,
    );
  },
  round: (db, { where, request, parameters }) => {
    const round = sql`${parameters.round.toString()}::numeric`;
    return largest(
      db,
      sql`select m.record::float8 as record, 1 as movements, m.amount, m.agency, m.payee, m.line::text as line,
        m.day as first, m.day as last, ${round} as measure
      from movements m where m.kind = 4 and ${where} and ${ONE_PAYEE} and m.amount >= ${round} and m.amount % ${round} = 0`,
      request.limit,
    );
  },
  "new-payee": (db, { where, request, parameters }) => {
    const large = sql`${parameters.large.toString()}::numeric`;
    return largest(
      db,
      sql`select m.record::float8 as record, 1 as movements, m.amount, m.agency, m.payee, m.line::text as line,
        m.day as first, m.day as last, ${large} as measure
      from parties p cross join lateral (
        select f.* from movements f where f.payee = p.id and f.kind in (4, 5) order by f.record limit 1) m
      where p.kind <> 4 and m.kind = 4 and ${where} and m.amount >= ${large}
        and m.day >= ${NEW_PAYEE.days} + (select s.day from movements s where s.kind in (4, 5) order by s.record limit 1)`,
      request.limit,
    );
  },
};

/** The largest of what a query finds, and how many it finds. */
async function largest(db: Db, query: SQL, limit: number): Promise<Result> {
  const rows = await db.rows<Found & { total: number }>(sql`
    select q.record, q.movements, q.amount::text as amount, q.agency, q.payee, q.line, q.first, q.last,
      q.measure::text as measure, (count(*) over ())::float8 as total
    from (${query}) q order by q.amount desc, q.record, q.line limit ${limit}`);
  return { count: rows[0]?.total ?? 0, found: rows.map(({ total: _, ...found }) => found) };
}

async function splits(db: Db, { where, request, parameters: { thresholds } }: Search): Promise<Result> {
  const [most, least] = [thresholds[0], thresholds.at(-1)];
  if (most === undefined || least === undefined) return { count: 0, found: [] };
  // Pairs that could have a run at all; the runs themselves are found by the SDK's own search.
  const rows = await db.rows<{ record: number; day: number; amount: string; agency: number; payee: number }>(sql`
    with below as (
      select m.record, m.day, m.amount, m.agency, m.payee from movements m
      where m.kind = 4 and ${where} and ${ONE_PAYEE} and ${PURCHASE} and m.amount < ${most.toString()}::numeric
    ), pairs as (
      select agency, payee from below group by 1, 2
      having count(*) >= ${SPLIT.payments} and sum(amount) >= ${least.toString()}::numeric
    )
    select b.record::float8 as record, b.day, b.amount::text as amount, b.agency, b.payee
    from below b join pairs p on p.agency = b.agency and p.payee = b.payee
    order by b.agency, b.payee, b.day, b.record limit ${LOOKED_THROUGH}`);
  const pairs = new Map<string, typeof rows>();
  for (const row of rows) {
    const key = `${row.agency} ${row.payee}`;
    const list = pairs.get(key);
    if (list === undefined) pairs.set(key, [row]);
    else list.push(row);
  }
  const runs = [...pairs.values()].flatMap((list) =>
    splitRuns(
      list.map((row) => ({ ...row, amount: BigInt(row.amount) })),
      thresholds,
    ),
  );
  runs.sort((a, b) => (a.amount < b.amount ? 1 : a.amount > b.amount ? -1 : 0));
  const found = runs.slice(0, request.limit).flatMap(({ payments, amount, threshold }): Found[] => {
    const [first, last] = [payments[0], payments.at(-1)];
    if (first === undefined || last === undefined) return [];
    const { agency, payee } = first;
    const days = { first: first.day, last: last.day };
    const sums = { movements: payments.length, amount: amount.toString(), measure: threshold.toString() };
    return [{ record: null, ...sums, agency, payee, line: null, ...days }];
  });
  return { count: runs.length, found };
}
