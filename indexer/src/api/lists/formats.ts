// Writes the rows of a list in one of its formats, piece by piece; every format has the same rows and columns.
import type { ListFormat } from "@mingzhang/sdk/api-lists";
import { csvField } from "@mingzhang/sdk/text";
import type { Cell, Column } from "./columns.ts";
import { ParquetPieces } from "./parquet.ts";

export const LIST_MEDIA: Record<ListFormat, string> = {
  csv: "text/csv; charset=utf-8; header=present",
  json: "application/json",
  ndjson: "application/x-ndjson; charset=utf-8",
  parquet: "application/vnd.apache.parquet",
};

/** Tells spreadsheets that the file is UTF-8. */
const BOM = "\uFEFF";

/** A file in the making: the bytes of what comes next. */
export interface Pieces {
  head(): Uint8Array;
  rows(rows: readonly Cell[][]): Uint8Array;
  tail(): Uint8Array;
}

type Names = readonly Pick<Column<never>, "name" | "type">[];

export function piecesOf(format: ListFormat, columns: Names, bom: boolean): Pieces {
  if (format === "csv") return csvPieces(columns, bom);
  if (format === "json") return jsonPieces(columns);
  if (format === "ndjson") return ndjsonPieces(columns);
  return new ParquetPieces(columns);
}

const bytes = (text: string): Uint8Array => Buffer.from(text, "utf8");

/** RFC 4180: lines end with CR LF. Only texts can be formulas: the digits and minus of a sum stay as they are. */
function csvPieces(columns: Names, bom: boolean): Pieces {
  const field = (cell: Cell, at: number) => {
    const type = columns[at]?.type;
    if (cell === null) return "";
    return type === "text" ? csvField(String(cell)) : String(cell);
  };
  return {
    head: () => bytes(`${bom ? BOM : ""}${columns.map(({ name }) => name).join(",")}\r\n`),
    rows: (rows) => bytes(rows.map((cells) => `${cells.map(field).join(",")}\r\n`).join("")),
    tail: () => bytes(""),
  };
}

const object = (columns: Names, cells: readonly Cell[]) =>
  JSON.stringify(Object.fromEntries(columns.map(({ name }, at) => [name, wellFormed(cells[at] ?? null)])));

/** Half a surrogate pair is no character in any encoding. */
const wellFormed = (cell: Cell): Cell => (typeof cell === "string" ? cell.toWellFormed() : cell);

function ndjsonPieces(columns: Names): Pieces {
  return {
    head: () => bytes(""),
    rows: (rows) => bytes(rows.map((cells) => `${object(columns, cells)}\n`).join("")),
    tail: () => bytes(""),
  };
}

/** One array, a row a line. */
function jsonPieces(columns: Names): Pieces {
  let between = "\n";
  return {
    head: () => bytes("["),
    rows: (rows) => {
      const text = rows.map((cells, at) => `${at === 0 ? between : ",\n"}${object(columns, cells)}`).join("");
      if (rows.length > 0) between = ",\n";
      return bytes(text);
    },
    tail: () => bytes("\n]\n"),
  };
}
