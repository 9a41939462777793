// What an address asks for that a page does not take, or that says nothing: told in the page's language, never passed over.
import type { Problem, SearchResult, Years } from "@mingzhang/sdk/api";
import type { CasePage } from "@mingzhang/sdk/api-cases";
import type { FindingPage } from "@mingzhang/sdk/api-findings";
import { EMPTY_YEAR } from "./fixture/tampering-api";
import { aPayment, ask, at, everyRoute, expect, LANGUAGES, movements, test } from "./fixture/world";

/** Pages that say in their own words what of their address does not fit, or have none of their own to say it on. */
const OTHERWISE = ["/cite", "/there-is-no-such-page"];

for (const language of LANGUAGES) {
  const zh = language === "zh";
  const alert = "main [role=alert]";

  test(`ranges that are the wrong way round are named, and are no empty list (${language})`, async ({ page }) => {
    for (const list of ["movements", "cases", "findings"]) {
      await page.goto(`${at.web()}/${language}/${list}?from=2026-07-01&to=2026-01-31`);
      await expect(page.locator(alert)).toContainText(
        zh
          ? /“2026-07-01”不适合“.*自”。它晚于“.*至”，请将两者对调/
          : /“2026-07-01” does not fit “.+”. It is later than “.+”: exchange/,
      );
      await expect(page.locator(alert)).toContainText("2026-01-31");
      await expect(page.locator("tbody tr").first()).toBeVisible();
    }
    await page.goto(`${at.web()}/${language}/movements?min=1000&max=999.99`);
    await expect(page.locator(alert)).toContainText(
      zh ? "“1000”不适合“金额不低于”。它大于" : "“1000” does not fit “Amount from”. It is above",
    );
    await expect(page.locator("tbody tr").first()).toBeVisible();
  });

  test(`every page names what it does not take, once, and says nothing where all is taken (${language})`, async ({
    page,
  }) => {
    test.setTimeout(180_000);
    const { items: cases } = await ask<CasePage>("/v1/cases?limit=1");
    const { items: findings } = await ask<FindingPage>("/v1/findings?limit=1");
    const routes = [
      ...(await everyRoute()).filter((route) => !OTHERWISE.some((other) => route.startsWith(other))),
      ...[`/cases/${cases[0]?.number}`, `/findings/${findings[0]?.number}`, "/procedures/1", "/timeliness", "/permits"],
      ...["/saved", "/journalists", "/portal", "/portal/findings/new", "/functions/09", "/charts", "/charts/calendar"],
    ];
    const told = zh ? "这里没有“no_such”这一项，已略去。" : "There is no “no_such” here; it is left out.";
    for (const route of routes) {
      const text = await (
        await page.request.get(`${at.web()}/${language}${route}${route.includes("?") ? "&" : "?"}no_such=1`)
      ).text();
      expect(text.split(`<li>${told}</li>`).length - 1, route).toBe(1);
      if (route.includes("nonsense")) continue;
      const plain = await (await page.request.get(`${at.web()}/${language}${route}`)).text();
      expect(plain.includes(zh ? "这个网址有一部分没有看懂</p>" : "was not understood</p>"), route).toBe(false);
    }
    const { record } = await aPayment();
    await page.goto(`${at.web()}/${language}/movements/${record}?no_such=1`);
    await expect(page.locator(alert)).toBeVisible();
    await expect(page.locator("h1")).toBeVisible();
  });

  test(`a year that was never opened is told from one that is open and empty (${language})`, async ({ page }) => {
    const { years } = await ask<Years>("/v1/years");
    for (const path of ["", "/budget", "/agencies"]) {
      await page.goto(`${at.web()}/${language}${path}?year=1999`);
      const told = page.getByTestId("empty-year");
      await expect(told).toContainText(zh ? "从未开设 1999 预算年度" : "Fiscal year 1999 was never opened");
      for (const year of years) {
        await expect(told.locator(`a[href="/${language}${path || "/"}?year=${year}"]`)).toBeVisible();
      }
      await expect(page.locator("main svg, details.agency")).toHaveCount(0);
      await told.getByRole("link").last().click();
      await expect(page.getByTestId("empty-year")).toHaveCount(0);
    }
    for (const path of ["", "/budget"]) {
      await page.goto(`${at.lying()}/${language}${path}?year=${EMPTY_YEAR}`);
      const told = page.getByTestId("empty-year");
      await expect(told).toContainText(zh ? "已开设" : "is opened, from 1 January");
      await expect(told).toContainText(zh ? "还没有任何入账" : "nothing has been posted in it yet");
    }
  });

  test(`a refusal is told in the page's language first, in the API's words second (${language})`, async ({ page }) => {
    await page.goto(`${at.web()}/${language}/cite?size=9&from=2026-07-01&to=2026-01-31`);
    const refusal = page.getByTestId("refusal");
    await expect(refusal).toContainText(zh ? "“2026-07-01”不适合“from”。" : "“2026-07-01” does not fit “from”.");
    const { errors = [] } = (await (
      await fetch(`${at.api()}/v1/citations?size=9&from=2026-07-01&to=2026-01-31`)
    ).json()) as Problem;
    for (const { remedy } of errors) await expect(refusal.locator("bdi[lang=en]", { hasText: remedy })).toBeVisible();
    const frame = await fetch(`${at.web()}/embed/${language}/trail?record=999999999`);
    expect(frame.status).toBe(404);
    const [first = ""] = (await frame.text()).split("\n");
    expect(first).toContain(zh ? "这个编号或名称之下没有内容" : "There is nothing under this number");
  });

  test(`sums in what a search found are grouped, as everywhere else (${language})`, async ({ page }) => {
    const [payment] = await movements("kind=payment&limit=1&sort=amount&order=desc");
    if (payment === undefined) throw new Error("The demonstration has no payment");
    const { hits } = await ask<SearchResult>(`/v1/search?q=${payment.record}&type=movement`);
    expect(hits[0]?.sum).toEqual({ amount: payment.amount, currency: payment.currency, exponent: payment.exponent });
    await page.goto(`${at.web()}/${language}/search?q=${payment.record}`);
    const whole = BigInt(payment.amount) / 100n;
    const note = page.locator(`li:has(a[href$="/movements/${payment.record}"])`).first();
    await expect(note).toContainText(`${zh ? "¥" : "CN¥"}${whole.toLocaleString("en")}.`);
  });
}
