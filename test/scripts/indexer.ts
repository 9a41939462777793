// Starts an indexer of its own over a chain, as the command line does, and stops it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { OwnChain } from "../../scripts/chain/own-chain.ts";
import { fromRoot } from "../../scripts/stack/paths.ts";

export interface Indexer {
  url: string;
  stop: () => Promise<void>;
}

export async function startIndexer(chain: OwnChain, dataDir: string): Promise<Indexer> {
  const args = ["--rpc", chain.rpcUrl, "--deployment", JSON.stringify(chain.deployment), "--data-dir", dataDir];
  const child = spawn(process.execPath, [fromRoot("indexer/src/main.ts"), ...args, "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, DATABASE_URL: "" },
  });
  const stop = async () => {
    child.kill("SIGTERM");
    await once(child, "exit");
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const { url } = JSON.parse(line) as { url?: string };
    if (url === undefined) continue;
    child.stdout.resume();
    for (;;) {
      if ((await fetch(`${url}/ready`)).ok) return { url, stop };
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error("The indexer did not start.");
}
