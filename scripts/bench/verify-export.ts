// Part of `npm run bench -- verify`: an export of 100,000 movements verified complete in headless Chromium.
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import type { ExportManifest } from "@mingzhang/sdk/api-log";
import type { ExportVerdict, verifyExport } from "@mingzhang/sdk/export";
import { ExportMaker, manifestOf } from "@mingzhang/sdk/export-make";
import { sha256Hex } from "@mingzhang/sdk/hash";
import type { Hex } from "@mingzhang/sdk/hex";
import { Frontier } from "@mingzhang/sdk/tree-multi";
import { build } from "esbuild";
import { leafOfRow, memoryLog } from "../../sdk/test/export-log.ts";
import { launchChromium } from "./chromium.ts";

const MOVEMENTS = 100_000;
const RUNS = 3;
const TRAIL: Hex = `0x${"7a".repeat(20)}`;
const ENTRY = fileURLToPath(new URL("../../sdk/src/export.ts", import.meta.url));

declare global {
  var verifier: { verifyExport: typeof verifyExport };
}

export interface ExportBench {
  /** Best of the runs: what the machine's other work takes is not the verifier's. */
  "export100k.ms": number;
}

/** The log, the export and its manifest are made by the API's own code; the page gets them as a reader would. */
export async function benchVerifyExport(say: (line: string) => void): Promise<ExportBench> {
  const { bytes, manifest } = madeExport();
  say(`an export of ${manifest.rows} records, ${(bytes.length / 1e6).toFixed(0)} MB`);
  const bundle = await build({
    entryPoints: [ENTRY],
    bundle: true,
    minify: true,
    format: "iife",
    globalName: "verifier",
    platform: "browser",
    target: "es2022",
    write: false,
  });
  const script = bundle.outputFiles[0]?.text ?? "";
  say(`verifier of exports: ${(script.length / 1024).toFixed(0)} KB`);
  const server = createServer((request, response) => {
    const isExport = request.url === "/export.csv";
    response.setHeader("content-type", isExport ? "text/csv" : "text/html");
    response.end(isExport ? bytes : "<!doctype html><title>bench</title>");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.goto(url);
    await page.addScriptTag({ content: script });
    const times: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const { ms, verdict } = await page.evaluate(verifyInPage, manifest);
      const bad = verdict.steps.filter(({ state }) => state !== "passed");
      if (bad.length > 0) throw new Error(`The export did not verify: ${JSON.stringify(bad)}`);
      say(`verified in ${Math.round(ms)} ms`);
      times.push(ms);
    }
    return { "export100k.ms": Math.round(Math.min(...times)) };
  } finally {
    await browser.close();
    server.close();
  }
}

/** Runs in the page: from the file in hand to the verdict. */
async function verifyInPage(manifest: ExportManifest): Promise<{ ms: number; verdict: ExportVerdict }> {
  const file = await (await fetch("/export.csv")).blob();
  const started = performance.now();
  const verdict = await globalThis.verifier.verifyExport(file, manifest);
  return { ms: performance.now() - started, verdict };
}

function madeExport(): { bytes: Buffer; manifest: ExportManifest } {
  let state = 20_261_128;
  const log = memoryLog(MOVEMENTS, (end) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return state % end;
  });
  const tree = new Frontier();
  for (const row of log) tree.append(leafOfRow(row));
  const maker = new ExportMaker("csv");
  const bytes = Buffer.from(maker.head() + maker.lines(log));
  const root = tree.root();
  const checkpoint = { size: log.length, root, blockNumber: 1, blockHash: root, time: 1_795_000_000 };
  const manifest = manifestOf({
    export: "log",
    format: "csv",
    origin: { chainId: 31337, trail: TRAIL },
    signed: { checkpoint, cosignatures: [], anchors: [] },
    path: `/v1/export/log.csv?size=${log.length}`,
    fileName: "mingzhang-log.csv",
    bytes: bytes.length,
    sha256: sha256Hex(bytes),
    rows: log.length,
    sums: maker.sums(),
    filter: {},
    siblings: [],
  });
  return { bytes, manifest };
}
