// Starts the whole house on this machine: chain, contracts, records, indexer, relay, explorer; and stops it again.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { AnchorPlace, Deployment } from "@mingzhang/sdk/api";
import type { SuiteParameters } from "../../deploy/parameters.ts";
import { deployAnchor } from "../chain/deploy-anchor.ts";
import { writeDeployment } from "../chain/deployment.ts";
import { LOCAL_ANCHOR_CHAIN_ID } from "../chain/local-accounts.ts";
import { deploySuite } from "../deploy.ts";
import { answers, Child, installed, logPath, runToEnd } from "./child.ts";
import type { Command } from "./child.ts";
import { buildExplorer, isExplorerFresh } from "./explorer.ts";
import { addHolder, dropGuard, tryGuard, withGuard } from "./guard.ts";
import { fromRoot } from "./paths.ts";
import { HOST, holdPort, reservePort } from "./ports.ts";
import { SILENT } from "./progress.ts";
import type { Progress } from "./progress.ts";
import { chainAnswers, indexerCaughtUp } from "./probes.ts";

/** What is put on the chain once the suite stands. */
export interface Content {
  /** For the phase's line. */
  title: string;
  parameters: SuiteParameters;
  /** Time of the first block; now if absent. */
  initialDate?: Date;
  load(target: LoadTarget): Promise<void>;
}

export interface LoadTarget {
  rpcUrl: string;
  deployment: Deployment;
  dataDir: string;
  documentsDir: string;
  /** The anchor on the second chain, and where witnesses keep what they signed. */
  anchor: { rpcUrl: string; place: AnchorPlace };
  checkpointsDir: string;
  tick: (done: number, total: number) => void;
  say: (line: string) => void;
}

export interface Ports {
  chain: number;
  /** Of the second chain. */
  anchor: number;
  api: number;
  relay: number;
  web: number;
}

export const DEFAULT_PORTS: Ports = { chain: 8545, anchor: 8546, api: 4600, relay: 4700, web: 3000 };

export interface StackOptions {
  content: Content;
  /** Whether to build and serve the explorer. */
  web: boolean;
  ports?: Partial<Ports>;
  /** Local account of a witness who is left to sign in the portal. */
  portalWitness?: number;
  progress?: Progress;
  /** Told when a program of the stack ends by itself; the stack is stopped by then. */
  onFailure?: (message: string) => void;
  /** Stops the stack, also while it is still starting. */
  signal?: AbortSignal;
}

export interface Stack {
  rpcUrl: string;
  /** Of the second chain, on which the checkpoints are anchored. */
  anchorRpcUrl: string;
  apiUrl: string;
  relayUrl: string;
  /** Undefined without the explorer. */
  webUrl: string | undefined;
  deployment: Deployment;
  deploymentPath: string;
  dataDir: string;
  stop(): Promise<void>;
}

/** Takes a data folder that no other running stack holds: .data/demo, .data/demo-2 and so on, emptied. */
function claimDataDir(progress: Progress): { dataDir: string; guard: string } {
  for (let number = 1; ; number += 1) {
    const dataDir = fromRoot(".data", number === 1 ? "demo" : `demo-${number}`);
    const guard = join(dataDir, "running.pid");
    if (!tryGuard(guard)) continue;
    if (number > 1) progress.say(`Another start is running; this one keeps its data in ${dataDir}.`);
    for (const name of readdirSync(dataDir)) {
      if (name !== "running.pid") rmSync(join(dataDir, name), { recursive: true, force: true });
    }
    return { dataDir, guard };
  }
}

/** Somebody who outlives us, in case we are killed. */
function startWatchdog(): { watch: (group: number) => void; dismiss: () => void } {
  const dog = spawn(process.execPath, [fromRoot("scripts/stack/watchdog.ts")], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  // It must neither keep us alive nor bring us down.
  dog.unref();
  dog.stdin.on("error", () => undefined);
  return {
    watch: (group) => void dog.stdin.write(`${group}\n`),
    dismiss: () => dog.stdin.end("dismissed\n"),
  };
}

/**
 * Starts the stack and returns when every part of it answers.
 * @throws ChildFailed if a part does not come up; whatever was started is stopped by then
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const progress = options.progress ?? SILENT;
  const say = (line: string) => progress.say(line);
  const ports = { ...DEFAULT_PORTS, ...options.ports };
  const { dataDir, guard } = claimDataDir(progress);
  const documentsDir = join(dataDir, "documents");
  mkdirSync(documentsDir, { recursive: true });
  const children: Child[] = [];
  const watchdog = startWatchdog();
  const releases: (() => void)[] = [() => dropGuard(guard), () => watchdog.dismiss()];
  const ending = new AbortController();
  let stopped: Promise<void> | undefined;

  const stop = (): Promise<void> => {
    stopped ??= (async () => {
      // Compiling and building end early.
      ending.abort();
      // The last one started leans on the ones before it.
      for (const child of children.toReversed()) await child.stop();
      for (const release of releases) release();
    })();
    return stopped;
  };

  options.signal?.addEventListener("abort", () => void stop(), { once: true });

  const portFor = async (title: string, wish: number): Promise<number> => {
    const { port, release } = await reservePort(title, wish, say);
    releases.push(release);
    return port;
  };

  /** Starts a program that is to run until the stack stops. */
  const serve = async (command: Command, probe: () => Promise<boolean>, seconds: number): Promise<void> => {
    if (stopped !== undefined) throw new Error("The stack was stopped while it started.");
    const child = new Child(command);
    children.push(child);
    if (child.pid !== undefined) {
      addHolder(guard, child.pid);
      watchdog.watch(child.pid);
    }
    await child.ready(probe, seconds);
    void child.ended.then(async (end) => {
      if (stopped !== undefined) return;
      await stop();
      options.onFailure?.(`${command.title} ended by itself (${end}). Its log, ${command.logPath}:\n${child.tail()}`);
    });
  };

  try {
    await progress.phase("Compiling the contracts", () =>
      withGuard(fromRoot(".data", "compiling"), () =>
        runToEnd(
          {
            title: "Compiling",
            program: installed("hardhat"),
            args: ["build", "--quiet"],
            logPath: logPath(dataDir, "compile"),
          },
          ending.signal,
        ),
      ),
    );

    // The build takes the second core while the first one loads the records.
    const building = options.web && !isExplorerFresh() ? buildExplorer(dataDir, ending.signal) : undefined;
    // Its failure is looked at when its turn comes.
    building?.catch(() => undefined);

    const startChain = async (title: string, wish: number, name: string, more: string[]): Promise<string> => {
      const port = await portFor(name, wish);
      const date = options.content.initialDate;
      const args = [fromRoot("scripts/stack/chain.ts"), "--host", HOST, "--port", String(port), ...more];
      if (date !== undefined) args.push("--initial-date", date.toISOString());
      const url = `http://${HOST}:${port}`;
      const log = logPath(dataDir, name.replaceAll(" ", "-"));
      await serve({ title, program: process.execPath, args, logPath: log }, chainAnswers(url), 60);
      return url;
    };
    const [rpcUrl, anchorRpcUrl] = await progress.phase("Starting a chain of its own, and one to anchor it on", () =>
      Promise.all([
        startChain("The chain", ports.chain, "chain", []),
        startChain("The second chain", ports.anchor, "second chain", ["--chain-id", String(LOCAL_ANCHOR_CHAIN_ID)]),
      ]),
    );

    const deploymentPath = join(dataDir, "deployment.json");
    const checkpointsDir = join(dataDir, "checkpoints");
    const [deployment, place] = await progress.phase("Founding the suite on it", async () => {
      const origin = await deploySuite({ rpcUrl, parameters: options.content.parameters });
      const anchor = await deployAnchor({ rpcUrl: anchorRpcUrl, origin, originRpcUrl: rpcUrl });
      const whole = { ...origin, anchors: [anchor] };
      writeDeployment(deploymentPath, whole);
      return [whole, anchor] as const;
    });
    const anchor = { rpcUrl: anchorRpcUrl, place };
    await progress.phase(options.content.title, (tick) =>
      options.content.load({ rpcUrl, deployment, dataDir, documentsDir, anchor, checkpointsDir, tick, say }),
    );
    const anchorUrls = `${place.chainId}=${anchorRpcUrl}`;

    // Feeds and descriptions carry the explorer's address, which starts last.
    const explorer = options.web ? await holdPort("explorer", ports.web, say) : undefined;
    if (explorer !== undefined) releases.push(() => void explorer.vacate(), explorer.release);
    const explorerUrl = explorer && `http://${HOST}:${explorer.port}`;

    const apiUrl = await progress.phase("Starting the indexer", async () => {
      const port = await portFor("indexer", ports.api);
      const url = `http://${HOST}:${port}`;
      const command = {
        title: "The indexer",
        program: process.execPath,
        args: [fromRoot("indexer/src/main.ts")],
        env: {
          MINGZHANG_RPC_URL: rpcUrl,
          MINGZHANG_DEPLOYMENT: deploymentPath,
          MINGZHANG_DATA_DIR: join(dataDir, "index"),
          MINGZHANG_DOCUMENTS_DIR: documentsDir,
          MINGZHANG_PUBLIC_RPC_URL: rpcUrl,
          MINGZHANG_ANCHOR_RPC_URLS: anchorUrls,
          MINGZHANG_PUBLIC_ANCHOR_RPC_URLS: anchorUrls,
          MINGZHANG_API_HOST: HOST,
          MINGZHANG_API_PORT: String(port),
          ...(explorerUrl !== undefined && { MINGZHANG_SITE_URL: process.env.MINGZHANG_SITE_URL || explorerUrl }),
        },
        logPath: logPath(dataDir, "indexer"),
      };
      await serve(command, answers(`${url}/health`), 60);
      return url;
    });
    await progress.phase("Indexing", () => children.at(-1)?.ready(indexerCaughtUp(apiUrl), 600) ?? Promise.resolve());

    const relayUrl = await progress.phase("Starting the relay", async () => {
      const port = await portFor("relay", ports.relay);
      const url = `http://${HOST}:${port}`;
      const command = {
        title: "The relay",
        program: process.execPath,
        args: [fromRoot("relay/src/main.ts")],
        env: {
          MINGZHANG_RPC_URL: rpcUrl,
          MINGZHANG_DEPLOYMENT: deploymentPath,
          MINGZHANG_RELAY_DIR: join(dataDir, "relay"),
          MINGZHANG_DOCUMENTS_DIR: documentsDir,
          MINGZHANG_RELAY_HOST: HOST,
          MINGZHANG_RELAY_PORT: String(port),
          // A chain of our own: its well-known account pays, whatever the environment holds for another chain.
          MINGZHANG_RELAY_KEY: "",
        },
        logPath: logPath(dataDir, "relay"),
      };
      await serve(command, answers(`${url}/ready`), 60);
      return url;
    });

    await progress.phase("Starting the witnesses", async () => {
      const args = [fromRoot("scripts/stack/checkpoints.ts"), "--rpc", rpcUrl, "--deployment", deploymentPath];
      args.push("--anchor-rpc", anchorUrls, "--folder", checkpointsDir);
      if (options.portalWitness !== undefined) args.push("--without", String(options.portalWitness));
      const log = logPath(dataDir, "checkpoints");
      const command = { title: "The witnesses", program: process.execPath, args, logPath: log };
      await serve(command, async () => existsSync(join(checkpointsDir, "ready")), 60);
    });

    if (explorer !== undefined) {
      await progress.phase(building ? "Building the explorer" : "Finding the explorer built", () =>
        building ? building : buildExplorer(dataDir, ending.signal),
      );
      await progress.phase("Starting the explorer", async () => {
        const { port } = explorer;
        await explorer.vacate();
        const command = {
          title: "The explorer",
          program: process.execPath,
          args: [fromRoot("web/server/main.ts"), "--hostname", HOST, "--port", String(port)],
          cwd: fromRoot("web"),
          env: {
            NODE_ENV: "production",
            MINGZHANG_API_URL: apiUrl,
            MINGZHANG_RELAY_URL: relayUrl,
            // Without the indexer a movement is still read from the chain.
            MINGZHANG_RPC_URL: rpcUrl,
            MINGZHANG_DEPLOYMENT: deploymentPath,
            MINGZHANG_PUBLIC_RPC_URL: rpcUrl,
            MINGZHANG_ANCHOR_RPC_URLS: anchorUrls,
            MINGZHANG_PUBLIC_ANCHOR_RPC_URLS: anchorUrls,
          },
          logPath: logPath(dataDir, "explorer"),
        };
        await serve(command, answers(`http://${HOST}:${port}`), 60);
      });
    }
    return { rpcUrl, anchorRpcUrl, apiUrl, relayUrl, webUrl: explorerUrl, deployment, deploymentPath, dataDir, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
