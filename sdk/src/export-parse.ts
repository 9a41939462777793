// Takes an export's text apart: lines out of chunks, and out of a line what a leaf is made of. The text is hostile.
import type { ExportFormat } from "./api-log.ts";
import {
  BOM,
  decodedColumns,
  type Denomination,
  EXPORT_COLUMNS,
  EXPORT_HEADER,
  type ExportCells,
  exportLine,
  type ExportRow,
  POSTED_AT,
} from "./export-row.ts";
import { MingzhangError } from "./errors.ts";
import { MOST_TOPICS } from "./hash.ts";
import type { Hex } from "./hex.ts";

/** Longest line: a record's event can be some 100 KB, twice that in hex. */
const LONGEST_LINE = 4 * 1024 * 1024;

/**
 * Cuts text that comes in chunks into lines; a CSV field in quotes may hold line ends. Each letter is looked at once, however
 * many line ends stand in quotes and however the chunks are cut.
 */
export class LineSplitter {
  readonly #csv: boolean;
  readonly #end: string;
  /** Of the line that has not ended yet. */
  #parts: string[] = [];
  #length = 0;
  /** Whether that line is in quotes at its end so far. */
  #open = false;
  /** A CR at the end of a chunk: whether it begins a line end, the next chunk tells. */
  #held = "";

  constructor(format: ExportFormat) {
    this.#csv = format === "csv";
    this.#end = this.#csv ? "\r\n" : "\n";
  }

  /** Complete lines, without their ends. Throws PROOF_INVALID where a line does not end. */
  push(chunk: string): string[] {
    const lines: string[] = [];
    let text = this.#held + chunk;
    this.#held = this.#csv && text.endsWith("\r") ? "\r" : "";
    if (this.#held !== "") text = text.slice(0, -1);
    let quote = this.#csv ? text.indexOf('"') : -1;
    const quotesUpTo = (end: number): void => {
      for (; quote >= 0 && quote < end; quote = text.indexOf('"', quote + 1)) this.#open = !this.#open;
    };
    let start = 0;
    for (let end = text.indexOf(this.#end); end >= 0; end = text.indexOf(this.#end, end + this.#end.length)) {
      quotesUpTo(end);
      if (this.#open) continue;
      lines.push(this.#finished(text.slice(start, end)));
      start = end + this.#end.length;
    }
    quotesUpTo(text.length);
    this.#parts.push(text.slice(start));
    this.#length += text.length - start;
    if (this.#length > LONGEST_LINE) throw malformed("row", this.rest.slice(0, 40), "does not end");
    return lines;
  }

  #finished(last: string): string {
    if (this.#parts.length === 0) return last;
    const line = this.#parts.join("") + last;
    this.#parts = [];
    this.#length = 0;
    return line;
  }

  /** What came after the last line end. */
  get rest(): string {
    return this.#parts.join("") + this.#held;
  }
}

export interface ToldRow {
  row: ExportRow;
  /** As the row says; null where it says none. */
  denomination: Denomination | null;
  /** Of a CSV line: where the decoded columns end, and what the block time is told as. */
  decodedEnd: number;
  timeText: string;
}

/** Whether a line is what cells make. A CSV's last columns were taken out of the line itself: they need no second look. */
export function isLine(format: ExportFormat, line: string, told: ToldRow, cells: ExportCells): boolean {
  if (format === "ndjson") return `${line}\n` === exportLine(format, cells);
  const decoded = decodedColumns(cells);
  return told.decodedEnd === decoded.length && told.timeText === cells[POSTED_AT] && line.startsWith(decoded);
}

/** Whether a file's first line is that of a CSV export. */
export function isHead(line: string): boolean {
  return line === BOM + EXPORT_HEADER;
}

/** Reads raw event and place from a line. Other columns are not looked at. Throws PROOF_INVALID. */
export class RowReader {
  readonly #format: ExportFormat;
  #timeText = "";
  #time = 0;

  constructor(format: ExportFormat) {
    this.#format = format;
  }

  read(line: string): ToldRow {
    return this.#format === "csv" ? this.#readCsv(line) : this.#readJson(line);
  }

  /** The one column that may hold commas stands before these five and after those ten. */
  #readCsv(line: string): ToldRow {
    const dataAt = line.lastIndexOf(",");
    const topicsAt = line.lastIndexOf(",", dataAt - 1);
    const writerAt = line.lastIndexOf(",", topicsAt - 1);
    const blockAt = line.lastIndexOf(",", writerAt - 1);
    const timeAt = line.lastIndexOf(",", blockAt - 1);
    if (timeAt < 0) throw malformed("row", line.slice(0, 40), "has too few columns");
    const first = line.split(",", EXPONENT + 1);
    const timeText = line.slice(timeAt + 1, blockAt);
    return {
      row: {
        number: count("record", first[0] ?? ""),
        time: this.#seconds(timeText),
        block: count("block", line.slice(blockAt + 1, writerAt)),
        writer: address("writer", line.slice(writerAt + 1, topicsAt)),
        topics: hashes(line.slice(topicsAt + 1, dataAt).split(" ")),
        data: bytes("data", line.slice(dataAt + 1)),
      },
      denomination: denomination(first[CURRENCY] ?? "", first[EXPONENT] ?? ""),
      decodedEnd: timeAt,
      timeText,
    };
  }

  #readJson(line: string): ToldRow {
    const fields = parseLine(line);
    const text = (name: string): string => {
      const value = fields[name];
      if (typeof value !== "string") throw malformed(name, String(value), "is no text");
      return value;
    };
    const numberIn = (name: string): number => {
      const value = fields[name];
      if (typeof value !== "number" || Object.is(value, -0)) throw malformed(name, String(value), "is no count");
      return count(name, String(value));
    };
    const { topics, currency, exponent } = fields;
    if (!Array.isArray(topics) || !topics.every((topic) => typeof topic === "string")) {
      throw malformed("topics", String(topics), "is no list of texts");
    }
    return {
      row: {
        number: numberIn("record"),
        time: this.#seconds(text("posted_at")),
        block: numberIn("block"),
        writer: address("writer", text("writer")),
        topics: hashes(topics),
        data: bytes("data", text("data")),
      },
      denomination: typeof currency === "string" ? denomination(currency, String(exponent)) : null,
      decodedEnd: 0,
      timeText: "",
    };
  }

  #seconds(text: string): number {
    if (text !== this.#timeText) {
      const ms = Date.parse(text);
      if (!Number.isInteger(ms / 1000) || ms < 0) throw malformed("posted_at", text, "is no time");
      this.#timeText = text;
      this.#time = ms / 1000;
    }
    return this.#time;
  }
}

const CURRENCY = EXPORT_COLUMNS.indexOf("currency");
const EXPONENT = EXPORT_COLUMNS.indexOf("exponent");

function denomination(currency: string, exponent: string): Denomination | null {
  if (currency === "") return null;
  if (!/^[A-Z]{3}$/.test(currency)) throw malformed("currency", currency, "is not three capital letters");
  return { currency, exponent: count("exponent", exponent, 255) };
}

function count(column: string, text: string, most: number = Number.MAX_SAFE_INTEGER): number {
  const value = Number(text);
  if (!/^(?:0|[1-9]\d{0,15})$/.test(text) || value > most) throw malformed(column, text, "is no count");
  return value;
}

function address(column: string, text: string): Hex {
  if (!/^0x[0-9a-f]{40}$/.test(text)) throw malformed(column, text, "is no lower-case address");
  return text as Hex;
}

/** An event's topics in their one spelling: another one would be hashed alike and read as something else. */
function hashes(texts: readonly string[]): Hex[] {
  if (texts.length > MOST_TOPICS)
    throw malformed("topics", String(texts.length), `topics are more than ${MOST_TOPICS}`);
  return texts.map((text) => {
    if (!/^0x[0-9a-f]{64}$/.test(text)) throw malformed("topics", text, "is no lower-case hash");
    return text as Hex;
  });
}

function bytes(column: string, text: string): Hex {
  // Not one expression for all of it: of a long text that would take a long memory.
  if (!text.startsWith("0x") || text.length % 2 !== 0 || /[^0-9a-f]/.test(text.slice(2))) {
    throw malformed(column, text, "is no lower-case hex of whole bytes");
  }
  return text as Hex;
}

function parseLine(line: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) throw malformed("row", line.slice(0, 40), "is no JSON");
    throw error;
  }
  if (typeof value !== "object" || value === null) throw malformed("row", line.slice(0, 40), "is no object");
  return value as Record<string, unknown>;
}

/** Values of a line by column, as text, for comparison: `line` stands for what is of no column. */
export function toldFields(format: ExportFormat, line: string): ReadonlyMap<string, string> {
  if (format === "ndjson") {
    return new Map(Object.entries(parseLine(line)).map(([name, value]) => [name, JSON.stringify(value)]));
  }
  const fields = csvFields(line);
  return new Map(fields.map((field, at) => [EXPORT_COLUMNS[at] ?? "line", field]));
}

function csvFields(line: string): string[] {
  const fields: string[] = [];
  for (let at = 0; at <= line.length; at += 1) {
    if (line[at] === '"') {
      let field = "";
      for (at += 1; at < line.length; at += 1) {
        if (line[at] !== '"') field += line[at];
        else if (line[at + 1] === '"') field += line[(at += 1)];
        else break;
      }
      fields.push(field);
      at += 1;
    } else {
      const end = line.indexOf(",", at);
      const stop = end < 0 ? line.length : end;
      fields.push(line.slice(at, stop));
      at = stop;
    }
  }
  return fields;
}

function malformed(column: string, value: string, problem: string): MingzhangError {
  return new MingzhangError("PROOF_INVALID", column, value, problem, "Take the file anew from where it was made");
}
