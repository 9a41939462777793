// Opens the store: PGlite in a folder, or PostgreSQL by URL; migrates it and makes sure that there is one writer.
import { execFile } from "node:child_process";
import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { PGlite } from "@electric-sql/pglite";
import type { SQL } from "drizzle-orm";
import { drizzle as drizzlePg } from "drizzle-orm/node-postgres";
import { migrate as migratePg } from "drizzle-orm/node-postgres/migrator";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { migrate as migratePglite } from "drizzle-orm/pglite/migrator";
import pg from "pg";
import { lockFolder } from "./lock.ts";

const MIGRATIONS = fileURLToPath(new URL("../../migrations", import.meta.url));
/** Advisory lock of the one writer: "mingzhan" as a 64-bit number. */
const WRITER_LOCK = "7883947129438593390";

/**
 * Settings of PGlite. One connection needs few buffers. The store is a cache of the chain: what a crash takes is read
 * again, so that commits need not wait for the disk.
 */
const PGLITE_SETTINGS = [
  "shared_buffers = 48MB",
  "jit = off",
  "synchronous_commit = off",
  "full_page_writes = off",
  "wal_level = minimal",
  "max_wal_senders = 0",
  "max_wal_size = 256MB",
];

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

async function openPglite(dataDir: string): Promise<Store> {
  const inMemory = dataDir.startsWith("memory://");
  const unlock = inMemory ? () => undefined : lockFolder(dataDir);
  try {
    const folder = inMemory ? dataDir : await existingFolder(dataDir);
    const client = await PGlite.create(folder, { postgresqlconf: PGLITE_SETTINGS });
    const db = drizzlePglite(client);
    await migratePglite(db, { migrationsFolder: MIGRATIONS });
    const over = (on: Pick<typeof db, "execute">): Db => ({
      rows: async <T extends object>(query: SQL) => (await on.execute(query)).rows as T[],
    });
    const transaction = <T>(work: (db: Db) => Promise<T>) => db.transaction((tx) => work(over(tx)));
    const close = async () => {
      await client.close();
      unlock();
    };
    return { engine: "pglite", ...over(db), write: transaction, read: transaction, close };
  } catch (error) {
    unlock();
    throw error;
  }
}

/**
 * The folder of the store, created where there is none. Creating takes 1 GB for some seconds (initdb and three starts
 * of the engine), half of that if V8 does not optimise: a process of its own does it and gives the memory back. The
 * folder gets its name when it is complete, so that a process that is killed leaves none that is half done.
 */
async function existingFolder(dataDir: string): Promise<string> {
  const folder = join(dataDir, "store");
  if (existsSync(folder)) return folder;
  const unfinished = join(dataDir, "store.new");
  rmSync(unfinished, { recursive: true, force: true });
  const script = fileURLToPath(new URL("./create.ts", import.meta.url));
  await promisify(execFile)(process.execPath, ["--liftoff-only", script, unfinished]);
  renameSync(unfinished, folder);
  return folder;
}

async function openPostgres(url: string, readOnly: boolean): Promise<Store> {
  const pool = new pg.Pool({ connectionString: url, max: 10, application_name: "mingzhang" });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => undefined);
  const db = drizzlePg(pool);
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
    await migratePg(db, { migrationsFolder: MIGRATIONS });
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
