// Every page, in both languages: no axe violation in light, dark and on a phone, nothing wider than the screen,
// readable without JavaScript, and fit to print.
import type { Page } from "@playwright/test";
import { violations } from "./fixture/axe";
import { caseRoutes, findingRoutes } from "./fixture/cases";
import type { CheckpointPage } from "@mingzhang/sdk/api-checkpoints";
import { aPayment, ask, at, everyRoute as otherRoutes, expect, LANGUAGES, movements, test } from "./fixture/world";

const everyRoute = async () => [...(await otherRoutes()), ...(await caseRoutes()), ...(await findingRoutes())];

/** Rows beyond the first few only repeat them, and take axe minutes. */
const REPEATED = "tbody tr:nth-child(n+7)";
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 900 };

/** Links of a phone's tight rows, which stand closer than any others, that WCAG 2.5.8 finds too close. */
async function smallTargets(page: Page): Promise<string[]> {
  const rows = page.locator(".ledger-tight tbody tr:nth-child(-n+6)");
  if ((await rows.count()) === 0) return [];
  // Rows below the screen are not laid out yet.
  await rows.evaluateAll((all: HTMLElement[]) => all.forEach(({ style }) => (style.contentVisibility = "visible")));
  return violations(page, { within: ".ledger-tight", without: [REPEATED], rules: ["target-size"] });
}

test.describe.configure({ mode: "parallel" });

for (const language of LANGUAGES) {
  test(`axe finds nothing, and a phone of 360 px shows all of it (${language})`, async ({ page }) => {
    test.setTimeout(600_000);
    for (const route of await everyRoute()) {
      // Loaded on a phone, and widened afterwards: each page is waited for once.
      await page.setViewportSize(PHONE);
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      await page.goto(`${at.web()}/${language}${route}`);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(beyond, route).toBeLessThanOrEqual(0);
      const broken = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>(".sum")]
          .filter((sum) => sum.getClientRects().length > 1)
          .map((sum) => sum.innerText),
      );
      expect(broken, `${route}: sums stay on one line`).toEqual([]);
      expect(await smallTargets(page), `${route}: room for a finger`).toEqual([]);
      await page.setViewportSize(DESK);
      // What is not shown is not looked at.
      await expect(page.locator(".asleep"), route).toHaveCount(0);
      // Disclosures hide half of some pages, and pictures below the screen are not drawn yet.
      await page.evaluate(() => {
        document.querySelectorAll("details").forEach((details) => (details.open = true));
        document
          .querySelectorAll<HTMLElement>(".picture")
          .forEach(({ style }) => (style.contentVisibility = "visible"));
      });
      for (const scheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme: scheme });
        // Left out rather than removed, for React may still be taking the page over. Dark differs in its colours alone.
        const rules = scheme === "light" ? {} : { rules: ["color-contrast"] };
        const found = await violations(page, { without: [REPEATED, ".agency:nth-child(n+4)"], ...rules });
        expect(found, `${scheme} ${route}`).toEqual([]);
      }
    }
  });

  test(`rows of a phone that are not laid out yet do not lie over one another (${language})`, async ({ page }) => {
    await page.setViewportSize(PHONE);
    for (const route of ["/movements", "/movements?kind=lapse", "/funds/fund-1", "/payees", "/cases"]) {
      await page.goto(`${at.web()}/${language}${route}`);
      const over = await page.locator(".ledger tbody tr").evaluateAll((rows) =>
        rows.flatMap((row) => {
          const next = row.nextElementSibling?.getBoundingClientRect().top ?? Infinity;
          const links = [...row.querySelectorAll("a")].filter((link) => link.getBoundingClientRect().bottom > next);
          return links.map(
            (link) => `${link.textContent} ${Math.round(link.getBoundingClientRect().bottom - next)} px`,
          );
        }),
      );
      expect(over, route).toEqual([]);
    }
  });

  test(`nothing moves when a page awakes: what was to be pressed stays where it is (${language})`, async ({ page }) => {
    // Only what is on the screen can be seen to move.
    await page.setViewportSize({ ...PHONE, height: 6_000 });
    await page.addInitScript(() => {
      const moved: string[] = [];
      let awake = Infinity;
      addEventListener("mingzhang:awake", () => Object.assign(window, { awake: (awake = performance.now()) }));
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { sources: { node: Node | null }[] })[]) {
          if (entry.startTime < awake) continue;
          moved.push(
            entry.sources
              .map(({ node }) => (node instanceof Element ? node.outerHTML : ""))
              .join()
              .slice(0, 200),
          );
        }
      }).observe({ type: "layout-shift" });
      Object.assign(window, { moved });
    });
    const payment = await aPayment();
    const { items } = await ask<CheckpointPage>("/v1/checkpoints?limit=1");
    for (const route of [
      "",
      "/movements?kind=payment",
      `/movements/${payment.record}`,
      `/movements/${payment.record}/trail`,
      "/budget",
      "/cases",
      `/checkpoints/${items[0]?.digest ?? ""}`,
      "/search?q=school",
      "/verify",
    ]) {
      const answer = await page.goto(`${at.web()}/${language}${route}`);
      // What waits for scripts is there, and comes.
      expect(await answer?.text(), route).toContain("asleep");
      await page.waitForFunction(() => "awake" in window);
      await expect(page.locator(".asleep"), route).toHaveCount(0);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50))));
      expect(await page.evaluate(() => Reflect.get(window, "moved") as string[]), route).toEqual([]);
    }
  });

  test(`the menu of a phone (${language})`, async ({ page }) => {
    await page.setViewportSize(PHONE);
    await page.goto(`${at.web()}/${language}`);
    await page.locator("header summary").click();
    await page.locator("header details a[href$='/funds']").click();
    // Loaded, not only on its way: until its style is there, a page has no targets to measure.
    await page.waitForURL(/\/funds$/);
    expect(await violations(page)).toEqual([]);
  });

  test(`without JavaScript everything can be read (${language})`, async ({ browser }) => {
    test.setTimeout(180_000);
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    for (const route of await everyRoute()) {
      const answer = await page.goto(`${at.web()}/${language}${route}`);
      expect(answer?.status(), route).toBe(route === "/there-is-no-such-page" ? 404 : 200);
      await expect(page.locator("h1"), route).toBeVisible();
      await expect(page.locator("footer"), route).toBeVisible();
      const asleep = await page.locator(".asleep").evaluateAll((all) => all.filter((each) => each.checkVisibility()));
      expect(asleep.length, `${route}: no room for what never comes`).toBe(0);
    }
    await page.goto(`${at.web()}/${language}/movements?kind=payment&year=2026`);
    await expect(page.locator("tbody tr").first()).toBeVisible();
    await page.locator("a[rel=next]").click();
    await expect(page.locator("a[rel=prev]")).toBeVisible();
    await context.close();
  });

  test(`on paper: the address, no menus, the whole table (${language})`, async ({ page }) => {
    await page.goto(`${at.web()}/${language}/movements?kind=payment`);
    await page.emulateMedia({ media: "print" });
    await expect(page.locator("header nav").first()).toBeHidden();
    await expect(page.locator("footer .print-only")).toContainText("/movements?kind=payment");
    await expect(page.locator("footer")).toContainText(language === "zh" ? "区块" : "block");
    await expect(page.locator("thead")).toBeVisible();
    expect((await page.pdf({ format: "A4" })).length).toBeGreaterThan(10_000);
  });

  test(`on paper: what is folded away, and the address at which it stays as it is (${language})`, async ({ page }) => {
    const [receipt] = await movements("kind=receipt&limit=1&sort=amount&order=desc");
    const payment = await aPayment();
    const shown = (selector: string) =>
      page
        .locator(selector)
        .evaluateAll((all) => all.map((each) => each.checkVisibility({ contentVisibilityAuto: false })));
    for (const [route, folded] of [
      [`/my-tax?receipt=${receipt?.record ?? 0}`, "#items li"],
      [`/movements/${payment.record}/trail`, "#ends td"],
      ["/budget?year=2026", ".agency tbody tr"],
      ["/agencies/3?year=2026", "main details td"],
      ["/timeliness", "main details td"],
    ] as const) {
      await page.goto(`${at.web()}/${language}${route}`);
      expect(await shown(folded), `${route}: folded on the screen`).toContain(false);
      await page.emulateMedia({ media: "print" });
      expect(await shown(folded), `${route}: on paper`).not.toContain(false);
      await page.emulateMedia({ media: "screen" });
    }
    // Nobody presses a menu or fills in a filter on paper.
    await page.goto(`${at.web()}/${language}/movements?kind=payment`);
    await page.emulateMedia({ media: "print" });
    expect(await shown("header details a, main form, #take a")).not.toContain(true);
    for (const [route, pinned] of [
      [`/my-tax?receipt=${receipt?.record ?? 0}`, /\/my-tax\?receipt=\d+&at=\d+$/],
      [`/movements/${payment.record}/trail`, /\/trail\?.*at=\d+$/],
    ] as const) {
      await page.goto(`${at.web()}/${language}${route}`);
      await expect(page.locator("main .printed-address")).toHaveText(pinned);
      await expect(page.locator("main .printed-address")).toBeVisible();
      await expect(page.locator("footer .print-only")).toBeHidden();
    }
  });

  test(`tables of many columns fit a tablet, and a sheet of paper (${language})`, async ({ page }) => {
    const routes = [
      "/budget?year=2026",
      "/agencies?year=2026",
      "/agencies/3?year=2026",
      "/functions/09?year=2026",
      "/checkpoints",
    ];
    for (const route of routes) {
      await page.goto(`${at.web()}/${language}${route}`);
      await page
        .locator("details.agency")
        .evaluateAll((all: HTMLDetailsElement[]) => all.forEach((each) => (each.open = true)));
      for (const [media, width] of [
        ["screen", 780],
        ["screen", 1024],
        ["screen", 1280],
        // The width of A4 between its margins.
        ["print", 672],
      ] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ media });
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(beyond, `${route} ${media} ${width}`).toBeLessThanOrEqual(0);
      }
      await page.emulateMedia({ media: "screen" });
    }
  });

  test(`what somebody wrote on the chain is text, cut and isolated (${language})`, async ({ page }) => {
    for (const route of ["/payees", "/funds", "/payees/40"]) {
      await page.goto(`${at.lying()}/${language}${route}`);
      await expect(page.locator("main bdi").first()).toContainText("<script>");
      expect(await page.evaluate(() => "hacked" in window)).toBe(false);
      const text = await page.locator("main").innerText();
      expect(text).not.toContain("\u202e");
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
        0,
      );
    }
  });
}
