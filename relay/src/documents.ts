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

/** The store has no room for this document within its budget. */
export class StoreFull extends Error {
  override name = "StoreFull";
}

/**
 * The folder of documents and how many bytes it may hold. The folder is measured once and counted on from there;
 * what others put into it (the importer) counts from the next start.
 */
export class DocumentStore {
  readonly folder: string;
  /** Bytes. */
  readonly budget: number;
  #measured: Promise<void> | null = null;
  /** Bytes of what is kept, and of uploads that are on their way in. */
  #held = 0;

  constructor(folder: string, budget: number) {
    this.folder = folder;
    this.budget = budget;
  }

  /** @throws StoreFull where these bytes have no room beside what is held and what else is coming in */
  async take(bytes: number): Promise<void> {
    await (this.#measured ??= this.#measure());
    if (this.#held + bytes > this.budget) throw new StoreFull();
    this.#held += bytes;
  }

  /** An upload has ended: of the bytes that were taken, `kept` stay. */
  settle(taken: number, kept: number): void {
    this.#held += kept - taken;
  }

  async #measure(): Promise<void> {
    this.#held += await sizeOf(this.folder);
  }
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
 * @param declared bytes that the sender announced, 0 if none: their room is taken at once, so that of two uploads that
 * come together one fits rather than neither
 * @throws TooLarge, StoreFull, KeptMasked; nothing is left behind then
 */
export async function keepDocument(
  store: DocumentStore,
  chunks: AsyncIterable<Uint8Array>,
  declared: number,
): Promise<RelayDocument & { fresh: boolean }> {
  const { folder } = store;
  await mkdir(folder, { recursive: true });
  const draft = join(folder, DRAFT + randomUUID());
  let taken = 0;
  let kept = 0;
  const room = async (size: number) => {
    if (size <= taken) return;
    const more = size - taken;
    await store.take(more);
    taken += more;
  };
  try {
    await room(declared);
    const { digest, size } = await write(draft, chunks, room);
    const path = documentPath(folder, digest);
    const masked = await maskedCopy(path, digest);
    if (masked !== null) throw new KeptMasked(masked);
    const fresh = !(await isThere(path));
    if (fresh) {
      await rename(draft, path);
      kept = size;
      await syncFolder(folder);
    }
    return { digest, size, fresh };
  } finally {
    await rm(draft, { force: true });
    store.settle(taken, kept);
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

/** Bytes of the documents in a folder. Drafts are counted while they come in, and those of a crash are cleared away. */
async function sizeOf(folder: string): Promise<number> {
  let total = 0;
  for (const name of await readdir(folder)) {
    if (name.startsWith(DRAFT)) continue;
    const found = await stat(join(folder, name));
    if (found.isFile()) total += found.size;
  }
  return total;
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
  let full: StoreFull | null = null;
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
        if (!(error instanceof StoreFull)) throw error;
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

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
