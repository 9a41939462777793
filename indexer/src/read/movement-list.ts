// The condition of a list of movements, told in a way that the store finds them by at any size.
import type { MovementSort } from "@mingzhang/sdk/api";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "../store/open.ts";
import { type MovementFilters, movementWhere, textWords } from "./filters.ts";
import { boundsOf } from "./movement-bounds.ts";
import { textCondition } from "./movement-text.ts";

/** The same movements as `movementWhere` names; null where there can be none. Throws BadParameter. */
export async function listWhere(db: Db, filters: MovementFilters, sort: MovementSort): Promise<SQL | null> {
  const { text, ...rest } = filters;
  if (text !== undefined) textWords(text);
  const where = movementWhere(rest);
  const bounds = await boundsOf(db, rest, sort);
  if (bounds === null) return null;
  return text === undefined
    ? sql`${where} and ${bounds}`
    : sql`${where} and ${bounds} and ${await textCondition(db, text)}`;
}
