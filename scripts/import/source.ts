// Opens a published file: its bytes' digest, its text in the right encoding, its records as text cells.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { CsvError, parse as parseCsv } from "csv-parse/sync";
import { ImportError } from "./errors.ts";
import { OCDS_COLUMNS, ocdsRows } from "./ocds.ts";
import type { Profile } from "./profile.ts";

/** One record as published: every cell is text, numbers are their source text. */
export interface SourceRow {
  /** Number of the data row in the file, from 1. */
  row: number;
  cells: readonly string[];
}

/** A file's records, or the reason why it has none. */
export interface SourceTable {
  columns: readonly string[];
  rows: readonly SourceRow[];
  /** What keeps the file from being a payment file of this profile. */
  notPayments?: string;
  /** The parsed JSON document, for control totals; numbers are their source text. */
  document?: unknown;
}

/** What tells files apart. */
export interface FileIdentity {
  path: string;
  /** SHA-256 of the file's bytes, 0x and 64 hex digits. */
  digest: `0x${string}`;
}

export interface SourceFile extends FileIdentity {
  bytes: Buffer;
  encoding: string;
  text: string;
  table: SourceTable;
}

/** The files named, and for a folder the files of the profile's format in it, sorted by name. */
export function expandPaths(paths: readonly string[], format: Profile["format"]): string[] {
  return paths.flatMap((path) => {
    let isFolder: boolean;
    try {
      isFolder = statSync(path).isDirectory();
    } catch {
      throw new ImportError(`There is no file or folder "${path}".`);
    }
    if (!isFolder) return [path];
    const found = readdirSync(path)
      .filter((file) => file.toLowerCase().endsWith(`.${format === "ocds" ? "json" : format}`))
      .sort()
      .map((file) => join(path, file));
    if (found.length === 0)
      throw new ImportError(`The folder "${path}" has no .${format === "ocds" ? "json" : format} file.`);
    return found;
  });
}

/** Reads one file by a profile. A file that is no payment file is returned with `notPayments`, not thrown. */
export function openSource(path: string, profile: Profile): SourceFile {
  const bytes = readFileSync(path);
  const digest = `0x${createHash("sha256").update(bytes).digest("hex")}` as const;
  const { text, encoding } = decode(bytes, profile.encodings);
  const table = tableOf(text, profile);
  return { path, digest, bytes, encoding, text, table };
}

function tableOf(text: string, profile: Profile): SourceTable {
  if (profile.format === "csv") return readCsv(text, profile);
  return profile.format === "json" ? readJson(text, profile) : readOcds(text, profile);
}

/** First encoding that decodes all bytes; the byte order mark is dropped. */
export function decode(bytes: Uint8Array, encodings: Profile["encodings"]): { text: string; encoding: string } {
  for (const encoding of encodings) {
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  throw new ImportError(`The file is in none of these encodings: ${encodings.join(", ")}.`);
}

type SourceReviver = (key: string, value: unknown, context: { source?: string }) => unknown;
const parseJsonWithSource = JSON.parse as (text: string, reviver: SourceReviver) => unknown;

/** Parses JSON with every number as its source text, so that no digit passes through a double. */
export function parseJsonExactly(text: string): unknown {
  return parseJsonWithSource(text, (_key, value, context) =>
    typeof value === "number" ? (context.source ?? String(value)) : value,
  );
}

/** What stands at a dotted path, or undefined. */
export function atPath(document: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    return Object.getOwnPropertyDescriptor(value, key)?.value;
  }, document);
}

function readJson(text: string, profile: Profile): SourceTable {
  let document: unknown;
  try {
    document = parseJsonExactly(text);
  } catch (error) {
    return unreadable(`not readable as JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const records = profile.records === undefined ? document : atPath(document, profile.records);
  if (!Array.isArray(records)) return unreadable(`no list of records at "${profile.records ?? "(root)"}"`);
  const columns: string[] = [];
  const index = new Map<string, number>();
  const rows = records.map((record: unknown, i): SourceRow => {
    if (typeof record !== "object" || record === null || Array.isArray(record)) {
      return { row: i + 1, cells: [cellText(record)] };
    }
    const cells: string[] = [];
    for (const [key, value] of Object.entries(record)) {
      let at = index.get(key);
      if (at === undefined) {
        at = columns.push(key) - 1;
        index.set(key, at);
      }
      cells[at] = cellText(value);
    }
    return { row: i + 1, cells: Array.from(cells, (cell) => cell ?? "") };
  });
  const padded = rows.map(({ row, cells }) => ({ row, cells: columns.map((_, i) => cells[i] ?? "") }));
  const wrong = profile.expect.find(({ path, equals }) => atPath(document, path) !== equals);
  const notPayments =
    wrong === undefined
      ? missingColumns(columns, profile)
      : `"${wrong.path}" is ${JSON.stringify(atPath(document, wrong.path)) ?? "missing"}, not "${wrong.equals}"`;
  return { columns, rows: padded, document, notPayments };
}

function readOcds(text: string, profile: Profile): SourceTable {
  let document: unknown;
  try {
    document = parseJsonExactly(text);
  } catch (error) {
    return unreadable(`not readable as JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const rows = ocdsRows(document, profile.amount.currency);
  if (typeof rows === "string") return unreadable(`no package of OCDS: ${rows}`);
  if (rows.length === 0) return unreadable("no transactions under contracts.implementation");
  const columns = [...OCDS_COLUMNS];
  const table = { columns, rows: rows.map((cells, i) => ({ row: i + 1, cells })), document };
  return { ...table, notPayments: missingColumns(columns, profile) };
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function readCsv(text: string, profile: Profile): SourceTable {
  let records: string[][];
  try {
    records = parseCsv(text, { delimiter: profile.delimiter, relax_column_count: true, skip_empty_lines: false });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return unreadable(`not readable as CSV: ${error.message}`);
  }
  const candidates = records.slice(0, profile.headerWithin);
  const found = candidates.findIndex((cells) => missingColumns(cells, profile) === undefined);
  const header = records[Math.max(found, 0)] ?? [];
  const rows = records.slice(Math.max(found, 0) + 1).map((cells, i) => ({ row: i + 1, cells }));
  return { columns: header, rows, notPayments: found >= 0 ? undefined : missingColumns(header, profile) };
}

function unreadable(reason: string): SourceTable {
  return { columns: [], rows: [], notPayments: reason };
}

/** Column index of each field of the mapping. */
export function columnIndexes(columns: readonly string[], profile: Profile): Map<string, number> {
  const folded = columns.map((column) => column.trim().toLowerCase());
  const indexes = new Map<string, number>();
  for (const [field, names] of Object.entries(profile.columns)) {
    const at = folded.findIndex((column) => names.some((name) => name.toLowerCase() === column));
    if (at >= 0) indexes.set(field, at);
  }
  return indexes;
}

const REQUIRED = ["department", "date", "area", "supplier", "amount"];

function missingColumns(columns: readonly string[], profile: Profile): string | undefined {
  const indexes = columnIndexes(columns, profile);
  const missing = Object.entries(profile.columns)
    .filter(([field]) => REQUIRED.includes(field) && !indexes.has(field))
    .map(([field, names]) => `${field} ("${names.join('" or "')}")`);
  if (missing.length === 0) return undefined;
  return `columns missing: ${missing.join(", ")}; columns found: ${columns.slice(0, 12).join(", ").slice(0, 300) || "none"}`;
}
