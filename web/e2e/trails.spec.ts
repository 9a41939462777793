// Follow the money: from a payment to its receipts and back, as picture, table and sentences; recomputed in the browser.
import type { Movement } from "@mingzhang/sdk/api";
import type { ReceiptSpent, TrailPage } from "@mingzhang/sdk/api-trails";
import { parse } from "csv-parse/sync";
import { violations } from "./fixture/axe";
import { ask, at, expect, type Language, LANGUAGES, movements, test } from "./fixture/world";

/** A payment whose money came from several receipts, if there is one. */
async function aMixedPayment(): Promise<{ payment: Movement; page: TrailPage }> {
  let best: { payment: Movement; page: TrailPage } | null = null;
  for (const payment of await movements("kind=payment&sort=amount&order=desc&limit=10")) {
    const page = await ask<TrailPage>(`/v1/movements/${payment.record}/trail?limit=200`);
    if (best === null || page.pieces > best.page.pieces) best = { payment, page };
  }
  if (best === null) throw new Error("The demonstration has no payment");
  return best;
}

/** A receipt that paid for something. */
async function aSpentReceipt(): Promise<ReceiptSpent> {
  for (const { record } of await movements("kind=receipt&sort=record&order=asc&limit=20")) {
    const spent = await ask<ReceiptSpent>(`/v1/receipts/${record}/spent`);
    if (spent.items.some(({ end }) => end === "spent")) return spent;
  }
  throw new Error("No receipt of the demonstration was spent");
}

const words: Record<
  Language,
  Record<"back" | "forward" | "run" | "same" | "tax", string> & Record<"basis" | "cut", RegExp>
> = {
  en: {
    back: "Where the money came from",
    forward: "Where the money went",
    run: "Recompute now",
    same: "Your browser computed the same trail",
    tax: "Where did my tax go?",
    basis: /First in, first out: a published convention over mixed money/,
    cut: /^This follows .* of .*; .* come after it and are not followed here\./,
  },
  zh: {
    back: "钱从哪里来",
    forward: "钱到哪里去",
    run: "开始重算",
    same: "您的浏览器算出了同样的结果",
    tax: "我缴的钱用在了哪里？",
    basis: /先进先出：对混在一起的钱的公开约定/,
    cut: /^这里追踪了.*其后的.*未在此追踪。/,
  },
};

for (const language of LANGUAGES) {
  test.describe(`trails (${language})`, () => {
    test.use({ allowed: [process.env.MINGZHANG_E2E_RPC_URL ?? "http://127.0.0.1"] });

    test("a payment's money is followed to its receipts, and the browser computes the same", async ({ page }) => {
      const { payment, page: trail } = await aMixedPayment();
      await page.goto(`${at.web()}/${language}/movements/${payment.record}`);
      await page.getByRole("link", { name: words[language].back }).click();
      await expect(page).toHaveURL(new RegExp(`/movements/${payment.record}/trail\\?book=cash&direction=back$`));
      await expect(page.locator("h1")).toHaveText(words[language].back);
      const [origin] = trail.steps.filter(({ ends }) => ends.some(({ end }) => end === "origin"));
      await expect(page.locator(`#ends a[href$="/movements/${origin?.record}"]`).first()).toBeVisible();
      await expect(page.getByTestId("seal")).toHaveCount(0);
      await page.getByRole("button", { name: words[language].run }).click();
      await expect(page.getByTestId("recompute-same")).toBeVisible({ timeout: 30_000 });
      await expect(page.getByText(words[language].same)).toBeVisible();
      await expect(page.getByTestId("seal")).toBeVisible();
    });

    test("nodes of the picture are links that the keyboard reaches and a reader hears", async ({ page }) => {
      const { payment } = await aMixedPayment();
      await page.goto(`${at.web()}/${language}/movements/${payment.record}/trail`);
      const nodes = page.locator("svg.chart a");
      expect(await nodes.count()).toBeGreaterThan(1);
      for (const node of await nodes.all()) {
        await expect(node).toHaveAccessibleName(/.+ .*\d/);
        expect(await node.getAttribute("href")).toMatch(new RegExp(`^/${language}/|^#`));
      }
      await page.locator(".picture").focus();
      await page.keyboard.press("Tab");
      await expect(nodes.first()).toBeFocused();
      await page.keyboard.press("Enter");
      await expect(page).not.toHaveURL(/trail/);
    });

    test("the picture is taken away as a file that stays the same, with its table", async ({ page, request }) => {
      const { payment } = await aMixedPayment();
      await page.goto(`${at.web()}/${language}/movements/${payment.record}/trail`);
      const file = async (name: string) => {
        const href = await page.getByRole("link", { name, exact: true }).getAttribute("href");
        expect(href).toContain(`record=${payment.record}`);
        expect(href).toMatch(/at=\d+/);
        const answer = await request.get(`${at.web()}${href}`);
        expect(answer.status()).toBe(200);
        return answer.text();
      };
      const svg = await file("SVG");
      expect(svg).toContain(`/${language}/movements/${payment.record}`);
      expect(svg).toMatch(words[language].basis);
      const rows = (await file("CSV")).trimEnd().split("\r\n");
      expect(rows[1]).toContain(`,${payment.record},`);
      expect(rows[0]).toMatch(/,currency,basis$/);
      for (const row of rows.slice(1)) expect(row).toMatch(words[language].basis);
      await page.goto(`${at.web()}/embed/${language}/trail?record=${payment.record}`);
      await expect(page.locator("svg a").first()).toBeVisible();
      await expect(page.getByText(words[language].basis)).toBeVisible();
      const none = await request.get(`${at.web()}/export/charts/trail.svg?record=nonsense`);
      expect(none.status()).toBe(400);
    });

    test("what a trail leaves out stands in its file and frame, and the rest of its table has an address", async ({
      page,
      request,
    }) => {
      const [receipt] = await movements("kind=receipt&sort=amount&order=desc&limit=1");
      const way = `record=${receipt?.record}&book=cash&direction=forward`;
      const trail = await ask<TrailPage>(
        `/v1/movements/${receipt?.record}/trail?book=cash&direction=forward&limit=200`,
      );
      const text = await (await request.get(`${at.web()}/export/charts/trail.csv?${way}&locale=${language}`)).text();
      // Its columns by their place: headings are in the reader's language.
      const rows: string[][] = parse(text, { bom: true, from_line: 2, record_delimiter: "\r\n" });
      const units = (sum = "") => BigInt(sum.replace(".", ""));
      const ended = rows.reduce((sum, row) => sum + units(row[7] || "0"), 0n);
      expect(ended).toBe(BigInt(trail.amount));
      for (const [at, step] of trail.steps.entries()) {
        const parent = step.parent === null ? "" : String(trail.steps[step.parent]?.record);
        const row = rows.filter(([, movement]) => movement !== "")[at] ?? [];
        expect([row[1], row[2]]).toEqual([String(step.record), parent]);
      }
      // A ledger may be small enough for the whole trail to be followed: then nothing is left out, and nothing says so.
      const cut = trail.left !== "0";
      const last = rows
        .at(-1)
        ?.slice(1, 6)
        .map((cell) => cell.replace(".", ""));
      if (cut) expect(last).toEqual([...["", String(receipt?.record), "", ""], trail.left]);
      await page.goto(`${at.web()}/embed/${language}/trail?${way}`);
      await expect(page.getByText(words[language].cut)).toHaveCount(cut ? 1 : 0);
      await page.goto(`${at.web()}/${language}/movements/${receipt?.record}/trail?book=cash&direction=forward`);
      const more = page.locator("#ends a[download]");
      if ((await more.count()) === 0) {
        expect(trail.left, "the table has all of it").toBe("0");
        return;
      }
      const all = await request.get(at.web() + ((await more.first().getAttribute("href")) ?? ""));
      const movementsOf = (records: readonly string[]) => new Set(records.filter((record) => record !== ""));
      const listed: string[][] = parse(await all.text(), { bom: true, from_line: 2, record_delimiter: "\r\n" });
      expect(movementsOf(listed.map(([, record = ""]) => record))).toEqual(
        movementsOf(trail.steps.map(({ record }) => String(record))),
      );
    });

    test("a receipt is told in sentences that add up, without scripts too", async ({ browser }) => {
      const spent = await aSpentReceipt();
      const context = await browser.newContext({ javaScriptEnabled: false });
      const page = await context.newPage();
      await page.goto(`${at.web()}/${language}`);
      await page.getByRole("link", { name: words[language].tax }).first().click();
      await page.locator("#receipt").fill(String(spent.record));
      await page.locator("form:has(#receipt) button").click();
      await expect(page).toHaveURL(new RegExp(`/${language}/my-tax\\?receipt=${spent.record}$`));
      await expect(page.locator("#items li")).toHaveCount(
        spent.items.length + (spent.smaller === null ? 0 : 1) + (spent.left === "0" ? 0 : 1),
      );
      const sums = await page
        .locator("#items li data.sum")
        .evaluateAll((all) => all.map((each) => (each as HTMLDataElement).value));
      const said = sums.reduce((sum, each) => sum + BigInt(each), 0n);
      const recovered = spent.items.reduce((sum, item) => sum + BigInt(item.recovered), 0n);
      expect(said - recovered).toBe(BigInt(spent.amount));
      await expect(page.locator("svg.chart a").first()).toBeVisible();
      await context.close();
    });

    test("a number that is no receipt is answered for what it is", async ({ page }) => {
      const [payment] = await movements("kind=payment&limit=1");
      await page.goto(`${at.web()}/${language}/my-tax?receipt=${payment?.record}`);
      await expect(page.locator("main [role=status]")).toContainText(/is no receipt|不是收款/);
      await page.goto(`${at.web()}/${language}/my-tax?receipt=999999999`);
      await expect(page.locator("main [role=status]")).toContainText(/There is no receipt|没有收款/);
      await page.goto(`${at.web()}/${language}/my-tax?receipt=0`);
      await expect(page.locator("main [role=status]")).toContainText(/record with this number|这个编号的记录/);
      await page.goto(`${at.web()}/${language}/my-tax?receipt=%3Cscript%3E`);
      await expect(page.locator("main [role=status]")).toContainText("<script>");
      await page.goto(`${at.web()}/${language}/my-tax`);
      await expect(page.locator("main ul a[href*='receipt=']").first()).toBeVisible();
    });

    test("a receipt's number is taken as pages and people write it, and -1 is refused by name", async ({ page }) => {
      const { record } = await aSpentReceipt();
      const grouped = record.toLocaleString("en");
      for (const written of [grouped, `#${grouped}`, `第 ${grouped} 号收款`, `receipt ${record}`, `№ ${record}`]) {
        await page.goto(`${at.web()}/${language}/my-tax?${new URLSearchParams({ receipt: written }).toString()}`);
        await expect(page.locator("#receipt"), written).toHaveValue(String(record));
        await expect(page.locator("#items li").first()).toBeVisible();
      }
      await page.goto(`${at.web()}/${language}/my-tax?receipt=-1`);
      await expect(page.locator("main")).toContainText(/“-1” does not fit|“-1”不适合/);
      await expect(page.locator("main li a[href*='receipt=']")).toHaveCount(0);
    });

    test("a name or a slip's number leads to the kind of tax and the day, without scripts", async ({ browser }) => {
      const [receipt] = await movements("kind=receipt&class=11&limit=1");
      if (receipt?.valueDate == null) throw new Error("The demonstration has received no tax");
      const context = await browser.newContext({ javaScriptEnabled: false });
      const page = await context.newPage();
      for (const given of ["王秀英", "340226000123"]) {
        await page.goto(`${at.web()}/${language}/my-tax?${new URLSearchParams({ receipt: given }).toString()}`);
        await expect(page.locator("main [role=status]")).toContainText(/neither stands in this ledger|账上都没有/);
      }
      await page.locator("select[name=source]").selectOption(receipt.from.id);
      await page.locator("input[name=day]").fill(receipt.valueDate);
      await page.locator("#find form button").click();
      await expect(page).toHaveURL(new RegExp(`source=${receipt.from.id}&day=${receipt.valueDate}$`));
      await expect(page.getByTestId("of-kind").locator(`a[href$="receipt=${receipt.record}"]`)).toBeVisible();
      // Long before the accounts began: the nearest are shown, and it is said that they are not of that day.
      await page.goto(`${at.web()}/${language}/my-tax?source=${receipt.from.id}&day=1999-01-01`);
      await expect(page.getByTestId("of-kind")).toContainText(/None came in on that day|当天没有收款/);
      await expect(page.getByTestId("of-kind").locator("li a[href*='receipt=']").first()).toBeVisible();
      await context.close();
    });

    test("on a phone the answer stands before the picture", async ({ browser }) => {
      const { record } = await aSpentReceipt();
      const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
      const page = await context.newPage();
      await page.goto(`${at.web()}/${language}/my-tax?receipt=${record}`);
      const y = async (selector: string) => (await page.locator(selector).first().boundingBox())?.y ?? Infinity;
      expect(await y("#items li")).toBeLessThan(740);
      expect(await y("main a[href*='/trail']")).toBeLessThan(await y("#items"));
      expect(await y("#items")).toBeLessThan(await y("#picture .note"));
      expect(await y("#picture .note")).toBeLessThan(await y("#picture svg.chart"));
      await context.close();
    });

    test("a refunded receipt says so", async ({ page }) => {
      const [refund] = await movements("kind=refund&limit=1");
      await page.goto(`${at.web()}/${language}/my-tax?receipt=${refund?.cites}`);
      const note = page.getByTestId("refunded");
      await expect(note).toBeVisible();
      await expect(note.locator(`a[href$="/movements/${refund?.record}"]`)).toBeVisible();
    });
  });
}

test("a page whose trail was changed is caught by the browser", async ({ page, context }) => {
  const { payment } = await aMixedPayment();
  await context.route("**/trail*", async (route) => {
    const answer = await route.fetch();
    // What the island is given travels in the page: another start is another trail.
    const body = (await answer.text()).replace(
      /\\"offset\\":\\"0\\",\\"amount\\"/,
      '\\"offset\\":\\"1\\",\\"amount\\"',
    );
    await route.fulfill({ response: answer, body });
  });
  page.removeAllListeners("console");
  page.removeAllListeners("request");
  await page.goto(`${at.web()}/en/movements/${payment.record}/trail`);
  await page.getByRole("button", { name: "Recompute now" }).click();
  await expect(page.getByTestId("recompute-differs").or(page.getByTestId("recompute-failed"))).toBeVisible();
  await expect(page.getByTestId("seal")).toHaveCount(0);
});

test("both books and both ways, any depth, without an axe violation", async ({ page }) => {
  test.setTimeout(120_000);
  const { payment } = await aMixedPayment();
  const [reclassification] = await movements("kind=reclassification&limit=1");
  const paths = [
    ...["book=cash&direction=forward", "book=budget", "book=budget&direction=forward", "depth=1"].map(
      (query) => `/en/movements/${payment.record}/trail?${query}`,
    ),
    ...(reclassification === undefined ? [] : [`/en/movements/${reclassification.record}/trail`]),
  ];
  for (const path of paths) {
    await page.goto(at.web() + path);
    await expect(page.locator("svg.chart")).toBeVisible();
    expect(await violations(page, { without: ["tbody tr:nth-child(n+7)"] }), path).toEqual([]);
  }
});
