// Takes documents in: streamed to a file beside the others, hashed on the way, and kept under their SHA-256.
import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Hash } from "@mingzhang/sdk/api";
import type { RelayDocument } from "@mingzhang/sdk/api-relay";
import { z } from "zod";

/** Bytes. */
export const MAX_DOCUMENT = 20 * 1024 * 1024;
const DRAFT = ".incoming-";
/** No upload takes an hour. */
const DRAFT_MS = 3_600_000;

export class TooLarge extends Error {
  override name = "TooLarge";
}

/** The store keeps the file with the names of natural persons masked, and must not be given them back. */
export class KeptMasked extends Error {
  override name = "KeptMasked";
  readonly stored: string;

  constructor(stored: string) {
    super(`kept masked as ${stored}`);
    this.stored = stored;
  }
}

const note = z.object({ stored: z.string().regex(/^0x[0-9a-f]{64}$/) });

/**
 * Keeps a document. The same bytes are kept once.
 * @throws TooLarge, KeptMasked; nothing is left behind then
 */
export async function keepDocument(
  folder: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<RelayDocument & { fresh: boolean }> {
  await mkdir(folder, { recursive: true });
  const draft = join(folder, DRAFT + randomUUID());
  try {
    const { digest, size } = await write(draft, chunks);
    const path = documentPath(folder, digest);
    const masked = await maskedCopy(path, digest);
    if (masked !== null) throw new KeptMasked(masked);
    const fresh = !(await isThere(path));
    if (fresh) {
      await rename(draft, path);
      await syncFolder(folder);
    }
    return { digest, size, fresh };
  } finally {
    await rm(draft, { force: true });
  }
}

export async function holdsDocument(folder: string, digest: Hash): Promise<boolean> {
  const path = documentPath(folder, digest);
  return (await isThere(path)) || (await maskedCopy(path, digest)) !== null;
}

/** Removes what uploads left behind that a crash cut off. */
export async function sweepDrafts(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    if (!name.startsWith(DRAFT)) continue;
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > DRAFT_MS) await rm(path, { force: true });
  }
}

/** Its 64 hexadecimal digits in the folder, as the importer keeps documents and the indexer serves them. */
function documentPath(folder: string, digest: Hash): string {
  return join(folder, digest.slice(2));
}

async function write(path: string, chunks: AsyncIterable<Uint8Array>): Promise<{ digest: Hash; size: number }> {
  const hash = createHash("sha256");
  let size = 0;
  const file = await open(path, "wx", 0o644);
  try {
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > MAX_DOCUMENT) throw new TooLarge();
      hash.update(chunk);
      for (let done = 0; done < chunk.length;) done += (await file.write(chunk, done)).bytesWritten;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { digest: `0x${hash.digest("hex")}`, size };
}

/** Digest under which a masked copy is kept in place of this document, if that is so. */
async function maskedCopy(path: string, digest: Hash): Promise<string | null> {
  let text: string;
  try {
    text = await readFile(`${path}.json`, "utf8");
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  const found = note.safeParse(JSON.parse(text));
  return found.success && found.data.stored !== digest ? found.data.stored : null;
}

/** Only then does a file that was renamed survive a crash under its new name. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
