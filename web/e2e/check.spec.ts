// Overview -> movement -> check against the chain: the seal comes after the check, and only when all is the same.
import { aPayment, at, expect, LANGUAGES, test } from "./fixture/world";

for (const language of LANGUAGES) {
  test.describe(`check (${language})`, () => {
    test.use({ allowed: [process.env.MINGZHANG_E2E_RPC_URL ?? "http://127.0.0.1"] });

    test("from the overview to a movement to its seal", async ({ page }) => {
      await page.goto(`${at.web()}/${language}`);
      await expect(page.locator("h1")).toContainText(language === "zh" ? "钱去了哪里" : "Where the money");
      await page.locator("td .link[href*='/movements/']").first().click();
      await expect(page).toHaveURL(new RegExp(`/${language}/movements/\\d+$`));
      await expect(page.getByTestId("seal")).toHaveCount(0);
      await page.getByRole("button", { name: language === "zh" ? "开始核对" : "Check now" }).click();
      await expect(page.getByTestId("seal")).toBeVisible();
      await expect(page.getByText(language === "zh" ? /项内容全部一致/ : /All \d+ fields are the same/)).toBeVisible();
    });

    test("a page that differs from the chain gets no seal and says which field", async ({ page }) => {
      const payment = await aPayment();
      await page.goto(`${at.lying()}/${language}/movements/${payment.record}`);
      await page.getByRole("button", { name: language === "zh" ? "开始核对" : "Check now" }).click();
      const warning = page.getByTestId("check-differs");
      await expect(warning).toBeVisible();
      await expect(page.getByTestId("seal")).toHaveCount(0);
      await expect(page.locator("dt", { hasText: "amount" }).first()).toBeVisible();
      await expect(page.getByText(payment.amount, { exact: false }).first()).toBeVisible();
    });
  });
}

test.describe("the reader's own node", () => {
  test("a node that does not answer, and one that is none, are told apart from a difference", async ({
    page,
    context,
  }) => {
    await context.route("http://127.0.0.1:9/**", (route) => route.abort());
    page.removeAllListeners("console");
    page.removeAllListeners("request");
    const payment = await aPayment();
    await page.goto(`${at.web()}/en/movements/${payment.record}`);
    const node = page.getByLabel(/Node to read from/);
    await node.fill("http://127.0.0.1:9/");
    await page.getByRole("button", { name: "Check now" }).click();
    await expect(page.getByTestId("check-failed")).toContainText("did not answer");
    await node.fill("ftp://127.0.0.1/");
    await page.getByRole("button", { name: "Check again" }).click();
    await expect(page.getByTestId("check-failed")).toContainText("starts with http");
    await expect(page.getByTestId("seal")).toHaveCount(0);
    // The choice stays in this browser.
    await page.reload();
    await expect(node).toHaveValue("ftp://127.0.0.1/");
    await page.getByRole("button", { name: "Use the one this site offers" }).click();
    await expect(node).toHaveValue(at.rpc());
  });
});
