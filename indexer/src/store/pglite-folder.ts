// Opens a PGlite folder with this house's settings and brings its tables up to date.
import { fileURLToPath } from "node:url";
import type { SQL } from "./drizzle.ts";
import { drizzle, migrate, PGlite } from "./drizzle-pglite.ts";
import { buildLeftIndexes } from "./indexes.ts";

const MIGRATIONS = fileURLToPath(new URL("../../migrations", import.meta.url));

/**
 * One connection needs few buffers. The store is a cache of the chain: what a crash takes is read again, so that commits
 * need not wait for the disk.
 */
const SETTINGS = [
  "shared_buffers = 48MB",
  "jit = off",
  "random_page_cost = 1.1",
  "synchronous_commit = off",
  "full_page_writes = off",
  "wal_level = minimal",
  "max_wal_senders = 0",
  "max_wal_size = 256MB",
  "maintenance_work_mem = 32MB",
];

/** @param engine PGlite's own program where it is compiled already: what one thread optimises, all of them have */
export async function openFolder(folder: string, engine?: WebAssembly.Module): Promise<PGlite> {
  const client = await PGlite.create(folder, {
    postgresqlconf: SETTINGS,
    ...(engine === undefined ? {} : { pgliteWasmModule: engine }),
  });
  const db = drizzle(client);
  await db.transaction((tx) =>
    buildLeftIndexes({ rows: async <T extends object>(query: SQL) => (await tx.execute(query)).rows as T[] }),
  );
  await migrate(db, { migrationsFolder: MIGRATIONS });
  return client;
}
