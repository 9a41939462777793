// npm test: every check of the project, the quick ones first, and one line at the end that counts them all.
import { Command } from "commander";
import { availableParallelism } from "node:os";
import { runLanes } from "./checks/lanes.ts";
import { CHECKS } from "./checks/plan.ts";

const names = CHECKS.map((check) => check.name);
const command = new Command("npm test --")
  .description("Runs every check, and ends with one line: N passed, N failed.")
  .option("--only <names>", `some of them, separated by commas: ${names.join(", ")}`)
  .option("--skip <names>", "all but these")
  .option("--bail", "stop at the first check that fails")
  .parse();
const flags = command.opts<{ only?: string; skip?: string; bail?: boolean }>();

function listed(text: string | undefined): string[] | undefined {
  const list = text?.split(",").map((name) => name.trim());
  const unknown = list?.find((name) => !names.includes(name));
  if (unknown !== undefined) command.error(`There is no check ${unknown}. There are: ${names.join(", ")}`);
  return list;
}

// Ending by way of exit() ends the programs of the running check too.
process.on("SIGINT", () => process.exit(130));
process.on("SIGTERM", () => process.exit(143));

const only = listed(flags.only);
const skip = listed(flags.skip) ?? [];
const chosen = CHECKS.filter((check) => (only?.includes(check.name) ?? true) && !skip.includes(check.name));

/** More would only take the processor from each other: the tests start chains, stores and servers of their own. */
const LANES = 2;

const results = await runLanes(chosen, {
  width: Math.min(LANES, availableParallelism()),
  bail: flags.bail === true,
  say: (line) => console.log(line),
});

console.log("\n── Summary");
for (const { check, outcome, seconds } of results) {
  const failed = outcome.failed > 0 ? `, ${outcome.failed} failed` : "";
  console.log(
    `  ${outcome.failed > 0 ? "✗" : "✓"} ${check.title}: ${outcome.passed} passed${failed} (${seconds.toFixed(0)} s)`,
  );
  for (const note of outcome.notes) console.log(`      ${note}`);
}
const total = (key: "passed" | "failed") => results.reduce((count, { outcome }) => count + outcome[key], 0);
console.log(`${total("passed")} passed, ${total("failed")} failed`);
process.exitCode = total("failed") > 0 ? 1 : 0;
