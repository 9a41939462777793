// Names of files that outlast a power cut: a file's own flush keeps its bytes, its name is kept by its folder.
import { closeSync, fsyncSync, openSync, renameSync } from "node:fs";
import { dirname } from "node:path";

/** What systems answer that cannot flush a folder: Windows opens none, some shared file systems flush none. */
const CANNOT = new Set(["EISDIR", "EPERM", "EACCES", "EINVAL", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EBADF"]);

/** Puts the names in a folder on the disk, where the system can; throws what the disk says. */
export function flushFolder(folder: string): void {
  try {
    const open = openSync(folder, "r");
    try {
      fsyncSync(open);
    } finally {
      closeSync(open);
    }
  } catch (error) {
    if (!(error instanceof Error && "code" in error && CANNOT.has(String(error.code)))) throw error;
  }
}

/** Gives a flushed file its name at one stroke, for good. */
export function renameForGood(from: string, to: string): void {
  renameSync(from, to);
  flushFolder(dirname(to));
}
