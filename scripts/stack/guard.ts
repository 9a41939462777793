// Keeps two commands that run at once out of each other's way: a file that names the process holding it.
import { constants, copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and is somebody else's.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * When a process began, where the system says so. A number alone may name another process by now: after a crash a
 * container's next one gets the same.
 */
function startOf(pid: number): string {
  const stat = textOf(`/proc/${pid}/stat`) ?? "";
  // The name in parentheses may hold spaces; the start is the 20th field after it.
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}

const nameOf = (pid: number): string => `${pid}@${startOf(pid)}`;

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH"))
      return undefined;
    throw error;
  }
}

/** How long a guard that names nobody may be one that is being written, in milliseconds. */
const WRITING = 5_000;

/** Whether a process that a guard file names still lives, or is just writing its name. */
function isHeld(path: string): boolean {
  const names = (textOf(path) ?? "").split(/\s+/u).filter(Boolean);
  if (names.length === 0) return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) < WRITING;
  return names.some((name) => {
    const [pid, start] = name.split("@");
    return isAlive(Number(pid)) && startOf(Number(pid)) === start;
  });
}

/** Takes a guard file unless a living process holds it. Takes over what dead ones left behind. */
export function tryGuard(path: string): boolean {
  mkdirSync(dirname(path), { recursive: true });
  for (let tries = 0; tries < 3; tries += 1) {
    if (unless("EEXIST", () => writeFileSync(path, `${nameOf(process.pid)}\n`, { flag: "wx" }))) return true;
    if (isHeld(path)) return false;
    // Moved away before it goes: if another took it over in between, it is theirs, and comes back.
    const moved = `${path}.${process.pid}.old`;
    if (!unless("ENOENT", () => renameSync(path, moved))) continue;
    const theirs = isHeld(moved);
    if (theirs) unless("EEXIST", () => copyFileSync(moved, path, constants.COPYFILE_EXCL));
    rmSync(moved, { force: true });
    if (theirs) return false;
  }
  return false;
}

function unless(code: string, act: () => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === code) return false;
    throw error;
  }
}

/** Notes a child beside its parent, so that a guard outlives a parent that was killed as long as its child lives. */
export function addHolder(path: string, pid: number): void {
  writeFileSync(path, `${nameOf(pid)}\n`, { flag: "a" });
}

export function dropGuard(path: string): void {
  rmSync(path, { force: true });
}

/** Runs `work` while holding the guard; waits for it first. */
export async function withGuard<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  while (!tryGuard(path)) await sleep(300);
  try {
    return await work();
  } finally {
    dropGuard(path);
  }
}
