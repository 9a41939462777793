// The portal's pages as such: no axe violation, nothing wider than a phone, and no wallet code on any public page.
import type { Page } from "@playwright/test";
import { violations } from "./fixture/axe";
import { actAs, officialOf, payable, portal, TREASURER } from "./fixture/portal";
import type { FindingPage } from "@mingzhang/sdk/api-findings";
import { ask, at, everyRoute, expect, LANGUAGES, test } from "./fixture/world";

test.use({ allowed: [process.env.MINGZHANG_E2E_RPC_URL ?? "http://127.0.0.1"] });

async function soundness(page: Page, where: string): Promise<void> {
  expect(await violations(page), where).toEqual([]);
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(beyond, `${where} is wider than its window`).toBeLessThanOrEqual(0);
}

for (const language of LANGUAGES) {
  test(`every page of the portal says what it is and leads on, without a wallet and before any script (${language})`, async ({
    browser,
  }) => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const page = await plain.newPage();
    const { items } = await ask<FindingPage>("/v1/findings?limit=1");
    for (const path of [
      "",
      "/submit",
      "/submit/payment",
      "/submit/nothing",
      "/witness",
      "/batch",
      "/cases/1",
      "/findings",
      "/findings/new",
      `/findings/${items[0]?.number ?? 0}`,
    ]) {
      await page.goto(portal(path, language));
      // What will never be there is not waited for.
      await expect(page.getByText(language === "zh" ? "正在打开" : "Opening the portal"), path).toBeHidden();
      await expect(page.locator("h1"), path).toHaveCount(1);
      await expect(page.locator("h1"), path).not.toBeEmpty();
      await expect(page, path).toHaveTitle(/.+ · (明账|Mingzhang)$/);
      if (path !== "") await expect(page.locator("main a[href$='/portal']").first(), path).toBeVisible();
    }
    await plain.close();
  });

  test(`every page of the portal, with somebody connected (${language})`, async ({ page }) => {
    test.setTimeout(150_000);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(portal("", language));
    await page.getByRole("button", { name: /^(Connect a wallet|连接钱包)$/ }).click();
    await expect(page.getByRole("dialog").getByRole("button", { name: /Shen Zhiyuan|沈知远/ })).toBeVisible();
    await soundness(page, "the dialog");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    await actAs(page, language === "zh" ? /沈知远/ : TREASURER);
    const decisions = page.locator("a[href*='/portal/cases/']");
    await expect(decisions.first()).toBeVisible();
    const waiting = (await decisions.first().getAttribute("href"))?.split("/").at(-1) ?? "";
    for (const path of [
      "",
      "/witness",
      "/submit",
      "/submit/cash-transfer",
      `/cases/${waiting}`,
      `/batch?cases=${waiting}`,
    ]) {
      await page.goto(portal(path, language));
      await expect(page.locator("h1")).toBeVisible();
      await page.evaluate(() =>
        document.querySelectorAll<HTMLDetailsElement>("main details").forEach((details) => (details.open = true)),
      );
      await soundness(page, path);
    }
    const { items: findings } = await ask<FindingPage>("/v1/findings?status=open,answered,reopened");
    const [asked] = findings;
    if (asked === undefined) throw new Error("The demonstration has no findings");
    await actAs(page, await officialOf(asked.office.id, "auditor", language));
    for (const path of ["/findings", "/findings/new?line=line-1", `/findings/${asked.number}`]) {
      await page.goto(portal(path, language));
      await expect(page.locator("h1")).toBeVisible();
      if (path !== "/findings") await page.getByRole("button", { name: /^(Check your answers|核对)$/ }).click();
      await soundness(page, path);
    }
    const commitment = await payable("Culture");
    const maker = await officialOf(commitment.unit.id, "maker", language);
    await actAs(page, maker);
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    for (const code of ["payment", "commitment", "standing-order", "seat", "virement"]) {
      await page.goto(portal(`/submit/${code}`, language));
      await page.getByRole("button", { name: /^(Check your answers|核对)$/ }).click();
      await soundness(page, code);
    }
  });
}

/** Scripts that a page has loaded when it asks for no more: they come after its paint, and some because of others. */
async function scriptsOf(page: Page): Promise<string[]> {
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
  const asked = () =>
    page.evaluate(() =>
      performance.getEntriesByType("resource").flatMap(({ name }) => (name.endsWith(".js") ? [name] : [])),
    );
  let found = await asked();
  for (let before = -1; found.length !== before; found = await asked()) {
    before = found.length;
    await page.waitForTimeout(400);
  }
  return found;
}

test("no public page loads wallet code, and the portal does", async ({ page }) => {
  test.setTimeout(240_000);
  const carries = new Map<string, boolean>();
  const carriers = async () => {
    const scripts = await scriptsOf(page);
    for (const url of scripts) {
      if (!carries.has(url)) carries.set(url, /eip6963|wagmi/i.test(await (await page.request.get(url)).text()));
    }
    return scripts.filter((url) => carries.get(url));
  };
  for (const route of await everyRoute()) {
    await page.goto(`${at.web()}/en${route}`);
    expect(await carriers(), route).toEqual([]);
  }
  expect(carries.size).toBeGreaterThan(5);
  await page.goto(portal());
  await expect(page.getByRole("button", { name: "Connect a wallet" })).toBeVisible();
  expect(await carriers()).not.toEqual([]);
});
