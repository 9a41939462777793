// Writes docs/ERRORS.md and the SDK's catalogue of errors from the contracts' NatSpec; with --check, says what is missing or stale.
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import prettier from "prettier";
import { errorsAbi } from "@mingzhang/sdk/abi/errors";
import { catalogueOf, type Foreign } from "./errors/catalogue.ts";
import { declaredErrors } from "./errors/natspec.ts";
import { module, page } from "./errors/render.ts";
import { fromRoot, ROOT } from "./stack/paths.ts";

const check = process.argv.includes("--check");
const read = (path: string) => readFileSync(fromRoot(path), "utf8");

const sources = globSync("contracts/**/*.sol", { cwd: ROOT, exclude: ["contracts/mocks/**"] }).sort();
const declared = sources.flatMap((path) => declaredErrors(read(path), basename(path, ".sol")));
const foreign = JSON.parse(read("scripts/errors/foreign.json")) as Record<string, Foreign>;
const zh = JSON.parse(read("scripts/errors/zh.json")) as Record<string, string[]>;
const known = errorsAbi.map((item) => item.name);
const { entries, problems } = catalogueOf(declared, foreign, zh, known);

const stale: string[] = [];
await put("docs/ERRORS.md", page(entries), "markdown");
await put("sdk/src/errors-catalogue.ts", module(entries), "typescript");

for (const problem of problems) console.error(problem);
if (check && stale.length > 0) console.error(`Not up to date: ${stale.join(", ")}. Run \`npm run errors\`.`);
if (problems.length > 0 || (check && stale.length > 0)) process.exit(1);
console.log(
  `${entries.length} errors, each with why, what to do and both languages${check ? "; all up to date" : ""}.`,
);

async function put(path: string, text: string, parser: string): Promise<void> {
  const options = await prettier.resolveConfig(fromRoot(path));
  const wanted = await prettier.format(text, { ...options, parser });
  if (globSync(path, { cwd: ROOT }).length > 0 && read(path) === wanted) return;
  stale.push(path);
  if (!check) writeFileSync(fromRoot(path), wanted);
}
