// A citizen's application that a rule decides: approved without a human; the holder's text never leaves the browser.
import type { Permit } from "@mingzhang/sdk/api-cases";
import { ELIGIBLE, evidenceOf, holderOf } from "../../scripts/seed/holders.ts";
import { STREET_TERMS } from "../../scripts/seed/permits.ts";
import { ask, at, expect, test } from "./fixture/world";
import { becomesPublic, portal, theCase } from "./fixture/portal";

test.use({ allowed: [process.env.MINGZHANG_E2E_RPC_URL ?? "http://127.0.0.1"] });

test("一位市民申请许可，由规则自动批准", async ({ page }) => {
  test.setTimeout(90_000);
  const holder = ELIGIBLE.at(-1) ?? holderOf(28);
  const sent: string[] = [];
  page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
  await page.goto(portal("", "zh"));
  await page.getByRole("button", { name: "连接钱包" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /一位市民/ })
    .click();
  await page.goto(portal("/submit/permit-auto", "zh"));
  await page.getByLabel("持有人").fill(holder.text);
  await page.getByLabel("盐").fill(holder.salt);
  await expect(page.getByText(holder.word)).toBeVisible();
  await page.getByLabel("许可名称").fill(STREET_TERMS.typeName);
  await page.getByLabel("有效天数").fill(String(STREET_TERMS.term / 86_400));
  await page.getByLabel("条件或说明").fill(STREET_TERMS.conditions);
  await page.getByLabel("证据").fill(evidenceOf(holder));
  await page.getByRole("button", { name: "核对" }).click();
  await expect(page.getByText("由规则合约自动决定")).toBeVisible();
  await page.getByRole("button", { name: "签名并提交" }).click();
  await becomesPublic(page);
  const href = await page.locator("a[href*='/cases/']").first().getAttribute("href");
  const number = Number(href?.split("/").at(-1));
  await expect(async () => expect((await theCase(number)).status).toBe("executed")).toPass({ timeout: 20_000 });
  const { timeline, execution, official } = await theCase(number);
  expect(official).toBeNull();
  expect(timeline.filter(({ type }) => type === "decided").map(({ byRule }) => byRule)).toEqual([true]);
  const permit = await ask<Permit>(`/v1/permits/${execution?.permits[0] ?? 0}`);
  expect(permit).toMatchObject({ validity: "valid", holder: holder.word });
  expect(sent.filter((text) => text.includes(holder.text) || text.includes(encodeURIComponent(holder.text)))).toEqual(
    [],
  );
  await page.goto(`${at.web()}/zh/permits/${permit.number}`);
  await expect(page.locator("main")).toContainText("有效");
});
