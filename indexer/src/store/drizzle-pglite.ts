// PGlite and Drizzle for it, by their CommonJS files: Drizzle's as drizzle.ts says why, and PGlite's because Drizzle requires
// them, so that there is one PGlite. For what opens a folder: the store's thread, and create.ts.
import { createRequire } from "node:module";
import type * as engine from "@electric-sql/pglite";
import type * as pglite from "drizzle-orm/pglite";
import type * as pgliteMigrator from "drizzle-orm/pglite/migrator";

const load = createRequire(import.meta.url);

export const { PGlite } = load("@electric-sql/pglite") as typeof engine;
export type PGlite = engine.PGlite;
export const { drizzle } = load("drizzle-orm/pglite") as typeof pglite;
export const { migrate } = load("drizzle-orm/pglite/migrator") as typeof pgliteMigrator;
