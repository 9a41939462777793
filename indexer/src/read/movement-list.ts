// The condition of a list of movements, told in a way that the store finds them by at any size.
import type { MovementSort } from "@mingzhang/sdk/api";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "../store/open.ts";
import { agencyTree, type MovementFilters, movementWhere, textWords, TWO_ENDED } from "./filters.ts";
import { boundsOf, type Part } from "./movement-bounds.ts";
import { textCondition } from "./movement-text.ts";

/** The same filters with the agencies and the words looked up, for all the questions of one answer. Throws BadParameter. */
export async function lookedUp(db: Db, filters: MovementFilters): Promise<MovementFilters> {
  const { text, agency, within, ...rest } = filters;
  if (text !== undefined) textWords(text);
  const found: MovementFilters = { ...rest };
  if (agency !== undefined && within !== "self") {
    const rows = await db.rows<{ id: number }>(sql`select unnest(${agencyTree(agency)}) as id`);
    found.agencies = rows.map(({ id }) => id);
  } else {
    Object.assign(found, agency !== undefined && { agency }, within !== undefined && { within });
  }
  if (text !== undefined) found.words = await textCondition(db, text);
  return found;
}

/** The same movements as `movementWhere` names; null where there can be none. Throws BadParameter. */
export async function listWhere(db: Db, filters: MovementFilters): Promise<SQL | null> {
  const found = await lookedUp(db, filters);
  const bounds = await boundsOf(db, found, "record");
  return bounds === null ? null : sql`${movementWhere(found)} and ${bounds}`;
}

/**
 * Conditions that together name the movements of a part of the list, none where there are none. Each is such that one
 * index has its movements in the order of the log: those at one end of an account, a line or a party, and those at the
 * other. Throws BadParameter.
 */
export async function partWheres(db: Db, filters: MovementFilters, sort: MovementSort, part: Part): Promise<SQL[]> {
  const found = await lookedUp(db, filters);
  const of = TWO_ENDED.find((name) => found[name] !== undefined);
  const ways = of === undefined ? [found] : ([0, 1] as const).map((which) => ({ ...found, end: { of, which } }));
  const bounds = await boundsOf(db, found, sort, part);
  return bounds === null ? [] : ways.map((way) => sql`${told(way, sort)} and ${bounds}`);
}

/**
 * Where a list is not sorted by days, bounds say in which records they are. The planner would take both for independent
 * and what passes for rare; in a `case` it takes the days for what half of the movements pass.
 */
function told({ from, to, ...rest }: MovementFilters, sort: MovementSort): SQL {
  const days: MovementFilters = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  if (sort === "valueDate" || Object.keys(days).length === 0) return movementWhere({ ...rest, ...days });
  return sql`${movementWhere(rest)} and case when ${movementWhere(days)} then true else false end`;
}
