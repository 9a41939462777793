// Takes the lock of a dump's folder again and again, and each time leaves it as a process does that is killed.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FolderTaken, LOCK_FILE, lockDump } from "../../src/store/lock.ts";

const [folder = "", left = ""] = process.argv.slice(2);
const inside = join(folder, "inside");
let times = 0;
for (const until = Date.now() + 2_000; Date.now() < until;) {
  let unlock: () => void;
  try {
    unlock = lockDump(folder);
  } catch (error) {
    if (error instanceof FolderTaken) continue;
    throw error;
  }
  // Throws where another is inside too.
  writeFileSync(inside, "", { flag: "wx" });
  times += 1;
  rmSync(inside);
  writeFileSync(join(folder, LOCK_FILE), left);
  unlock();
}
process.stdout.write(String(times));
