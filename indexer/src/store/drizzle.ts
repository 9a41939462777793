// Drizzle by its CommonJS files. Node.js 24 parses a package's package.json anew for each of its ES modules, and Drizzle's
// has 180 KB: a second and 200 MB at each start of the process, and again of the store's thread.
import { createRequire } from "node:module";
import type * as orm from "drizzle-orm";
import type * as core from "drizzle-orm/pg-core";

export type { SQL } from "drizzle-orm";

const load = createRequire(import.meta.url);

export const { getTableName, isTable, sql } = load("drizzle-orm") as typeof orm;
export const {
  bigint,
  boolean,
  customType,
  index,
  integer,
  jsonb,
  numeric,
  PgDialect,
  pgTable,
  primaryKey,
  smallint,
  text,
} = load("drizzle-orm/pg-core") as typeof core;
