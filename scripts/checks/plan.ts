// Every check of the project, the quick ones first. Two run at a time: of the long ones the shortest come last, so that both
// lanes end together.
import { globSync } from "node:fs";
import { fromRoot, ROOT } from "../stack/paths.ts";
import type { Check } from "./lanes.ts";
import { readMochaReport, readPlaywrightReport } from "./outcome.ts";
import type { Outcome } from "./outcome.ts";
import { countedCheck, oneCheck, sum } from "./run.ts";
import { CHINESE_FONTS, CHROMIUM, ensureSystemPackages, POSTGRESQL } from "./system.ts";

const REPORTER = fromRoot("scripts/checks/reporter.cjs");

const found = (...patterns: string[]) => globSync(patterns, { cwd: ROOT }).sort();

/** Mocha on TypeScript that Node runs as it is. */
function mocha(files: readonly string[], limit = 10): Promise<Outcome> {
  const args = ["--reporter", REPORTER, "--timeout", "120000", "--exit", ...files];
  return countedCheck({ program: "mocha", args, limit }, "MINGZHANG_TEST_REPORT", readMochaReport);
}

/** Hardhat takes the reporter from hardhat.config.ts where this variable is set. */
function hardhat(files: readonly string[]): Promise<Outcome> {
  const args = ["test", "mocha", "--no-compile", ...files];
  return countedCheck({ program: "hardhat", args, limit: 20 }, "MINGZHANG_TEST_REPORT", readMochaReport);
}

/** Tests of several contracts together. */
const MODELS = /^test\/(?:deploy|e2e|gas|invariants|proofs|recipes|suite)\//u;

/** Contract tests: everything below test/ that is neither a helper nor about the scripts. */
export function contractTests(): string[] {
  const helpers = /^test\/(?:attacks\/|scripts\/|support\/|[^/]+\.ts$)/u;
  return found("test/**/*.ts").filter((file) => !helpers.test(file));
}

const types = (title: string, args: string[], cwd?: string) =>
  oneCheck(`types of ${title}`, { program: "tsc", args, ...(cwd === undefined ? {} : { cwd }) });

/** What needs nothing but the sources. */
const OF_SOURCES: readonly Check[] = [
  {
    name: "compile",
    title: "Compiling the contracts, and what is generated from sources",
    run: async () =>
      sum([
        await oneCheck("the compiler", { program: "hardhat", args: ["build", "--quiet"] }),
        await oneCheck("route types", { program: "next", args: ["typegen"], cwd: fromRoot("web") }),
      ]),
  },
  {
    name: "format",
    title: "Formatting",
    run: () => oneCheck("prettier", { program: "prettier", args: ["--check", "--log-level", "warn", "."] }),
  },
  {
    name: "sdk",
    title: "SDK, and layouts of charts",
    run: () => mocha(found("sdk/test/**/*.test.ts", "web/test/**/*.test.ts")),
  },
];

/** What needs the compiled contracts, or types that are generated. */
const OF_COMPILED: readonly Check[] = [
  {
    name: "types",
    title: "Types",
    run: async () =>
      sum([
        await types("scripts, deploy and tests", ["--noEmit", "-p", "."]),
        await types("the SDK", ["--noEmit", "-p", "sdk"]),
        await types("the indexer", ["--noEmit", "-p", "indexer"]),
        await types("the relay", ["--noEmit", "-p", "relay"]),
        await types("the explorer", ["--noEmit", "-p", "web"]),
        await types("the explorer's tests", ["--noEmit", "-p", "web/test"]),
        await types("the explorer's tests in a browser", ["--noEmit", "-p", "web/e2e"]),
      ]),
  },
  {
    name: "lint",
    title: "Lint rules",
    run: async () =>
      sum([
        await oneCheck("solhint", {
          program: "solhint",
          args: ["--disc", "--noPoster", "--max-warnings", "0", "contracts/**/*.sol"],
        }),
        await oneCheck("oxlint", { program: "oxlint", args: [".", "--deny-warnings"] }),
      ]),
  },
  {
    name: "abis",
    title: "Generated ABIs are those of the contracts",
    run: () => oneCheck("abis", { program: "node", args: ["scripts/abis.ts", "--check"] }),
  },
  {
    name: "errors",
    title: "Every error says why and what to do, in both languages",
    run: () => oneCheck("errors", { program: "node", args: ["scripts/errors.ts", "--check"] }),
  },
  {
    name: "descriptors",
    title: "ERC-7730 descriptors are those of the forms",
    run: () => oneCheck("descriptors", { program: "node", args: ["scripts/descriptors.ts", "--check"] }),
  },
  { name: "scripts", title: "Scripts", run: () => mocha(found("test/scripts/**/*.test.ts"), 15) },
  {
    name: "indexer",
    title: "Indexer and API, on PGlite and PostgreSQL",
    run: async () => {
      ensureSystemPackages([POSTGRESQL]);
      return mocha(found("indexer/test/**/*.test.ts"), 25);
    },
  },
  {
    name: "models",
    title: "Contracts as a whole: invariants, recipes, gas, deployment",
    run: () => hardhat(contractTests().filter((file) => MODELS.test(file))),
  },
  {
    name: "contracts",
    title: "Contracts, function by function",
    run: () => hardhat(contractTests().filter((file) => !MODELS.test(file))),
  },
  {
    name: "attacks",
    title: "Attacks of a hostile operator on the running system",
    run: () => mocha(found("test/attacks/**/*.test.ts"), 15),
  },
  { name: "relay", title: "Relay", run: () => mocha(found("relay/test/**/*.test.ts")) },
  {
    name: "web",
    title: "Explorer, in a browser",
    alone: true,
    run: async () => {
      ensureSystemPackages([CHROMIUM, CHINESE_FONTS]);
      return countedCheck(
        {
          program: "playwright",
          args: ["test", "-c", "e2e/playwright.config.ts", "--reporter=list,json"],
          cwd: fromRoot("web"),
          limit: 35,
        },
        "PLAYWRIGHT_JSON_OUTPUT_NAME",
        readPlaywrightReport,
      );
    },
  },
];

export const CHECKS: readonly Check[] = [
  ...OF_SOURCES,
  ...OF_COMPILED.map((check) => ({ ...check, after: "compile" })),
];
