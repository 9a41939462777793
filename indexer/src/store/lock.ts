// Keeps a second process out of a folder: a PGlite store, which it would spoil, or a dump, which it would only repeat.
import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, readlinkSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { parsed } from "./parsed.ts";

export const LOCK_FILE = "writer.pid";
/** How often who makes a dump says to be still at it, and how long ago that was where nobody is any more. */
const BEAT_MS = 60_000;
const LEFT_MS = 10 * 60_000;

const held = new Set<string>();

/** A living process has the folder. */
export class FolderTaken extends Error {}

/** Takes a store's folder for this process and returns how to give it back. Throws FolderTaken. @param setting that names another */
export function lockFolder(folder: string, setting: string): () => void {
  return lock(folder, String(process.pid), (text, file) => {
    const holder = Number(text);
    // Left behind by a process that was killed, whose number may be ours by now.
    if (holder === process.pid || !isAlive(holder)) return null;
    return (
      `Process ${holder} uses ${folder}. Stop it, or choose another folder${setting}. ` +
      `If that process is none of Mingzhang's, delete ${file}.`
    );
  });
}

const dumper = z.object({ host: z.string(), boot: z.string(), pids: z.string(), pid: z.number(), token: z.string() });

/**
 * Takes a dump's folder, which other machines and containers may share: a process that cannot be seen from here has it
 * as long as it goes on saying so. Throws FolderTaken.
 */
export function lockDump(folder: string, beatMs = BEAT_MS): () => void {
  const here = { host: hostname(), boot: systemText(readFileSync, BOOT_ID), pids: systemText(readlinkSync, PIDS) };
  const file = join(folder, LOCK_FILE);
  const isLeft = (text: string) => {
    const { data } = dumper.safeParse(parsed(text));
    const seen = data?.host === here.host && data.boot === here.boot && data.pids === here.pids;
    if (seen && (data.pid === process.pid || !isAlive(data.pid))) return true;
    return (ageMs(file) ?? 0) > LEFT_MS;
  };
  const own = JSON.stringify({ ...here, pid: process.pid, token: randomUUID() });
  const unlock = lock(folder, own, (text) =>
    isLeft(text) ? null : `Another process makes a dump into ${folder}. If none does, delete ${file}.`,
  );
  const beat = setInterval(() => {
    try {
      const now = new Date();
      if (textOf(file) === own) utimesSync(file, now, now);
    } catch {
      // The dump itself fails where the disk does.
    }
  }, beatMs);
  beat.unref();
  return () => {
    clearInterval(beat);
    unlock();
  };
}

/** @param refusal why the process that wrote a text has the folder; null where it has left it behind */
function lock(folder: string, own: string, refusal: (text: string, file: string) => string | null): () => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, LOCK_FILE);
  if (held.has(file)) throw new FolderTaken(`This process uses ${folder} already.`);
  for (;;) {
    if (created(file, own)) {
      held.add(file);
      return () => {
        held.delete(file);
        if (textOf(file) === own) rmSync(file, { force: true });
      };
    }
    const text = textOf(file);
    if (text === null) continue;
    const reason = refusal(text, file);
    if (reason !== null) throw new FolderTaken(reason);
    removeLeft(file, text);
  }
}

/** One process at a time, and only what it has judged: the lock may be another's by now. */
function removeLeft(file: string, text: string): void {
  const turn = `${file}.turn`;
  if (!created(turn, "")) {
    if ((ageMs(turn) ?? 0) <= LEFT_MS) {
      throw new FolderTaken(`Another process is taking the folder of ${file}. If none is, delete ${turn}.`);
    }
    rmSync(turn, { force: true });
    return;
  }
  try {
    if (textOf(file) === text) rmSync(file, { force: true });
  } finally {
    rmSync(turn, { force: true });
  }
}

/** Whether a file was made; false where there is one. */
function created(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  }
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) return null;
    throw error;
  }
}

function ageMs(file: string): number | null {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? null : Date.now() - found.mtimeMs;
}

/** A process number means something in one boot of a machine, and in one container. */
const BOOT_ID = "/proc/sys/kernel/random/boot_id";
const PIDS = "/proc/self/ns/pid";

/** Empty where the system does not tell. */
function systemText(read: (path: string, encoding: "utf8") => string, path: string): string {
  try {
    return read(path, "utf8").trim();
  } catch {
    return "";
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
