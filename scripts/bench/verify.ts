// `npm run bench -- verify`: what verifying costs a reader, in computing and in bytes, in headless Chromium.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { gzipSync } from "node:zlib";
import type { Deployment } from "@mingzhang/sdk/api";
import { recordTopics } from "@mingzhang/sdk/abi/records";
import type { Hex } from "@mingzhang/sdk/hex";
import { emptyLog, readRecords } from "@mingzhang/sdk/log";
import { buildProof, type PortableProof, proofText, provenRecord } from "@mingzhang/sdk/proof";
import { httpRpc, type Rpc } from "@mingzhang/sdk/rpc";
import { LogTree } from "@mingzhang/sdk/tree";
import { verifyProof } from "@mingzhang/sdk/proof-verify";
import type { Browser } from "@playwright/test";
import { build } from "esbuild";
import { createClient, http, keccak256, numberToHex } from "viem";
import { getBlock } from "viem/actions";
import { installed } from "../stack/child.ts";
import { buildExplorer } from "../stack/explorer.ts";
import { fromRoot, ROOT } from "../stack/paths.ts";
import { reservePort } from "../stack/ports.ts";
import { buildVerifier } from "../verifier/build.ts";
import { launchChromium } from "./chromium.ts";
import { buildTown } from "./index-town.ts";
import { benchVerifyExport } from "./verify-export.ts";

const MOVEMENTS = 400;
const RUNS = 25;
const MILLION = 1_000_000;

interface Measured {
  metrics: Record<string, number>;
}

/** What a chain answered, by the question: the computing is measured without the waiting. */
type Answers = Record<string, unknown>;

declare global {
  var engine: { verifyProof: typeof verifyProof };
}

export async function benchVerify({ say }: { say: (line: string) => void }): Promise<Measured> {
  const page = await benchPages(say);
  const proof = millionProof(page.proof);
  say(`a proof at ${MILLION} records: ${proof.plain} bytes, with two signatures and an anchor ${proof.signed}`);
  const single = await buildVerifier();
  return {
    metrics: {
      "movement.computeMs": page.computeMs,
      "verifier.page.gzipKB": page.gzipKB,
      "verifier.static.KB": round(single.length / 1000),
      "proof.millionRecords.bytes": proof.plain,
      "proof.millionRecords.signedBytes": proof.signed,
      ...(await benchVerifyExport(say)),
    },
  };
}

/** A chain, a movement on it, the explorer that shows it, and a browser in front of both. */
async function benchPages(say: (line: string) => void) {
  const chain = spawn(process.execPath, [fromRoot("scripts/stack/chain.ts"), "--host", "127.0.0.1", "--port", "0"], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const dataDir = mkdtempSync(join(tmpdir(), "mingzhang-bench-"));
  let explorer: ChildProcess | null = null;
  let browser: Browser | null = null;
  try {
    const rpcUrl = await lineWith(chain, (line) => /http:\/\/\S+/.exec(line)?.[0]);
    say("deploying the suite …");
    const town = await buildTown(rpcUrl);
    await town.pay(MOVEMENTS);
    const { proof, answers } = await provenMovement(rpcUrl, town.deployment);
    say(`a movement among ${proof.checkpoint.size} records, ${Object.keys(answers).length} answers of the chain`);
    browser = await launchChromium();
    const computeMs = await computing(browser, proof, answers, town.deployment);
    say(`verified to level 3 in ${computeMs} ms of computing (median of ${RUNS})`);

    say("building the explorer, if it changed …");
    await buildExplorer(dataDir);
    const { port, release } = await reservePort("explorer", 0, say);
    release();
    explorer = spawn(
      process.execPath,
      [installed("next"), "start", "--hostname", "127.0.0.1", "--port", String(port)],
      {
        cwd: fromRoot("web"),
        env: {
          ...process.env,
          NODE_ENV: "production",
          // No indexer: the movement's page is read from the chain.
          MINGZHANG_API_URL: "http://127.0.0.1:9",
          MINGZHANG_RPC_URL: rpcUrl,
          MINGZHANG_PUBLIC_RPC_URL: rpcUrl,
          MINGZHANG_DEPLOYMENT: JSON.stringify(town.deployment),
        },
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    await lineWith(explorer, (line) => (line.includes("Ready") ? line : undefined));
    const { transaction, logIndex } = proof.record;
    const url = `http://127.0.0.1:${port}/en/movements/log/${transaction}/${logIndex}?source=chain`;
    const gzipKB = round((await codeOnUse(browser, url)) / 1000);
    say(`verifying loads ${gzipKB} KB of code, gzip`);
    return { proof, computeMs, gzipKB };
  } finally {
    await browser?.close();
    for (const child of [explorer, chain]) if (child !== null) await end(child);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The proof of the last movement under the log's present checkpoint, and all that the chain answers about it. */
async function provenMovement(rpcUrl: string, deployment: Deployment) {
  const client = createClient({ transport: http(rpcUrl, { retryCount: 0, timeout: 60_000 }) });
  const trail = deployment.contracts.auditTrail.toLowerCase() as Hex;
  const log = await readRecords(client, emptyLog(trail, BigInt(deployment.deployBlock)));
  const number = log.records.findLastIndex(({ topics }) => topics[0] === recordTopics.Movement);
  const entry = log.records[number];
  if (entry === undefined) throw new Error("There is no movement");
  const head = await getBlock(client, { blockNumber: log.nextBlock - 1n });
  const checkpoint = {
    size: log.tree.size,
    root: log.tree.root(),
    blockNumber: Number(head.number),
    blockHash: head.hash,
    time: Number(head.timestamp),
  };
  const origin = { chainId: deployment.chainId, trail };
  const path = log.tree.inclusionPath(number);
  const proof = buildProof(origin, provenRecord(entry, number), path, { checkpoint, cosignatures: [], anchors: [] });
  const node = httpRpc(rpcUrl);
  const answers: Answers = {};
  const recording: Rpc = {
    request: async (call) => {
      const key = JSON.stringify([call.method, call.params]);
      try {
        return (answers[key] = await node.request(call));
      } catch (error) {
        answers[key] = null;
        throw error;
      }
    },
  };
  const { level, failed } = await verifyProof(proof, { rpcs: [{ name: "chain", rpc: recording }], deployment });
  if (level !== 3 || failed) throw new Error(`The proof reaches level ${level}, not 3`);
  return { proof, answers };
}

/** Median milliseconds of all levels to 3, with the chain's answers at hand. */
async function computing(browser: Browser, proof: PortableProof, answers: Answers, deployment: Deployment) {
  const { outputFiles } = await build({
    entryPoints: [fromRoot("sdk/src/proof-verify.ts")],
    absWorkingDir: ROOT,
    bundle: true,
    minify: true,
    format: "iife",
    globalName: "engine",
    write: false,
  });
  const page = await browser.newPage();
  await page.addScriptTag({ content: outputFiles[0]?.text ?? "" });
  const times = await page.evaluate(
    async ([given, known, wanted, runs]) => {
      const rpc = {
        request: ({ method, params }: { method: string; params?: unknown }) =>
          Promise.resolve((known as Record<string, unknown>)[JSON.stringify([method, params])] ?? null),
      };
      const spent: number[] = [];
      for (let i = 0; i < runs; i++) {
        const started = performance.now();
        const { level, failed } = await engine.verifyProof(given, {
          rpcs: [{ name: "chain", rpc }],
          deployment: wanted,
        });
        spent.push(performance.now() - started);
        if (level !== 3 || failed) throw new Error(`reached level ${level}`);
      }
      return spent;
    },
    [proof, answers, deployment, RUNS] as const,
  );
  await page.close();
  return round(times.sort((a, b) => a - b)[RUNS >> 1] ?? NaN);
}

/** Bytes of scripts, each gzipped, that a movement's page loads only when its reader verifies. */
async function codeOnUse(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage();
  await page.goto(url, { waitUntil: "networkidle" });
  const scripts: Promise<number>[] = [];
  page.on("response", (response) => {
    if (!new URL(response.url()).pathname.endsWith(".js")) return;
    scripts.push(response.body().then((body) => gzipSync(body, { level: 9 }).length));
  });
  await page.getByRole("button", { name: "Verify now" }).click();
  await page.getByTestId("seal").waitFor();
  const sizes = await Promise.all(scripts);
  await page.close();
  if (sizes.length === 0) throw new Error("Verifying loaded no code: it was on the page before");
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Bytes of a movement's proof in a log of a million records: with record, path and checkpoint alone, and as it is once anchored. */
function millionProof({ origin, record }: PortableProof): { plain: number; signed: number } {
  const tree = new LogTree();
  for (let i = 0; i < MILLION; i++) {
    const leaf = new Uint8Array(32);
    new DataView(leaf.buffer).setUint32(28, i);
    tree.append(leaf);
  }
  // In the left half, where every level has a sibling: 20 of them.
  const number = 123_456;
  const topics = record.topics.with(1, numberToHex(number, { size: 32 }));
  const hash = keccak256("0x01");
  const checkpoint = { size: MILLION, root: tree.root(), blockNumber: MILLION, blockHash: hash, time: record.time };
  const moved = { ...record, number, topics, block: number };
  const path = tree.inclusionPath(number);
  const cosignatures = ["11", "22"].map((byte) => ({
    witness: `0x${byte.repeat(20)}` as const,
    signature: `0x${byte.repeat(64)}1b` as const,
  }));
  const anchors = [{ chainId: 31_338, contract: origin.trail, transaction: hash, block: MILLION }];
  const size = (signed: Pick<PortableProof, "checkpoint" | "cosignatures" | "anchors">) =>
    Buffer.byteLength(proofText(buildProof(origin, moved, path, signed)));
  return {
    plain: size({ checkpoint, cosignatures: [], anchors: [] }),
    signed: size({ checkpoint, cosignatures, anchors }),
  };
}

async function lineWith(child: ChildProcess, find: (line: string) => string | undefined): Promise<string> {
  if (child.stdout === null) throw new Error("The program's output is not read");
  for await (const line of createInterface({ input: child.stdout })) {
    const found = find(line);
    if (found === undefined) continue;
    child.stdout.resume();
    return found;
  }
  throw new Error("A program ended before it was ready");
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await gone;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
