// Charts: they add up to the lists behind them, are read without scripts, on a phone and by axe, and can be taken away.
import { violations } from "./fixture/axe";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { MovementPage, Problem, Totals } from "@mingzhang/sdk/api";
import { ask, at, expect, LANGUAGES, test } from "./fixture/world";

const PAGES = ["", "/budget", "/calendar", "/payees", "/compare", "/flags"].map((page) => `/charts${page}?year=2026`);

/** Links of a picture that a reader hears: bands have theirs in the table. */
const LINKS = "svg.chart a:not([aria-hidden], [aria-hidden] *)";

for (const language of LANGUAGES) {
  test(`without scripts and on a phone every chart has its picture, its table and its files (${language})`, async ({
    browser,
  }) => {
    test.setTimeout(120_000);
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    for (const path of [...PAGES, "/functions/09?year=2026", "/budget/line-1", "/agencies/2", "/funds/fund-1"]) {
      expect((await page.goto(`${at.web()}/${language}${path}`))?.status(), path).toBe(200);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(beyond, path).toBeLessThanOrEqual(0);
      await expect(page.locator("main table").first(), path).toBeAttached();
      if (path.includes("/flags")) continue;
      await expect(page.locator("figure[data-chart] svg.chart").first(), path).toBeVisible();
      for (const link of await page.locator(`figure[data-chart] ${LINKS}`).all()) {
        expect(await link.getAttribute("href"), path).toMatch(new RegExp(`^/${language}/`));
        expect((await link.locator("title").first().textContent())?.trim(), path).toBeTruthy();
      }
    }
    await context.close();
  });

  test(`axe finds nothing in the charts (${language})`, async ({ page }) => {
    test.setTimeout(180_000);
    for (const path of PAGES) {
      await page.goto(`${at.web()}/${language}${path}`);
      expect(await violations(page, { without: ["tbody tr:nth-child(n+4)"] }), path).toEqual([]);
    }
  });
}

test("a chart's table, which is written as text, is marked up as all other tables are", async ({ page }) => {
  const markup = async (path: string) => {
    await page.goto(`${at.web()}/en${path}`);
    return page
      .locator("main table.ledger")
      .first()
      .evaluate((table) =>
        ["caption", "thead", "thead tr", "thead th", "tbody", "tbody tr", "tbody td", "tbody td > div"].map((part) => {
          const found = table.querySelector(part);
          const [role, scope] = [found?.getAttribute("role"), found?.getAttribute("scope")];
          const hidden = found?.classList.contains("sr-only");
          return { part, found: found !== null, role, scope, hidden, labelled: found?.hasAttribute("data-label") };
        }),
      );
  };
  expect(await markup("/charts/payees?year=2026")).toEqual(await markup("/funds"));
});

test("what the picture says is paid is the sum of the list that it opens", async ({ page, request }) => {
  const { currencies } = await ask<Totals>("/v1/totals?year=2026");
  const paid = currencies[0]?.paid ?? "0";
  const csv = await (await request.get(`${at.web()}/export/charts/budget.csv?locale=en&year=2026`)).text();
  const [head, ...rows] = csv.replace("\uFEFF", "").trim().split("\r\n");
  const column = head?.split(",").indexOf("Paid") ?? -1;
  // Counted from the end: the first column is a name, which may hold commas.
  const back = column - (head?.split(",").length ?? 0);
  const sums = rows.map((row) => BigInt((row.split(",").at(back) ?? "").replace(".", "")));
  expect(sums.at(-1)).toBe(BigInt(paid));
  expect(sums.slice(0, -1).reduce((sum, each) => sum + each, 0n)).toBe(BigInt(paid));
  await page.goto(`${at.web()}/en/charts?year=2026`);
  const node = page.locator(LINKS).filter({ hasText: "09 Education" }).first();
  const said = ((await node.locator("title").first().textContent()) ?? "").replace(/^.*: /, "").replace(/[^\d]/g, "");
  const href = new URL((await node.getAttribute("href")) ?? "", at.web());
  const { sums: listed } = await ask<MovementPage>(`/v1/movements${href.search}`);
  // Recoveries and rebookings count the other way, so that the plain sum is no smaller.
  expect(BigInt(listed?.[0]?.amount ?? "0") >= BigInt(said) && BigInt(said) > 0n).toBe(true);
  await node.click();
  await expect(page).toHaveURL(/\/en\/movements\?.*function=09/);
});

test("the budget opens tile by tile down to a line, and the way back stays", async ({ page }) => {
  await page.goto(`${at.web()}/en/charts/budget?year=2026`);
  await page.locator("svg.chart a").filter({ hasText: "09 Education" }).click();
  await expect(page).toHaveURL(/function=09/);
  await page.locator("svg.chart a").first().click();
  await expect(page).toHaveURL(/agency=\d+/);
  await expect(page.locator("main nav ol li")).toHaveCount(3);
  await page.locator("main nav ol a").nth(1).click();
  await expect(page).toHaveURL(/function=09$|function=09&(?!agency)/);
});

test("a chart is taken as SVG and PNG, and stands in another page's frame", async ({ browser, page, request }) => {
  const svg = await request.get(`${at.web()}/export/charts/flows.svg?locale=zh&year=2026`);
  expect(svg.headers()["content-type"]).toContain("image/svg+xml");
  expect(svg.headers()["content-disposition"]).toMatch(/"mingzhang-flows-2026-[A-Z]{3}-zh-block-\d+\.svg"/);
  const trend = await request.get(`${at.web()}/export/charts/trend.csv?locale=en&fund=fund-1`);
  expect(trend.headers()["content-disposition"]).toMatch(/"mingzhang-trend-fund-1-[A-Z]{3}-en-block-\d+\.csv"/);
  expect(await svg.text()).toMatch(/^<svg xmlns=.*<\/svg>$/s);
  expect((await request.get(`${at.web()}/export/charts/nonsense.svg`)).status()).toBe(404);
  await page.goto(`${at.web()}/en/charts/budget?year=2026`);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "PNG" }).click();
  expect((await download).suggestedFilename()).toMatch(/^mingzhang-budget-2026-[A-Z]{3}-en\.png$/);
  const file = await (await download).createReadStream();
  const bytes: Buffer[] = [];
  for await (const chunk of file) bytes.push(chunk as Buffer);
  const png = Buffer.concat(bytes);
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect(png.readUInt32BE(16)).toBe(2 * 1070);
  // A page of somebody else's, with no policy of this site.
  const frameOf = `<iframe src="${at.web()}/embed/en/flows?year=2026" width="800" height="600"></iframe>`;
  const other = createServer((_, response) => {
    response.setHeader("content-type", "text/html");
    response.end(`<!doctype html><title>Another site</title>${frameOf}`);
  }).listen(0, "127.0.0.1");
  await once(other, "listening");
  const context = await browser.newContext();
  const theirs = await context.newPage();
  await theirs.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`);
  const frame = theirs.frameLocator("iframe");
  await expect(frame.locator(LINKS).first()).toBeVisible();
  await expect(frame.locator("h1")).toHaveText("From source to payee");
  await context.close();
  other.closeAllConnections();
  other.close();
});

test("what a chart's address says that nobody understands is told on the page and in the frame, and refused in files", async ({
  page,
  request,
}) => {
  const query = "year=abc&currency=ZZZ&threshold=5";
  for (const [language, title, instead] of [
    ["en", "Part of this address was not understood", "Shown instead: CNY."],
    ["zh", "这个网址有一部分没有看懂", "现在显示的是：CNY。"],
  ]) {
    for (const path of [`/${language}/charts?${query}`, `/embed/${language}/flows?${query}`]) {
      await page.goto(at.web() + path);
      const notice = page.getByRole("alert").filter({ hasText: title });
      for (const text of ["abc", "ZZZ", "threshold", instead]) await expect(notice, path).toContainText(text ?? "");
      await expect(page.locator("svg.chart").first(), path).toBeVisible();
    }
    await page.goto(`${at.web()}/${language}/payees?sort=bogus`);
    await expect(page.getByRole("alert").filter({ hasText: title })).toContainText("sort");
  }
  for (const ending of ["csv", "svg"]) {
    const answer = await request.get(`${at.web()}/export/charts/flows.${ending}?locale=en&${query}`);
    expect([answer.status(), answer.headers()["content-type"]]).toEqual([400, "application/problem+json"]);
    const { errors } = (await answer.json()) as Problem;
    expect(errors?.map(({ field, value }) => [field, value])).toEqual([
      ["year", "abc"],
      ["threshold", "5"],
      ["currency", "ZZZ"],
    ]);
    expect(errors?.every(({ remedy }) => remedy !== "")).toBe(true);
  }
  expect((await request.get(`${at.web()}/embed/en/trend`)).status()).toBe(400);
});
