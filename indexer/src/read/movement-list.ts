// The condition of a list of movements, told in a way that the store finds them by at any size.
import type { AccountKind } from "@mingzhang/sdk/accounts";
import type { MovementSort } from "@mingzhang/sdk/api";
import { kindByName, type KindInfo, KINDS } from "@mingzhang/sdk/kinds";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import {
  agenciesUnder,
  AWAITING,
  type MovementFilters,
  movementWhere,
  parameter,
  textWords,
  TWO_ENDED,
} from "./filters.ts";
import { boundsOf, type Part } from "./movement-bounds.ts";
import { textCondition } from "./movement-text.ts";

/** The same filters with what they name looked up, for all the questions of one answer. Throws BadParameter. */
export async function lookedUp(db: Db, filters: MovementFilters): Promise<MovementFilters> {
  const { text, agency, within, ...rest } = filters;
  if (text !== undefined) textWords(text);
  const found: MovementFilters = { ...rest };
  if (agency !== undefined && within !== "self") {
    found.agencies = await agenciesUnder(db, agency);
  } else {
    Object.assign(found, agency !== undefined && { agency }, within !== undefined && { within });
  }
  if (found.currency !== undefined) {
    const funds = await db.rows<{ id: string }>(
      sql`select id::text as id from accounts where kind = 2 and currency = ${found.currency}`,
    );
    found.currencyFunds = funds.map(({ id }) => id);
  }
  if (text !== undefined) found.words = await textCondition(db, text);
  return found;
}

/** The same movements as `movementWhere` names; null where there can be none. Throws BadParameter. */
export async function listWhere(db: Db, filters: MovementFilters): Promise<SQL | null> {
  const found = await lookedUp(db, filters);
  const where = movementWhere(found);
  const bounds = await boundsOf(db, found, "record");
  return bounds === null ? null : sql`${where} and ${bounds}`;
}

/**
 * Conditions that together name the movements of a part of the list, none where there are none. Each is such that one
 * index has its movements in the order of the log, or by amount: those at one end of an account, a line or a party, and
 * those at the other. Throws BadParameter.
 */
export async function partWheres(db: Db, filters: MovementFilters, sort: MovementSort, part: Part): Promise<SQL[]> {
  const found = await lookedUp(db, filters);
  const of = TWO_ENDED.find((name) => found[name] !== undefined);
  const ends = of === undefined ? [found] : ([0, 1] as const).map((which) => ({ ...found, end: { of, which } }));
  const ways = sort === "amount" ? ends.flatMap(byKind) : ends;
  const hidden = sort !== "valueDate" && !(await isFew(db, found));
  const wheres = ways.map((way) => (hidden ? daysHidden(way) : movementWhere(way)));
  const bounds = await boundsOf(db, found, sort, part);
  return bounds === null ? [] : wheres.map((where) => sql`${where} and ${bounds}`);
}

/** Movements of some days that are rather looked up by their day than met on the way through the log. */
const FEW = 2_000;

/** Kinds that are more than this are rather met together. */
const FEW_KINDS = 6;

/** A list by amount, told kind by kind where it can be of a few kinds alone: an index has each of these by amount. */
function byKind(way: MovementFilters): MovementFilters[] {
  const asked = way.kind?.split(",").map((name) => parameter("kind", name, kindByName).name);
  const of = (end: 0 | 1) => way.end?.of === "party" && way.end.which === end;
  const owner = way.end?.of === "account" ? way.account?.slice(0, way.account.indexOf("-")) : undefined;
  const joins = ({ from, to }: KindInfo, account: AccountKind) => from === account || to === account;
  const kinds = KINDS.filter(
    (kind) =>
      (asked === undefined || asked.includes(kind.name)) &&
      (owner === undefined || (way.end?.which === 0 ? kind.from : kind.to) === owner) &&
      ((way.payee === undefined && !of(0)) || joins(kind, "commitment")) &&
      ((way.class === undefined && !of(1)) || joins(kind, "source")) &&
      (way.confirmed !== false || AWAITING.includes(kind.name)),
  );
  return kinds.length > FEW_KINDS ? [way] : kinds.map(({ name }) => ({ ...way, kind: name }));
}

/** Whether the days that are asked for hold few movements, or no days are asked for. */
async function isFew(
  db: Db,
  { kind, fund, class: classes, currency, imported, from, to }: MovementFilters,
): Promise<boolean> {
  if (from === undefined && to === undefined) return true;
  const [counted] = await db.rows<{ count: number }>(sql`
    select coalesce(sum(m.count), 0)::float8 as count from (select m.count from turnover_days m
      where ${movementWhere({ kind, fund, class: classes, currency, imported, from, to })} limit ${FEW + 1}) m`);
  return (counted?.count ?? 0) <= FEW;
}

/**
 * Where a list is not sorted by days, bounds say in which records they are. The planner would take both for independent
 * and what passes for rare; in a `case` it takes the days for what half of the movements pass.
 */
function daysHidden({ from, to, ...rest }: MovementFilters): SQL {
  const days: MovementFilters = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  return sql`${movementWhere(rest)} and case when ${movementWhere(days)} then true else false end`;
}
