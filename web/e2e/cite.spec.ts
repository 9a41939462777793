// Citing a figure: from a page to its citation and back, with nothing but links; at a block, and at one that is not the log's.
import type { ChainRecord, LineTree, Movement, Page, Totals } from "@mingzhang/sdk/api";
import type { Citation, ListCitation } from "@mingzhang/sdk/api-citations";
import { formatMoney } from "@mingzhang/sdk/money-format";
import { violations } from "./fixture/axe";
import { ask, at, expect, LANGUAGES, test } from "./fixture/world";

const WORDS = {
  en: {
    cite: "Cite these figures",
    committed: "Committed",
    gone: /a reorganisation of the chain has removed the block/,
    beyond: "does not have the cited size",
    most: "need not add up to the figure",
  },
  zh: {
    cite: "引用这些数字",
    committed: "承诺",
    gone: /链发生过重组，所引用的区块已不在链上/,
    beyond: "日志里没有所引用的记录数",
    most: "加总未必等于这个数字",
  },
};
const PHONE = { width: 360, height: 740 };

async function spentLine(): Promise<LineTree["agencies"][number]["lines"][number]> {
  const { agencies } = await ask<LineTree>("/v1/lines?year=2026");
  const line = agencies.flatMap(({ lines }) => lines).find(({ paid }) => paid !== "0");
  if (line === undefined) throw new Error("No line has paid anything.");
  return line;
}

for (const language of LANGUAGES) {
  test(`a line's figure is cited and quoted, without JavaScript (${language})`, async ({ browser }) => {
    const words = WORDS[language];
    const line = await spentLine();
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: PHONE });
    const page = await context.newPage();
    await page.goto(`${at.web()}/${language}/budget/${line.id}`);
    await page.getByRole("link", { name: words.cite }).click();
    await expect(page).toHaveURL(
      new RegExp(`/${language}/cite\\?size=\\d+&block=0x[0-9a-f]{64}&figure=paid&line=${line.id}$`),
    );
    const pinned = new URL(page.url());
    const cited = await ask<Citation>(`/v1/citations?${pinned.searchParams.toString()}`);
    const figure = page.getByTestId("cited-figure");
    await expect(figure.locator("data").first()).toHaveAttribute("value", cited.then[0]?.amount ?? "");
    await expect(figure.locator("data").nth(1)).toHaveAttribute("value", cited.now[0]?.amount ?? "");
    const isAhead = Date.now() < Date.parse(cited.block.time);
    for (const text of await page.locator("textarea").all()) {
      // Nobody reads before the block: where the chain's clock is ahead, no day of reading is given.
      expect(/ Read on |查阅/.test(await text.inputValue())).toBe(!isAhead);
      await expect(text).toHaveValue(new RegExp(`${cited.block.hash}.*/cite\\?size=${cited.size}&block=`, "s"));
    }
    await page.locator("nav a", { hasText: words.committed }).last().click();
    await expect(page).toHaveURL(new RegExp(`size=${cited.size}&block=${cited.block.hash}&figure=committed`));
    await page.locator(`main a[href="/${language}/budget/${line.id}"]`).click();
    await expect(page.getByRole("link", { name: words.cite })).toBeVisible();

    expect((await page.goto(pinned.toString()))?.status()).toBe(200);
    pinned.searchParams.set("block", `0x${"ab".repeat(32)}`);
    expect((await page.goto(pinned.toString()))?.status(), "another block").toBe(400);
    await expect(page.locator("main")).toContainText(words.gone);
    const anew = page.locator("main li a").first();
    await expect(anew).toHaveAttribute("href", `/${language}/cite?figure=paid&line=${line.id}`);
    const ahead = new URL(pinned);
    ahead.searchParams.set("size", "999999999");
    expect((await page.goto(ahead.toString()))?.status(), "a size to come").toBe(400);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(new RegExp(words.beyond));
    // Half a link, and one with a word that is not understood, are not taken for another.
    ahead.searchParams.delete("size");
    expect((await page.goto(ahead.toString()))?.status(), "half a link").toBe(400);
    await expect(page.locator("main")).toContainText("size");
    await expect(page.locator("textarea")).toHaveCount(0);
    await page.goto(`${at.web()}/${language}/cite?figure=paid&agency=${line.agency.id}&withn=self&year=2026`);
    await expect(page.locator("main")).toContainText("withn");
    await expect(page.locator("textarea")).toHaveCount(0);
    pinned.searchParams.set("figure", "spent");
    expect((await page.goto(pinned.toString()))?.status(), "no figure").toBe(400);
    await expect(page.locator("main")).toContainText("appropriated");
    const none = await page.goto(`${at.web()}/${language}/cite?record=0`);
    expect(none?.status(), "no movement").toBe(404);
    await expect(page.locator("main")).toContainText("There is no movement 0");
    await expect(page.locator("textarea")).toHaveCount(0);
    // What is too long to be a filter is refused whole: cut to a length, it would be another one that the page does not name.
    for (const filter of [`text=LAPSE-2026${"%20".repeat(200)}x`, `kind=${"payment,".repeat(11)}refund,refundzzz`]) {
      expect((await page.goto(`${at.web()}/${language}/cite?size=${cited.size}&${filter}`))?.status()).toBe(400);
      await expect(page.locator("textarea")).toHaveCount(0);
    }
    await page.goto(`${at.web()}/${language}/cite?year=2026`);
    await expect(page.locator("textarea").first()).toHaveValue(/control total|控制总数/);
    const list = await page.goto(`${at.web()}/${language}/cite?kind=payment&min=1`);
    expect(list?.status()).toBe(200);
    await expect(page.locator("textarea")).toHaveCount(2);
    await context.close();
  });

  test(`the list behind a figure says the figure, and one of everything no sum (${language})`, async ({ page }) => {
    const { currencies } = await ask<Totals>("/v1/totals?year=2026");
    const [totals] = currencies;
    if (totals === undefined) throw new Error("Nothing has been counted.");
    await page.goto(`${at.web()}/${language}`);
    for (const [label, amount] of [
      [{ en: "Paid", zh: "支付" }, totals.paid],
      [{ en: "Committed", zh: "承诺" }, totals.committed],
      [{ en: "Revenue", zh: "收入" }, totals.revenue],
      [{ en: "Appropriated", zh: "批准" }, totals.appropriated],
    ] as const) {
      await page.goto(`${at.web()}/${language}?year=2026`);
      await page
        .locator("dl > div")
        .filter({ has: page.locator("dt", { hasText: label[language] }) })
        .locator("dd a")
        .first()
        .click();
      const told = page.getByTestId("list-figure");
      await expect(told).toContainText(label[language]);
      await expect(told).toContainText(
        formatMoney(
          BigInt(amount),
          { code: totals.currency, exponent: totals.exponent },
          { locale: language, unit: "sign" },
        ),
      );
      await told.getByRole("link").click();
      await expect(page.getByTestId("cited-figure").locator("data").first()).toHaveAttribute("value", amount);
    }
    await page.goto(`${at.web()}/${language}/movements`);
    await expect(page.getByTestId("list-figure")).toHaveCount(0);
    await expect(page.getByTestId("list-sums")).toContainText(language === "zh" ? "不是资金合计" : "no sum of money");
    await page.goto(`${at.web()}/${language}/movements?kind=payment`);
    await expect(page.getByTestId("list-sums")).toContainText(language === "zh" ? "金额合计" : "Sum of all amounts");
  });

  test(`an old citation says what has changed since (${language})`, async ({ page }) => {
    const line = await spentLine();
    const paid = await ask<Page<Movement>>(`/v1/movements?line=${line.id}&kind=payment&limit=1`);
    const size = await sizeBefore(paid.items[0]?.record ?? 0);
    await page.setViewportSize(PHONE);
    await page.goto(`${at.web()}/${language}/cite?size=${size}&figure=paid&line=${line.id}`);
    const { changes } = await ask<Citation>(`/v1/citations?size=${size}&figure=paid&line=${line.id}`);
    expect(changes.length).toBeGreaterThan(0);
    const rows = page.getByTestId("cited-since").locator("tbody tr");
    await expect(rows).toHaveCount(changes.length);
    await expect(rows.first()).toContainText(`#${changes[0]?.record ?? ""}`);
    expect(await violations(page, { within: "main", rules: ["target-size"] })).toEqual([]);
    await expect(page.locator("main")).not.toContainText(WORDS[language].most);
    await page.goto(`${at.web()}/${language}/cite?figure=appropriated&agency=${line.agency.id}`);
    await expect(page.locator("main")).toContainText(WORDS[language].most);
    await page.goto(`${at.web()}/${language}/budget/${line.id}`);
    await page.getByRole("link", { name: WORDS[language].cite }).focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/figure=paid/);
  });
}

/** The greatest size that a block ends with, and at which the log does not have a record yet. */
async function sizeBefore(record: number): Promise<number> {
  const blockOf = async (number: number) => (await ask<ChainRecord>(`/v1/records/${number}`)).chain.block;
  const block = await blockOf(record);
  for (let last = record - 1; last >= 0; last -= 1) if ((await blockOf(last)) !== block) return last + 1;
  throw new Error(`Record ${record} is in the first block.`);
}

for (const language of LANGUAGES) {
  test(`a list of cases is cited, and says which have changed since, without JavaScript (${language})`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: PHONE });
    const page = await context.newPage();
    await page.goto(`${at.web()}/${language}/cases?status=open,executed&agency=2`);
    await page
      .locator("#take")
      .getByRole("link", { name: { en: "Cite this list", zh: "引用此列表" }[language] })
      .click();
    await expect(page).toHaveURL(/cite\?size=\d+&block=0x[0-9a-f]{64}&list=cases&status=open%2Cexecuted&agency=2$/);
    const url = new URL(page.url());
    const { items } = await ask<Page<{ lastRecord: number }>>("/v1/cases?sort=updated&order=desc&limit=200");
    // A block of some time ago: one that ended with an act on a case.
    const record = await ask<ChainRecord>(`/v1/records/${items.at(-1)?.lastRecord ?? 0}`);
    let size = record.number + 1;
    const citable = async () =>
      (await fetch(`${at.api()}/v1/citations/cases?size=${size}`, { method: "HEAD" })).status === 200;
    while (!(await citable())) size += 1;
    url.searchParams.delete("block");
    url.searchParams.set("size", String(size));
    const cited = await ask<ListCitation>(`/v1/citations/cases?status=open,executed&agency=2&size=${size}`);
    expect(cited.added + cited.changed + cited.gone).toBeGreaterThan(0);
    expect((await page.goto(url.toString()))?.status()).toBe(200);
    await expect(page.getByTestId("cited-since").locator("tbody tr")).toHaveCount(cited.changes.length);
    for (const { row } of cited.changes.slice(0, 5)) {
      await expect(page.locator(`main a[href="/${language}/cases/${String(row["case"])}"]`).first()).toBeVisible();
    }
    for (const text of await page.locator("textarea").all()) {
      await expect(text).toHaveValue(new RegExp(`${cited.root}.*list=cases&status=open%2Cexecuted&agency=2`, "s"));
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    // The file of then has as many rows as the page says.
    const file = await page.locator('main a[href*="/export/cases.json"]').getAttribute("href");
    const rows = (await (await fetch(at.web() + (file ?? ""))).json()) as unknown[];
    expect(rows.length).toBe(cited.then.rows);
    for (const [query, status] of [
      ["list=cases&size=1&status=nothing", 400],
      ["list=parties&size=999999999", 400],
      [`list=cases&size=${size}&agency=999999`, 404],
      [`list=nothing&size=${size}`, 400],
    ] as const) {
      expect((await page.goto(`${at.web()}/${language}/cite?${query}`))?.status(), query).toBe(status);
      await expect(page.locator("textarea")).toHaveCount(0);
    }
    await context.close();
  });
}
