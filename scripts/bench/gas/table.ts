// The gas matrix as Markdown, for the console and for docs/BENCHMARKS.md.
import { KINDS } from "@mingzhang/sdk/kinds";

const COLUMNS = ["1", "10", "100", "300"] as const;
const ROWS: readonly [key: string, text: string][] = [
  ["payment.single.mean64", "One payment alone, mean of 64 in a row, known payee"],
  ["receipt.single.viaBankFacts", "One receipt alone through the treasury's bank facts, mean of 64 in a row"],
  ["payment.batch100.known", "One payment in a batch of 100, known payee"],
  ["floor.batch100.known", "Floor of that: its event and the slots that must change, nothing checked or logged"],
  ["payment.batch100.new", "One payment in a batch of 100, first of its commitment"],
  ["log.append.each100", "The log's part of it, in a batch of 100"],
  [
    "case.payment.twoPerson.total",
    "A case of one payment that two officials decide: submit, decide, decide and execute",
  ],
  ["case.payment.twoPerson.relayed", "The same, all three signed and relayed"],
  ["case.payment.twoPerson.together", "The same, both signed decisions and the execution in one transaction"],
  ["case.payroll100.threeSteps.each", "Each payment of a payroll of 100 through a three-step case, all transactions"],
  ["case.payroll100.threeSteps.relayed.each", "The same, all signed and relayed"],
  ["erc20.transfer.known", "Bare ERC-20 transfer, known receiver"],
  ["erc20.transfer.new", "Bare ERC-20 transfer, new receiver"],
  ["safe.erc20.2owners", "Safe 1.4.1, ERC-20 transfer by 2 owners, known receiver"],
  ["eas.attest", "EAS attestation of the same fields"],
  ["eas.multiAttest100.each", "EAS multiAttest of 100, each"],
];

export function tableOf(metrics: Record<string, number>): string {
  const figure = (key: string): string => metrics[key]?.toLocaleString("en-GB") ?? "–";
  const row = (...cells: string[]) => `| ${cells.join(" | ")} |`;
  const matrix = [...KINDS.map((kind) => kind.name), "confirmation"].flatMap((kind) =>
    ["new", "known"]
      .map((state) => [state, COLUMNS.map((count) => figure(`${kind}.batch${count}.${state}`))] as const)
      .concat([["", COLUMNS.map((count) => figure(`${kind}.batch${count}`))]])
      .filter(([, cells]) => cells.some((cell) => cell !== "–"))
      .map(([state, cells]) => row(kind, state, ...cells)),
  );
  return [
    row("Gas for each movement, whole transaction shared out", ""),
    row("---", "---:"),
    ...ROWS.map(([key, text]) => row(text, figure(key))),
    "",
    row("Kind", "Account it goes to", ...COLUMNS.map((count) => `batch of ${count}`)),
    row("---", "---", ...COLUMNS.map(() => "---:")),
    ...matrix,
  ].join("\n");
}
