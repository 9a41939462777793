// Payments from a CSV file: read, checked row by row against the agency's commitments, grouped into orders.
import type { Commitment } from "@mingzhang/sdk/api";
import { accountText, parseAccount } from "@mingzhang/sdk/accounts";
import type { LedgerOrder } from "@mingzhang/sdk/cases/payloads";
import { decimalText } from "@mingzhang/sdk/money";
import { DETAIL_BYTES, detailToText, utf8Length } from "@mingzhang/sdk/text";
import { CsvError, parse } from "csv-parse/browser/esm/sync";
import { zeroHash, type Hex } from "viem";
import { amountIn, detailOf } from "./checks";

/** Key of `portal.csv.problem`; a warning does not stop the file. */
export type RowProblem =
  | "unknown"
  | "toClass"
  | "toFund"
  | "amountInvalid"
  | "amountZero"
  | "amountMissing"
  | "overOpen"
  | "referenceLong"
  | "currencyDiffers"
  | "duplicate";

export interface CsvRow {
  /** Line in the file, the heading is 1. */
  line: number;
  commitment: string;
  amountText: string;
  reference: string;
  found: Commitment | null;
  /** Minor units, null where the text is no amount. */
  amount: bigint | null;
  problems: RowProblem[];
}

/** What the file as a whole lacks: key of `portal.csv.fault`. */
export class CsvFault extends Error {
  readonly key: "columns" | "empty" | "tooMany" | "syntax";
  readonly detail: string;

  constructor(key: CsvFault["key"], detail: string) {
    super(`${key} ${detail}`);
    this.name = "CsvFault";
    this.key = key;
    this.detail = detail;
  }
}

export const COLUMNS = ["commitment", "amount", "reference"] as const;
/** 300 payments fit one transaction of the ledger; a case carries its payload twice. */
export const MOST_ROWS = 200;

const WARNINGS: readonly RowProblem[] = ["duplicate"];

export const stops = (row: CsvRow) => row.problems.some((problem) => !WARNINGS.includes(problem));

/** @throws CsvFault */
export function readCsv(content: string): { commitment: string; amount: string; reference: string; line: number }[] {
  let records: { record: Record<string, string>; info: { lines: number } }[];
  try {
    records = parse(content, {
      bom: true,
      columns: (header: string[]) => header.map((name) => name.trim().toLowerCase()),
      delimiter: [",", ";", "\t"],
      info: true,
      skip_empty_lines: true,
      trim: true,
    });
  } catch (cause) {
    if (cause instanceof CsvError) throw new CsvFault("syntax", cause.message);
    throw cause;
  }
  const [first] = records;
  if (first === undefined) throw new CsvFault("empty", "");
  const missing = COLUMNS.filter((name) => !(name in first.record));
  if (missing.length > 0) throw new CsvFault("columns", missing.join(", "));
  if (records.length > MOST_ROWS) throw new CsvFault("tooMany", String(records.length));
  return records.map(({ record, info }) => {
    const { commitment = "", amount = "", reference = "" } = record;
    return { commitment, amount, reference, line: info.lines };
  });
}

/** Holds each row against the agency's commitments; a row is told all that is wrong with it. */
export function checkRows(given: ReturnType<typeof readCsv>, known: ReadonlyMap<string, Commitment>): CsvRow[] {
  const spent = new Map<string, bigint>();
  const seen = new Set<string>();
  const currency = given
    .map(({ commitment }) => known.get(idOf(commitment))?.currency)
    .find((code) => code !== undefined);
  return given.map(({ commitment, amount: amountText, reference, line }) => {
    const id = idOf(commitment);
    const found = known.get(id) ?? null;
    const problems: RowProblem[] = [];
    let amount: bigint | null = null;
    if (found === null) problems.push("unknown");
    else {
      if (found.payee.kind === "payee-class") problems.push("toClass");
      if (found.payeeFund !== null) problems.push("toFund");
      if (found.currency !== currency) problems.push("currencyDiffers");
      const parsed = amountIn(amountText, { code: found.currency, exponent: found.exponent });
      if (typeof parsed === "bigint") {
        amount = parsed;
        const sum = (spent.get(id) ?? 0n) + parsed;
        spent.set(id, sum);
        if (sum > BigInt(found.open)) problems.push("overOpen");
      } else problems.push(amountText === "" ? "amountMissing" : parsed);
    }
    if (utf8Length(reference) > DETAIL_BYTES) problems.push("referenceLong");
    const key = `${id}|${amount ?? amountText}|${reference}`;
    if (seen.has(key)) problems.push("duplicate");
    seen.add(key);
    return { line, commitment: id, amountText, reference, found, amount, problems };
  });
}

/** `commitment-45`, `45` and ` Commitment-45 ` mean the same. */
function idOf(text: string): string {
  const plain = text.trim().toLowerCase();
  return /^\d+$/u.test(plain) ? `commitment-${Number(plain)}` : plain;
}

/** The rows of orders as a file's text. @param exponent of their currency */
export function csvOf(orders: readonly LedgerOrder[], exponent: number): string {
  const rows = orders.flatMap(({ entries }) =>
    entries.map(({ to, amount, detail }) =>
      [accountText(to), decimalText(amount, exponent), quoted(detailToText(detail) ?? "")].join(","),
    ),
  );
  return [COLUMNS.join(","), ...rows, ""].join("\n");
}

const quoted = (text: string) => (/[",;\s]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** One order for each fund, in the order of the file. Rows must have been checked. */
export function ordersOf(rows: readonly CsvRow[], valueDate: number, document: Hex | null): LedgerOrder[] {
  const byFund = Map.groupBy(rows, ({ found }) => found?.fund.id ?? "");
  return [...byFund.entries()].map(([fund, members]) => ({
    kind: "payment",
    flags: 0,
    code: 0,
    valueDate,
    from: parseAccount(fund),
    document: document ?? zeroHash,
    entries: members.map(({ commitment, amount, reference }) => {
      return { to: parseAccount(commitment), amount: amount ?? 0n, detail: detailOf(reference) };
    }),
  }));
}
