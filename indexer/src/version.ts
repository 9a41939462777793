// Versions that /v1/status and the OpenAPI description name.
import { readFileSync } from "node:fs";
import { z } from "zod";

const manifest = z.object({ version: z.string() });
const journal = z.object({ entries: z.array(z.object({ tag: z.string() })) });
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));

export const INDEXER_VERSION = manifest.parse(read("../package.json")).version;
/** Changes when an answer loses a field or a field changes its meaning. */
export const API_VERSION = "1";
/** Name of the last migration. */
export const SCHEMA_VERSION = journal.parse(read("../migrations/meta/_journal.json")).entries.at(-1)?.tag ?? "none";
