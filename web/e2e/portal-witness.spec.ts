// A witness signs a checkpoint in the portal after the browser has checked it, and refuses a log that does not go on.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import type { CheckpointEntry, Witnesses } from "@mingzhang/sdk/api-checkpoints";
import { ask, at, expect, LANGUAGES, test } from "./fixture/world";
import { actAs, becomesPublic, officialOf, payable, portal, submitPayment, unique } from "./fixture/portal";

test.use({ allowed: [process.env.MINGZHANG_E2E_RPC_URL ?? "http://127.0.0.1"] });
// The second language finds signed what the first has signed.
test.describe.configure({ mode: "serial" });

const WITNESS = /Witness C of the audit trail|审计日志见证人丙/;
const LOOK = /^(See what there is to sign|看看有什么要签|Look again|再看一次)$/;

/** The demonstration has everything signed by all: a new record, and the two witnesses that sign by themselves leave it to the third. */
async function growAndWaitForOthers(page: Page): Promise<CheckpointEntry> {
  const { checkpoint: old } = await ask<CheckpointEntry>("/v1/checkpoints/latest");
  const commitment = await payable("Public Security");
  await page.goto(portal());
  await actAs(page, await officialOf(commitment.unit.id, "maker"));
  await submitPayment(page, { commitment, amount: "45.00", purpose: unique("Lamps") });
  let grown: CheckpointEntry | undefined;
  await expect(async () => {
    grown = await ask<CheckpointEntry>("/v1/checkpoints/latest");
    expect(grown.checkpoint.size).toBeGreaterThan(old.size);
    expect(grown.cosignatures).toHaveLength(2);
  }).toPass({ timeout: 60_000 });
  if (grown === undefined) throw new Error("Nobody signed the new record");
  return grown;
}

test("a witness signs, and the checkpoint shows it", async ({ page }) => {
  test.setTimeout(180_000);
  const open = await growAndWaitForOthers(page);
  await page.goto(portal());
  await page.getByRole("link", { name: "Cosign the audit trail" }).click();
  await actAs(page, WITNESS);
  await page.getByRole("button", { name: LOOK }).click();
  await expect(page.getByRole("heading", { name: "Check your answers" })).toBeVisible();
  await expect(page.getByText("had this size and this root at this block")).toBeVisible();
  await page.getByRole("button", { name: "Sign and send by the relay" }).click();
  await becomesPublic(page);
  const href = await page.getByRole("link", { name: "See it" }).last().getAttribute("href");
  const digest = href?.split("/").at(-1) ?? "";
  // What is newest is signed: the log may have gone on since the others signed.
  const { checkpoint } = await ask<CheckpointEntry>(`/v1/checkpoints/${digest}`);
  expect(checkpoint.size).toBeGreaterThanOrEqual(open.checkpoint.size);
  const who = await page.locator("[data-who] .mono").innerText();
  await expect(async () => {
    const { cosignatures } = await ask<CheckpointEntry>(`/v1/checkpoints/${digest}`);
    expect(cosignatures.map(({ witness }) => witness.slice(-4))).toContain(who.slice(-4).toLowerCase());
    expect(cosignatures.length).toBe(open.cosignatures.length + 1);
  }).toPass({ timeout: 20_000 });
  const { cosignatures } = await ask<CheckpointEntry>(`/v1/checkpoints/${digest}`);
  await page.goto(`${at.web()}/en/checkpoints/${digest}`);
  for (const { signature } of cosignatures) await expect(page.getByText(signature)).toBeVisible();
});

for (const language of LANGUAGES) {
  test(`a log that contradicts the last signature is not signed (${language})`, async ({ page }) => {
    test.setTimeout(90_000);
    await page.goto(portal("/witness", language));
    await actAs(page, WITNESS);
    const { origin, items } = await ask<Witnesses>("/v1/witnesses");
    const shown = (await page.locator("[data-who] .mono").innerText()).slice(-4).toLowerCase();
    const witness = items.find(({ address }) => address.endsWith(shown));
    const { checkpoint } = await ask<CheckpointEntry>("/v1/checkpoints/latest");
    // As if this browser had signed another content of the log at the same block.
    const signed = { checkpoint: { ...checkpoint, root: `0x${"5".repeat(64)}` }, signature: "0x01" };
    const key = `mingzhang.witness.${origin.chainId}.${origin.trail.toLowerCase()}.${witness?.address ?? ""}`;
    await page.evaluate(([name, text]) => localStorage.setItem(name, text), [key, JSON.stringify(signed)] as const);
    await page.getByRole("button", { name: LOOK }).click();
    await expect(page.getByTestId("witness-fork")).toBeVisible();
    await expect(page.getByRole("button", { name: /Sign and send|签名并/ })).toHaveCount(0);
    const waiting = page.waitForEvent("download");
    await page.getByTestId("witness-fork").getByRole("button").click();
    const evidence: unknown = JSON.parse(await readFile(await (await waiting).path(), "utf8"));
    expect(evidence).toMatchObject({ format: "mingzhang-fork", a: { checkpoint: signed.checkpoint } });
  });
}
