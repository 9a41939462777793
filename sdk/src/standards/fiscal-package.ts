// A Fiscal Data Package (0.3, on Tabular Data Package 1): budget and spending of a year in one currency, with COFOG.
import type { ColumnType, ListManifest } from "../api-lists.ts";
import type { ExactObject } from "./exact-json.ts";

export interface FiscalYearParts {
  year: number;
  /** ISO 4217 letters: a measure has one currency. */
  currency: string;
  government: string;
  firstDay: string;
  lastDay: string;
  /** Time of the block that both files are of. */
  created: string;
  budget: ListManifest;
  spending: ListManifest;
  /** What each file is found by, from where the descriptor is: a URL, or a name beside it. */
  pathOf: (manifest: ListManifest) => string;
  homepage: string | null;
}

/** Types of Table Schema. Amounts are `number` with all their decimals in the file's text: read them as decimals. */
const TYPES: Record<ColumnType, string> = {
  text: "string",
  hash: "string",
  count: "integer",
  minor: "integer",
  decimal: "number",
  flag: "boolean",
  day: "date",
  time: "datetime",
};

function resource(name: string, title: string, manifest: ListManifest, path: string): ExactObject {
  const { file, columns } = manifest;
  return {
    name,
    title,
    profile: "tabular-data-resource",
    path,
    format: "csv",
    mediatype: "text/csv",
    encoding: "utf-8",
    bytes: file.bytes,
    hash: `sha256:${file.sha256.slice(2)}`,
    dialect: { delimiter: ",", doubleQuote: true, lineTerminator: "\r\n", header: true },
    schema: {
      fields: columns.map(({ name, type, about }) => ({ name, type: TYPES[type], description: about })),
      missingValues: [""],
    },
  };
}

/** The descriptor, `datapackage.json`. */
export function fiscalPackage(parts: FiscalYearParts): ExactObject {
  const { year, currency, government, budget, spending, pathOf } = parts;
  const measure = (resource: string, source: string, phase?: string): ExactObject => ({
    source,
    resource,
    currency,
    direction: "expenditure",
    phase,
  });
  const attributes = (resource: string, names: readonly string[], parents: Readonly<Record<string, string>> = {}) =>
    Object.fromEntries(
      names.map((source): [string, ExactObject] => {
        const labelled = names.find((each) => source === `${each}_name` || source === `${each}_label`);
        return [source, { source, resource, parent: parents[source], labelfor: labelled }];
      }),
    );
  return {
    profile: "tabular-data-package",
    name: `budget-and-spending-${year}-${currency.toLowerCase()}`,
    title: `${government}: budget and spending of ${year}, ${currency}`,
    homepage: parts.homepage ?? undefined,
    created: parts.created,
    granularity: "transactional",
    fiscalPeriod: { start: parts.firstDay, end: parts.lastDay },
    resources: [
      resource("budget", `Budget lines of ${year} with their execution`, budget, pathOf(budget)),
      resource("spending", `Payments, transfer payments and recoveries of ${year}`, spending, pathOf(spending)),
    ],
    model: {
      measures: {
        appropriated: measure("budget", "appropriated", "adjusted"),
        committed: measure("budget", "committed"),
        paid: measure("budget", "paid", "executed"),
        spent: measure("spending", "spent", "executed"),
      },
      dimensions: {
        year: { dimensionType: "datetime", primaryKey: "year", attributes: attributes("budget", ["year"]) },
        agency: {
          dimensionType: "classification",
          classificationType: "administrative",
          primaryKey: "agency",
          attributes: attributes("budget", ["agency", "agency_name"]),
        },
        cofog: {
          dimensionType: "classification",
          classificationType: "functional",
          primaryKey: "function",
          attributes: attributes("budget", ["function", "function_label"]),
        },
        gfsm: {
          dimensionType: "classification",
          classificationType: "economic",
          primaryKey: "economic",
          attributes: attributes("budget", ["economic", "economic_label"]),
        },
        line: {
          dimensionType: "activity",
          primaryKey: "line",
          attributes: attributes("budget", ["line", "name"]),
        },
        spendingFunction: {
          dimensionType: "classification",
          classificationType: "functional",
          primaryKey: "function",
          attributes: attributes("spending", ["function", "function_label"]),
        },
        payee: {
          dimensionType: "entity",
          primaryKey: "payee",
          attributes: attributes("spending", ["payee", "payee_name"]),
        },
        movement: {
          dimensionType: "fact",
          primaryKey: "record",
          attributes: attributes("spending", ["record", "kind", "value_date", "document"]),
        },
      },
    },
  };
}
