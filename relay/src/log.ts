// The relay's log: digests, cases and reasons; never bytes that could be a signature, a payload or a transaction.
import { type DestinationStream, type Logger, pino } from "pino";

/** Longer than a digest, and so a signature or more. */
const LONG_HEX = /(0x)?[0-9a-fA-F]{65,}/g;
/** Errors hold objects that hold others. */
const MAX_DEPTH = 4;

/** @param level silent, fatal, error, warn, info, debug or trace */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    name: "relay",
    serializers: { err: errorOf },
    formatters: { log: (fields: Record<string, unknown>) => withoutLongHex(fields, 0) as Record<string, unknown> },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** Name, message and trace; what libraries hang on their errors may be anything. */
function errorOf(error: unknown): unknown {
  if (!(error instanceof Error)) return withoutLongHex(error, 0);
  const { name, message, stack } = error;
  return withoutLongHex({ name, message, stack }, 0);
}

function withoutLongHex(value: unknown, depth: number): unknown {
  if (typeof value === "string") return value.replace(LONG_HEX, "0x…");
  if (typeof value !== "object" || value === null || value instanceof Error) return value;
  if (depth === MAX_DEPTH) return "…";
  if (Array.isArray(value)) return value.map((item) => withoutLongHex(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withoutLongHex(item, depth + 1)]));
}
