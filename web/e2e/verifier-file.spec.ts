// The single-file verifier: the same bytes from the explorer as from the build, opened from disk, reaching only what is typed in;
// and every engine (page, files, single file, command line, Solidity) says the same of the same proofs.
import { violations } from "./fixture/axe";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { ListManifest } from "@mingzhang/sdk/api-lists";
import type { PortableProof } from "@mingzhang/sdk/proof";
import type { Page } from "@playwright/test";
import {
  fork,
  proofOf,
  servePartlyLyingNode,
  signedProof,
  solidityAnswer,
  withoutAnchor,
  witnessAddresses,
} from "./fixture/proofs";
import { aPayment, ask, at, expect, test as base } from "./fixture/world";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const FILE = join(ROOT, "web/public/verifier.html");
const NODE = join(ROOT, "node_modules/.bin/node");
const run = promisify(execFile);

/** Pages from disk have no origin to compare; what they may reach is tested below. */
const test = base.extend<{ folder: string }>({
  folder: async ({}, use) => {
    const path = mkdtempSync(join(tmpdir(), "mingzhang-"));
    await use(path);
    rmSync(path, { recursive: true });
  },
});

const upload = (value: unknown, name = "proof.json") => ({
  name,
  mimeType: "application/json",
  buffer: Buffer.from(JSON.stringify(value)),
});

async function open(page: Page): Promise<string[]> {
  page.removeAllListeners("request");
  const asked: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) asked.push(new URL(request.url()).origin);
  });
  await page.goto(pathToFileURL(FILE).href);
  return asked;
}

test("the explorer serves the very bytes of the build, under their own policy", async ({ request }) => {
  const answer = await request.get(`${at.web()}/verifier.html`);
  expect((await answer.body()).equals(readFileSync(FILE))).toBe(true);
  expect(answer.headers()["content-security-policy"]).toBeUndefined();
  expect(answer.headers()["x-content-type-options"]).toBe("nosniff");
});

test("a manifest of a list is told for what it is: where it is checked, and that it proves nothing", async ({
  page,
}) => {
  const own = await ask<ListManifest>("/v1/movements.manifest.json?format=csv&kind=refund");
  const buffer = Buffer.from(await (await fetch(at.api() + own.file.path)).arrayBuffer());
  await open(page);
  await page
    .locator("#files")
    .setInputFiles([{ name: own.file.name, mimeType: "text/csv", buffer }, upload(own, "manifest.json")]);
  await expect(page.getByTestId("unread")).toContainText("npm run verify");
});

test("from disk it verifies a proof with the reader's node, and asks nobody else", async ({ page }) => {
  const { record } = await aPayment();
  const asked = await open(page);
  await page.locator("#files").setInputFiles(upload(await signedProof(record, 2)));
  await expect(page.getByTestId("verify-level")).toHaveAttribute("data-level", "0");
  await expect(page.getByTestId("seal")).toHaveCount(0);
  expect(asked).toEqual([]);
  // Verified with a node, the page is locked to it: another has to wait for the page to be loaded again, and the results stay.
  await page.locator("#node").fill(at.rpc());
  await page.getByRole("button", { name: "Verify", exact: true }).click();
  await expect(page.getByTestId("verify-level")).toHaveAttribute("data-level", "3");
  await page.locator("#second").fill("http://127.0.0.1:9/");
  await page.getByRole("button", { name: "Verify", exact: true }).click();
  await expect(page.getByTestId("check-failed")).toContainText("load it again");
  await expect(page.getByTestId("verify-level")).toHaveAttribute("data-level", "3");

  await page.reload();
  await page.locator("#node").fill(at.rpc());
  await page.locator("#witnesses").fill(witnessAddresses().join(" "));
  await page.locator("#files").setInputFiles(upload(await signedProof(record, 2)));
  await expect(page.getByTestId("seal")).toContainText("Level 4");
  await expect(page.locator("[data-step=state]")).toHaveAttribute("data-state", "passed");
  expect(new Set(asked)).toEqual(new Set([new URL(at.rpc()).origin]));
});

test("its own policy stops its script from reaching anything that was not typed in", async ({ page }) => {
  const { url, server } = await servePartlyLyingNode((_, result) => result);
  try {
    page.removeAllListeners("console");
    const asked = await open(page);
    await page.locator("#node").fill(at.rpc());
    await page.locator("#files").setInputFiles(upload(await proofOf((await aPayment()).record)));
    await expect(page.getByTestId("seal")).toBeVisible();
    const reached = await page.evaluate(
      (other) =>
        fetch(other, { method: "POST", body: "{}" }).then(
          () => true,
          () => false,
        ),
      url,
    );
    expect(reached).toBe(false);
    expect(asked).not.toContain(new URL(url).origin);
  } finally {
    server.close();
  }
});

test("both languages, the dark, a phone, the keyboard, a fork and junk", async ({ page }) => {
  await open(page);
  const { record } = await aPayment();
  await page.locator("#witnesses").fill(witnessAddresses().join(" "));
  await page
    .locator("#files")
    .setInputFiles([
      upload(await fork(record), "fork.json"),
      upload({ ...(await proofOf(record)), extra: "<img src=x>" }, "junk.json"),
      { name: "empty.csv", mimeType: "text/csv", buffer: Buffer.of() },
      { name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("any document") },
    ]);
  await expect(page.getByTestId("fork-proven")).toBeVisible();
  await expect(page.getByTestId("verify-failed")).toHaveCount(1);
  await expect(page.getByTestId("unread")).toHaveCount(1);
  await expect(page.getByTestId("seal")).toHaveCount(0);
  await page.getByRole("button", { name: "中文" }).click();
  await expect(page.locator("h1")).toHaveText("验证文件");
  await expect(page.getByTestId("fork-proven")).toContainText("两段历史");
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page)).toEqual([]);
  }
});

/** What an engine says: the level, and how each step of the record and the log ended. */
interface Said {
  level: string;
  failed: boolean;
  steps: Record<string, string>;
}

/** Steps that do not depend on who names the witnesses, or on what the page shows beside the proof. */
const COMPARED = ["path", "signatures", "event", "header", "receipts", "state"];

async function saidBy(page: Page): Promise<Said> {
  const summary = page.locator("[data-testid=verify-level], [data-testid=verify-failed]");
  await summary.waitFor();
  const steps: Record<string, string> = {};
  for (const id of COMPARED) {
    steps[id] = (await page.locator(`[data-step=${id}]`).first().getAttribute("data-state")) ?? "";
  }
  return {
    level: (await summary.getAttribute("data-level")) ?? "",
    failed: (await summary.getAttribute("data-testid")) === "verify-failed",
    steps,
  };
}

async function saidByCommand(proof: PortableProof, folder: string): Promise<Said> {
  const path = join(folder, "proof.json");
  writeFileSync(path, JSON.stringify(proof));
  const witnesses = witnessAddresses().flatMap((address) => ["--witness", address]);
  const args = ["scripts/verify.ts", path, "--rpc", at.rpc(), ...witnesses, "--json"];
  const { stdout } = await run(NODE, args, { cwd: ROOT }).catch((cause: { stdout: string }) => cause);
  const [found] = (
    JSON.parse(stdout) as { results: [{ level: number; failed: boolean; steps: { id: string; state: string }[] }] }
  ).results;
  const steps = COMPARED.map((id) => [id, found.steps.find((one) => one.id === id)?.state ?? ""]);
  return { level: String(found.level), failed: found.failed, steps: Object.fromEntries(steps) as Said["steps"] };
}

test("movement page, files page, single file, command line and Solidity agree, on good and on tampered proofs", async ({
  page,
  folder,
}) => {
  test.setTimeout(240_000);
  page.removeAllListeners("request");
  const { record } = await aPayment();
  const good = await signedProof(record, 2);
  const flip = (hex: `0x${string}`) => `${hex.slice(0, -1)}${hex.endsWith("0") ? "1" : "0"}` as `0x${string}`;
  const cases: [string, PortableProof][] = [
    ["good", good],
    ["path", { ...good, path: good.path.map((hash, i) => (i === 0 ? flip(hash) : hash)) }],
    ["data", { ...good, record: { ...good.record, data: flip(good.record.data) } }],
    ["time", { ...good, record: { ...good.record, time: good.record.time - 1 } }],
    ["root", { ...good, checkpoint: { ...good.checkpoint, root: flip(good.checkpoint.root) } }],
    ["size", { ...good, checkpoint: { ...good.checkpoint, size: good.checkpoint.size + 1 } }],
    ["minority", { ...good, cosignatures: good.cosignatures.slice(1) }],
  ];
  for (const [what, proof] of cases) {
    const command = await saidByCommand(proof, folder);

    await page.goto(`${at.web()}/en/verify`);
    await page.getByLabel("A node of the log’s chain").fill(at.rpc());
    await page.getByLabel("Witnesses that you trust").fill(witnessAddresses().join(" "));
    await page.locator("input[type=file]").first().setInputFiles(upload(proof));
    expect(await saidBy(page), `${what}: files page and command line`).toEqual(command);

    await page.goto(pathToFileURL(FILE).href);
    await page.locator("#node").fill(at.rpc());
    await page.locator("#witnesses").fill(witnessAddresses().join(" "));
    await page.locator("#files").setInputFiles(upload(proof));
    expect(await saidBy(page), `${what}: single file and command line`).toEqual(command);

    await page.route("**/data/v1/records/*/proof", (route) => route.fulfill({ json: proof }));
    await page.goto(`${at.web()}/en/movements/${record}`);
    await withoutAnchor(page);
    await page.getByRole("button", { name: "Verify now" }).click();
    // What the page shows is compared too: where it is not what the proof says, level 1 is lost as well.
    const differs = (await page.locator("[data-step=page]").getAttribute("data-state")) === "failed";
    // And who the witnesses are, only the site says there: level 4 is told, and not reached.
    const level = differs ? "0" : String(Math.min(3, Number(command.level)));
    const expected = { ...command, level };
    expect(await saidBy(page), `${what}: movement page and command line`).toEqual(expected);
    await page.unroute("**/data/v1/records/*/proof");

    const answer = await solidityAnswer(proof);
    expect(answer.included, `${what}: Solidity, included`).toBe(command.steps.path === "passed");
    expect(answer.included && answer.quorum, `${what}: Solidity, level 4`).toBe(
      command.steps.path === "passed" && command.steps.signatures === "passed" && what !== "minority",
    );
  }
});

test("npm run verify -- --page catches one byte", async () => {
  const ok = await run(NODE, ["scripts/verify.ts", "--page", `${at.web()}/verifier.html`], { cwd: ROOT });
  expect(ok.stdout).toContain("byte for byte");
  const { createServer } = await import("node:http");
  const bytes = Buffer.from(readFileSync(FILE));
  bytes[4_321] = (bytes[4_321] ?? 0) ^ 1;
  const server = createServer((_, response) => response.end(bytes));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  try {
    const args = ["scripts/verify.ts", "--page", `http://127.0.0.1:${port}/verifier.html`];
    const bad = await run(NODE, args, { cwd: ROOT }).then(
      () => null,
      (cause: { code: number; stdout: string }) => cause,
    );
    expect(bad?.code).toBe(1);
    expect(bad?.stdout).toContain("differs at byte 4321");
  } finally {
    server.close();
  }
});
