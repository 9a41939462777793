// By the keyboard alone, with the focus in sight at each stop; on a page twice as large; without motion; and on paper.
import type { Locator, Page } from "@playwright/test";
import { at, expect, LANGUAGES, movements, NODES, test } from "./fixture/world";

test.use({ allowed: NODES });

const MOST_STOPS = 200;

/** Goes on by Tab until the focus is where it is wanted; at every stop it must be seen. */
async function tabTo(page: Page, wanted: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press(key);
    const unseen = await page.evaluate(() => {
      const focused = document.activeElement;
      if (focused === null || focused === document.body) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(focused);
      const box = focused.getBoundingClientRect();
      const inSight = box.bottom > 0 && box.top < window.innerHeight && box.width > 0 && box.height > 0;
      const marked = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
      return inSight && marked ? null : focused.outerHTML.slice(0, 200);
    });
    expect(unseen, "the focus is not seen").toBeNull();
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${String(wanted)} is not reached in ${MOST_STOPS} stops`);
}

for (const language of LANGUAGES) {
  test(`overview, list, filter, movement, verify, trail (${language})`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.goto(`${at.web()}/${language}`);
    await page.keyboard.press("Tab");
    await expect(page.locator("a[href='#text']")).toBeFocused();
    await page.keyboard.press("Enter");
    await tabTo(page, page.locator("main a[href$='/movements']").last());
    await page.keyboard.press("Enter");

    await page.waitForURL(new RegExp(`/${language}/movements$`));
    const filters = page.locator("main details", { has: page.locator("form") }).first();
    await tabTo(page, filters.locator("summary").first());
    await page.keyboard.press("Enter");
    await tabTo(page, filters.locator("input[value=payment]"));
    await page.keyboard.press("Space");
    await tabTo(page, filters.locator("button").first());
    await page.keyboard.press("Enter");

    await page.waitForURL(/kind=payment/);
    await tabTo(page, page.locator("tbody a.link").first());
    await page.keyboard.press("Enter");

    await page.waitForURL(/\/movements\/\d+$/);
    const verify = page.locator("#check button.button");
    await verify.waitFor();
    await tabTo(page, verify);
    await page.keyboard.press("Enter");
    await expect(page.getByTestId("seal")).toBeVisible();
    await expect(verify.last()).toBeFocused();
    const trail = page.locator("main a[href*='/trail?book=cash&direction=back']").first();
    await tabTo(page, trail, "Shift+Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/trail\?book=cash&direction=back$/);
    await tabTo(page, page.locator("svg.chart a").first());
  });

  test(`the budget opens to a line and what was paid from it (${language})`, async ({ page }) => {
    await page.goto(`${at.web()}/${language}/budget`);
    const agency = page.locator("details.agency").nth(1);
    await tabTo(page, agency.locator("summary"));
    await page.keyboard.press("Enter");
    await tabTo(page, agency.locator("a.link[href*='/budget/']").first());
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/budget\/line-\d+$/);
    await tabTo(page, page.locator("dl.sums dd a").first());
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/movements\?.*line=line-/);
  });
}

test("the palette opens by Command and K as well, and gives the focus back", async ({ page }) => {
  await page.goto(`${at.web()}/en/funds`);
  const fund = page.locator("tbody a.link").first();
  await tabTo(page, fund);
  await page.keyboard.press("Meta+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(page.getByRole("combobox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(fund).toBeFocused();
});

async function somePages(): Promise<string[]> {
  const [payment] = await movements("kind=payment&limit=1&sort=amount&order=desc");
  const [receipt] = await movements("kind=receipt&limit=1&sort=amount&order=desc");
  const record = payment?.record ?? 0;
  return [
    "",
    "/movements",
    `/movements/${record}`,
    `/movements/${record}/trail`,
    "/budget",
    `/my-tax?receipt=${receipt?.record ?? 0}`,
  ];
}

test("at twice the size nothing is lost, and nothing moves that was asked to rest", async ({ browser }) => {
  // A window of 1280 pixels at 200 %.
  const context = await browser.newContext({
    viewport: { width: 640, height: 450 },
    deviceScaleFactor: 2,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  for (const route of await somePages()) {
    await page.goto(`${at.web()}/en${route}`);
    const found = await page.evaluate(() => ({
      beyond: document.documentElement.scrollWidth - window.innerWidth,
      cut: [...document.querySelectorAll<HTMLElement>("main :is(h1, h2, p, dt, dd, td, th, a, button, label, summary)")]
        .filter((element) => element.checkVisibility() && getComputedStyle(element).overflowX !== "visible")
        // A heading that stands in each cell of its column is kept for screen readers alone.
        .filter((element) => getComputedStyle(element).clipPath !== "inset(50%)")
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
        .map(({ outerHTML }) => outerHTML.slice(0, 160)),
      // Rows clip what is wider than they are.
      wide: [...document.querySelectorAll("main tbody tr")].filter((row) => row.scrollWidth > row.clientWidth + 1)
        .length,
      moving: document.getAnimations().length,
    }));
    expect(found, route).toEqual({ beyond: 0, cut: [], wide: 0, moving: 0 });
    await expect(page.locator("header summary"), route).toBeVisible();
  }
  await context.close();
});

for (const language of LANGUAGES) {
  test(`a movement, its trail and a receipt's use on paper (${language})`, async ({ page }) => {
    // The width of A4 between its margins.
    await page.setViewportSize({ width: 672, height: 950 });
    const things = (await somePages()).filter((route) => /\d/.test(route));
    for (const route of things) {
      await page.goto(`${at.web()}/${language}${route}`);
      await page.emulateMedia({ media: "print" });
      await expect(page.locator("header nav").first(), route).toBeHidden();
      await expect(page.locator("footer .print-only"), route).toContainText(`/${language}${route}`);
      for (const control of await page.locator("main :is(form, button)").all())
        await expect(control, route).toBeHidden();
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(beyond, route).toBeLessThanOrEqual(0);
      expect((await page.pdf({ format: "A4" })).length, route).toBeGreaterThan(10_000);
      await page.emulateMedia({ media: "screen" });
    }
  });
}
