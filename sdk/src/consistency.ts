// Paths between two sizes of the log, asked of a site or index over HTTP. They are checked by whoever asked.
import type { Hex } from "./hex.ts";
import { askedJson } from "./rpc.ts";
import { Reader } from "./untrusted.ts";

const reader = new Reader("RPC_FAILED", "Ask another site of this log for it");

/** Sizes are below 2^64: a path has at most two hashes a level. */
const MOST_HASHES = 128;
const LONGEST_ANSWER = 64 * 1024;
const TIME_LIMIT_MS = 20_000;

/** @param base up to `/v1`; of the page's own site with `same-origin`. Throws RPC_FAILED where it gives no path. */
export async function askedPath(
  base: string,
  from: number,
  to: number,
  credentials: "omit" | "same-origin" = "omit",
): Promise<Hex[]> {
  const url = `${base.replace(/\/+$/, "")}/v1/log/consistency?from=${from}&to=${to}`;
  const answer = await askedJson(url, LONGEST_ANSWER, { credentials, signal: AbortSignal.timeout(TIME_LIMIT_MS) });
  const { path } = reader.object(answer, "answer");
  return reader.list(path, "path", MOST_HASHES).map((hash) => reader.hash(hash, "path"));
}
