// The report of an audit as a person reads it.
import { timeText } from "@mingzhang/sdk/days";
import { decimalText } from "@mingzhang/sdk/money";
import type { AuditReport } from "./run.ts";

const WIDTH = 18;

export function reportText({ findings, sha256, views, answers, seconds }: AuditReport): string {
  const { block, log, counts, casesByStatus, totals, agreesWith, chainId, trail } = findings;
  const row = (name: string, value: string | number) => `  ${name.padEnd(WIDTH)}${value}`;
  const lines = [
    "Audit: everything was derived anew from the raw logs and agrees.",
    "",
    row("chain", `${chainId}, log ${trail}`),
    row("block", `${block.number}  ${block.hash}  ${timeText(block.time)}`),
    row("root", `${log.root} of ${log.size} records`),
    row("agrees with", agreesWith.join(", ")),
    "",
    ...Object.entries(counts).map(([name, count]) => row(name, count)),
    ...Object.entries(casesByStatus).map(([name, count]) => row(`cases ${name}`, count)),
  ];
  for (const [currency, sums] of Object.entries(totals)) {
    const exponent = Number(sums.exponent);
    lines.push("", `  ${currency}`);
    for (const [name, value] of Object.entries(sums)) {
      if (name === "exponent") continue;
      lines.push(row(name, name === "movements" ? value : decimalText(BigInt(value), exponent).padStart(24)));
    }
  }
  return [
    ...lines,
    "",
    row("asked", `${views} views of contracts, ${answers} answers of the API, ${seconds.toFixed(1)} s`),
    row("signed off", `block ${block.hash}`),
    row("SHA-256", sha256),
    "",
  ].join("\n");
}
