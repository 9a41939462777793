// Finding: the palette by the keyboard alone, a dropped document, saved lists, citations, words beside numbers.
import { violations } from "./fixture/axe";
import { createHash } from "node:crypto";
import type { MovementDetail, MovementPage, MovementSum, SearchResult, Status } from "@mingzhang/sdk/api";
import type { Citation } from "@mingzhang/sdk/api-citations";
import { exactText } from "@mingzhang/sdk/money-format";
import { ask, at, expect, LANGUAGES, movements, test } from "./fixture/world";

async function aPayee() {
  const found = (await movements("kind=payment&limit=50")).find(({ payee }) =>
    /^[A-Z][a-z]{6,}/.test(payee?.otherName ?? ""),
  );
  if (found?.payee == null) throw new Error("The demonstration has paid nobody with a long name");
  return found.payee;
}

for (const language of LANGUAGES) {
  test(`the palette: misspelt, chosen by the keyboard alone, remembered, axe finds nothing (${language})`, async ({
    page,
  }) => {
    const payee = await aPayee();
    const [word = ""] = payee.otherName.split(" ");
    const misspelt = `${word.slice(0, 2)}${word.slice(3, 4)}${word.slice(2, 3)}${word.slice(4)}`;
    const { near, hits } = await ask<SearchResult>(`/v1/search?q=${misspelt}&limit=20`);
    expect(near).toContain(word.toLowerCase());
    const first = hits[0];
    await page.goto(`${at.web()}/${language}/glossary`);
    await page.locator("button.find-opener").waitFor();
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog")).toBeVisible();
    await expect(page.getByRole("combobox")).toBeFocused();
    await page.keyboard.type(misspelt);
    const options = page.getByRole("option");
    await expect(page.getByRole("dialog")).toContainText(word.toLowerCase());
    await expect(options).toHaveCount(hits.length + 1);
    expect(await violations(page, { within: "[role=dialog]" })).toEqual([]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await expect(options.first()).toHaveAttribute("data-highlighted", "");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`/${language}/[a-z]+/${first?.id ?? ""}$`));

    await page.waitForLoadState();
    await page.keyboard.press("/");
    await expect(page.getByRole("dialog")).toBeVisible();
    await expect(options.first()).toHaveText(misspelt);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
  });
}

test("a block's hash finds the block and the transactions in it, a sum stands in groups", async ({ page }) => {
  const [movement] = await movements("kind=payment&limit=1");
  if (movement === undefined) throw new Error("The demonstration has paid nothing");
  const { block, blockHash, transaction } = movement.chain;
  await page.goto(`${at.web()}/en/search?q=${blockHash}`);
  const found = page.locator("main section", { has: page.getByRole("heading", { name: "Blocks" }) }).locator("li");
  await expect(found).toContainText(`Block ${block}`);
  await expect(page.locator(`main section a[href$="transaction=${transaction}"]`)).toHaveCount(1);
  await found.getByRole("link").click();
  await expect(page).toHaveURL(/\/en\/records\/\d+$/);
  await expect(page.locator("main")).toContainText(blockHash);
  const sum = exactText(BigInt(movement.amount), movement);
  await page.goto(`${at.web()}/en/search?q=movement%20${movement.record}`);
  await expect(page.locator("main section li").first()).toContainText(sum);
});

test("pages are found by the words that people use, on the search page and in the palette", async ({ page }) => {
  for (const [language, asked, path] of [
    ["zh", "我缴的税", "my-tax"],
    ["zh", "税款去向", "my-tax"],
    ["en", "my tax", "my-tax"],
    ["en", "what stands out", "charts/flags"],
  ] as const) {
    await page.goto(`${at.web()}/${language}/search?${new URLSearchParams({ q: asked }).toString()}`);
    await expect(page.locator(`main section li a[href="/${language}/${path}"]`), asked).toBeVisible();
    await expect(page.locator("main [role=status]")).not.toContainText(/Nothing|没有找到/);
  }
  await page.locator("button.find-opener").waitFor();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("my tax");
  await expect(page.getByRole("option").first()).toHaveAttribute("href", "/en/my-tax");
});

test("charts have their place in the menu, and the phone's has one's own tax too", async ({ browser, page }) => {
  await page.goto(`${at.web()}/en/charts/flags`);
  await expect(page.locator("header nav a[aria-current]:visible")).toHaveText("Charts");
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false });
  const phone = await context.newPage();
  await phone.goto(`${at.web()}/zh/my-tax`);
  await phone.locator("header summary").click();
  await expect(phone.locator("header nav a[aria-current]:visible")).toHaveText("我缴的钱用在了哪里？");
  await expect(phone.locator('header nav a[href="/zh/charts"]:visible')).toBeVisible();
  await context.close();
});

test("without JavaScript: results by type, a word beside its number, the tour, a citation", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${at.web()}/zh`);
  await page.goto(`${at.web()}/zh/search?q=${encodeURIComponent("学")}`);
  await expect(page.locator("main section li").first()).toBeVisible();
  await page.goto(`${at.web()}/en`);
  const mark = page.getByRole("button", { name: "What does “appropriation” mean?" });
  await mark.first().click();
  await expect(page.locator(".term-box:popover-open")).toContainText("预算批准");
  await page.goto(`${at.web()}/en/tour`);
  await expect(page.locator("main ol > li")).toHaveCount(7);
  const [, payment] = await Promise.all([
    page.locator("main ol > li a[href*='/movements/']").first().waitFor(),
    page.locator("a[href$='#check']").getAttribute("href"),
  ]);
  await page.goto(at.web() + (payment ?? ""));
  await expect(page.locator("h1")).toContainText("Payment");
  // By its rule: by case, not for public debt, and of the largest.
  const chosen = await ask<MovementDetail>(`/v1/movements/${/movements\/(\d+)/.exec(payment ?? "")?.[1]}`);
  expect(chosen.function?.code).not.toMatch(/^01\.7/);
  expect(chosen.case).not.toBeNull();
  const query = "kind=payment&imported=false&except=function-01.7&sort=amount&order=desc";
  const { items } = await ask<MovementPage>(`/v1/movements?${query}&limit=12`);
  expect(items.map(({ record }) => record)).toContain(chosen.record);
  await context.close();
});

test("a list is cited at a size of the log, and shows what has come since", async ({ page }) => {
  const { records } = await ask<Status>("/v1/status");
  await page.goto(`${at.web()}/en/movements?kind=payment`);
  await page.getByRole("link", { name: "Cite this list" }).click();
  await expect(page).toHaveURL(new RegExp(`/en/cite\\?size=\\d+&kind=payment$`));
  const cited = new URL(page.url()).searchParams.get("size") ?? "";
  expect(Number(cited)).toBeGreaterThanOrEqual(records);
  const now = await ask<Citation>(`/v1/citations?size=${cited}&kind=payment`);
  const count = (sums: readonly MovementSum[]) => sums.reduce((all, sum) => all + sum.count, 0);
  await expect(page.getByTestId("cited-then")).toContainText(`${count(now.then).toLocaleString("en")} movements`);
  for (const label of ["In English", "In Chinese"])
    await expect(page.getByLabel(label)).toHaveValue(new RegExp(now.root));
  // An older size: a block in which movements were written ends there.
  const [old] = await movements("kind=payment&sort=record&order=asc&limit=1");
  const proof = await ask<{ checkpoint: { size: number } }>(`/v1/records/${old?.record ?? 0}/proof`);
  expect(proof.checkpoint.size).toBeGreaterThan(0);
});

test("a document is found by its digest, which is computed in the browser", async ({ page }) => {
  const bytes = Buffer.from("Not on any ledger\n");
  const digest = createHash("sha256").update(bytes).digest("hex");
  await page.goto(`${at.web()}/en/search`);
  const field = page.getByLabel("Or choose a file");
  // Nobody can choose before the page is awake: until then the field is hidden.
  await expect(field).toBeVisible();
  await field.setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: bytes });
  await expect(page).toHaveURL(`${at.web()}/en/search?q=0x${digest}`);
  await expect(page.locator("main [role=status]")).toContainText("Nothing found");
});

test("a list is saved under a name, opened again, and taken along by a link", async ({ page, context }) => {
  await page.goto(`${at.web()}/en/cases?status=executed`);
  await page.getByText("Save this list").click();
  await page.getByLabel("Name", { exact: true }).fill("Done 已办");
  await page.getByRole("button", { name: "Keep" }).click();
  await expect(page.getByRole("navigation", { name: "Saved lists here" })).toBeVisible();
  await page.goto(`${at.web()}/en/saved`);
  await page.getByRole("link", { name: "Done 已办" }).click();
  await expect(page).toHaveURL(/\/en\/cases\?status=executed/);
  await page.goto(`${at.web()}/en/saved`);
  const link = await page.locator("main a[href*='/saved#']").getAttribute("href");
  await page.evaluate(() => localStorage.clear());
  await page.goto("about:blank");
  const other = await context.newPage();
  await other.goto(at.web() + (link ?? ""));
  await other.getByRole("button", { name: "Keep this one list" }).click();
  await expect(other.getByRole("link", { name: "Done 已办" })).toBeVisible();
  await other.getByRole("button", { name: "Forget “Done 已办”" }).click();
  await expect(other.getByText("Nothing is saved yet")).toBeVisible();
});
