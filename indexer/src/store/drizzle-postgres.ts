// Drizzle for PostgreSQL, by its CommonJS files as drizzle.ts says why.
import { createRequire } from "node:module";
import type * as postgres from "drizzle-orm/node-postgres";
import type * as postgresMigrator from "drizzle-orm/node-postgres/migrator";

const load = createRequire(import.meta.url);

export const { drizzle } = load("drizzle-orm/node-postgres") as typeof postgres;
export const { migrate } = load("drizzle-orm/node-postgres/migrator") as typeof postgresMigrator;
