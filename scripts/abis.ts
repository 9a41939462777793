// Writes the suite's ABIs from Hardhat's artifacts into sdk/src/abi; with --check, says whether they are up to date.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import prettier from "prettier";
import { type AbiEvent, toEventSelector } from "viem";

interface Input {
  name: string;
  type: string;
  internalType?: string;
  indexed?: boolean;
  components?: Input[];
}

interface Item {
  type: string;
  name?: string;
  inputs?: Input[];
  outputs?: Input[];
  stateMutability?: string;
  anonymous?: boolean;
}

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const target = join(root, "sdk/src/abi");

/** Export name -> artifacts whose ABIs make it up; of a group in brackets the first that is compiled is taken. */
const CONTRACTS: Record<string, string[][]> = {
  auditTrail: [["AuditTrail", "IAuditTrail"], ["IDoors"]],
  directory: [["Directory", "IDirectory"]],
  doors: [["IDoors"]],
  fundLedger: [["FundLedger", "IFundLedger"], ["IDoors"]],
  roster: [["Roster", "IRoster"]],
  procedures: [["Procedures", "IProcedures"], ["IDoors"]],
  serviceApprovals: [["ServiceApprovals", "IServiceApprovals"]],
  ledgerOrders: [["LedgerOrders", "ILedgerOrders"]],
  ledgerOpenings: [["LedgerOpenings", "ILedgerOpenings"]],
  standingOrders: [["StandingOrders", "IStandingOrders"]],
  bankFacts: [["BankFacts", "IBankFacts"]],
  permits: [["Permits", "IPermits"]],
  seats: [["Seats", "ISeats"]],
  vault: [["Vault", "IVault"]],
  findings: [["Findings", "IFindings"]],
  accessManager: [["AccessManager", "IAccessManager"]],
  checkpointAnchor: [["CheckpointAnchor", "ICheckpointAnchor"]],
};

/** Contracts whose events are records where their first argument is the indexed record number. */
const WRITERS = [
  "auditTrail",
  "directory",
  "fundLedger",
  "roster",
  "vault",
  "procedures",
  "serviceApprovals",
  "standingOrders",
  "permits",
  "findings",
];

const artifacts = findArtifacts(join(root, "artifacts"));
const abis = new Map<string, Item[]>();
for (const [name, groups] of Object.entries(CONTRACTS)) {
  const parts = groups.flatMap((group) => group.filter((contract) => artifacts.has(contract)).slice(0, 1));
  if (parts.length > 0) abis.set(name, merge(parts.flatMap(readAbi)));
}

const files = new Map<string, string>();
for (const [name, abi] of abis) {
  files.set(`${kebab(name)}.ts`, constant(`ABI of ${name}`, `${name}Abi`, abi));
}
const records = merge(WRITERS.flatMap((name) => (abis.get(name) ?? []).filter(isRecordEvent)));
files.set("records.ts", recordsFile(records));
files.set(
  "errors.ts",
  constant(
    "Every error that a contract of the suite can revert with",
    "errorsAbi",
    merge([...abis.values()].flat().filter((item) => item.type === "error")),
  ),
);
files.set(
  "index.ts",
  `${header("All ABIs of the suite")}${[...files.keys()]
    .sort()
    .map((file) => `export * from "./${file}";\n`)
    .join("")}`,
);

await writeOrCheck();

function findArtifacts(folder: string): Map<string, string> {
  if (!existsSync(folder)) {
    console.error("There are no artifacts. Run `npx hardhat build` first.");
    process.exit(1);
  }
  const found = new Map<string, string>();
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && entry.name.endsWith(".json") && dirname(path).endsWith(".sol")) {
      found.set(entry.name.slice(0, -".json".length), path);
    }
  }
  return found;
}

function readAbi(contract: string): Item[] {
  const path = artifacts.get(contract);
  if (path === undefined) throw new Error(`No artifact of ${contract}`);
  const artifact = JSON.parse(readFileSync(path, "utf8")) as { abi: Item[] };
  return artifact.abi.filter((item) => item.type !== "constructor").map(strip);
}

/** Solidity's internal types are dropped: viem does not read them, and the browser loads these files. */
function strip(item: Item): Item {
  const bare = { ...item };
  if (item.inputs) bare.inputs = item.inputs.map(stripInput);
  if (item.outputs) bare.outputs = item.outputs.map(stripInput);
  delete bare.anonymous;
  return bare;
}

function stripInput(input: Input): Input {
  const { internalType: _, ...bare } = input;
  return bare.components ? { ...bare, components: bare.components.map(stripInput) } : bare;
}

/** One of each, in an order that does not depend on the compiler's. */
function merge(items: Item[]): Item[] {
  const unique = new Map(items.map((item) => [key(item), item]));
  return [...unique.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function key(item: Item): string {
  return `${item.type} ${item.name ?? ""}(${(item.inputs ?? []).map((input) => input.type).join()})`;
}

function isRecordEvent(item: Item): boolean {
  const first = item.inputs?.[0];
  return item.type === "event" && first?.name === "record" && first.type === "uint64" && first.indexed === true;
}

function recordsFile(events: Item[]): string {
  const topics = Object.fromEntries(
    events.map((event): [string, string] => [
      event.name ?? "",
      toEventSelector({ ...event, type: "event" } as AbiEvent),
    ]),
  );
  return `${constant("Events that are records of the audit trail, and their first topics", "recordEventsAbi", events)}
export const recordTopics = ${JSON.stringify(topics)} as const;
`;
}

function header(text: string): string {
  return `// ${text}. Generated by scripts/abis.ts (npm run abis); not edited by hand.\n`;
}

function constant(title: string, name: string, value: unknown): string {
  return `${header(title)}export const ${name} = ${JSON.stringify(value)} as const;\n`;
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

async function writeOrCheck(): Promise<void> {
  const check = process.argv.includes("--check");
  const stale: string[] = [];
  mkdirSync(target, { recursive: true });
  for (const [file, text] of files) {
    const path = join(target, file);
    const wanted = await prettier.format(text, { parser: "typescript", printWidth: 120, trailingComma: "all" });
    if (existsSync(path) && readFileSync(path, "utf8") === wanted) continue;
    stale.push(file);
    if (!check) writeFileSync(path, wanted);
  }
  stale.push(...readdirSync(target).filter((file) => !files.has(file)));
  if (check && stale.length > 0) {
    console.error(`Not up to date with the artifacts: ${stale.join(", ")}. Run \`npm run abis\`.`);
    process.exit(1);
  }
  console.log(check ? "The ABIs are up to date." : `${files.size} files in sdk/src/abi, ${stale.length} changed.`);
}
