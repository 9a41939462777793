// Words of the glossary beside the numbers: on each page those that a reader meets there, one press away, without scripts.
import type { CheckpointPage } from "@mingzhang/sdk/api-checkpoints";
import glossary from "../messages/glossary.json" with { type: "json" };
import { violations } from "./fixture/axe";
import { aPayment, ask, at, everyRoute, expect, LANGUAGES, movements, test } from "./fixture/world";

const TERMS = new Map(glossary.flatMap(({ terms }) => terms).map((term) => [term.id, term]));

/** The words that each page must explain, by its address without the language. */
async function words(): Promise<[route: string, terms: string[]][]> {
  const payment = await aPayment();
  const [receipt] = await movements("kind=receipt&limit=1&sort=amount&order=desc");
  const { items } = await ask<CheckpointPage>("/v1/checkpoints?limit=1");
  const lines = (await everyRoute()).find((route) => route.startsWith("/budget/line-")) ?? "";
  return [
    ["?year=2026", ["revenue", "appropriation", "commitment", "payment"]],
    ["/budget?year=2026", ["appropriation", "allotment", "commitment", "payment", "available", "lapse", "rate"]],
    [lines, ["appropriation", "allotment", "commitment", "payment", "available"]],
    ["/functions/09?year=2026", ["appropriation", "allotment", "commitment", "payment", "available", "lapse"]],
    ["/agencies?year=2026", ["agency", "appropriation", "commitment", "payment", "available", "lapse", "rate"]],
    ["/agencies/3?year=2026", ["appropriation", "allotment", "commitment", "payment", "available", "lapse"]],
    ["/payees", ["payee", "payment"]],
    [`/payees/${payment.payee?.id ?? 0}`, ["payment"]],
    [`/commitments/${payment.to.id}`, ["commitment", "payment", "payee", "line", "allotment", "fund"]],
    ["/charts", ["receipt", "fund", "payment"]],
    ["/charts/budget", ["appropriation", "commitment", "payment", "available", "lapse"]],
    ["/charts/calendar", ["payment", "value-date"]],
    ["/charts/payees", ["payee", "concentration"]],
    ["/charts/compare", ["fiscal-year", "appropriation", "payment"]],
    ["/charts/flags", ["flag"]],
    [`/my-tax?receipt=${receipt?.record ?? 0}`, ["track"]],
    [`/movements/${payment.record}/trail`, ["trail"]],
    ["/movements", ["control-total"]],
    ["/timeliness", ["case-step", "finding", "severity"]],
    ["/findings", ["finding", "severity", "subject", "answer"]],
    ["/status", ["lag", "finality", "record-word", "movement", "checkpoint"]],
    ["/checkpoints", ["checkpoint", "witness"]],
    [`/checkpoints/${items[0]?.digest ?? ""}`, ["checkpoint", "root", "witness"]],
  ];
}

for (const language of LANGUAGES) {
  test(`each page explains its words where they first stand (${language})`, async ({ browser }) => {
    test.setTimeout(180_000);
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    for (const [route, terms] of await words()) {
      await page.goto(`${at.web()}/${language}${route}`);
      for (const id of terms) {
        const term = TERMS.get(id);
        if (term === undefined) throw new Error(`The glossary has no ${id}`);
        const word = term.word[language];
        const mark = page.locator(
          `main button.term[aria-label="${language === "zh" ? `“${word}”是什么意思？` : `What does “${word}” mean?`}"]`,
        );
        // Once: a mark beside every number would be noise.
        await expect(mark, `${route}: ${word}`).toHaveCount(1);
        // By the keyboard: pictures that are laid out on the way down move what a pointer has aimed at.
        await mark.press("Enter");
        const box = page.locator(".term-box:popover-open");
        await expect(box, `${route}: ${word}`).toContainText(term.meaning[language]);
        await expect(box.locator(`a[href="/${language}/glossary#${id}"]`)).toBeVisible();
        await page.keyboard.press("Escape");
        await expect(box).toHaveCount(0);
      }
    }
    await context.close();
  });

  test(`axe finds nothing wrong with an open word in a table's heading (${language})`, async ({ page }) => {
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`${at.web()}/${language}/agencies?year=2026`);
      await page.locator("thead button.term").nth(1).click();
      await expect(page.locator(".term-box:popover-open")).toBeVisible();
      expect(await violations(page, { without: ["tbody tr:nth-child(n+4)"] })).toEqual([]);
    }
  });
}

test("the data dictionary is Chinese in Chinese", async ({ page }) => {
  await page.goto(`${at.web()}/zh/dictionary`);
  const cells = await page.locator("main details td:nth-child(3) div").allInnerTexts();
  expect(cells.length).toBeGreaterThan(200);
  await expect(page.locator("main details td [lang=en]", { hasText: /\w/ })).toHaveCount(0);
});
