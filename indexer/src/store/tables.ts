// The names of the store's tables.
import { getTableName, isTable } from "./drizzle.ts";
import * as anchors from "./schema-anchors.ts";
import * as cases from "./schema-cases.ts";
import * as findings from "./schema-findings.ts";
import * as search from "./schema-search.ts";
import * as schema from "./schema.ts";

export const TABLE_NAMES: readonly string[] = [anchors, cases, findings, search, schema].flatMap((tables) =>
  Object.values(tables).filter(isTable).map(getTableName),
);
