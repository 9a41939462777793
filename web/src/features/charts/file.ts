// A chart's sheet as files: SVG that stands alone, and CSV with exact decimals that no spreadsheet takes for formulas.
import { type Drawing, shape, svgText } from "@mingzhang/sdk/charts";
import { decimalText } from "@mingzhang/sdk/money";
import { csvField, visibleText } from "@mingzhang/sdk/text";
import type { Cell, Sheet } from "./sheet";

/** Characters of a name in a file: as long as a registered name can sensibly be. */
const NAME = 300;

/** @param base of links, with the language: `https://…/en`. Null where the chart has nothing to draw */
export function sheetSvg(sheet: Sheet, base: string): string | null {
  if (sheet.drawing === null) return null;
  const drawing = sheet.drawing({ id: "m", href: (path) => base + path });
  return svgText(sheet.basis === undefined ? drawing : above(drawing, sheet.basis), { id: "m", style: true });
}

/** Room for a line of text below a drawing. */
const FOOT = 28;
/** A character at most, in units of the drawing: no foot is cut off, whatever the picture's width. */
const CHARACTER = { han: 12, other: 6.5 };

/** The drawing above a line of text. */
function above(drawing: Drawing, foot: string): Drawing {
  const { width, height, shapes } = drawing;
  const room = Array.from(foot).reduce((sum, one) => sum + CHARACTER[/[\u2e80-\uffef]/.test(one) ? "han" : "other"], 0);
  return {
    ...{ ...drawing, width: Math.max(width, Math.ceil(room)), height: height + FOOT },
    shapes: [...shapes, shape("text", { x: 0, y: height + FOOT / 2, class: "small" }, foot)],
  };
}

/** Tells spreadsheets that the file is UTF-8. */
const BOM = "\uFEFF";

export function sheetCsv(sheet: Sheet): string {
  const heads = [...sheet.columns.map(({ heading }) => csvField(heading)), "currency"];
  const basis = sheet.basis === undefined ? [] : [csvField(sheet.basis)];
  const lines = sheet.rows.map((row) =>
    [...sheet.columns.map(({ key }) => csvField(cellText(row[key], sheet.exponent))), sheet.currency, ...basis].join(
      ",",
    ),
  );
  if (sheet.basis !== undefined) heads.push("basis");
  return `${BOM}${[heads.join(","), ...lines].join("\r\n")}\r\n`;
}

function cellText(cell: Cell | undefined, exponent: number): string {
  if (cell === undefined) return "";
  if (cell.sum !== undefined) return decimalText(BigInt(cell.sum), exponent);
  if (cell.count !== undefined) return String(cell.count);
  if (cell.share !== undefined) return cell.share === null ? "" : String(cell.share);
  return visibleText(cell.text ?? "", NAME);
}
