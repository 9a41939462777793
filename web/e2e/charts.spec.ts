// Charts: they add up to the lists behind them, are read without scripts, on a phone and by axe, and can be taken away.
import { violations } from "./fixture/axe";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Movement, MovementPage, Problem, Totals, Years } from "@mingzhang/sdk/api";
import type { Page } from "@playwright/test";
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
  await node.click();
  await expect(page).toHaveURL(/\/en\/movements\?.*function=09/);
});

test("the list that a band opens says the band's sum, what came back taken off", async ({ page }) => {
  await page.goto(`${at.web()}/en/charts?year=2026`);
  const bands = await page
    .locator("figure[data-chart=flows] svg.chart a[href*='recovery'][href*='agency=']:not([href*='reclassification'])")
    .evaluateAll((links) =>
      links.map((link) => [link.getAttribute("href") ?? "", link.querySelector("title")?.textContent ?? ""] as const),
    );
  expect(bands.length).toBeGreaterThan(3);
  for (const [href, label] of bands.slice(0, 6)) {
    await page.goto(at.web() + href);
    await expect(page.getByTestId("list-sums"), label).toContainText(label.replace(/^.*: /, ""));
  }
});

/** What a list adds up to by the signs of its kinds. */
async function signedSum(search: string): Promise<bigint> {
  const query = new URLSearchParams(search);
  let sum = 0n;
  for (const kind of query.get("kind")?.split(",") ?? []) {
    const of = new URLSearchParams([...[...query].filter(([name]) => name !== "kind"), ["kind", kind]]);
    const { sums, items, next } = await ask<MovementPage>(`/v1/movements?${of.toString()}&limit=200`);
    const amount = BigInt(sums?.[0]?.amount ?? "0");
    if (kind !== "reclassification") sum += ["recovery", "refund"].includes(kind) ? -amount : amount;
    else {
      expect(next, search).toBeNull();
      for (const each of items) {
        const cited = await ask<Movement>(`/v1/movements/${each.cites}`);
        // From within the list into it again, nothing is added.
        const left = (query.get("except") ?? "").split(",");
        const within =
          cited.year === each.year &&
          !left.includes(`function-${cited.function?.code.slice(0, 2)}`) &&
          !left.includes(`agency-${cited.agency?.id}`) &&
          !left.includes(`payee-${cited.payee?.id}`) &&
          (query.get("function") === null || cited.function?.code.startsWith(query.get("function") ?? "")) &&
          (query.get("agency") === null || String(cited.agency?.id) === query.get("agency"));
        if (!within) sum += BigInt(each.amount);
      }
    }
  }
  return sum;
}

/** What the parts of a mark add up to; those that say that a list is exactly theirs are held against it. */
async function sumOfParts(page: Page, path: string, known: Map<string, bigint>): Promise<bigint> {
  await page.goto(at.web() + path);
  const parts = await page.locator("#mark tbody tr:has(a)").evaluateAll((rows) =>
    rows.map((row) => ({
      value: row.querySelector("data")?.getAttribute("value") ?? "",
      href: row.querySelector("a")?.getAttribute("href") ?? "",
      list: row.querySelector("td:last-child")?.textContent ?? "",
    })),
  );
  expect(parts.length, path).toBeGreaterThan(0);
  for (const { value, href, list } of parts) {
    const { pathname, search } = new URL(href, at.web());
    if (pathname.endsWith("/charts")) continue;
    expect(pathname, path).toMatch(/^\/(en|zh)\/movements$/);
    const sum = known.get(search) ?? (await signedSum(search));
    known.set(search, sum);
    const size = (amount: bigint) => (amount < 0n ? -amount : amount);
    const asked = `${path} ${search}`;
    // Signs of a part are those of the mark that it is of.
    if (/exactly|恰好/.test(list)) expect(size(sum), asked).toBe(size(BigInt(value)));
    else expect((await ask<MovementPage>(`/v1/movements${search}&limit=1`)).items, asked).toHaveLength(1);
  }
  return parts.reduce((sum, { value }) => sum + BigInt(value), 0n);
}

test("every bar, band and row of the picture of flows opens exactly its sum, or its parts", async ({ page }) => {
  test.setTimeout(180_000);
  const known = new Map<string, bigint>();
  const apart = new Map<string, bigint>();
  for (const [path, marks] of [
    ["/en?year=2026", "figure[data-chart=flows] svg.chart a"],
    ["/zh?year=2026", "figure[data-chart=flows] svg.chart a"],
    ["/en/charts?year=2026", "figure[data-chart=flows] svg.chart a"],
    ["/en/charts?year=2027", "figure[data-chart=flows] svg.chart a"],
    ["/en/charts?year=all", "figure[data-chart=flows] svg.chart a"],
    ["/en/charts?year=2026", "figure[data-chart=flows] table a:has(data)"],
  ] as const) {
    await page.goto(at.web() + path);
    const found = await page.locator(marks).evaluateAll((links) =>
      links.map((link) => ({
        href: link.getAttribute("href") ?? "",
        label: link.querySelector("title")?.textContent ?? "",
        value: link.querySelector("data")?.getAttribute("value") ?? null,
      })),
    );
    if (!path.includes("2027")) expect(found.length, path).toBeGreaterThan(15);
    // Nothing in the picture that leads nowhere.
    await expect(page.locator("figure[data-chart=flows] svg.chart .mark:not(a *)")).toHaveCount(0);
    for (const { href, label, value } of found) {
      const { pathname, search, hash } = new URL(href, at.web());
      const shown = BigInt(value ?? label.replace(/^.*: ?|^.*：/, "").replace(/\D/g, ""));
      if (hash === "#mark") {
        expect(pathname, label).toMatch(/^\/(en|zh)\/charts$/);
        apart.set(pathname + search, shown);
        continue;
      }
      expect(pathname, label).toMatch(/^\/(en|zh)\/movements$/);
      const sum = known.get(search) ?? (await signedSum(search));
      known.set(search, sum);
      expect(sum, `${path} ${label} ${search}`).toBe(shown);
    }
  }
  expect(apart.size).toBeGreaterThan(3);
  for (const [path, shown] of apart) expect(await sumOfParts(page, path, known), path).toBe(shown);
  // Tails among them.
  expect([...known.keys()].filter((search) => search.includes("except=")).length).toBeGreaterThan(3);
});

test("a mark taken apart says so, leads back, and one that is not there is named", async ({ page }) => {
  await page.goto(`${at.web()}/en/charts?year=2026&mark=kept`);
  await expect(page.locator("#mark h2")).toHaveText("Stayed in the funds");
  await page.locator("#mark").getByRole("link", { name: "Back to the whole picture" }).click();
  await expect(page).toHaveURL(/year=2026/);
  await expect(page.locator("#mark")).toHaveCount(0);
  for (const mark of ["fund-999", "a.b.c", "<script>", `${"x".repeat(500)}`]) {
    await page.goto(`${at.web()}/en/charts?year=2026&mark=${encodeURIComponent(mark)}`);
    await expect(page.getByText("This picture has no such bar or band.")).toBeVisible();
    await expect(page.locator("#mark")).toHaveCount(0);
  }
  // Where nothing is drawn, that is said, and not that a bar is missing.
  await page.goto(`${at.web()}/en/charts?year=2027&mark=kept`);
  await expect(page.getByText("Nothing has been received or paid in this year.")).toBeVisible();
  await expect(page.getByText("This picture has no such bar or band.")).toHaveCount(0);
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

test("the code for another site makes a frame that shows all of the chart, and is there without scripts", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const path of [
    "/en/charts",
    "/zh/charts/budget",
    "/en/charts/calendar",
    "/en/charts/payees",
    "/zh/charts/compare",
  ]) {
    await page.setViewportSize({ width: 1200, height: 800 });
    await page.goto(`${at.web()}${path}?year=2026`);
    const field = page.locator("figure[data-chart] textarea");
    await page.locator("figure[data-chart] details:has(textarea) summary").click();
    await expect(field).toBeVisible();
    const code = await field.inputValue();
    const [, address = "", height = "0"] = /src="([^"]+)".*width="100%" height="(\d+)"/.exec(code) ?? [];
    await page.goto(address.replaceAll("&#38;", "&"));
    for (const width of [360, 640, 1200]) {
      await page.setViewportSize({ width, height: Number(height) });
      const needs = await page.evaluate(() => document.querySelector("main")?.getBoundingClientRect().bottom ?? 0);
      expect(needs, `${path} at ${width}`).toBeLessThanOrEqual(Number(height));
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(beyond, `${path} at ${width}`).toBeLessThanOrEqual(0);
      if (width < 640) continue;
      const scrolled = await page
        .locator(".scroll")
        .first()
        .evaluate((box) => box.scrollWidth - box.clientWidth);
      expect(scrolled, `${path} at ${width}`).toBeLessThanOrEqual(0);
    }
  }
  await context.close();
});

test("two years side by side begin with the year asked for, which never stands beside itself", async ({ page }) => {
  const { years } = await ask<Years>("/v1/years");
  const [newest = 0, ...others] = years;
  const oldest = others.at(-1) ?? newest;
  for (const query of [`year=${oldest}`, `year=${oldest}&before=${oldest}`]) {
    await page.goto(`${at.web()}/en/charts/compare?${query}`);
    await expect(page.locator("nav [aria-current=page]").filter({ hasText: /^\d{4}$/ })).toHaveText(String(oldest));
    await expect(page.locator("figcaption")).toContainText("There is no year before it on this ledger");
    await expect(page.locator("figure table thead th")).toHaveCount(3);
  }
  await page.goto(`${at.web()}/zh/charts/compare?year=${newest}`);
  await expect(page.locator("figcaption")).toContainText("尚未开始，仅有上年结转");
  await page.goto(`${at.web()}/zh?year=${newest}`);
  await expect(page.locator("main")).toContainText(`${newest} 年没有收支。`);
  await expect(page.locator("main table a[href^='/zh/movements/']")).toHaveCount(0);
});

test("a frame's refusal is in the language of its address", async ({ request }) => {
  for (const [path, text] of [
    ["zh/nonsense", "没有这种图。"],
    ["en/nonsense", "There is no such chart."],
  ]) {
    const answer = await request.get(`${at.web()}/embed/${path}`);
    expect([answer.status(), (await answer.text()).trim()]).toEqual([404, text]);
  }
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
