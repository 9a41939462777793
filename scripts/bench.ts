// npm run bench -- NAME: measures, prints a table, and with --json one object as the last line.
import { Command } from "commander";

export interface BenchOptions {
  /** Prints what a person wants to read meanwhile; stderr with --json, so that the last line stays the object. */
  say: (line: string) => void;
}

/** Figures by dotted key. The unit is part of the key, or said in docs/BENCHMARKS.md. */
export type Metrics = Record<string, number>;

interface Bench {
  about: string;
  /** Loaded when it is asked for: each brings its own tools. */
  run: (options: BenchOptions) => Promise<{ metrics: Metrics; table?: string }>;
}

const BENCHES: Record<string, Bench> = {
  gas: {
    about: "gas of each movement by batch size, beside other houses' contracts",
    run: async (options) => (await import("./bench/gas.ts")).benchGas(options),
  },
  index: {
    about: "100,000 movements from a local chain into the store, and from mined to visible",
    run: async (options) => (await import("./bench/index.ts")).benchIndex(options),
  },
  query: {
    about: "the API's answers over 10,000, 100,000 and 1,000,000 movements, and the indexer's memory",
    run: async (options) => (await import("./bench/query.ts")).benchQuery(options),
  },
  scale: {
    about: "the explorer's five heaviest pages over 10,000, 100,000 and 1,000,000 movements",
    run: async (options) => (await import("./bench/scale.ts")).benchScale(options),
  },
  verify: {
    about: "a reader's check: computing, code on a page, the single file, sizes of proofs, an export of 100,000",
    run: async (options) => (await import("./bench/verify.ts")).benchVerify(options),
  },
  web: {
    about: "the explorer's pages by Lighthouse on a phone, and their code, beside an empty page's",
    run: async (options) => (await import("./bench/web.ts")).benchWeb(options),
  },
};

const list = Object.entries(BENCHES).map(([name, { about }]) => `  ${name.padEnd(8)} ${about}`);
// The type is written out so that TypeScript knows that error() does not return.
const command: Command = new Command("npm run bench --")
  .description("Measures the house. The figures of record are in docs/BENCHMARKS.md.")
  .argument("<name>", `which: ${Object.keys(BENCHES).join(", ")}`)
  .option("--json", 'print one object {"name", "metrics"} as the last line of stdout')
  .addHelpText("after", `\nBenches:\n${list.join("\n")}`)
  .parse();
const [name = ""] = command.args;
const { json = false } = command.opts<{ json?: boolean }>();
const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (bench === undefined) {
  command.error(`There is no bench ${name}. There are: ${Object.keys(BENCHES).join(", ")}`);
}

const { metrics } = await bench.run({
  say: (line) => void (json ? process.stderr : process.stdout).write(`${line}\n`),
});
for (const [key, value] of Object.entries(metrics)) {
  if (!Number.isFinite(value)) throw new Error(`${name}: ${key} is ${value}, which is no figure.`);
}
if (json) process.stdout.write(`${JSON.stringify({ name, metrics })}\n`);
// Chains and stores of a bench may keep handles open.
process.exit();
