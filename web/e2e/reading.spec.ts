// Filtering, the budget tree and search, as a reader does them, in both languages.
import { ask, at, expect, LANGUAGES, movements, test } from "./fixture/world";
import type { LineTree, Movement, MovementDetail, MovementPage, Page, Totals, Years } from "@mingzhang/sdk/api";
import type { CaseDetail } from "@mingzhang/sdk/api-cases";
import type { Flags } from "@mingzhang/sdk/api-charts";

for (const language of LANGUAGES) {
  const zh = language === "zh";

  test(`filters are the address, chips take them away, the CSV is this list (${language})`, async ({
    page,
    request,
  }) => {
    await page.goto(`${at.web()}/${language}/movements`);
    await page.getByText(zh ? "筛选" : "Filters", { exact: true }).click();
    await page.getByLabel(zh ? "预算年度" : "Fiscal year").selectOption("2026");
    await page.getByLabel(zh ? "支付退回" : "Recovery", { exact: true }).check();
    await page.getByRole("button", { name: zh ? "显示" : "Show", exact: true }).click();
    await expect(page).toHaveURL(/kind=recovery/);
    const { total } = await ask<Page<Movement>>("/v1/movements?kind=recovery&year=2026&count=true");
    await expect(page.locator("p", { hasText: zh ? "符合条件" : "under these filters" })).toContainText(String(total));

    const csv = await page.locator("a[href^='/export/movements.csv']").first().getAttribute("href");
    const text = await (await request.get(at.web() + (csv ?? ""))).text();
    expect(text.trim().split("\n")).toHaveLength((total ?? 0) + 1);

    await page.getByRole("link", { name: zh ? /去掉条件“预算年度/ : /Remove filter Fiscal year/ }).click();
    await expect(page).not.toHaveURL(/year=2026/);
    await expect(page).toHaveURL(/kind=recovery/);
  });

  test(`what a list leaves out is named, taken away one by one, and left out of its file and citation (${language})`, async ({
    page,
    request,
  }) => {
    const [payment] = await movements("kind=payment&limit=1&sort=amount&order=desc");
    const payee = payment?.payee;
    if (payee === undefined || payee === null) throw new Error("The largest payment has no payee");
    const filter = `kind=payment&year=2026&except=payee-${payee.id},function-09`;
    const { total } = await ask<MovementPage>(`/v1/movements?${filter}&count=true&limit=1`);
    const { total: all } = await ask<MovementPage>("/v1/movements?kind=payment&year=2026&count=true&limit=1");
    expect(total ?? 0).toBeGreaterThan(0);
    expect(total ?? 0).toBeLessThan(all ?? 0);
    await page.goto(`${at.web()}/${language}/movements?${filter}`);
    await expect(page.locator("p", { hasText: zh ? "符合条件" : "under these filters" })).toContainText(String(total));
    const word = zh ? "排除" : "Without";
    const remove = (value: string) =>
      page.getByRole("link", { name: zh ? `去掉条件“${word}：${value}` : `Remove filter ${word}: ${value}` });
    await expect(remove("09")).toHaveCount(1);
    const csv = await page.locator("a[href^='/export/movements.csv']").first().getAttribute("href");
    const rows = (await (await request.get(at.web() + (csv ?? ""))).text()).trim().split("\n");
    expect(rows).toHaveLength((total ?? 0) + 1);
    await page.goto(`${at.web()}/${language}/cite?${filter}`);
    await expect(page.locator("main")).toContainText(`${word}${zh ? "：" : ": "}`);
    await expect(page.getByTestId("cited-then")).toContainText(String(total));
    await page.goto(`${at.web()}/${language}/movements?${filter}`);
    await remove("09").click();
    await expect(page).toHaveURL(new RegExp(`except=payee-${payee.id}(&|$)`));
    await page.goto(`${at.web()}/${language}/movements?kind=payment&except=line-1`);
    await expect(page.locator("main")).toContainText(zh ? "payee-3、function-09" : "payee-3, function-09");
  });

  test(`files are what the page shows, of agencies in the chosen year, procedures and timeliness; cases and findings name their feed (${language})`, async ({
    page,
    request,
  }) => {
    await page.goto(`${at.web()}/${language}/agencies?year=2026`);
    const href = await page.locator("#take a[href^='/export/agencies.json']").getAttribute("href");
    const file = (await (await request.get(at.web() + (href ?? ""))).json()) as Record<string, string | number>[];
    const shown = await page
      .locator("table.ledger tbody tr")
      .evaluateAll((rows) =>
        rows.map((row) => [...row.querySelectorAll("data.sum")].map((sum) => (sum as HTMLDataElement).value)),
      );
    const lapsed = file.some((row) => row.currency !== null && row.lapsed_minor !== "0");
    const sums = file.map((row) =>
      row.currency === null
        ? []
        : [
            ...[row.appropriated_minor, row.committed_minor, row.paid_minor, row.available_minor],
            ...(lapsed ? [row.lapsed_minor] : []),
          ],
    );
    expect(shown).toEqual(sums);
    expect(file.every(({ year }) => year === 2026)).toBe(true);
    for (const [route, list, whole] of [
      ["procedures", "procedures", "/v1/procedures"],
      ["procedures?all=true", "procedures", "/v1/procedures?all=true"],
      ["timeliness", "timeliness", "/v1/timeliness"],
    ] as const) {
      await page.goto(`${at.web()}/${language}/${route}`);
      const href = await page.locator(`#take a[href^='/export/${list}.json']`).getAttribute("href");
      const file = (await (await request.get(at.web() + (href ?? ""))).json()) as unknown[];
      const { items, agencies = [] } = await ask<{ items: unknown[]; agencies?: unknown[] }>(whole);
      expect(file.length, route).toBe(items.length + agencies.length);
    }
    for (const [list, query] of [
      ["cases", "overdue=true"],
      ["findings", "severity=major"],
    ] as const) {
      await page.goto(`${at.web()}/${language}/${list}?${query}`);
      const feed = page.locator("head link[rel=alternate][type='application/atom+xml']");
      await expect(feed).toHaveAttribute("href", `/export/${list}.atom?${query}`);
      const answer = await request.get(`${at.web()}/export/${list}.atom?${query}`);
      expect(answer.headers()["content-type"]).toContain("application/atom+xml");
      // It leads back to where it was taken from.
      expect(await answer.text()).toContain(`rel="self" href="${at.web()}/export/${list}.atom?`);
      const { items } = await ask<Page<unknown>>(`/v1/${list}?${query}&limit=50`);
      expect((await answer.text()).split("<entry>")).toHaveLength(items.length + 1);
    }
  });

  test(`pages of a list go on and come back, also after loading again (${language})`, async ({ page }) => {
    await page.goto(`${at.web()}/${language}/movements?sort=amount`);
    const rows = page.locator("tbody tr");
    const first = await rows.first().innerText();
    await page.locator("a[rel=next]").click();
    await expect(rows.first()).not.toHaveText(first);
    await page.reload();
    await page.locator("a[rel=prev]").click();
    await expect.poll(() => rows.first().innerText()).toBe(first);
  });

  test(`what does not fit is named and left out (${language})`, async ({ page }) => {
    await page.goto(`${at.web()}/${language}/movements?min=abc&from=2026-02-30`);
    const alert = page.locator("main [role=alert]");
    await expect(alert).toContainText("abc");
    await expect(alert).toContainText("2026-02-30");
    await expect(page.locator("tbody tr").first()).toBeVisible();
  });

  test(`budget tree -> line -> its movements (${language})`, async ({ page }) => {
    const tree = await ask<LineTree>("/v1/lines?year=2026");
    const line = tree.agencies[1]?.lines[0];
    if (line === undefined) throw new Error("The demonstration has no second agency");
    await page.goto(`${at.web()}/${language}/budget?year=2026`);
    await page.locator("details.agency").nth(1).locator("summary").click();
    await page.locator(`a.link[href$="/budget/${line.id}"]`).click();
    await expect(page.locator("h1")).toContainText(zh ? line.name : line.otherName);
    await page.locator("dl.sums dd a").first().click();
    await expect(page).toHaveURL(new RegExp(`line=${line.id}`));
    await expect(page.locator("tbody tr").first()).toBeVisible();
  });

  test(`search finds a payee by a part of its name, and a record by its number (${language})`, async ({ page }) => {
    const [payment] = await movements("kind=payment&limit=1");
    const payee = payment?.payee;
    if (payment === undefined || payee == null) throw new Error("The demonstration has no payment");
    const name = zh ? payee.name : payee.otherName;
    await page.goto(`${at.web()}/${language}/search`);
    await page.locator("main input[name=q]").fill(name.slice(0, 6));
    await page.keyboard.press("Enter");
    await page
      .locator(`main a[href$="/${payee.kind === "agency" ? "agencies" : "payees"}/${payee.id}"]`)
      .first()
      .click();
    await expect(page.locator("h1")).toContainText(name);
    await page.goto(`${at.web()}/${language}/search?q=${payment.record}`);
    await expect(page.locator(`main a[href$="/movements/${payment.record}"]`).first()).toBeVisible();
    await page.goto(`${at.web()}/${language}/search?q=zzzz-nothing`);
    await expect(page.locator("main [role=status]")).toContainText("zzzz-nothing");
  });
}

test("the language in the path leads to the same page in the other one", async ({ page }) => {
  await page.goto(`${at.web()}/en/movements?kind=payment`);
  await page.getByRole("link", { name: "中文" }).click();
  await expect(page).toHaveURL(/\/zh\/movements\?kind=payment$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
});

test("sums in 万 and 亿 by choice, and back", async ({ page }) => {
  await page.goto(`${at.web()}/zh/funds`);
  await page.getByRole("button", { name: "金额按万、亿显示" }).click();
  await expect(page).toHaveURL(/\/zh\/funds$/);
  await expect(page.locator("tbody tr").first()).toContainText(/[万亿]/);
  await page.getByRole("button", { name: "显示到分" }).click();
  await expect(page.locator("tbody tr").first()).not.toContainText(/[万亿]/);
});

test("a page is painted before its scripts are asked for, and wakes then", async ({ page }) => {
  for (const path of ["/en", "/zh/movements"]) {
    const answer = await page.goto(at.web() + path);
    const asked = () =>
      page.evaluate(() => ({
        painted: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Infinity,
        scripts: performance
          .getEntriesByType("resource")
          .filter(({ name }) => name.endsWith(".js"))
          .map(({ startTime }) => startTime),
      }));
    await expect.poll(async () => (await asked()).scripts.length).toBeGreaterThan(5);
    const { painted, scripts } = await asked();
    expect(Math.min(...scripts)).toBeGreaterThan(painted);
    const html = (await answer?.text()) ?? "";
    // Two characters for the link to the Chinese pages, fetched once; Chinese pages have no use for them.
    expect(html.match(/<link[^>]+woff2/g) ?? []).toHaveLength(path === "/en" ? 1 : 0);
    const fonts = await page.evaluate(
      () => performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".woff2")).length,
    );
    expect(fonts).toBeLessThanOrEqual(1);
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog")).toBeVisible();
  }
});

test("a page's data is no script until it is painted, however Next.js writes it", async ({ page }) => {
  for (const path of ["/en", "/zh/budget", "/en/portal", "/en/there-is-no-such-page"]) {
    const html = await (await page.request.get(at.web() + path)).text();
    const scripts = [...html.matchAll(/<script([^>]*)>([^<]*)/g)].map(([, attributes, text]) => ({ attributes, text }));
    expect(
      scripts.filter(({ attributes, text }) => !attributes?.includes("json") && text?.includes("__next_f")),
      path,
    )
      // The loader's own, in which the data is read.
      .toHaveLength(1);
    const data = JSON.parse(scripts.find(({ attributes }) => attributes?.includes("json"))?.text ?? "") as unknown[];
    expect(data.length, path).toBeGreaterThan(1);
    expect(data[0], path).toEqual([0]);
  }
});

test("one agency's budget: its own page has lines and payees first, and its year leads to it, open", async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const tree = await ask<LineTree>("/v1/lines?year=2026");
  const agency = tree.agencies.find(({ lapsed, lines }) => lapsed !== "0" && lines.length > 1);
  if (agency === undefined) throw new Error("The demonstration has no agency whose lines lapsed");
  await page.goto(`${at.web()}/en/agencies/${agency.agency.id}?year=2026`);
  const headings = await page.locator("main h2").allInnerTexts();
  expect(headings.slice(0, 2)).toEqual(["Its budget, year by year", "Its budget and spending in 2026"]);
  const own = page.getByRole("table", { name: /budget lines of 2026/ });
  await expect(own.locator("tbody tr")).toHaveCount(agency.lines.length);
  // Each row adds up, and all of them together.
  const rows = await own
    .locator("tr:has(td)")
    .evaluateAll((all) => all.map((row) => [...row.querySelectorAll("data")].map((sum) => sum.value)));
  expect(rows).toHaveLength(agency.lines.length + 1);
  for (const [appropriated = "", , committed = "", , available = "", lapsed = ""] of rows) {
    expect(BigInt(committed) + BigInt(available) + BigInt(lapsed)).toBe(BigInt(appropriated));
  }
  expect(rows.at(-1)?.[0]).toBe(agency.appropriated);
  await page.locator("main table").first().getByRole("link", { name: "2026", exact: true }).click();
  await expect(page).toHaveURL(
    new RegExp(`/budget\\?year=2026&agency=${agency.agency.id}#agency-${agency.agency.id}$`),
  );
  await expect(page.locator(`#agency-${agency.agency.id}`)).toHaveAttribute("open", "");
  await expect(page.locator("details.agency[open]")).toHaveCount(1);
  await expect(page.locator(`#agency-${agency.agency.id} summary`)).toBeInViewport();
  await page.goto(`${at.web()}/en/budget?year=2026&agency=999999`);
  await expect(page.locator("main [role=alert]")).toContainText("999999");
  await context.close();
});

test("all agencies together are the year's sums, to the last minor unit", async ({ page }) => {
  const { currencies } = await ask<Totals>("/v1/totals?year=2026");
  for (const [route, row] of [
    ["/budget?year=2026", "main section > table tbody tr"],
    ["/agencies?year=2026", "main tfoot tr"],
  ] as const) {
    await page.goto(`${at.web()}/zh${route}`);
    for (const [index, of] of currencies.entries()) {
      const sums = await page
        .locator(row)
        .nth(index)
        .locator("data")
        .evaluateAll((all) => all.map((sum) => sum.getAttribute("value")));
      expect(sums, route).toEqual(
        expect.arrayContaining([of.appropriated, of.committed, of.paid, of.available, of.lapsed]),
      );
      await expect(page.locator(row).nth(index)).toContainText("%");
    }
  }
});

test("parts of budget execution differ without colours, and the legend shows them as the bars do", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  for (const route of ["/functions/09?year=2026", "/budget?year=2026"]) {
    await page.goto(`${at.web()}/en${route}`);
    const looks = await page
      .locator(".bar-legend svg")
      .evaluateAll((all) => all.map((svg) => svg.querySelector("line")?.getAttribute("stroke-dasharray") ?? "solid"));
    expect(new Set(looks).size, route).toBe(3);
    const inBars = await page
      .locator("svg.bar line")
      .evaluateAll((all) => all.map((line) => line.getAttribute("stroke-dasharray")));
    expect(inBars.length, route).toBeGreaterThan(0);
    for (const look of inBars) expect(looks).toContain(look);
  }
});

for (const way of ["pointer", "Control+k", "/"]) {
  test(`what is pressed before a page is awake is done when it is (${way})`, async ({ page }) => {
    let go: () => void = () => undefined;
    const late = new Promise<void>((resolve) => (go = resolve));
    await page.route("**/_next/static/**/*.js", async (route) => {
      await late;
      await route.continue();
    });
    const press = () => (way === "pointer" ? page.locator(".find-opener").click() : page.keyboard.press(way));
    await page.goto(`${at.web()}/en`, { waitUntil: "domcontentloaded" });
    await press();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    // What the browser does by itself, it does at once.
    const term = page.locator("button[popovertarget]").first();
    await term.click();
    const explained = page.locator(`[id="${await term.getAttribute("popovertarget")}"]`);
    await expect(explained).toBeVisible();
    await press();
    go();
    await expect(page.getByRole("dialog")).toBeVisible();
  });
}

test("a movement that is posted while the page is open appears on top", async ({ page, request }) => {
  await page.goto(`${at.lying()}/en`);
  await expect(page.getByText("Live: new movements appear on top.")).toBeVisible();
  const before = await page.locator("tr.arrived").count();
  await request.get(`${at.lyingApi()}/announce`);
  // The lapse that is announced before it belongs to no list of what money did.
  await expect(page.locator("tr.arrived")).toHaveCount(before + 1);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("Paused.")).toBeVisible();
});

test("payees say of which years their sums are, and a movement why its value date is before its case", async ({
  page,
}) => {
  const { items } = await ask<MovementPage>("/v1/movements?kind=payment&limit=200");
  let early: { record: number; valueDate: string | null } | undefined;
  for (const { record, valueDate } of items) {
    const { case: its } = await ask<MovementDetail>(`/v1/movements/${record}`);
    if (its === null || valueDate === null) continue;
    const { submittedAt } = await ask<CaseDetail>(`/v1/cases/${its.number}`);
    if (valueDate < submittedAt.slice(0, 10)) early = { record, valueDate };
    if (early !== undefined) break;
  }
  // The next year is opened already, but nothing was paid in it.
  const { years, paid } = await ask<Years>("/v1/years");
  expect(years.length).toBeGreaterThan(paid.length);
  for (const language of LANGUAGES) {
    await page.goto(`${at.web()}/${language}/movements/${early?.record ?? ""}`);
    const told = page.getByTestId("earlier-value").locator("time").first();
    await expect(told).toHaveAttribute("datetime", early?.valueDate ?? "none");
    await page.goto(`${at.web()}/${language}/payees`);
    const period = page.getByTestId("period");
    await expect(period).toContainText(
      language === "zh" ? `${paid[0]} 预算年度（` : `fiscal year ${paid[0]}, the only one`,
    );
    await expect(period).not.toContainText(String(years.find((year) => !paid.includes(year))));
    await page.getByTestId("period").getByRole("link").first().click();
    await expect(page).toHaveURL(/\/movements\?kind=payment/);
  }
});

test("a document is saved under a name that a phone's programs know, and stays a download", async ({ request }) => {
  const { items } = await ask<Page<Movement>>("/v1/movements?kind=payment&limit=200");
  const digest = items.find(({ document }) => document !== null)?.document ?? "";
  const answer = await request.get(`${at.web()}/documents/${digest}`);
  expect(answer.status()).toBe(200);
  expect(answer.headers()["content-type"]).toBe("text/plain; charset=utf-8");
  expect(answer.headers()["content-disposition"]).toBe(`attachment; filename="${digest.slice(2)}.txt"`);
  expect(answer.headers()["content-security-policy"]).toContain("sandbox");
});

for (const language of LANGUAGES) {
  test(`what every hundred of the year went to adds up to a hundred (${language})`, async ({ page }) => {
    await page.goto(`${at.web()}/${language}/my-tax`);
    const shares = await page.getByTestId("hundred").locator("li > strong").allTextContents();
    expect(shares.length).toBeGreaterThan(3);
    const hundredths = shares.reduce((sum, share) => sum + Math.round(Number(share) * 100), 0);
    expect(hundredths).toBe(10_000);
    await expect(page.locator("select[name=source] optgroup").first()).toHaveAttribute(
      "label",
      { en: "Taxes", zh: "税收" }[language],
    );
  });

  test(`a payee's page says which published rules found something of it, and leads there (${language})`, async ({
    page,
  }) => {
    const flags = await ask<Flags>("/v1/flags?currency=CNY&year=2026&rule=split");
    const payee = flags.rules.flatMap((rule) => rule.flags).find((flag) => flag.payee !== null)?.payee?.id ?? 0;
    const own = await ask<Flags>(`/v1/flags?currency=CNY&year=2026&payee=${payee}`);
    await page.goto(`${at.web()}/${language}/payees/${payee}`);
    await page.getByTestId("flag-band").getByRole("link").click();
    await expect(page).toHaveURL(new RegExp(`/${language}/charts/flags\\?year=2026&currency=CNY&payee=${payee}$`));
    const shown = own.rules.reduce((sum, { count }) => sum + count, 0);
    await expect(page.locator("main section table.ledger tbody tr")).toHaveCount(shown);
  });
}
