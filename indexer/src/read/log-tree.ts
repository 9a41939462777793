// Reads hashes of the audit trail's tree out of its tiles: any root and any path, at any size, for some rows of 1 KB.
import { EMPTY_ROOT } from "@mingzhang/sdk/hash";
import { type Hex, hexOf } from "@mingzhang/sdk/hex";
import {
  consistencyRanges,
  inclusionRanges,
  type LeafRange,
  type Subtree,
  subtreesOf,
} from "@mingzhang/sdk/tree-paths";
import { nativeNodeHash } from "../chain/leaves.ts";
import { sql } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { rootOf, splitHashes, TILE_HEIGHT, TILE_WIDTH } from "../store/tiles.ts";

export interface Inclusion {
  root: Hex;
  leaf: Hex;
  path: Hex[];
}

export interface Consistency {
  fromRoot: Hex;
  toRoot: Hex;
  path: Hex[];
}

/** Root of the first `size` leaves, all of which must be stored. */
export async function rootAt(db: Db, size: number): Promise<Hex> {
  const [root] = await rangeHashes(db, wholeOf(size));
  return root ?? EMPTY_ROOT;
}

/** Path of a leaf in the tree of `size` leaves, with leaf and root; index < size <= stored. */
export async function inclusionAt(db: Db, index: number, size: number): Promise<Inclusion> {
  const ranges = [...wholeOf(size), { start: index, end: index + 1 }, ...inclusionRanges(index, size)];
  const [root, leaf, ...path] = await rangeHashes(db, ranges);
  if (root === undefined || leaf === undefined) throw new Error(`There is no leaf ${index} in a log of ${size}.`);
  return { root, leaf, path };
}

/** Path from the tree of `from` leaves to that of `to`, with both roots; 0 < from <= to <= stored. */
export async function consistencyAt(db: Db, from: number, to: number): Promise<Consistency> {
  const ranges = [...wholeOf(from), ...wholeOf(to), ...consistencyRanges(from, to)];
  const [fromRoot, toRoot, ...path] = await rangeHashes(db, ranges);
  if (fromRoot === undefined || toRoot === undefined) throw new Error("From an empty log nothing follows.");
  return { fromRoot, toRoot, path };
}

const wholeOf = (size: number): LeafRange[] => (size === 0 ? [] : [{ start: 0, end: size }]);

/** Ranges whose tiles are read with one query; what they are made of is some hundred KB at most. */
const RANGES_AT_ONCE = 500;

/** Hashes of ranges, in their order. */
export async function rangeHashes(db: Db, ranges: readonly LeafRange[]): Promise<Hex[]> {
  const hashes: Hex[] = [];
  for (let at = 0; at < ranges.length; at += RANGES_AT_ONCE) {
    const parts = ranges.slice(at, at + RANGES_AT_ONCE).map(subtreesOf);
    const tiles = await readTiles(db, new Set(parts.flat().map(tileOf)));
    for (const part of parts) {
      const nodes = part.map((subtree) => nodeIn(tiles, subtree));
      hashes.push(hexOf(nodes.reduceRight((right, left) => nativeNodeHash(left, right))));
    }
  }
  return hashes;
}

interface Place {
  level: number;
  tile: number;
  /** First of the hashes in the tile that the subtree is made of. */
  first: number;
  count: number;
}

/** A subtree is one hash of a tile, or made of several that stand side by side in one. */
function placeOf({ level, at }: Subtree): Place {
  const tiles = Math.floor(level / TILE_HEIGHT);
  const count = 2 ** (level % TILE_HEIGHT);
  const first = at * count;
  return { level: tiles, tile: Math.floor(first / TILE_WIDTH), first: first % TILE_WIDTH, count };
}

const keyOf = (level: number, tile: number): string => `${level}/${tile}`;

function tileOf(subtree: Subtree): string {
  const { level, tile } = placeOf(subtree);
  return keyOf(level, tile);
}

type Tiles = ReadonlyMap<string, Uint8Array[]>;

async function readTiles(db: Db, keys: ReadonlySet<string>): Promise<Tiles> {
  const wanted = [...keys].map((key) => key.split("/").map(Number));
  const rows = await db.rows<{ level: number; tile: number; hashes: string }>(sql`
    select t.level, t.tile::float8 as tile, encode(t.hashes, 'hex') as hashes
    from json_array_elements(${JSON.stringify(wanted)}::json) w
      join log_tiles t on t.level = (w.value->>0)::smallint and t.tile = (w.value->>1)::bigint`);
  return new Map(rows.map((row) => [keyOf(row.level, row.tile), splitHashes(Buffer.from(row.hashes, "hex"))]));
}

function nodeIn(tiles: Tiles, subtree: Subtree): Uint8Array {
  const { level, tile, first, count } = placeOf(subtree);
  const hashes = tiles.get(keyOf(level, tile))?.slice(first, first + count) ?? [];
  if (hashes.length !== count) throw new Error(`The log's tree lacks hashes of tile ${tile} of level ${level}.`);
  return rootOf(hashes);
}
