// The condition of a list of movements, told in a way that the store finds them by at any size.
import type { MovementSort } from "@mingzhang/sdk/api";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "../store/open.ts";
import { agencyTree, type MovementFilters, movementWhere, textWords } from "./filters.ts";
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

/**
 * The same movements as `movementWhere` names, or at least those of a part of the list; null where there can be none.
 * Throws BadParameter.
 */
export async function listWhere(
  db: Db,
  filters: MovementFilters,
  sort: MovementSort,
  part?: Part,
): Promise<SQL | null> {
  const found = await lookedUp(db, filters);
  const where = movementWhere(found);
  const bounds = await boundsOf(db, found, sort, part);
  return bounds === null ? null : sql`${where} and ${bounds}`;
}
