// A file of JSON lines that is on the disk before anything is answered or sent. Each line happens whole or not at all.
import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";

/** The journal belongs to a relay that runs. */
export class JournalTaken extends Error {
  override name = "JournalTaken";
}

export class Journal {
  readonly path: string;
  #file: number;
  #closed = false;

  private constructor(path: string, file: number) {
    this.path = path;
    this.#file = file;
  }

  /**
   * Opens a journal, or begins one, and hands its lines to `read` in order. A last line that a crash cut off is dropped:
   * nothing was done because of it.
   * @throws JournalTaken; an Error that names the line which is no JSON
   */
  static open(path: string, read: (line: unknown) => void): Journal {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    lock(path);
    try {
      // Signatures and payloads are public once they are mined, and nobody else's business until then.
      const file = openSync(path, "a+", 0o600);
      const text = existsSync(path) ? readFileSync(path, "utf8") : "";
      const whole = text.slice(0, text.lastIndexOf("\n") + 1);
      if (whole.length < text.length) {
        ftruncateSync(file, Buffer.byteLength(whole, "utf8"));
        fsyncSync(file);
      }
      for (const [index, line] of whole.split("\n").entries()) if (line !== "") read(parse(path, index + 1, line));
      return new Journal(path, file);
    } catch (error) {
      unlock(path);
      throw error;
    }
  }

  /** Returns once the line is on the disk. */
  append(line: object): void {
    // The number of a closed file may be another file's by now.
    if (this.#closed) throw new Error("The relay is stopping.");
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`, "utf8");
    for (let done = 0; done < bytes.length;) done += writeSync(this.#file, bytes, done);
    fsyncSync(this.#file);
  }

  /** Puts other lines in place of all there are; a crash leaves the old ones or the new ones. */
  replace(lines: readonly object[]): void {
    const next = `${this.path}.next`;
    const file = openSync(next, "w", 0o600);
    writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    fsyncSync(file);
    closeSync(file);
    renameSync(next, this.path);
    const folder = openSync(dirname(this.path), "r");
    fsyncSync(folder);
    closeSync(folder);
    closeSync(this.#file);
    this.#file = openSync(this.path, "a", 0o600);
  }

  close(): void {
    this.#closed = true;
    closeSync(this.#file);
    unlock(this.path);
  }
}

function parse(path: string, number: number, line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new Error(`Line ${number} of ${path} is no JSON; the disk or somebody changed it.`, { cause });
  }
}

const lockOf = (path: string) => `${path}.pid`;

/** Two relays with one key would take each other's nonces. */
function lock(path: string): void {
  for (let tries = 0; tries < 2; tries += 1) {
    try {
      writeFileSync(lockOf(path), String(process.pid), { flag: "wx", mode: 0o600 });
      return;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    const holder = Number(readFileSync(lockOf(path), "utf8"));
    if (holder !== process.pid && isAlive(holder)) {
      throw new JournalTaken(
        `Process ${holder} relays with ${path}. Stop it, or delete ${lockOf(path)} if it is no relay.`,
      );
    }
    rmSync(lockOf(path), { force: true });
  }
  throw new JournalTaken(`Another relay has just taken ${path}.`);
}

function unlock(path: string): void {
  rmSync(lockOf(path), { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and is somebody else's.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
