// Takes documents in: streamed to a file, hashed on the way, and kept under their SHA-256 until a record names them.
import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Hash } from "@mingzhang/sdk/api";
import type { RelayDocument } from "@mingzhang/sdk/api-relay";
import { z } from "zod";
import { type DocumentStore, DRAFT, isMissing, StoreFull, TooMuch } from "./waiting.ts";

/** Bytes. */
export const MAX_DOCUMENT = 20 * 1024 * 1024;
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
 * Keeps a document, waiting for a record to name it. The same bytes are kept once.
 * @param owner under what the upload is counted
 * @param declared bytes that the sender announced, 0 if none: their room is taken at once, so that of two uploads that
 * come together one fits rather than neither
 * @throws TooLarge, TooMuch, StoreFull, KeptMasked; nothing is left behind then
 */
export async function keepDocument(
  store: DocumentStore,
  chunks: AsyncIterable<Uint8Array>,
  owner: string,
  declared: number,
): Promise<RelayDocument & { fresh: boolean }> {
  const { folder, waitingFolder } = store;
  await mkdir(waitingFolder, { recursive: true });
  const draft = join(waitingFolder, DRAFT + randomUUID());
  let taken = 0;
  const room = async (size: number) => {
    if (size <= taken) return;
    const more = size - taken;
    await store.take(more, owner);
    taken += more;
  };
  try {
    await room(declared);
    const { digest, size } = await write(draft, chunks, room);
    const masked = await maskedCopy(documentPath(folder, digest), digest);
    if (masked !== null) throw new KeptMasked(masked);
    const waiting = documentPath(waitingFolder, digest);
    if (await isThere(documentPath(folder, digest))) return { digest, size, fresh: false };
    if (await isThere(waiting)) {
      await store.renew(digest.slice(2));
      return { digest, size, fresh: false };
    }
    await rename(draft, waiting);
    store.keep(digest.slice(2), size, owner);
    await syncFolder(waitingFolder);
    return { digest, size, fresh: true };
  } finally {
    await rm(draft, { force: true });
    store.settle(taken);
  }
}

export async function holdsDocument(store: DocumentStore, digest: Hash): Promise<boolean> {
  const path = documentPath(store.folder, digest);
  if ((await isThere(path)) || (await isThere(documentPath(store.waitingFolder, digest)))) return true;
  return (await maskedCopy(path, digest)) !== null;
}

/** Removes what uploads left behind that a crash cut off. */
export async function sweepDrafts({ waitingFolder: folder }: Pick<DocumentStore, "waitingFolder">): Promise<void> {
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

async function write(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  room: (size: number) => Promise<void>,
): Promise<{ digest: Hash; size: number }> {
  const hash = createHash("sha256");
  let size = 0;
  let full: StoreFull | TooMuch | null = null;
  const file = await open(path, "wx", 0o644);
  try {
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > MAX_DOCUMENT) throw new TooLarge();
      if (full !== null) continue;
      try {
        await room(size);
      } catch (error) {
        // The rest is read and not kept: who is still sending would not hear an answer.
        if (!(error instanceof StoreFull) && !(error instanceof TooMuch)) throw error;
        full = error;
        continue;
      }
      hash.update(chunk);
      for (let done = 0; done < chunk.length;) done += (await file.write(chunk, done)).bytesWritten;
    }
    if (full !== null) throw full;
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
