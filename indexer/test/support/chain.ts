// A real Hardhat node in a process of its own.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Hash } from "@mingzhang/sdk/api";
import { createTestClient, http, publicActions, walletActions } from "viem";
import { hardhat } from "viem/chains";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

export const clientOf = (url: string, chainId: number = hardhat.id) =>
  createTestClient({
    mode: "hardhat",
    chain: { ...hardhat, id: chainId },
    transport: http(url, { timeout: 120_000 }),
    pollingInterval: 20,
  })
    .extend(publicActions)
    .extend(walletActions);
export type ChainClient = ReturnType<typeof clientOf>;

export interface TestChain {
  url: string;
  client: ChainClient;
  stop(): Promise<void>;
}

/** Starts a chain on a free port. @param startsAt time of its first block in seconds, or now */
export async function startChain(startsAt?: number, chainId?: number): Promise<TestChain> {
  const more = startsAt === undefined ? [] : ["--initial-date", new Date(startsAt * 1000).toISOString()];
  if (chainId !== undefined) more.push("--chain-id", String(chainId));
  const child = spawn(process.execPath, ["scripts/stack/chain.ts", "--host", "127.0.0.1", "--port", "0", ...more], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const url = await announced(child);
  return { url, client: clientOf(url, chainId), stop: () => end(child) };
}

async function announced(child: ChildProcess): Promise<string> {
  if (child.stdout === null || child.stderr === null) throw new Error("The chain was started without pipes.");
  let errors = "";
  child.stderr.on("data", (text) => {
    errors += String(text);
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/\S+/.exec(line)?.[0];
    if (url !== undefined) {
      // From here on nobody reads what it says; an unread pipe would stop it in the end.
      child.stdout.resume();
      return url;
    }
  }
  throw new Error(`The chain did not start: ${errors}`);
}

/** Ends a process that a test started. */
export async function end(child: ChildProcess, signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill(signal);
  await exited;
}

/** Hash of a block, which must exist. */
export async function blockHash(client: ChainClient, blockNumber: bigint): Promise<Hash> {
  const { hash } = await client.getBlock({ blockNumber });
  return hash;
}

/** Runs a script of the project to its end. Throws with what it said where it fails. */
export async function runScript(script: string, ...args: string[]): Promise<void> {
  await promisify(execFile)(process.execPath, [script, ...args], { cwd: ROOT });
}
