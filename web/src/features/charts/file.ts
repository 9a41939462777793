// A chart's sheet as files: SVG that stands alone, and CSV with exact decimals that no spreadsheet takes for formulas.
import { type Drawing, shape, svgText } from "@mingzhang/sdk/charts";
import { decimalText } from "@mingzhang/sdk/money";
import { csvField, visibleText } from "@mingzhang/sdk/text";
import type { Cell, Sheet } from "./sheet";

/** Characters of a name in a file: as long as a registered name can sensibly be. */
const NAME = 300;

/** What a picture says of itself where it stands alone. */
export interface Said {
  /** Whose it is, in which year and currency. */
  of: string;
  /** Lines below it: how current it is and where it is from, what holds for all data of the site. */
  foot: readonly string[];
}

/** @param base of links, with the language: `https://…/en`. Null where the chart has nothing to draw */
export function sheetSvg(sheet: Sheet, base: string, { of, foot }: Said): string | null {
  if (sheet.drawing === null) return null;
  const drawing = sheet.drawing({ id: "m", href: (path) => base + path });
  const below = [...(sheet.basis === undefined ? [] : [sheet.basis]), ...foot];
  return svgText(framed(drawing, { title: sheet.title, of, below }), { id: "m", style: true });
}

/** Room for the title, and for each line of text below a drawing. */
const HEAD = 50;
const LINE = 18;
/** What a character takes, in units of the drawing: enough for every letter of usual fonts, so that nothing is cut off. */
const CHARACTER = { wide: 12, capital: 9, other: 6.5 };
const TITLE = 1.5;

const kindOf = (one: string) =>
  /[\u2e80-\uffefMW@%—]/.test(one) ? "wide" : /[A-Z0-9&]/.test(one) ? "capital" : "other";
const roomOf = (text: string) => Array.from(text).reduce((sum, one) => sum + CHARACTER[kindOf(one)], 0);

/** The drawing below its title and above lines of text: a picture that was copied still says what it shows. */
function framed(drawing: Drawing, said: { title: string; of: string; below: readonly string[] }): Drawing {
  const { width, height, shapes } = drawing;
  const room = Math.max(roomOf(said.title) * TITLE, ...[said.of, ...said.below].map(roomOf));
  const foot = HEAD + height + LINE;
  return {
    ...drawing,
    width: Math.max(width, Math.ceil(room)),
    height: HEAD + height + LINE * (said.below.length + 1),
    shapes: [
      shape("text", { x: 0, y: 18, class: "title" }, said.title),
      shape("text", { x: 0, y: 36, class: "small" }, said.of),
      shape("g", { transform: `translate(0,${HEAD})` }, ...shapes),
      ...said.below.map((text, at) => shape("text", { x: 0, y: foot + LINE * at, class: "small" }, text)),
    ],
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
