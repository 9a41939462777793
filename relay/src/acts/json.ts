// Acts as JSON for the journal, and back.
import { actSchema, type Act } from "./schema.ts";

/** The act with its big numbers as decimal strings: what the relay takes. */
export function actToJson(act: Act): unknown {
  return JSON.parse(JSON.stringify(act, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value)));
}

/** Throws where it is no act. */
export function actFromJson(json: unknown): Act {
  return actSchema.parse(json);
}
