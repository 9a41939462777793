// Runs one program of a check with a time limit and its output in plain sight.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installed, QUIET_ENVIRONMENT } from "../stack/child.ts";
import { fromRoot, ROOT } from "../stack/paths.ts";
import { echo } from "./lanes.ts";
import { outcomeOf } from "./outcome.ts";
import type { Outcome } from "./outcome.ts";

export interface Run {
  /** Name in node_modules/.bin, or "node". */
  program: string;
  args: readonly string[];
  cwd?: string;
  env?: Record<string, string>;
  /** Minutes after which the run is ended. */
  limit?: number;
}

/** Tests start hundreds of programs of the same few thousand modules: each is compiled once. */
const COMPILED = { NODE_COMPILE_CACHE: fromRoot("node_modules/.cache/compiled") };

/** Runs to the end and answers how: "code 0", another code, a signal, or that it took too long. */
export async function run({ program, args, cwd = ROOT, env, limit = 15 }: Run): Promise<string> {
  const child = spawn(program === "node" ? process.execPath : installed(program), args, {
    cwd,
    env: { ...COMPILED, ...process.env, ...QUIET_ENVIRONMENT, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  echo(child.stdout);
  echo(child.stderr);
  const kill = (signal: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
    }
  };
  const forward = () => kill("SIGKILL");
  process.once("exit", forward);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    kill("SIGKILL");
  }, limit * 60_000);
  try {
    return await new Promise<string>((resolve) => {
      child.once("error", (error) => resolve(error.message));
      child.once("exit", (code, signal) =>
        resolve(late ? `no end after ${limit} minutes` : (signal ?? `code ${code}`)),
      );
    });
  } finally {
    clearTimeout(timer);
    process.off("exit", forward);
    // What a test left running ends with it.
    kill("SIGKILL");
  }
}

/** A program that passes or fails as a whole. */
export async function oneCheck(title: string, command: Run): Promise<Outcome> {
  const exit = await run(command);
  return exit === "code 0"
    ? { passed: 1, failed: 0, notes: [] }
    : { passed: 0, failed: 1, notes: [`${title} ended with ${exit}`] };
}

/** A test runner that writes a report of its counts. */
export async function countedCheck(
  command: Run,
  variable: string,
  read: (path: string) => Outcome | undefined,
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "mingzhang-test-"));
  const path = join(folder, "report.json");
  try {
    const exit = await run({ ...command, env: { ...command.env, [variable]: path } });
    return outcomeOf(read(path), exit);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function sum(outcomes: readonly Outcome[]): Outcome {
  return outcomes.reduce<Outcome>(
    (all, each) => ({
      passed: all.passed + each.passed,
      failed: all.failed + each.failed,
      notes: [...all.notes, ...each.notes],
    }),
    { passed: 0, failed: 0, notes: [] },
  );
}
