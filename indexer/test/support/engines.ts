// Runs the same tests on both engines, and compares what two stores hold.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Deployment } from "@mingzhang/sdk/api";
import { pino } from "pino";
import { type Options, readConfig } from "../../src/config.ts";
import { type Service, startService } from "../../src/service.ts";
import { CASE_TABLES } from "../../src/store/cases.ts";
import { sql } from "../../src/store/drizzle.ts";
import { FINDING_TABLES } from "../../src/store/findings.ts";
import { SEARCH_TABLES } from "../../src/store/search.ts";
import { openStore, type Store } from "../../src/store/open.ts";
import { TURNOVER_TABLES } from "../../src/store/turnover.ts";
import { type Postgres, startPostgres } from "./postgres.ts";

/** Where a store is. */
export interface Place extends Options {
  dataDir?: string;
  databaseUrl?: string;
}

export interface Engine {
  /** A place for an empty store. */
  fresh(): Promise<Place>;
}

/** An empty store that was created once; copying it saves seconds for each test. */
let template: string | null = null;

async function emptyFolder(): Promise<string> {
  if (template === null) {
    template = mkdtempSync(join(tmpdir(), "mingzhang-template-"));
    const store = await openStore({ dataDir: template });
    await store.close();
    process.on("exit", () => rmSync(template ?? "", { recursive: true, force: true }));
  }
  const dataDir = mkdtempSync(join(tmpdir(), "mingzhang-test-"));
  cpSync(template, dataDir, { recursive: true });
  return dataDir;
}

/** The server that all tests share; each store is a database of its own. */
let postgres: Promise<Postgres> | null = null;
after(async () => (await postgres)?.stop());

/** Declares the tests twice: on PGlite and on PostgreSQL. */
export function onBothEngines(title: string, tests: (engine: Engine) => void): void {
  describe(`${title} (PGlite)`, () => {
    const folders: string[] = [];
    tests({
      fresh: async () => {
        const dataDir = await emptyFolder();
        folders.push(dataDir);
        return { dataDir };
      },
    });
    after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));
  });
  describe(`${title} (PostgreSQL)`, () => {
    tests({
      fresh: async () => {
        postgres ??= startPostgres();
        return { databaseUrl: await (await postgres).database() };
      },
    });
  });
}

/** Starts the indexer as the command line does, on a free port, quiet. */
export function index(rpcUrl: string, deployment: Deployment, store: Options, more: Options = {}): Promise<Service> {
  const base = {
    rpcUrl,
    deployment: JSON.stringify(deployment),
    port: 0,
    pollMs: 20,
    finalityDepth: 3,
    logLevel: "silent",
  };
  const config = readConfig({ ...base, ...store, ...more });
  return startService(config, pino({ level: config.logLevel }));
}

/** Waits until the API says that everything mined is indexed. */
export async function ready(service: Service, ms = 60_000): Promise<void> {
  const until = Date.now() + ms;
  for (;;) {
    const answer = await fetch(`${service.url}/ready`);
    const body: unknown = await answer.json();
    if (answer.ok) return;
    if (Date.now() > until) throw new Error(`Not ready: ${JSON.stringify(body)}`);
  }
}

/** What was derived from records, by table; the journal as far as blocks that hold records go. */
const TABLES: Record<string, string> = {
  blocks:
    "select encode(hash, 'hex') as h, b.* from blocks b where exists (select 1 from transactions t where t.block = b.number)",
  log_tiles: "select * from log_tiles",
  indexes: "select indexname, indexdef from pg_indexes where schemaname = current_schema()",
  transactions: "select * from transactions",
  records: "select * from records",
  movements: "select * from movements",
  confirmations: "select * from confirmations",
  accounts: "select * from accounts",
  parties: "select * from parties",
  party_names: "select * from party_names",
  wallets: "select * from wallets",
  years: "select * from years",
  tallies: "select * from tallies",
  ...Object.fromEntries(
    [...CASE_TABLES, ...FINDING_TABLES, ...SEARCH_TABLES, ...TURNOVER_TABLES].map((table) => [
      table,
      `select * from ${table}`,
    ]),
  ),
};

/** Every row of a store as text, so that two stores can be compared whole. */
export async function dump(store: Store): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {};
  for (const [name, query] of Object.entries(TABLES)) {
    const rows = await store.rows<{ row: string }>(
      sql`select to_jsonb(x)::text as row from (${sql.raw(query)}) x order by to_jsonb(x)::text collate "C"`,
    );
    tables[name] = rows.map((each) => each.row);
  }
  return tables;
}
