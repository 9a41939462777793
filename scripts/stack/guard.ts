// Keeps two commands that run at once out of each other's way: a file that names the process holding it.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

/** Processes that a guard file names; none if there is no such file. */
function holders(path: string): number[] {
  try {
    return readFileSync(path, "utf8").split(/\s+/u).filter(Boolean).map(Number);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

/** Takes a guard file unless a living process holds it. Takes over what dead ones left behind. */
export function tryGuard(path: string): boolean {
  mkdirSync(dirname(path), { recursive: true });
  for (let tries = 0; tries < 3; tries += 1) {
    try {
      writeFileSync(path, `${process.pid}\n`, { flag: "wx" });
      return true;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    if (holders(path).some(isAlive)) return false;
    rmSync(path, { force: true });
  }
  return false;
}

/** Notes a child beside its parent, so that a guard outlives a parent that was killed as long as its child lives. */
export function addHolder(path: string, pid: number): void {
  writeFileSync(path, `${pid}\n`, { flag: "a" });
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
