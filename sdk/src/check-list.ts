// Holds a list's file against a manifest of lists: digest, length, columns, rows and sums, and says what differs.
// It proves nothing of the log: it tells whether the two belong together, and where they part.
import { sha256 } from "@noble/hashes/sha2.js";
import { MingzhangError } from "./errors.ts";
import { LineSplitter } from "./export-parse.ts";
import { type Hex, hexOf } from "./hex.ts";
import { formatMoney } from "./money-format.ts";
import type { Progress } from "./proof-steps.ts";
import { Reader } from "./untrusted.ts";

export interface ListDifference {
  what: "bytes" | "sha256" | "columns" | "rows" | "sum";
  /** What the manifest says and what the file has, as text; of columns those that the other one lacks. */
  told: string;
  found: string;
}

export interface ListCheck {
  /** Name of the file that the manifest is of. */
  of: string;
  digest: Hex;
  /** Rows of the file; null where they are not counted: Parquet, or text that is not written as lists are. */
  rows: number | null;
  differences: ListDifference[];
}

interface Sum {
  amount: bigint;
  exponent: number;
}
type Sums = Map<string, Sum>;

interface Told {
  name: string;
  mediaType: string;
  bytes: number;
  sha256: Hex;
  rows: number;
  summed: string | null;
  sums: Sums;
  columns: readonly string[];
}

const reader = new Reader("PROOF_INVALID", "Take the manifest anew from where the file was made");
const MOST = 1_000;
const LONGEST = 300;
/** What stands for nothing. */
const NONE = "–";
const MOST_EXPONENT = 18;

/** Throws PROOF_INVALID naming the field. */
function parseTold(json: unknown): Told {
  const fields = reader.object(json, "manifest");
  const file = reader.object(fields["file"], "file");
  const sums: Sums = new Map();
  for (const each of reader.list(fields["sums"], "sums", MOST)) {
    const { currency, exponent, amount } = reader.object(each, "sums");
    const text = reader.text(amount, "sums.amount", 60);
    if (!AMOUNT.test(text)) throw reader.refuse("sums.amount", text, "is no amount");
    addTo(
      sums,
      reader.text(currency, "sums.currency", 3),
      BigInt(text),
      reader.count(exponent, "sums.exponent", MOST_EXPONENT),
    );
  }
  return {
    name: reader.text(file["name"], "file.name", LONGEST),
    mediaType: reader.text(file["mediaType"], "file.mediaType", LONGEST),
    bytes: reader.count(file["bytes"], "file.bytes"),
    sha256: reader.hash(file["sha256"], "file.sha256"),
    rows: reader.count(fields["rows"], "rows"),
    summed: fields["summed"] === null ? null : reader.text(fields["summed"], "summed", LONGEST),
    sums,
    columns: reader
      .list(fields["columns"], "columns", MOST)
      .map((each) => reader.text(reader.object(each, "columns")["name"], "columns.name", LONGEST)),
  };
}

const AMOUNT = /^-?\d{1,60}$/;

function addTo(sums: Sums, currency: string, amount: bigint, exponent: number): void {
  const sum = sums.get(currency);
  if (sum === undefined) sums.set(currency, { amount, exponent });
  else sum.amount += amount;
}

/** Null where the manifest cannot be read. */
export async function checkList(
  blob: Blob,
  manifest: unknown,
  progress: Progress = () => undefined,
): Promise<ListCheck | null> {
  let told: Told;
  try {
    told = parseTold(manifest);
  } catch (cause) {
    if (cause instanceof MingzhangError) return null;
    throw cause;
  }
  const hash = sha256.create();
  const rows = new ListRows(told);
  const decoder = new TextDecoder();
  const stream = blob.stream().getReader();
  let done = 0;
  for (let next = await stream.read(); !next.done; next = await stream.read()) {
    hash.update(next.value);
    done += next.value.length;
    rows.push(decoder.decode(next.value, { stream: true }));
    progress(done, blob.size);
  }
  rows.push(decoder.decode());
  const digest = hexOf(hash.digest());
  const differences: ListDifference[] = [];
  const compare = (what: ListDifference["what"], is: string | number, has: string | number) => {
    if (is !== has) differences.push({ what, told: String(is), found: String(has) });
  };
  compare("sha256", told.sha256, digest);
  compare("bytes", told.bytes, blob.size);
  const counted = rows.end();
  if (counted !== null) {
    compare("columns", lacking(told.columns, counted.columns), lacking(counted.columns, told.columns));
    compare("rows", told.rows, counted.rows);
    for (const currency of counted.sums === null ? [] : new Set([...told.sums.keys(), ...counted.sums.keys()])) {
      compare("sum", sumText(currency, told.sums), sumText(currency, counted.sums ?? told.sums));
    }
  }
  return { of: told.name, digest, rows: counted?.rows ?? null, differences };
}

/** Those that the others lack. */
function lacking(columns: readonly string[], others: readonly string[]): string {
  const missing = columns.filter((name) => !others.includes(name)).join(", ");
  return missing === "" ? NONE : missing.slice(0, LONGEST);
}

function sumText(currency: string, sums: Sums): string {
  const sum = sums.get(currency);
  return sum === undefined
    ? `${currency} ${NONE}`
    : formatMoney(sum.amount, { code: currency, exponent: sum.exponent });
}

interface Counted {
  columns: readonly string[];
  rows: number;
  /** Null where the file lacks a column that they need. */
  sums: Sums | null;
}

type Cells = Readonly<Record<string, unknown>>;

/** Follows the rows of CSV, NDJSON, or JSON with a row a line, as lists are written. */
class ListRows {
  readonly #told: Told;
  readonly #kind: "csv" | "json" | null;
  readonly #lines: LineSplitter;
  readonly #sums: Sums = new Map();
  #columns: readonly string[] | null = null;
  #rows = 0;
  #broken: boolean;

  constructor(told: Told) {
    this.#told = told;
    const { mediaType } = told;
    this.#kind = mediaType.startsWith("text/csv") ? "csv" : /^application\/(x-nd)?json/.test(mediaType) ? "json" : null;
    this.#broken = this.#kind === null;
    this.#lines = new LineSplitter(this.#kind === "csv" ? "csv" : "ndjson");
  }

  push(text: string): void {
    if (this.#broken) return;
    try {
      for (const line of this.#lines.push(text)) this.#take(line);
    } catch (cause) {
      // No line of a list, or no JSON: what is counted of it would be nothing.
      if (!(cause instanceof MingzhangError) && !(cause instanceof SyntaxError)) throw cause;
      this.#broken = true;
    }
  }

  end(): Counted | null {
    if (this.#broken || this.#lines.rest !== "") return null;
    // JSON without rows names no columns.
    const columns = this.#columns ?? (this.#kind === "json" ? this.#told.columns : null);
    if (columns === null) return null;
    const { summed } = this.#told;
    const complete = summed !== null && columns.includes(summed) && columns.includes("currency");
    return { columns, rows: this.#rows, sums: complete ? this.#sums : null };
  }

  #take(line: string): void {
    if (this.#kind === "csv") {
      const fields = fieldsOf(line);
      if (this.#columns === null) this.#columns = fields;
      else this.#add(Object.fromEntries(this.#columns.map((name, at) => [name, fields[at]])));
    } else if (line !== "[" && line !== "]") {
      const cells = reader.object(JSON.parse(line.replace(/,$/, "")), "row");
      this.#columns ??= Object.keys(cells);
      this.#add(cells);
    }
  }

  #add(cells: Cells): void {
    this.#rows += 1;
    const { summed } = this.#told;
    if (summed === null) return;
    const [amount, currency, decimal] = [cells[summed], cells["currency"], cells[summed.replace(/_minor$/, "")]];
    if (typeof amount !== "string" || typeof currency !== "string" || !AMOUNT.test(amount)) return;
    const decimals = typeof decimal === "string" ? (decimal.split(".")[1] ?? "").length : 0;
    addTo(this.#sums, currency.slice(0, 3), BigInt(amount), Math.min(decimals, MOST_EXPONENT));
    if (this.#sums.size > MOST) throw reader.refuse("currency", currency, "is one of too many");
  }
}

/** Fields of a line of CSV; a quote in quotes is written twice. */
function fieldsOf(line: string): string[] {
  const fields: string[] = [];
  for (let at = line.startsWith("\uFEFF") ? 1 : 0; at <= line.length;) {
    let end = line.indexOf(",", at);
    if (line[at] === '"') {
      let quote = line.indexOf('"', at + 1);
      while (quote >= 0 && line[quote + 1] === '"') quote = line.indexOf('"', quote + 2);
      end = quote < 0 ? -1 : line.indexOf(",", quote);
    }
    const field = line.slice(at, end < 0 ? line.length : end);
    fields.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
    if (end < 0) break;
    at = end + 1;
  }
  return fields;
}
