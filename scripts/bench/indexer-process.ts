// The indexer as a bench runs it: a process of its own, until it says that it has caught up.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export function spawnNode(args: string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  const stdio: ["ignore", "pipe", "inherit"] = ["ignore", "pipe", "inherit"];
  return spawn(process.execPath, args, { cwd: ROOT, stdio, env: { ...process.env, ...env } });
}

/** First line of a child's output that `pick` makes something of. */
export async function lineWith<T>(child: ChildProcess, pick: (line: string) => T | undefined): Promise<T> {
  if (child.stdout === null) throw new Error("The child has no output.");
  for await (const line of createInterface({ input: child.stdout })) {
    const found = pick(line);
    if (found === undefined) continue;
    child.stdout.resume();
    return found;
  }
  throw new Error("The child ended before it said what was waited for.");
}

/** What pino calls fatal. */
const FATAL = 60;

interface Report {
  level: number;
  msg: string;
  err?: { message: string };
  url?: string;
  records?: number;
  ms?: number;
}

/** Where it listens, and what it took to read the whole chain. */
export async function caughtUp(indexer: ChildProcess): Promise<{ url: string; records: number; ms: number }> {
  let url = "";
  return lineWith(indexer, (line) => {
    const report = JSON.parse(line) as Report;
    url = report.url ?? url;
    if (report.level >= FATAL) throw new Error(`The indexer: ${report.msg}: ${report.err?.message ?? ""}`);
    if (report.msg !== "caught up" || report.records === undefined || report.ms === undefined) return undefined;
    return { url, records: report.records, ms: report.ms };
  });
}

/** Most memory that a process ever held, as Linux counts it; NaN elsewhere. */
export function peakMB(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
  return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024);
}

/** Milliseconds of processor time that a process has used, all its threads together, as Linux counts it. */
export function processorMs(child: ChildProcess): number {
  const threads = `/proc/${child.pid}/task`;
  // The first number of each is nanoseconds on a processor.
  const spent = readdirSync(threads).map((thread) =>
    Number.parseInt(readFileSync(`${threads}/${thread}/schedstat`, "utf8"), 10),
  );
  return spent.reduce((sum, each) => sum + each, 0) / 1e6;
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  await exited;
}
