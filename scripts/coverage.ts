// npm run coverage: runs the contract tests and says which lines of the contracts no test reaches.
import { readFileSync } from "node:fs";
import { contractTests } from "./checks/plan.ts";
import { run } from "./checks/run.ts";
import { fromRoot } from "./stack/paths.ts";

/** Test doubles and what the solver alone reads. */
const NOT_COUNTED = /^contracts\/(?:mocks|proofs|interfaces)\//u;

interface FileCoverage {
  path: string;
  lines: number;
  reached: number;
  missed: number[];
}

/** Reads an LCOV tracefile: one block for each file, a DA record for each line. */
function readLcov(text: string): FileCoverage[] {
  return text.split("end_of_record").flatMap((block) => {
    const path = /^SF:(.+)$/mu.exec(block)?.[1];
    if (path === undefined) return [];
    const hits = [...block.matchAll(/^DA:(\d+),(\d+)/gmu)].map(
      ([, line, count]) => [Number(line), Number(count)] as const,
    );
    const missed = hits.filter(([, count]) => count === 0).map(([line]) => line);
    return [{ path, lines: hits.length, reached: hits.length - missed.length, missed }];
  });
}

const exit = await run({ program: "hardhat", args: ["--coverage", "test", "mocha", ...contractTests()], limit: 40 });
if (exit !== "code 0") {
  console.error(`The tests ended with ${exit}; what they reached says nothing.`);
  process.exit(1);
}

const files = readLcov(readFileSync(fromRoot("coverage", "lcov.info"), "utf8")).filter(
  ({ path }) => !NOT_COUNTED.test(path),
);
if (files.length === 0) throw new Error("coverage/lcov.info names no contract.");
for (const { path, lines, reached, missed } of files) {
  const where = missed.length > 0 ? `  not reached: ${missed.join(", ")}` : "";
  console.log(`${missed.length > 0 ? "✗" : "✓"} ${path}: ${reached} of ${lines} lines${where}`);
}
const missing = files.filter(({ missed }) => missed.length > 0);
console.log(
  missing.length === 0 ? "Every line of every contract is reached." : `${missing.length} contracts have gaps.`,
);
process.exitCode = missing.length === 0 ? 0 : 1;
