// A folder of files that are named by the SHA-256 of their bytes: what is there is never written again.
import { createHash, randomUUID } from "node:crypto";
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Hex } from "@mingzhang/sdk/hex";
import { flushFolder, renameForGood } from "../store/durable.ts";

export interface Stored {
  sha256: Hex;
  bytes: number;
}

const UNFINISHED = "unfinished-";

export class ContentFolder {
  readonly #files: string;
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#files = join(folder, "files");
    mkdirSync(this.#files, { recursive: true });
    // Any folder above may be new too.
    for (let each = resolve(folder); each !== dirname(each); each = dirname(each)) flushFolder(dirname(each));
  }

  pathOf(sha256: Hex): string {
    return join(this.#files, sha256.slice(2));
  }

  /** Removes what processes left behind that were killed. For who has the folder's lock. */
  tidy(): void {
    for (const name of readdirSync(this.#folder)) {
      if (name.startsWith(UNFINISHED)) rmSync(join(this.#folder, name), { force: true });
    }
  }

  /** Stores what a stream brings. A file gets its name when it is whole: a process that is killed leaves none half done. */
  async store(body: Readable): Promise<Stored> {
    const unfinished = this.#unfinished();
    const digest = createHash("sha256");
    let bytes = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        digest.update(chunk);
        bytes += chunk.length;
        done(null, chunk);
      },
    });
    try {
      await pipeline(body, measure, createWriteStream(unfinished, { flush: true }));
      const sha256 = `0x${digest.digest("hex")}` as const;
      // A power cut may leave the name without all of its bytes.
      const there = statSync(this.pathOf(sha256), { throwIfNoEntry: false });
      if (there?.size === bytes) rmSync(unfinished);
      else renameSync(unfinished, this.pathOf(sha256));
      return { sha256, bytes };
    } catch (error) {
      rmSync(unfinished, { force: true });
      throw error;
    }
  }

  storeText(text: string): Promise<Stored> {
    return this.store(Readable.from([Buffer.from(text)]));
  }

  /** A file under a name of its own, replaced at one stroke once all that was stored before is on the disk for good. */
  name(name: string, text: string): void {
    flushFolder(this.#files);
    const unfinished = this.#unfinished();
    writeFileSync(unfinished, text, { flush: true });
    renameForGood(unfinished, join(this.#folder, name));
  }

  #unfinished(): string {
    return join(this.#folder, `${UNFINISHED}${randomUUID()}`);
  }

  /** What the file under a digest really is; null where there is none. */
  async measure(sha256: Hex): Promise<Stored | null> {
    const path = this.pathOf(sha256);
    if (!existsSync(path)) return null;
    const digest = createHash("sha256");
    let bytes = 0;
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      digest.update(chunk);
      bytes += chunk.length;
    }
    return { sha256: `0x${digest.digest("hex")}`, bytes };
  }
}
