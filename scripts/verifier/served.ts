// Compares a verifier that somebody serves with the one that is built here: one byte of difference is enough.
import { buildVerifier, sha256Of } from "./build.ts";
import { publishedHash } from "./published.ts";

export interface ServedVerifier {
  same: boolean;
  url: string;
  /** SHA-256 of the bytes that were served, of the build, and as docs/PROOFS.md publishes it. */
  served: string;
  built: string;
  published: string;
  /** First byte that differs, from 0; null where none does. */
  differsAt: number | null;
}

const TIME_LIMIT_MS = 20_000;
const LONGEST = 4_000_000;

/** Throws where the page is not reached. */
export async function checkServed(url: string): Promise<ServedVerifier> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(TIME_LIMIT_MS), redirect: "error" });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  const served = Buffer.from(await answer.arrayBuffer());
  if (served.length > LONGEST) throw new Error(`${url} is ${served.length} bytes long: no verifier is`);
  const built = await buildVerifier();
  const first = served.findIndex((byte, i) => byte !== built[i]);
  const same = served.equals(built);
  return {
    same,
    url,
    served: sha256Of(served),
    built: sha256Of(built),
    published: publishedHash(),
    differsAt: same ? null : first === -1 ? served.length : first,
  };
}
