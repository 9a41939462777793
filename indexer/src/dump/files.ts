// A folder of files that are named by the SHA-256 of their bytes: what is there is never written again.
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Hex } from "@mingzhang/sdk/hex";

export interface Stored {
  sha256: Hex;
  bytes: number;
}

export class ContentFolder {
  readonly #files: string;
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#files = join(folder, "files");
    mkdirSync(this.#files, { recursive: true });
  }

  pathOf(sha256: Hex): string {
    return join(this.#files, sha256.slice(2));
  }

  /** Stores what a stream brings. A file gets its name when it is whole: a process that is killed leaves none half done. */
  async store(body: Readable): Promise<Stored> {
    const unfinished = join(this.#folder, `unfinished-${process.pid}`);
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
      await pipeline(body, measure, createWriteStream(unfinished));
      const sha256 = `0x${digest.digest("hex")}` as const;
      if (existsSync(this.pathOf(sha256))) rmSync(unfinished);
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

  /** A file under a name of its own, replaced at one stroke. */
  name(name: string, text: string): void {
    const path = join(this.#folder, name);
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
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
