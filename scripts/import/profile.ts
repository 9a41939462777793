// A publisher's mapping: what a profile file may say, and reading one.
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { ImportError } from "./errors.ts";

const name = z.string().min(1).max(256);
const column = z.array(z.string().min(1)).min(1);

const party = z.strictObject({ name, otherName: z.string().default("") });

const controlTotal = z.strictObject({
  /** What the source states: how many rows, or their sum. */
  of: z.enum(["rows", "amount"]),
  /** Dotted path to the figure in a JSON source. */
  path: z.string().min(1),
  /** Round the stated figure half up to this many decimals first: some publishers sum in floating point. */
  round: z.number().int().min(0).max(6).optional(),
});

const classRule = z.strictObject({
  pattern: z.string(),
  function: z.number().int(),
  economic: z.number().int(),
});

/** The whole mapping. Every field is data: a new publisher needs no code. */
export const profileSchema = z.strictObject({
  profile: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  /** Who publishes, under which government; and the licence that lets us show it. */
  government: party,
  publisher: party,
  licence: z.string().default(""),
  attribution: z.string().default(""),
  /** `ocds`: packages of releases or records, whose transactions are the rows (scripts/import/ocds.ts). */
  format: z.enum(["json", "csv", "ocds"]),
  /** Tried in order; the first that decodes the whole file without error. */
  encodings: z.array(z.enum(["utf-8", "windows-1252", "utf-16le"])).min(1),
  /** JSON: dotted path to the array of records. CSV: ignored. */
  records: z.string().optional(),
  /** CSV: the header stands within this many lines. */
  headerWithin: z.number().int().min(1).max(50).default(1),
  delimiter: z.string().length(1).default(","),
  /** JSON: paths whose text must be equal, or the file is not one of this publisher's payment files. */
  expect: z.array(z.strictObject({ path: z.string(), equals: z.string() })).default([]),
  /** Names that a column goes by, compared without case and outer space. Other columns are kept in reports only. */
  columns: z.strictObject({
    department: column,
    date: column,
    area: column,
    supplier: column,
    amount: column,
    reference: column.optional(),
    /** Contract that a row pays; rows of one contract share a commitment. */
    contract: column.optional(),
    /** What the contract is worth: committed, where the payments do not exceed it. */
    contractValue: column.optional(),
    /** Official identifiers: scheme and value. */
    supplierScheme: column.optional(),
    supplierIdentifier: column.optional(),
    departmentScheme: column.optional(),
    departmentIdentifier: column.optional(),
  }),
  /** Columns that only number the rows: a row with nothing else is blank. */
  rowNumbers: z.array(z.string()).default([]),
  /** Texts that mean "nothing here", such as "None". */
  nullTexts: z.array(z.string()).default([]),
  /** date-fns patterns; a date must survive parsing and formatting back. */
  dates: z.array(z.string().min(1)).min(1),
  amount: z.strictObject({
    currency: z.string().regex(/^[A-Z]{3}$/),
    exponent: z.number().int().min(0).max(6),
    decimal: z.string().length(1).default("."),
    group: z.string().max(1).default(""),
    /** Signs that may stand before or after the digits and are dropped. */
    symbols: z.array(z.string()).default([]),
    /** Whether (12.50) is minus 12.50. */
    parentheses: z.boolean().default(false),
  }),
  fiscalYear: z.strictObject({ firstMonth: z.number().int().min(1).max(12) }),
  /** Spellings of a department that mean one and the same; a spelling not listed is a department of its own. */
  departments: z.array(z.strictObject({ spellings: z.array(z.string()).min(1), ...party.shape })).default([]),
  fund: party,
  source: party,
  /**
   * COFOG function and GFSM economic class of lines (0: not classified) by the first matching area rule, else the
   * default; and the class of the receipt that stands for the money behind the spend (99: opening balance, so that it
   * counts neither as revenue nor as a loan).
   */
  classification: z.strictObject({
    function: z.number().int(),
    economic: z.number().int(),
    receipt: z.number().int(),
    rules: z.array(classRule).default([]),
  }),
  /** Natural persons: patterns and names, compared without case; `never` wins over both. */
  persons: z.strictObject({
    class: party,
    mask: z.string().min(1),
    patterns: z.array(z.string()).default([]),
    names: z.array(z.string()).default([]),
    never: z.array(z.string()).default([]),
  }),
  controls: z.array(controlTotal).default([]),
});

export type Profile = z.infer<typeof profileSchema>;

const folder = new URL("./profiles/", import.meta.url);

/** Names of the profiles that come with the project. */
export function profileNames(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .sort();
}

/**
 * Reads a profile by its name, or from a path that ends in `.json`.
 * @throws ImportError if there is none or it does not say what a profile must say
 */
export function loadProfile(nameOrPath: string): Profile {
  const known = profileNames();
  const isPath = nameOrPath.endsWith(".json");
  if (!isPath && !known.includes(nameOrPath)) {
    throw new ImportError(
      `There is no profile "${nameOrPath}". Known: ${known.join(", ")}; or give the path of a mapping file (.json).`,
    );
  }
  const path = isPath ? nameOrPath : fileURLToPath(new URL(`${nameOrPath}.json`, folder));
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new ImportError(`The profile ${path} cannot be read: ${String(cause)}`);
  }
  return parseProfile(data, path);
}

/** Checks profile data; `path` names it in errors. */
export function parseProfile(data: unknown, path: string): Profile {
  const result = profileSchema.safeParse(data);
  if (!result.success) {
    throw new ImportError(`The profile ${path} is not a valid mapping:\n${z.prettifyError(result.error)}`);
  }
  return result.data;
}
