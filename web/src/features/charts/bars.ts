// Level bars with a name before and sums behind; each row leads to what is behind it.
import {
  type Drawing,
  type Fill,
  fillOf,
  fitText,
  link,
  round,
  type Shape,
  shape,
  shareToDraw,
} from "@mingzhang/sdk/charts";

export interface BarRow {
  name: string;
  /** One below the other. */
  bars: readonly { amount: bigint; fill: Fill; text: string }[];
  href: string;
  label: string;
}

interface Frame {
  id: string;
  title: string;
  desc: string;
  /** Amount of a bar that fills the sheet. */
  most: bigint;
}

const WIDTH = 1070;
const NAME = 270;
const SUMS = 190;
const BAR = 12;
const STEP = 16;
const ROW_GAP = 14;

export function drawBars(rows: readonly BarRow[], { id, title, desc, most }: Frame): Drawing {
  let y = 6;
  const shapes = rows.map((row): Shape => {
    const top = y;
    const height = row.bars.length * STEP;
    y += height + ROW_GAP;
    const bars = row.bars.flatMap(({ amount, fill, text }, at): Shape[] => {
      const length = (WIDTH - NAME - SUMS) * shareToDraw(amount, most);
      const level = top + at * STEP;
      return [
        shape("rect", {
          x: NAME,
          y: level,
          width: round(Math.max(length, amount > 0n ? 1 : 0)),
          height: BAR,
          fill: fillOf(fill, id),
          stroke: "var(--bar-1)",
          "stroke-width": 0.5,
          class: "mark",
        }),
        shape("text", { x: round(NAME + length + 8), y: level + 10, class: "small" }, text),
      ];
    });
    return link(
      row.href,
      row.label,
      shape("rect", { x: 0, y: top - 6, width: WIDTH, height: Math.max(height + 10, 26), fill: "transparent" }),
      shape("text", { x: 0, y: top + 10 }, fitText(row.name, 12, NAME - 14)),
      ...bars,
    );
  });
  return { width: WIDTH, height: y, title, desc, shapes };
}
