// Lays the tiles of a level out: areas by amount, largest first, in squares as far as they go.
import { hierarchy, treemap, treemapSquarify } from "d3-hierarchy";

export interface PlacedTile<Tile> {
  of: Tile;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Areas are drawn in so many parts of the whole: exact sums stand beside them. */
const PARTS = 1_000_000n;

/** Tiles without an amount have no area and are left out; the table beside the picture has them. */
export function layOutTiles<Tile>(
  tiles: readonly Tile[],
  amountOf: (tile: Tile) => bigint,
  width: number,
  height: number,
): PlacedTile<Tile>[] {
  const drawn = tiles.filter((tile) => amountOf(tile) > 0n);
  const whole = drawn.reduce((sum, tile) => sum + amountOf(tile), 0n);
  if (whole === 0n) return [];
  const root = hierarchy<{ of: Tile | null; value: number; children?: { of: Tile | null; value: number }[] }>({
    of: null,
    value: 0,
    children: drawn.map((of) => ({ of, value: Math.max(Number((amountOf(of) * PARTS) / whole), 1) })),
  }).sum(({ value }) => value);
  const placed = treemap<typeof root.data>().tile(treemapSquarify.ratio(1.6)).size([width, height]).paddingInner(3)(
    root,
  );
  return (placed.children ?? []).flatMap(({ data: { of }, x0, y0, x1, y1 }) =>
    of === null ? [] : [{ of, x: x0, y: y0, width: x1 - x0, height: y1 - y0 }],
  );
}
