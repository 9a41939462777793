// The report of an audit as a person reads it.
import type { AuditReport } from "./run.ts";
import { decimalText, timeText } from "./words.ts";

const WIDTH = 18;

export function reportText({ findings, sha256, signed, views, answers, seconds }: AuditReport): string {
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
    row("SHA-256", sha256),
    ...(signed === null
      ? [
          row(
            "signature",
            "none: nobody vouches for this report. --sign VARIABLE signs it by a key of the environment.",
          ),
        ]
      : [row("signed by", signed.signer), row("signature", signed.signature)]),
    "",
  ].join("\n");
}
