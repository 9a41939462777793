// Opens the store: PGlite in a folder, or PostgreSQL by URL; migrates it and makes sure that there is one writer.
import { fileURLToPath } from "node:url";
import pg from "pg";
import { drizzle, migrate } from "./drizzle-postgres.ts";
import type { SQL } from "./drizzle.ts";
import { buildLeftIndexes } from "./indexes.ts";
import { openPglite } from "./pglite.ts";

const MIGRATIONS = fileURLToPath(new URL("../../migrations", import.meta.url));
/** Advisory lock of the one writer: "mingzhan" as a 64-bit number. */
const WRITER_LOCK = "7883947129438593390";
/**
 * What is asked again and again is in memory, and compiling a query takes longer than any answer may. The planner's costs
 * also say which sums are little work (read/movement-sums.ts).
 */
const SETTINGS = "set random_page_cost = 1.1; set jit = off";

/** What runs statements: the store itself or one of its transactions. Row types are as the query's casts make them. */
export interface Db {
  rows<T extends object>(query: SQL): Promise<T[]>;
}

export interface Store extends Db {
  readonly engine: "pglite" | "postgres";
  /** All or nothing. */
  write<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /** Several statements that see the same state. */
  read<T>(work: (db: Db) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** Folder of the PGlite store, used without `databaseUrl`; "memory://" keeps everything in memory. */
  dataDir: string;
  databaseUrl?: string | undefined;
  /** Takes no writer's lock and does not migrate. */
  readOnly?: boolean;
}

/** Opens and migrates. Throws where another writer holds the store. */
export async function openStore(options: StoreOptions): Promise<Store> {
  if (options.databaseUrl !== undefined) return openPostgres(options.databaseUrl, options.readOnly ?? false);
  if (options.readOnly === true) {
    throw new Error("A PGlite folder belongs to one process. API replicas need PostgreSQL: set DATABASE_URL.");
  }
  return openPglite(options.dataDir);
}

async function openPostgres(url: string, readOnly: boolean): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    // A new connection has yet to read what the tables are, which takes longer than most answers.
    idleTimeoutMillis: 600_000,
    application_name: "mingzhang",
    // Said on the connection: poolers in between refuse it among what opens one.
    verify: (client, done) => client.query(SETTINGS, done),
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => undefined);
  const db = drizzle(pool);
  const over = (on: Pick<typeof db, "execute">): Db => ({
    rows: async <T extends object>(query: SQL) => (await on.execute(query)).rows as T[],
  });
  const store: Store = {
    engine: "postgres",
    ...over(db),
    write: (work) => db.transaction((tx) => work(over(tx))),
    read: (work) =>
      db.transaction((tx) => work(over(tx)), { isolationLevel: "repeatable read", accessMode: "read only" }),
    close: () => pool.end(),
  };
  if (readOnly) return store;
  try {
    const unlock = await lockWriter(url);
    await store.write(buildLeftIndexes);
    await migrate(db, { migrationsFolder: MIGRATIONS });
    return {
      ...store,
      close: async () => {
        await unlock();
        await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

/** The lock lives as long as its connection: a writer that is killed frees it. */
async function lockWriter(url: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: url, application_name: "mingzhang writer", keepAlive: true });
  await client.connect();
  const { rows } = await client.query<{ locked: boolean }>(`select pg_try_advisory_lock(${WRITER_LOCK}) as locked`);
  if (rows[0]?.locked !== true) {
    await client.end();
    throw new Error(
      "Another indexer writes to this database. Stop it, or start this one with --api-only to serve from the same data.",
    );
  }
  let closing = false;
  client.on("error", () => undefined);
  client.on("end", () => {
    // Without the lock a second writer may start: going on could mix the work of two.
    if (!closing) throw new Error("The database connection that holds the writer's lock was lost. Start again.");
  });
  return async () => {
    closing = true;
    await client.end();
  };
}
