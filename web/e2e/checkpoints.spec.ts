// Checkpoints as readers see them: the history, one of them checked in the browser and kept, and a fork that nobody overlooks.
import { violations } from "./fixture/axe";
import { readFile } from "node:fs/promises";
import type { Status } from "@mingzhang/sdk/api";
import type { CheckpointEntry, CheckpointPage, Witnesses } from "@mingzhang/sdk/api-checkpoints";
import { FORK } from "./fixture/tampering-api";
import { ask, at, expect, LANGUAGES, test } from "./fixture/world";

test.use({ allowed: [process.env.MINGZHANG_E2E_RPC_URL ?? "http://127.0.0.1"] });

async function anchored(): Promise<CheckpointEntry> {
  const { items } = await ask<CheckpointPage>("/v1/checkpoints?limit=50");
  const found = items.find(({ anchored: places }) => places.length > 1);
  if (found === undefined) throw new Error("The demonstration has no checkpoint that is anchored on both chains");
  return found;
}

test("a checkpoint is checked in the reader's browser, and kept as a file", async ({ page }) => {
  const { digest, checkpoint } = await anchored();
  await page.goto(`${at.web()}/en/checkpoints/${digest}`);
  await expect(page.getByTestId("seal")).toBeHidden();
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(page.getByTestId("seal")).toBeVisible();
  await expect(page.getByText("The anchor knows of no fork")).toBeVisible();
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download the checkpoint (JSON)" }).click();
  const saved = await waiting;
  expect(saved.suggestedFilename()).toBe(`mingzhang-checkpoint-${checkpoint.size}.json`);
  const kept: unknown = JSON.parse(await readFile(await saved.path(), "utf8"));
  expect(kept).toMatchObject({ format: "mingzhang-checkpoint", version: 1, checkpoint });
});

test("who did not sign is named in the history", async ({ page }) => {
  await page.goto(`${at.web()}/en/checkpoints`);
  const { items } = await ask<CheckpointPage>("/v1/checkpoints?limit=25");
  const lacking = items.find(({ missing }) => missing.length > 0);
  if (lacking === undefined) throw new Error("All witnesses signed everything");
  const row = page.locator("tr", { has: page.locator(`a[href$="${lacking.digest}"]`) });
  const { items: all } = await ask<Witnesses>("/v1/witnesses");
  await expect(row).toContainText(`${all.length - lacking.missing.length} of ${all.length}`);
  await expect(row).toContainText("Not signed by");
  await expect(row.getByTitle(lacking.missing[0] ?? "")).toBeVisible();
});

test("the status says of each anchor's chain whether it is followed and how far it is", async ({ page }) => {
  const { checkpoints } = await ask<Status>("/v1/status");
  expect(checkpoints.chains.length).toBeGreaterThan(1);
  await page.goto(`${at.web()}/en/status`);
  for (const { contract, latest, home } of checkpoints.chains) {
    // Both contracts may have one address, each on its own chain: the chain tells the rows apart.
    const row = page
      .locator("tr", { hasText: contract })
      .filter(home ? { hasText: "the log's own" } : { hasNotText: "the log's own" });
    await expect(row).toContainText("followed");
    await expect(row.locator(`a[href$="${latest?.digest ?? ""}"]`)).toBeVisible();
  }
  await expect(page.getByTestId("forks")).toHaveCount(0);
  await expect(page.getByTestId("contradicted")).toHaveCount(0);
});

for (const language of LANGUAGES) {
  for (const path of ["/status", "/checkpoints"]) {
    test(`a fork is shown in plain words with its evidence (${language}${path})`, async ({ page }) => {
      await page.goto(`${at.lying()}/${language}${path}`);
      const alarm = page.getByTestId("forks");
      await expect(alarm).toBeVisible();
      await expect(alarm).toContainText(FORK.evidence?.a.checkpoint.root ?? "");
      await expect(alarm).toContainText(FORK.evidence?.b.checkpoint.root ?? "");
      const waiting = page.waitForEvent("download");
      await alarm.getByRole("link").click();
      expect(JSON.parse(await readFile(await (await waiting).path(), "utf8"))).toEqual(FORK.evidence);
      expect(await violations(page, { within: "[data-testid=forks]" })).toEqual([]);
    });
  }
}
