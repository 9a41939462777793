// Figures as sums of movements: as they are now from what is kept, and what the records from one on, or before one, make of them.
import { ACCOUNT_KINDS, parseAccount } from "@mingzhang/sdk/accounts";
import type { MovementSum } from "@mingzhang/sdk/api";
import type { CitedChange } from "@mingzhang/sdk/api-citations";
import { type FigureName, FIGURES, type Sign } from "@mingzhang/sdk/figures";
import { kindByNumber, KINDS } from "@mingzhang/sdk/kinds";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { SPAN_RECORDS } from "../store/turnover.ts";
import { currencyExponents } from "./accounts.ts";
import { NotFound } from "./errors.ts";
import { type FigureQuery, type Part, type Parts, partsOf } from "./figure-parts.ts";
import { type MovementFilters, parameter } from "./filters.ts";
import { boundsOf } from "./movement-bounds.ts";

const signOf = ({ signs }: Part): SQL =>
  sql`case ${sql.join(
    signs.map(([kind, sign]) => sql.raw(`when m.kind = ${kind} then ${sign}`)),
    sql` `,
  )} end`;
const ofKinds = ({ signs }: Part): SQL => sql`m.kind in (${sql.raw(signs.map(([kind]) => kind).join(", "))})`;
const isOf = (part: Part): SQL => sql`${ofKinds(part)} and ${part.where}`;
/** The same without an index by kind, which the planner would join with that of an account although all pass it. */
const isOfInOrder = (part: Part): SQL => sql`case when ${ofKinds(part)} then true else false end and ${part.where}`;

/** Sums by fund and kind of one table's rows. */
function sumOf(part: Part, table: string, more: SQL): SQL {
  const count = table === "movements" ? sql`count(*)` : sql`sum(m.count)`;
  return sql`select m.fund, sum(m.amount) * ${signOf(part)} as amount, ${count} as count
    from ${sql.raw(table)} m where ${isOf(part)} and ${more} group by m.fund, m.kind`;
}

async function sums(db: Db, counted: SQL[]): Promise<MovementSum[]> {
  if (counted.length === 0) return [];
  return db.rows<MovementSum>(sql`
    select f.currency, f.exponent, sum(s.amount)::text as amount, sum(s.count)::float8 as count
    from (${sql.join(counted, sql` union all `)}) s join accounts f on f.id = s.fund
    group by f.currency, f.exponent order by f.currency collate "C", f.exponent`);
}

const used = (parts: readonly Part[]): Part[] => parts.filter(({ signs }) => signs.length > 0);

function kept(name: FigureName, { parts, kept: table, account }: Parts): SQL[] {
  if (table !== null) return used(parts).map((part) => sumOf(part, table, sql`true`));
  // The tally of an account's one side holds what its movements of a kind do at that end.
  const kind = ACCOUNT_KINDS[Number((account ?? 0n) >> 56n) - 1];
  const sides = KINDS.flatMap((each) => {
    const ends = FIGURES[name].kinds[each.name] ?? {};
    const side = (total: "in" | "out") => (total === "in" ? 0 : 1);
    return [
      ...(each.from === kind && ends.from !== undefined ? [[each.number, side(each.fromTotal), ends.from]] : []),
      ...(each.to === kind && ends.to !== undefined ? [[each.number, side(each.toTotal), ends.to]] : []),
    ];
  });
  const values = sql.raw(sides.map((each) => `(${each.join(", ")})`).join(", "));
  return [
    sql`select (select min(id) from accounts where kind = 2 and currency = t.currency) as fund,
      sum(t.amount * e.sign) as amount, sum(t.count) as count
    from tallies t join (values ${values}) as e(kind, side, sign) on e.kind = t.kind and e.side = t.side
    where t.owner = ${(account ?? 0n).toString()}::bigint group by t.currency`,
  ];
}

/** Of the records before one, or from one on: whole spans of the log from their rollup, the rest one by one. */
function within({ parts }: Parts, size: number, before: boolean): SQL[] {
  const side = before ? sql`m.record < ${size}` : sql`m.record >= ${size}`;
  const span = Math.floor(size / SPAN_RECORDS);
  const spans = before ? sql`m.span < ${span}` : sql`m.span > ${span}`;
  const rest = sql`${side} and m.record >= ${span * SPAN_RECORDS} and m.record < ${(span + 1) * SPAN_RECORDS}`;
  return used(parts).flatMap((part) => [
    sumOf({ ...part, where: part.inSpans ?? part.where }, part.spans, spans),
    sumOf(part, "movements", rest),
  ]);
}

export interface FigureAt {
  then: MovementSum[];
  now: MovementSum[];
  added: MovementSum[];
  changes: CitedChange[];
}

/** A figure as it was at a size of the log, as it is, and what made the difference. Throws BadParameter, NotFound. */
export async function figureAt(
  db: Db,
  query: FigureQuery,
  size: number,
  { head, most }: { head: number; most: number },
): Promise<FigureAt> {
  const parts = partsOf(query);
  const zeros = await currenciesOf(db, query.filters);
  const all = (counted: readonly MovementSum[]) => [
    ...counted,
    ...zeros.filter(({ currency }) => counted.every((sum) => sum.currency !== currency)),
  ];
  const now = await sums(db, kept(query.name, parts));
  // The shorter way: what came before, or what has come since.
  const before = size < head / 2;
  const side = size === head ? [] : await sums(db, within(parts, size, before));
  const other = difference(now, side);
  const [then, added] = before ? [side, other] : [other, side];
  const count = added.reduce((sum, each) => sum + each.count, 0);
  return {
    then: all(then),
    now: all(now),
    added,
    changes: count === 0 ? [] : await changesSince(db, parts, size, most),
  };
}

/** Throws what `figureAt` would, without counting anything. */
export async function expectFigure(db: Db, query: FigureQuery): Promise<void> {
  partsOf(query);
  await currenciesOf(db, query.filters);
}

interface ChangeCells {
  record: number;
  kind: number;
  currency: string;
  exponent: number;
  amount: string;
}

/** The newest, looked for no further on in the log than they can be. */
async function changesSince(db: Db, { parts }: Parts, size: number, most: number): Promise<CitedChange[]> {
  const each: SQL[] = [];
  for (const part of used(parts)) {
    const kind = part.signs.map(([number]) => kindByNumber(number).name).join(",");
    const wanted = part.exact === true ? { rows: most, down: true, edge: null } : undefined;
    const bounds = part.among === undefined ? sql`true` : await boundsOf(db, { ...part.among, kind }, "record", wanted);
    if (bounds === null) continue;
    each.push(sql`(select m.record, m.kind, m.fund, m.amount * ${signOf(part)} as amount from movements m
      where ${part.inOrder === true ? isOfInOrder(part) : isOf(part)} and m.record >= ${size} and ${bounds} order by m.record desc limit ${most})`);
  }
  if (each.length === 0) return [];
  const rows = await db.rows<ChangeCells>(sql`
    select c.record::float8 as record, c.kind, f.currency, f.exponent, c.amount::text as amount
    from (${sql.join(each, sql` union all `)}) c join accounts f on f.id = c.fund
    order by c.record desc limit ${most}`);
  return rows.map(({ record, kind, ...sum }) => ({ record, kind: kindByNumber(kind).name, ...sum }));
}

/** Nothing, in the currency of what the filters name, where that has one. Throws NotFound where there is no such thing. */
async function currenciesOf(db: Db, filters: MovementFilters): Promise<MovementSum[]> {
  const { line, account, currency } = filters;
  const none = { amount: "0", count: 0 };
  const named = line ?? account;
  if (named === undefined) {
    const exponent = currency === undefined ? undefined : (await currencyExponents(db)).get(currency);
    return currency === undefined || exponent === undefined ? [] : [{ currency, exponent, ...none }];
  }
  const id = parameter(line === undefined ? "account" : "line", named, parseAccount).toString();
  const [found] = await db.rows<{ currency: string | null; exponent: number | null }>(sql`
    select a.currency, a.exponent from accounts a where a.id = ${id}::bigint`);
  if (found === undefined) throw new NotFound(named, "Accounts are numbered from 1 within their kind.");
  const { currency: code, exponent } = found;
  return code === null || exponent === null ? [] : [{ currency: code, exponent, ...none }];
}

/** What the first sums have that the second have not, by currency; nothing where they are the same. */
export function difference(first: readonly MovementSum[], second: readonly MovementSum[]): MovementSum[] {
  const rest = new Map<string, { of: MovementSum; amount: bigint; count: number }>();
  const add = (of: MovementSum, sign: Sign) => {
    const kept = rest.get(of.currency) ?? { of, amount: 0n, count: 0 };
    kept.amount += BigInt(sign) * BigInt(of.amount);
    kept.count += sign * of.count;
    rest.set(of.currency, kept);
  };
  for (const sum of first) add(sum, 1);
  for (const sum of second) add(sum, -1);
  return [...rest.values()]
    .filter(({ amount, count }) => amount !== 0n || count !== 0)
    .map(({ of, amount, count }) => ({ ...of, amount: amount.toString(), count }));
}
