// A row of a provable export: the raw event of a record, and beside it what anyone can compute from it alone.
import { accountText } from "./accounts.ts";
import type { ExportFormat } from "./api-log.ts";
import { dayText, timeText } from "./days.ts";
import { digitsOf } from "./digits.ts";
import { decodeMovement, recordName } from "./events.ts";
import type { Hex } from "./hex.ts";
import { kindByNumber } from "./kinds.ts";
import { decimalText } from "./money.ts";
import { isAdvance, isImported, unpackTerms } from "./terms.ts";
import { csvField, detailToText } from "./text.ts";

/** All that a leaf of the log is made of. */
export interface ExportRow {
  /** Record number as the row says it; the event's first indexed argument says it too. */
  number: number;
  /** Contract that emitted it, lower case. */
  writer: Hex;
  block: number;
  /** Of the block, seconds since 1970. */
  time: number;
  topics: readonly Hex[];
  data: Hex;
}

/** What the amounts of a fund's movements are counted in: set by the fund's opening, an earlier record. */
export interface Denomination {
  currency: string;
  exponent: number;
}

type Cell = string | number | boolean | null;

/** Columns in their order. Those from `from` to `imported` are of movements and empty for other records. */
export const EXPORT_COLUMNS = [
  "record",
  "event",
  "kind",
  "from",
  "to",
  "class",
  "amount_minor",
  "amount",
  "currency",
  "exponent",
  "from_position",
  "to_position",
  "beyond",
  "value_date",
  "persons",
  "reference",
  "document",
  "cites",
  "advance",
  "imported",
  "posted_at",
  "block",
  "writer",
  "topics",
  "data",
] as const;

export type ExportColumn = (typeof EXPORT_COLUMNS)[number];

/** Values in the order of the columns; `topics` joined with blanks. */
export type ExportCells = readonly Cell[];

export const EXPORT_HEADER = EXPORT_COLUMNS.join(",");
/** Tells spreadsheets that a CSV is UTF-8. */
export const BOM = "\uFEFF";

export const MEDIA_TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: "text/csv; charset=utf-8; header=present",
  ndjson: "application/x-ndjson; charset=utf-8",
};

/** What stands before the first row. */
export function exportHead(format: ExportFormat): string {
  return format === "csv" ? `${BOM}${EXPORT_HEADER}\r\n` : "";
}

const NOTHING: ExportCells = Array.from({ length: 18 }, () => null);
/** Texts of neighbours are often the same: a day, a time, an account. */
const MOST_REMEMBERED = 20_000;

/** Computes rows; remembers texts that come again and again. */
export class ExportRenderer {
  readonly #accounts = new Map<bigint, string>();
  readonly #days = new Map<number, string>();
  #time = -1;
  #timeText = "";

  /**
   * The cells of a record.
   * @param denomination of the movement's fund; null for other records
   * Throws EVENT_MALFORMED, KIND_UNKNOWN, ACCOUNT_INVALID, TERMS_INVALID, DAY_INVALID for a movement that is none.
   */
  cells(row: ExportRow, denomination: Denomination | null): ExportCells {
    const event = recordName(row.topics[0]);
    const decoded = event === "Movement" ? this.#movement(row, denomination) : NOTHING;
    const time = this.#timeOf(row.time);
    return [row.number, event, ...decoded, time, row.block, row.writer, row.topics.join(" "), row.data];
  }

  #movement(row: ExportRow, denomination: Denomination | null): Cell[] {
    const args = decodeMovement(row);
    const terms = unpackTerms(args.terms);
    const kind = kindByNumber(terms.kind);
    const isReceipt = kind.name === "receipt" || kind.name === "refund";
    const { code } = terms;
    const amount = denomination === null ? null : decimalText(args.amount, denomination.exponent);
    return [
      kind.name,
      this.#account(args.from),
      this.#account(args.to),
      isReceipt && code !== 0 ? code : null,
      digitsOf(args.amount),
      amount,
      denomination?.currency ?? null,
      denomination?.exponent ?? null,
      digitsOf(args.fromPosition),
      digitsOf(args.toPosition),
      kind.beyondTotal === null ? null : digitsOf(terms.beyond),
      kind.valueDate ? this.#day(terms.valueDate) : null,
      !isReceipt && code !== 0 ? code : null,
      detailToText(args.detail),
      BigInt(args.document) === 0n ? null : args.document,
      terms.cites === 0n ? null : digitsOf(terms.cites),
      isAdvance(terms),
      isImported(terms),
    ];
  }

  #account(number: bigint): string {
    let text = this.#accounts.get(number);
    if (text === undefined) {
      text = accountText(number);
      if (this.#accounts.size > MOST_REMEMBERED) this.#accounts.clear();
      this.#accounts.set(number, text);
    }
    return text;
  }

  #day(day: number): string {
    let text = this.#days.get(day);
    if (text === undefined) {
      text = dayText(day);
      if (this.#days.size > MOST_REMEMBERED) this.#days.clear();
      this.#days.set(day, text);
    }
    return text;
  }

  #timeOf(seconds: number): string {
    if (seconds !== this.#time) {
      this.#timeText = timeText(seconds);
      this.#time = seconds;
    }
    return this.#timeText;
  }
}

/** Column of the one text that comes from people, which is quoted and kept from being read as a formula. */
const REFERENCE = EXPORT_COLUMNS.indexOf("reference");
/** First of the columns that are not decoded but say what the leaf is made of. */
export const POSTED_AT = EXPORT_COLUMNS.indexOf("posted_at");

/** A row's line, with its end. */
export function exportLine(format: ExportFormat, cells: ExportCells): string {
  if (format === "ndjson") return jsonLine(cells);
  return `${decodedColumns(cells)},${cells.slice(POSTED_AT).join(",")}\r\n`;
}

/** The columns of a CSV line that are decoded from the event: all before the block time. */
export function decodedColumns(cells: ExportCells): string {
  let line = String(cells[0]);
  for (let at = 1; at < POSTED_AT; at += 1) {
    const cell = cells[at] ?? "";
    line += at === REFERENCE ? `,${csvField(String(cell))}` : `,${cell}`;
  }
  return line;
}

const TOPICS = EXPORT_COLUMNS.indexOf("topics");

function jsonLine(cells: ExportCells): string {
  const row: Record<string, Cell | string[]> = {};
  for (const [at, column] of EXPORT_COLUMNS.entries()) {
    const cell = cells[at] ?? null;
    row[column] = at === TOPICS && typeof cell === "string" ? cell.split(" ") : cell;
  }
  return `${JSON.stringify(row)}\n`;
}
