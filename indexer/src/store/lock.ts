// Keeps a second process out of a folder: a PGlite store, which it would spoil, or a dump, which it would only repeat.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const held = new Set<string>();

/** A living process has the folder. */
export class FolderTaken extends Error {}

/** Takes the folder for this process and returns how to give it back. Throws FolderTaken. @param setting that names another */
export function lockFolder(folder: string, setting: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "writer.pid");
  if (held.has(file)) throw new FolderTaken(`This process uses ${folder} already.`);
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      held.add(file);
      return () => {
        held.delete(file);
        rmSync(file, { force: true });
      };
    } catch (error) {
      if (!isCode(error, "EEXIST")) throw error;
    }
    const holder = Number(readFileSync(file, "utf8"));
    if (holder !== process.pid && isAlive(holder)) {
      throw new FolderTaken(
        `Process ${holder} uses ${folder}. Stop it, or choose another folder${setting}. ` +
          `If that process is none of Mingzhang's, delete ${file}.`,
      );
    }
    // Left behind by a process that was killed, whose number may be ours by now.
    rmSync(file, { force: true });
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, "EPERM");
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
