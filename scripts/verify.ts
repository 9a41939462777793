// npm run verify -- FILE…: checks proofs, forks and exports on the reader's own machine, by what the reader brings.
import { existsSync, openAsBlob, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { checkFiles, type CheckedFile } from "@mingzhang/sdk/check-files";
import { keptOf, keptText } from "@mingzhang/sdk/check-kept";
import { checkList } from "@mingzhang/sdk/check-list";
import { verifyExport } from "@mingzhang/sdk/export";
import type { VerifierLocale } from "@mingzhang/sdk/proof-words";
import { forkState } from "@mingzhang/sdk/proof-words-files";
import { EN_FILES } from "@mingzhang/sdk/proof-words/en-files";
import { ZH_FILES } from "@mingzhang/sdk/proof-words/zh-files";
import { contextOf, type VerifyFlags } from "./verifier/context.ts";
import { jsonOf, linesOf } from "./verifier/print.ts";
import { checkServed } from "./verifier/served.ts";

interface Flags extends VerifyFlags {
  page?: string;
  level?: number;
  json?: boolean;
  lang?: string;
}

const several = (value: string, before: string[]) => [...before, value];
const count = (value: string) => {
  if (!/^\d{1,6}$/.test(value)) throw new InvalidArgumentError("Give a whole number.");
  return Number(value);
};

const command: Command = new Command("npm run verify --")
  .description("Checks portable proofs, evidence of forks, and exports with their manifests. Nothing is uploaded.")
  .argument("[files...]", "what to check; an export and its manifest together")
  .option("--rpc <url>", "node of the log's chain; may stand twice, to compare two", several, [])
  .option("--anchor-rpc <url>", "node of a chain where checkpoints are anchored", several, [])
  .option("--anchor <address>", "CheckpointAnchor there; else the ones that --deployment names", several, [])
  .option("--checkpoint <file>", "a checkpoint that you kept")
  .option(
    "--keep <file>",
    "keep the checkpoint of the first proof that reaches level 3 and in which nothing failed, with the witnesses and anchors of " +
      "that check; one that stands in the file already has to be continued",
  )
  .option("--witness <address>", "a witness that you trust", several, [])
  .option("--quorum <number>", "how many of them have to have signed; more than half if absent", count)
  .option("--deployment <file>", "record of the deployment that you mean: tells another chain of the same number apart")
  .option("--api <url>", "site or index that gives paths between checkpoints; else they are computed from --rpc")
  .option("--max-age <days>", "oldest checkpoint that you accept", count)
  .option("--level <number>", "fail below this level, and where a file is no proof at all", count)
  .option("--page <url>", "compare a served verifier.html with the build of these sources, byte for byte")
  .option("--lang <language>", "en or zh; LANG decides if absent")
  .option("--json", "print one object")
  .addHelpText(
    "after",
    "\nExit code: 0 nothing failed; 1 something failed, two sources disagree, a level is below --level, or --keep had nothing to keep;\n" +
      "2 wrong use; 3 nothing failed, but a node that you named could not be asked; 4 a checkpoint that you kept, or an anchor, could\n" +
      "not be compared, because the path to it was not given: what a fork looks like; 5 a fork is proven. The first of 2, 5, 1, 4, 3\n" +
      "that is true counts. docs/PROOFS.md says what each level rules out.",
  )
  .parse();
const flags = command.opts<Flags>();
if (command.args.length === 0 && flags.page === undefined) command.error("Name files, or --page URL.", { exitCode: 2 });
const locale: VerifierLocale = (flags.lang ?? process.env.LANG ?? "").toLowerCase().startsWith("zh") ? "zh" : "en";

async function checkPage(url: string): Promise<boolean> {
  const { same, served, built, published, differsAt } = await checkServed(url);
  if (flags.json === true) console.log(JSON.stringify({ page: url, same, served, built, published, differsAt }));
  else {
    const verdict = {
      en: [`differs at byte ${differsAt}`, "is the build of these sources, byte for byte"],
      zh: [`在第 ${differsAt} 字节处不同`, "与本源码的构建逐字节相同"],
    }[locale];
    console.log(
      `${url}: ${verdict[same ? 1 : 0]}\n  SHA-256 ${served} (${url})\n  SHA-256 ${built} (npm run verifier)\n  SHA-256 ${published} (docs/PROOFS.md)`,
    );
  }
  return same && built === published;
}

async function checkAll(): Promise<readonly CheckedFile[]> {
  const context = contextOf(flags);
  const files = await Promise.all(
    command.args.map(async (path) => {
      if (!existsSync(path)) throw new Error(`${path} is not there.`);
      return { name: basename(path), blob: await openAsBlob(path) };
    }),
  );
  const shows = process.stderr.isTTY && flags.json !== true && files.some(({ blob }) => blob.size > 5_000_000);
  return checkFiles(
    files,
    context,
    async () => verifyExport,
    (done, all) => {
      if (shows) process.stderr.write(`\r${Math.floor((100 * done) / Math.max(1, all))} % `);
    },
    async () => checkList,
  );
}

/** Whether there was something to keep. */
function keepFirst(results: readonly CheckedFile[], path: string): boolean {
  for (const result of results) {
    if (result.kind !== "proof" || result.proof === null) continue;
    const { failed, level, steps } = result.verdict;
    if (failed || level < 3) continue;
    writeFileSync(path, `${keptText(keptOf(result.proof, steps))}\n`);
    return true;
  }
  console.error(
    {
      en: `${path}: nothing was kept. No proof reached level 3 without a failure.`,
      zh: `${path}：什么也没有保存。没有证明在毫无差错的情况下达到第 3 级。`,
    }[locale],
  );
  return false;
}

function exitCodeOf(results: readonly CheckedFile[]): number {
  const verdicts = results.flatMap((result) =>
    "verdict" in result && result.verdict !== null ? [result.verdict] : [],
  );
  const steps = verdicts.flatMap((verdict) => verdict.steps);
  if (verdicts.some((verdict) => forkState(verdict) === "proven")) return 5;
  if (results.some(isShort) || steps.some(({ state }) => state === "failed" || state === "disagreement")) return 1;
  if (steps.some(({ state }) => state === "withheld")) return 4;
  return steps.some(({ state, reason }) => state === "not tried" && reason === "unreachable") ? 3 : 0;
}

/** Whether a file that was named shows less than it has to. Kept checkpoints are what others are held against. */
function isShort(result: CheckedFile): boolean {
  if (result.kind === "unread") return true;
  if (result.kind === "list" && result.check.differences.length > 0) return true;
  if (flags.level === undefined || result.kind === "checkpoint") return false;
  return result.kind === "document" || result.kind === "list" || result.verdict.level < flags.level;
}

try {
  if (flags.page !== undefined && !(await checkPage(flags.page))) process.exitCode = 1;
  if (command.args.length > 0) {
    const results = await checkAll();
    const language = locale === "zh" ? ZH_FILES : EN_FILES;
    if (flags.json === true) console.log(JSON.stringify({ results: results.map(jsonOf) }));
    else for (const result of results) console.log(linesOf(result, language, locale).join("\n"));
    const code = exitCodeOf(results);
    const isKept = flags.keep === undefined || keepFirst(results, flags.keep);
    // What failed about the page stays failed.
    const other = isKept && process.exitCode !== 1 ? code : 1;
    process.exitCode = code === 5 ? code : other;
  }
} catch (cause) {
  // A file that is not there, a flag that cannot be used, a page that is not reached.
  console.error(cause instanceof Error ? cause.message : String(cause));
  process.exitCode = 2;
}
