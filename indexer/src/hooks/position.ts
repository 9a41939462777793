// How far a subscription was told, kept in a file that is there whole or not at all.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";

const schema = z.object({
  /** Deployment that it counts in: another one begins anew. */
  origin: z.string(),
  /** Number of the next record to look at. */
  next: z.number().int().min(0),
  /** A fork of which is still to be told: its first record. */
  undone: z.number().int().min(0).nullable(),
  /** Blocks, and the record up to which everything was looked at, oldest first: a fork while nobody looked shows by them. */
  seen: z.array(z.object({ block: z.number().int(), hash: z.string(), next: z.number().int() })),
});
export type Position = z.output<typeof schema>;

export class PositionFile {
  readonly #path: string;

  constructor(dataDir: string, id: string) {
    this.#path = join(dataDir, "hooks", `${id}.json`);
  }

  /** Null where nothing was told yet in this deployment. */
  read(origin: string): Position | null {
    if (!existsSync(this.#path)) return null;
    const found = schema.parse(JSON.parse(readFileSync(this.#path, "utf8")));
    return found.origin === origin ? found : null;
  }

  write(position: Position): void {
    mkdirSync(dirname(this.#path), { recursive: true });
    writeFileSync(`${this.#path}.new`, JSON.stringify(position));
    renameSync(`${this.#path}.new`, this.#path);
  }
}
