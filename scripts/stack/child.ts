// Runs a program of the stack in a process group of its own, keeps its log, and ends it with everything it started.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fromRoot, ROOT } from "./paths.ts";

/** No program of the stack tells anybody outside that it runs. */
export const QUIET_ENVIRONMENT = {
  NEXT_TELEMETRY_DISABLED: "1",
  HARDHAT_DISABLE_TELEMETRY_PROMPT: "true",
  DO_NOT_TRACK: "1",
} as const;

/** A program ended that should not have, or did not answer in time. The message ends with its last lines. */
export class ChildFailed extends Error {
  override name = "ChildFailed";
  readonly log: string;

  constructor(message: string, log: string) {
    super(`${message}\n${log}`);
    this.log = log;
  }
}

export interface Command {
  /** What it is, for messages. */
  title: string;
  program: string;
  args: readonly string[];
  cwd?: string;
  env?: Record<string, string>;
  /** Where its output goes. */
  logPath: string;
}

/** Programs that npm installed, by the path that npm gives them. */
export function installed(name: string): string {
  return join(ROOT, "node_modules", ".bin", name);
}

export class Child {
  readonly command: Command;
  readonly #process: ChildProcess;
  #stopping = false;
  /** Resolves when the program ended, with what there is to say about it. */
  readonly ended: Promise<string>;

  constructor(command: Command) {
    this.command = command;
    mkdirSync(dirname(command.logPath), { recursive: true });
    const log = openSync(command.logPath, "w");
    this.#process = spawn(command.program, command.args, {
      cwd: command.cwd ?? ROOT,
      env: { ...process.env, ...QUIET_ENVIRONMENT, ...command.env },
      stdio: ["ignore", log, log],
      // A group of its own: Ctrl-C in the terminal reaches us alone, and we end the group.
      detached: true,
    });
    closeSync(log);
    this.ended = new Promise((resolve) => {
      this.#process.once("error", (error) => resolve(error.message));
      this.#process.once("exit", (code, signal) => resolve(signal ?? `code ${code}`));
    });
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  get stopping(): boolean {
    return this.#stopping;
  }

  get running(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null && this.pid !== undefined;
  }

  /** Last lines of the log. */
  tail(lines = 20): string {
    return readFileSync(this.command.logPath, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
  }

  /** Waits until `probe` answers true. @throws ChildFailed if the program ends first, or after `seconds` */
  async ready(probe: () => Promise<boolean>, seconds: number): Promise<void> {
    const until = Date.now() + seconds * 1000;
    while (!(await probe().catch(() => false))) {
      const { title, logPath } = this.command;
      if (!this.running)
        throw new ChildFailed(`${title} ended (${await this.ended}). Its log, ${logPath}:`, this.tail());
      if (Date.now() > until)
        throw new ChildFailed(`${title} does not answer after ${seconds} s. Its log, ${logPath}:`, this.tail());
      await sleep(100);
    }
  }

  /** Waits for the end. @throws ChildFailed if it was not a good one */
  async success(): Promise<void> {
    const end = await this.ended;
    if (end !== "code 0")
      throw new ChildFailed(`${this.command.title} failed (${end}). Its log, ${this.command.logPath}:`, this.tail(60));
  }

  /** Ends the whole group: politely, and after five seconds for good. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.pid === undefined) return;
    this.#signal("SIGTERM");
    const ended = await Promise.race([this.ended.then(() => true), sleep(5_000, false, { ref: false })]);
    if (!ended) this.#signal("SIGKILL");
    await this.ended;
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.pid === undefined || !this.running) return;
    try {
      process.kill(-this.pid, signal);
    } catch (error) {
      // The group ended between the question and the signal.
      if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
    }
  }
}

/** Runs a program to its end, or until `signal`. @throws ChildFailed with its last lines */
export async function runToEnd(command: Command, signal?: AbortSignal): Promise<void> {
  const child = new Child(command);
  const stop = () => void child.stop();
  process.once("exit", stop);
  signal?.addEventListener("abort", stop, { once: true });
  if (signal?.aborted === true) stop();
  try {
    await child.success();
  } finally {
    process.off("exit", stop);
    signal?.removeEventListener("abort", stop);
  }
}

/** Whether a URL answers with a good status. */
export function answers(url: string): () => Promise<boolean> {
  return async () => (await fetch(url, { signal: AbortSignal.timeout(5_000), redirect: "manual" })).status < 400;
}

/** A log below the data folder. */
export function logPath(dataDir: string, name: string): string {
  return join(fromRoot(dataDir), "logs", `${name}.log`);
}
