// A chart's sheet as files: SVG that stands alone, and CSV with exact decimals that no spreadsheet takes for formulas.
import { svgText } from "@mingzhang/sdk/charts";
import { decimalText } from "@mingzhang/sdk/money";
import { csvField, visibleText } from "@mingzhang/sdk/text";
import type { Cell, Sheet } from "./sheet";

/** Characters of a name in a file: as long as a registered name can sensibly be. */
const NAME = 300;

/** @param base of links, with the language: `https://…/en`. Null where the chart has nothing to draw */
export function sheetSvg(sheet: Sheet, base: string): string | null {
  if (sheet.drawing === null) return null;
  return svgText(sheet.drawing({ id: "m", href: (path) => base + path }), { id: "m", style: true });
}

/** Tells spreadsheets that the file is UTF-8. */
const BOM = "\uFEFF";

export function sheetCsv(sheet: Sheet): string {
  const heads = sheet.columns.map(({ heading }) => csvField(heading));
  const lines = sheet.rows.map((row) =>
    [...sheet.columns.map(({ key }) => csvField(cellText(row[key], sheet.exponent))), sheet.currency].join(","),
  );
  return `${BOM}${[[...heads, "currency"].join(","), ...lines].join("\r\n")}\r\n`;
}

function cellText(cell: Cell | undefined, exponent: number): string {
  if (cell === undefined) return "";
  if (cell.sum !== undefined) return decimalText(BigInt(cell.sum), exponent);
  if (cell.count !== undefined) return String(cell.count);
  if (cell.share !== undefined) return cell.share === null ? "" : String(cell.share);
  return visibleText(cell.text ?? "", NAME);
}
