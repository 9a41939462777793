// The condition of a list of movements, told in a way that the store finds them by at any size.
import type { AccountKind } from "@mingzhang/sdk/accounts";
import type { MovementSort } from "@mingzhang/sdk/api";
import { kindByName, type KindInfo, KINDS } from "@mingzhang/sdk/kinds";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { ownTallies } from "./account-tallies.ts";
import {
  agenciesUnder,
  CONFIRMED_KINDS,
  type MovementFilters,
  movementWhere,
  parameter,
  textWords,
  TWO_ENDED,
} from "./filters.ts";
import { boundsOf, type Part } from "./movement-bounds.ts";
import type { Sorting } from "./keyset.ts";
import { isRare } from "./movement-rare.ts";
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

/** What lists are sorted by. */
export const MOVEMENT_SORTS: Record<MovementSort, { key: SQL; keyType: Sorting["keyType"] }> = {
  record: { key: sql`m.record`, keyType: "bigint" },
  amount: { key: sql`m.amount`, keyType: "numeric" },
  valueDate: { key: sql`m.day`, keyType: "bigint" },
};

/** Movements as `m`, with their number and what they are sorted by. */
export interface Way {
  from: SQL;
  where: SQL;
}

/**
 * Ways to the movements of a part of the list, none where there are none. Of each an index has them in the order of the list,
 * or all of them are few: those at one end of an account, a line or a party, and those at the other; by amount those of one
 * kind. Throws BadParameter.
 * @param judge what is rare; whatever it says, the movements are the same
 */
export async function partWays(
  db: Db,
  filters: MovementFilters,
  sort: MovementSort,
  part: Part,
  judge = isRare,
): Promise<Way[]> {
  const found = await lookedUp(db, filters);
  // Refuses what cannot be asked, also where no kind is left to look for.
  movementWhere(found);
  const of = TWO_ENDED.find((name) => found[name] !== undefined);
  const ends = of === undefined ? [found] : ([0, 1] as const).map((which) => ({ ...found, end: { of, which } }));
  const days = sort === "valueDate" && (found.from !== undefined || found.to !== undefined);
  if (sort !== "record" && !days && (await judge(db, found, sort, part.rows))) {
    const { key } = MOVEMENT_SORTS[sort];
    // The offset keeps the planner from going through the log in the list's order until it has met enough of them.
    return ends.map((end) => ({
      from: sql`(select m.record, ${key} from movements m where ${movementWhere(end)} offset 0) m`,
      where: sql`true`,
    }));
  }
  const there = sort === "amount" ? await kindsThere(db, found) : null;
  const ways = sort === "amount" ? ends.flatMap((way) => byKind(way, there)) : ends;
  const hidden = sort !== "valueDate" && !(await isFew(db, found));
  const wheres = ways.map((way) => (hidden ? daysHidden(way) : movementWhere(way)));
  const bounds = await boundsOf(db, found, sort, part);
  if (bounds === null) return [];
  return wheres.map((where) => ({ from: sql`movements m`, where: sql`${where} and ${bounds}` }));
}

/** Movements of some days that are rather looked up by their day than met on the way through the log. */
const FEW = 2_000;

/** Kinds that are more than this are rather met together. */
const FEW_KINDS = 6;

/** Numbers of the kinds that an account or a party has movements of at all; null where neither is asked for. */
async function kindsThere(db: Db, { account, payee, party }: MovementFilters): Promise<ReadonlySet<number> | null> {
  if (account === undefined && payee === undefined && party === undefined) return null;
  const own =
    account !== undefined
      ? sql`tallies m where ${ownTallies(account)}`
      : sql`turnover_parties m where ${movementWhere({ payee, party })}`;
  const rows = await db.rows<{ kind: number }>(sql`select distinct m.kind from ${own}`);
  return new Set(rows.map(({ kind }) => kind));
}

/**
 * A list by amount, told kind by kind where it can be of a few kinds alone: an index has each of these by amount. To look
 * for a kind of which there is none would take all of the others that have it.
 */
function byKind(way: MovementFilters, there: ReadonlySet<number> | null): MovementFilters[] {
  const asked = way.kind?.split(",").map((name) => parameter("kind", name, kindByName).name);
  const atEnd = ({ from, to }: KindInfo): AccountKind => (way.end?.which === 0 ? from : to);
  const accountKind = way.end?.of === "account" ? way.account?.slice(0, way.account.indexOf("-")) : undefined;
  const isOfParty = (end: 0 | 1) => way.end?.of === "party" && way.end.which === end;
  const touches = ({ from, to }: KindInfo, kind: AccountKind) => from === kind || to === kind;
  const kinds = KINDS.filter(
    (kind) =>
      (asked === undefined || asked.includes(kind.name)) &&
      (there === null || there.has(kind.number)) &&
      (accountKind === undefined || atEnd(kind) === accountKind) &&
      ((way.payee === undefined && !isOfParty(0)) || touches(kind, "commitment")) &&
      ((way.class === undefined && !isOfParty(1)) || touches(kind, "source")) &&
      (way.confirmed !== false || CONFIRMED_KINDS.includes(kind.name)),
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
