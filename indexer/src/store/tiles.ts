// Keeps the audit trail's tree in rows of 32 hashes: appends the leaves of a batch, cuts them off when blocks are undone.
import { nativeNodeHash } from "../chain/leaves.ts";
import { relation } from "./bulk.ts";
import { sql, type SQL } from "./drizzle.ts";
import type { Db } from "./open.ts";

/** Levels of the tree that a tile spans. */
export const TILE_HEIGHT = 5;
/** Hashes in a full tile. */
export const TILE_WIDTH = 2 ** TILE_HEIGHT;
const HASH = 32;

/** How many hashes a level of tiles has for a log of `size` records. */
export const hashesAt = (level: number, size: number): number => Math.floor(size / TILE_WIDTH ** level);

interface TileRow {
  level: number;
  tile: number;
  /** 0x and hex. */
  hashes: string;
}

/** Appends leaves; the first is record `first`. Throws where the store's tree is not of `first` leaves. */
export async function writeTiles(db: Db, first: number, leaves: readonly Uint8Array[]): Promise<void> {
  const partial = await partialTiles(db, first);
  const rows: TileRow[] = [];
  let added: readonly Uint8Array[] = leaves;
  for (let level = 0; added.length > 0; level += 1) {
    const before = hashesAt(level, first);
    const hashes = [...(partial.get(level) ?? []), ...added];
    const above: Uint8Array[] = [];
    for (let at = 0, tile = Math.floor(before / TILE_WIDTH); at < hashes.length; at += TILE_WIDTH, tile += 1) {
      const of = hashes.slice(at, at + TILE_WIDTH);
      rows.push({ level, tile, hashes: `0x${Buffer.concat(of).toString("hex")}` });
      if (of.length === TILE_WIDTH) above.push(rootOf(of));
    }
    added = above;
  }
  const given = relation(rows, { level: "smallint", tile: "bigint", hashes: "bytea" });
  await db.rows(sql`
    insert into log_tiles (level, tile, hashes)
    select j.level, j.tile, j.hashes from ${given}
    on conflict (level, tile) do update set hashes = excluded.hashes`);
}

/** Hashes of the last tile of each level that is not full, for a log of `size` records. */
async function partialTiles(db: Db, size: number): Promise<Map<number, Uint8Array[]>> {
  const wanted = new Map<number, number>();
  const places: SQL[] = [];
  for (let level = 0; hashesAt(level, size) > 0; level += 1) {
    const filled = hashesAt(level, size) % TILE_WIDTH;
    if (filled === 0) continue;
    wanted.set(level, filled);
    places.push(sql`(level = ${level} and tile = ${Math.floor(hashesAt(level, size) / TILE_WIDTH)})`);
  }
  if (places.length === 0) return new Map();
  const rows = await db.rows<{ level: number; hashes: string }>(
    sql`select level, encode(hashes, 'hex') as hashes from log_tiles where ${sql.join(places, sql` or `)}`,
  );
  const found = new Map(rows.map((row) => [row.level, splitHashes(Buffer.from(row.hashes, "hex"))]));
  for (const [level, filled] of wanted) {
    const length = found.get(level)?.length ?? 0;
    if (length !== filled) {
      throw new Error(
        `Level ${level} of the log's tree ends with ${length} hashes, where ${size} records leave ${filled}. ` +
          "The store was changed by another hand: delete it, and it is read from the chain again.",
      );
    }
  }
  return found;
}

/** Forgets all leaves from `size` on. */
export async function truncateTiles(db: Db, size: number): Promise<void> {
  const levels = await db.rows<{ level: number }>(sql`select distinct level from log_tiles order by level`);
  for (const { level } of levels) {
    const hashes = hashesAt(level, size);
    const last = Math.floor(hashes / TILE_WIDTH);
    const filled = hashes % TILE_WIDTH;
    const first = filled === 0 ? last : last + 1;
    await db.rows(sql`delete from log_tiles where level = ${level} and tile >= ${first}`);
    if (filled > 0) {
      await db.rows(sql`update log_tiles set hashes = substr(hashes, 1, ${filled * HASH})
        where level = ${level} and tile = ${last}`);
    }
  }
}

/** Root of hashes side by side, as many as a power of two. */
export function rootOf(hashes: readonly Uint8Array[]): Uint8Array {
  let level = hashes;
  while (level.length > 1) {
    const above: Uint8Array[] = [];
    for (let at = 0; at < level.length; at += 2) {
      const [left, right] = [level[at], level[at + 1]];
      if (left === undefined || right === undefined) throw new Error("As many hashes as no power of two.");
      above.push(nativeNodeHash(left, right));
    }
    level = above;
  }
  const [root] = level;
  if (root === undefined) throw new Error("No hashes have no root.");
  return root;
}

/** The 32-byte hashes that bytes hold. */
export function splitHashes(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: bytes.length / HASH }, (_, at) => bytes.subarray(at * HASH, (at + 1) * HASH));
}
