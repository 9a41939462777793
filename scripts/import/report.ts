// Writes the exceptions report: every row that was not posted, with file, row and reason, as CSV and as JSON.
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { decimalText } from "@mingzhang/sdk/money";
import { csvField } from "@mingzhang/sdk/text";
import type { Profile } from "./profile.ts";
import type { Exception } from "./rows.ts";

export interface ReportPaths {
  csv: string;
  json: string;
}

/** Writes both forms and returns where they lie. Written even if it is empty: no file would say nothing. */
export function writeReport(folder: string, exceptions: readonly Exception[], profile: Profile): ReportPaths {
  mkdirSync(folder, { recursive: true });
  const rows = exceptions.map(({ file, row, code, reason, amount, raw }) => ({
    file: basename(file.path),
    document: file.digest,
    row,
    code,
    reason,
    amount: decimalText(amount, profile.amount.exponent),
    currency: profile.amount.currency,
    raw,
  }));
  const paths = { csv: join(folder, "exceptions.csv"), json: join(folder, "exceptions.json") };
  const header = ["file", "document", "row", "code", "reason", "amount", "currency", "raw"];
  const lines = rows.map(({ raw, ...row }) =>
    [...Object.values(row).map(String), JSON.stringify(raw)].map(csvCell).join(","),
  );
  writeFileSync(paths.csv, `${[header.join(","), ...lines].join("\r\n")}\r\n`);
  writeFileSync(paths.json, `${JSON.stringify(rows, null, 2)}\n`);
  return paths;
}

/** As every CSV here has it; a number below zero is no formula. */
export function csvCell(text: string): string {
  return /^-?\d+(\.\d+)?$/u.test(text) ? text : csvField(text);
}
