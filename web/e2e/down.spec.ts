// The indexer is down: pages say so, and a movement still comes from the chain, with its check.
import { aPayment, at, expect, LANGUAGES, movements, test } from "./fixture/world";

for (const language of LANGUAGES) {
  const zh = language === "zh";

  test.describe(`indexer down (${language})`, () => {
    test.use({ allowed: [process.env.MINGZHANG_E2E_RPC_URL ?? "http://127.0.0.1"] });

    for (const path of [
      "",
      "/movements/1",
      "/funds",
      "/budget",
      "/agencies",
      "/payees/1",
      "/status",
      "/procedures",
      "/cases/1",
      "/timeliness",
      "/permits/1",
    ]) {
      test(`${path || "/"} says what happened and what to do`, async ({ page }) => {
        await page.goto(`${at.down()}/${language}${path}`);
        await expect(page.locator("h1")).toHaveText(zh ? "索引服务没有应答" : "The indexer does not answer");
        await expect(page.locator("main a[href$='/movements/log']")).toBeVisible();
      });
    }

    test("a movement by its place on the chain, from the form to the seal", async ({ page }) => {
      const payment = await aPayment();
      await page.goto(`${at.down()}/${language}/movements/log`);
      await page.locator("input[name=transaction]").fill(payment.chain.transaction);
      await page.locator("input[name=index]").fill(String(payment.chain.logIndex));
      await page.getByRole("button", { name: zh ? "显示" : "Show", exact: true }).click();
      await expect(page.getByTestId("source")).toContainText(zh ? "没有应答" : "does not answer");
      const payee = payment.payee;
      await expect(page.locator(".lead")).toContainText((zh ? payee?.name : payee?.otherName) ?? "");
      await expect(page.locator("h1 data")).toHaveAttribute("value", payment.amount);
      await page.getByRole("button", { name: zh ? "开始验证" : "Verify now" }).click();
      await expect(page.getByTestId("seal")).toBeVisible();
    });

    test("a place without a movement is not there", async ({ page }) => {
      const answer = await page.goto(`${at.down()}/${language}/movements/log/0x${"12".repeat(32)}/0`);
      expect(answer?.status()).toBe(404);
      await expect(page.locator("h1")).toHaveText(zh ? "没有这一页" : "There is no such page");
    });
  });
}

// One after the other they take longer than one test may.
for (const kind of [
  "receipt",
  "refund",
  "cash-transfer",
  "payment",
  "transfer-payment",
  "recovery",
  "appropriation",
  "virement",
  "allotment",
  "commitment",
  "release",
  "reclassification",
]) {
  test(`from the chain and from the indexer the same sentence: ${kind}`, async ({ page }) => {
    const [movement] = await movements(`kind=${kind}&limit=1`);
    if (movement === undefined) throw new Error(`The demonstration has no ${kind}`);
    const { transaction, logIndex } = movement.chain;
    await page.goto(`${at.web()}/en/movements/${movement.record}`);
    const told = await page.locator(".lead p").first().innerText();
    await page.goto(`${at.down()}/en/movements/log/${transaction}/${logIndex}`);
    expect(await page.locator(".lead p").first().innerText()).toBe(told);
  });
}
