// Turns a file's records into rows that can be posted and exceptions that cannot: each record becomes one of the two.
import { AmountError, parseAmount } from "./amount.ts";
import { parseDay } from "./dates.ts";
import { personTest } from "./persons.ts";
import type { Profile } from "./profile.ts";
import { columnIndexes } from "./source.ts";
import type { FileIdentity, SourceFile, SourceRow } from "./source.ts";
import { fold, maskName, tidy } from "./text.ts";

/** An official identifier, such as GB-COH 11111111. */
export interface Identifier {
  scheme: string;
  identifier: string;
}

/** A row of published spending that can stand on the ledger. */
export interface SpendRow {
  file: FileIdentity;
  row: number;
  /** Days since 1970-01-01. */
  day: number;
  /** Minor units; below zero for a credit note. */
  amount: bigint;
  department: string;
  area: string;
  /** Supplier's name, or the mask where it is a natural person. */
  supplier: string;
  /** What tells payees apart: the name, folded. Never leaves this process. */
  payeeKey: string;
  /** The payee is a natural person, whose name goes no further than this process. */
  person: boolean;
  /** Publisher's transaction number, or "". */
  reference: string;
  /** Contract that it pays, or "". */
  contract: string;
  /** What that contract is worth, minor units; null where it was not published. */
  contractValue: bigint | null;
  supplierIdentifier: Identifier | null;
  departmentIdentifier: Identifier | null;
  /** The cells as published, natural persons masked. */
  raw: readonly string[];
}

/** Why a row was not posted. The codes are for machines, `reason` for people. */
export type ExceptionCode =
  | "not-payments"
  | "blank"
  | "cells"
  | "no-date"
  | "bad-date"
  | "no-amount"
  | "bad-amount"
  | "zero-amount"
  | "no-department"
  | "no-area"
  | "no-supplier"
  | "text-too-long"
  | "no-payment-to-credit";

export interface Exception {
  file: FileIdentity;
  /** Data row from 1; 0 where the whole file could not be read as rows. */
  row: number;
  code: ExceptionCode;
  reason: string;
  /** Minor units where the amount could be read, else 0. */
  amount: bigint;
  /** The cells as published, natural persons masked. */
  raw: readonly string[];
}

export interface MappedFile {
  file: SourceFile;
  rows: SpendRow[];
  exceptions: Exception[];
  /** Names of natural persons in the file, as written; for redaction alone, kept nowhere. */
  personNames: ReadonlySet<string>;
}

/** Directory and ledger take texts of up to this many bytes of UTF-8. */
const MAX_TEXT = 256;
/** Identifiers that the directory does not take are left out: the party is told apart by its name. */
const MAX_SCHEME = 32;
const MAX_IDENTIFIER = 128;

/** Maps every record of a file. `rows.length + exceptions.length` is the number of records (1 for an unreadable file). */
export function mapFile(file: SourceFile, profile: Profile): MappedFile {
  const mapped: MappedFile = { file, rows: [], exceptions: [], personNames: new Set() };
  const { table } = file;
  if (table.notPayments !== undefined) {
    const reason = `not a payment file of profile ${profile.profile}: ${table.notPayments}`;
    const all = table.rows.length > 0 ? table.rows : [{ row: 0, cells: [] }];
    for (const { row, cells } of all) {
      mapped.exceptions.push({ file, row, code: "not-payments", reason, amount: 0n, raw: cells });
    }
    return mapped;
  }
  const mapRow = rowMapper(file, profile);
  const personNames = new Set<string>();
  for (const source of table.rows) {
    const { result, personName } = mapRow(source);
    if (personName !== undefined) personNames.add(personName);
    if ("code" in result) mapped.exceptions.push(result);
    else mapped.rows.push(result);
  }
  return { ...mapped, personNames };
}

function rowMapper(file: SourceFile, profile: Profile) {
  const indexes = columnIndexes(file.table.columns, profile);
  const isPerson = personTest(profile.persons);
  const nulls = new Set(profile.nullTexts.map(fold));
  const departments = new Map(
    profile.departments.flatMap(({ spellings, name }) =>
      [name, ...spellings].map((spelling) => [fold(spelling), name]),
    ),
  );
  const width = file.table.columns.length;
  const counters = new Set(profile.rowNumbers.map(fold));
  const isCounter = file.table.columns.map((column) => counters.has(fold(column)));

  return ({ row, cells }: SourceRow): { result: SpendRow | Exception; personName?: string } => {
    const field = (name: string): string => {
      const text = tidy(cells[indexes.get(name) ?? -1] ?? "");
      return nulls.has(fold(text)) ? "" : text;
    };
    const supplier = field("supplier");
    const person = supplier !== "" && isPerson(supplier);
    const mask = profile.persons.mask;
    const raw = person ? cells.map((cell) => maskName(cell, supplier, mask)) : cells;
    const personName = person ? supplier : undefined;
    let amount = 0n;
    const refuse = (code: ExceptionCode, reason: string) => ({
      result: { file, row, code, reason, amount, raw },
      personName,
    });

    if (cells.every((cell, i) => isCounter[i] === true || tidy(cell) === "")) return refuse("blank", "blank row");
    const amountText = field("amount");
    if (amountText === "") return refuse("no-amount", "no amount");
    try {
      amount = parseAmount(amountText, profile.amount);
    } catch (error) {
      if (!(error instanceof AmountError)) throw error;
      return refuse("bad-amount", error.message);
    }
    if (cells.slice(width).some((cell) => tidy(cell) !== "")) {
      return refuse("cells", `the row has ${cells.length} cells, the header has ${width}`);
    }
    if (amount === 0n) return refuse("zero-amount", "the amount is zero");
    const date = field("date");
    if (date === "") return refuse("no-date", "no date");
    const day = parseDay(date, profile.dates);
    if (day === undefined)
      return refuse("bad-date", `"${date}" is no date in the formats ${profile.dates.join(" or ")}`);
    const departmentText = field("department");
    const department = departments.get(fold(departmentText)) ?? departmentText;
    const area = field("area");
    if (department === "") return refuse("no-department", "no department");
    if (area === "") return refuse("no-area", "no expense area");
    if (supplier === "") return refuse("no-supplier", "no supplier");
    const contract = field("contract");
    for (const [name, text] of Object.entries({ department, area, supplier, contract })) {
      if (Buffer.byteLength(text) > MAX_TEXT) {
        return refuse("text-too-long", `the ${name} is longer than ${MAX_TEXT} bytes`);
      }
    }
    let contractValue: bigint | null = null;
    const valueText = field("contractValue");
    try {
      contractValue = valueText === "" ? null : parseAmount(valueText, profile.amount);
    } catch (error) {
      if (!(error instanceof AmountError)) throw error;
      return refuse("bad-amount", `the contract's value: ${error.message}`);
    }
    const identifierOf = (of: "supplier" | "department"): Identifier | null => {
      const [scheme, identifier] = [field(`${of}Scheme`), field(`${of}Identifier`)];
      const fits = scheme !== "" && identifier !== "" && Buffer.byteLength(scheme) <= MAX_SCHEME;
      return fits && Buffer.byteLength(identifier) <= MAX_IDENTIFIER ? { scheme, identifier } : null;
    };
    return {
      result: {
        file,
        row,
        day,
        amount,
        department,
        area: person ? maskName(area, supplier, mask) : area,
        supplier: person ? mask : supplier,
        payeeKey: fold(supplier),
        person,
        reference: field("reference"),
        contract,
        contractValue,
        supplierIdentifier: person ? null : identifierOf("supplier"),
        departmentIdentifier: identifierOf("department"),
        raw,
      },
      personName,
    };
  };
}
