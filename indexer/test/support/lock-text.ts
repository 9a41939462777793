// What the lock of a dump says that this process takes, changed to be another's.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LOCK_FILE, lockDump } from "../../src/store/lock.ts";

export function lockText(folder: string, changed: object = {}): string {
  const unlock = lockDump(folder);
  const text = readFileSync(join(folder, LOCK_FILE), "utf8");
  unlock();
  return JSON.stringify({ ...(JSON.parse(text) as object), ...changed });
}
