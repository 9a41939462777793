// Cases, procedures, timeliness and permits, as a reader follows them, in both languages.
import type { CaseDetail, CasePage, Permit, Procedures, Timeliness } from "@mingzhang/sdk/api-cases";
import { aPaidCase, demonstrationHolders, permits } from "./fixture/cases";
import { ask, at, expect, LANGUAGES, test } from "./fixture/world";

test.use({ allowed: [process.env.MINGZHANG_E2E_RPC_URL ?? "http://127.0.0.1"] });

for (const language of LANGUAGES) {
  const zh = language === "zh";

  test(`catalogue -> procedure -> its open cases (${language})`, async ({ page }) => {
    const { items } = await ask<Procedures>("/v1/procedures");
    const payment = items.find(({ code }) => code === "payment");
    if (payment === undefined) throw new Error("The demonstration has no payment procedure");
    await page.goto(`${at.web()}/${language}/procedures`);
    await page.locator(`main a.link[href$="/procedures/${payment.number}"]`).click();
    await expect(page.locator("h1")).toContainText(zh ? payment.name : payment.otherName);
    // Submission, one mark for each stage, execution.
    const stages = new Set(payment.steps.map(({ stage }) => stage)).size;
    await expect(page.locator("ol.stages > li")).toHaveCount(stages + 2);
    await page.locator(`main a[href*="procedure=${payment.number}&status=open"]`).click();
    const { total } = await ask<CasePage>(
      `/v1/cases?procedure=${payment.number}&status=open,returned&count=true&limit=1`,
    );
    await expect(page.locator("main p", { hasText: zh ? "符合条件" : "under these filters" })).toContainText(
      String(total),
    );
  });

  test(`filters of cases are the address, and chips take them away (${language})`, async ({ page }) => {
    await page.goto(`${at.web()}/${language}/cases`);
    await page.getByText(zh ? "筛选" : "Filters", { exact: true }).click();
    await page.getByLabel(zh ? "已执行" : "Executed", { exact: true }).check();
    await page.getByLabel(zh ? "曾经逾期" : "Ever late", { exact: true }).check();
    await page.getByRole("button", { name: zh ? "显示" : "Show", exact: true }).click();
    await expect(page).toHaveURL(/status=executed/);
    await expect(page).toHaveURL(/late=true/);
    await expect(page.locator("tbody tr").first()).toContainText(zh ? "曾逾期" : "was late");
    await page.getByRole("link", { name: zh ? /去掉条件“曾经逾期/ : /Remove filter Ever late/ }).click();
    await expect(page).not.toHaveURL(/late=true/);
    await page.goto(`${at.web()}/${language}/cases?status=nonsense&from=2026-02-30&what=1`);
    const alert = page.locator("main [role=alert]");
    for (const bad of ["nonsense", "2026-02-30", "what"]) await expect(alert).toContainText(bad);
    await expect(page.locator("tbody tr").first()).toBeVisible();
  });

  test(`a payment leads to its case and back (${language})`, async ({ page }) => {
    const paid = await aPaidCase();
    const movement = paid.execution?.movements[0];
    if (movement === undefined) throw new Error("The case has no movement");
    await page.goto(`${at.web()}/${language}/cases/${paid.number}`);
    const official = paid.timeline[0]?.official;
    const named = zh ? (official?.name ?? "") : official?.otherName || official?.name || "";
    await expect(page.locator("main .lead").first()).toContainText(named);
    await expect(page.locator(".timeline-entry")).toHaveCount(paid.timeline.length);
    await page.locator(`td .link[href$="/movements/${movement.record}"]`).click();
    await expect(page.locator("h2", { hasText: zh ? "谁批准的" : "Who approved it" })).toBeVisible();
    const trail = page.locator(".trail-step", { has: page.locator(`a[href$="/cases/${paid.number}"]`) });
    await expect(trail).toContainText(named);
    await trail.locator(`a[href$="/cases/${paid.number}"]`).click();
    await expect(page).toHaveURL(new RegExp(`/cases/${paid.number}$`));
    // The number on chain leads to the same page.
    await page.goto(`${at.web()}/${language}/cases/${paid.id}`);
    await expect(page).toHaveURL(new RegExp(`/cases/${paid.number}$`));
  });

  test(`signatures: the seal comes after the check, and not for a page that lies (${language})`, async ({ page }) => {
    const paid = await aPaidCase();
    const run = page.getByRole("button", { name: zh ? "开始核对" : "Check now" });
    await page.goto(`${at.web()}/${language}/cases/${paid.number}`);
    await expect(page.getByTestId("seal")).toHaveCount(0);
    await run.click();
    await expect(page.getByTestId("seal")).toBeVisible();
    const signed = paid.timeline.filter(({ signature }) => signature !== null).length;
    await expect(page.getByText(zh ? /^由 0x.* 签名$/ : /^signed by 0x/)).toHaveCount(signed);

    await page.goto(`${at.lying()}/${language}/cases/${paid.number}`);
    // What somebody may write as a reason is text, isolated.
    await expect(page.locator("blockquote bdi").first()).toContainText("<script>");
    expect(await page.evaluate(() => "hacked" in window)).toBe(false);
    await run.click();
    await expect(page.getByTestId("check-differs")).toBeVisible();
    await expect(page.getByTestId("seal")).toHaveCount(0);
  });

  test(`figures of timeliness lead to as many cases as wait (${language})`, async ({ page }) => {
    const { agencies } = await ask<Timeliness>("/v1/timeliness");
    const row = agencies.find(({ open }) => open > 0);
    if (row === undefined) throw new Error("The demonstration has no step that waits");
    await page.goto(`${at.web()}/${language}/timeliness`);
    await page.locator(`main a[href*="desk=${row.agency.id}&"]`).first().click();
    await expect(page.locator("main p", { hasText: zh ? "符合条件" : "under these filters" })).toContainText(
      zh ? `${row.open} 件` : `${row.open} case`,
    );
  });

  test(`a permit: from the form to the chain's own answer (${language})`, async ({ page }) => {
    const holders = demonstrationHolders();
    const [valid] = await permits(({ validity, holder }) => validity === "valid" && holders.has(holder));
    const person = holders.get(valid?.holder ?? "");
    if (valid === undefined || person === undefined) throw new Error("The demonstration has no valid permit");
    const asked: string[] = [];
    page.on("request", (request) => asked.push(`${request.url()} ${request.postData() ?? ""}`));
    await page.goto(`${at.web()}/${language}/permits`);
    await page.getByLabel(zh ? "许可编号，或二维码内容" : /^Permit number/).fill(String(valid.number));
    await page.getByText(zh ? "我知道持有人的盐值和身份文字" : "I know the holder's salt and identity text").click();
    await page.getByLabel(zh ? "盐值" : "Salt", { exact: true }).fill(person.salt);
    await page.getByLabel(zh ? "身份文字" : "Identity text", { exact: true }).fill(person.text);
    await page.getByRole("button", { name: zh ? "计算摘要" : "Make the digest" }).click();
    await expect(page.locator("#holder")).toHaveValue(valid.holder);
    await page.getByRole("button", { name: zh ? "查验" : "Check", exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`/permits/${valid.number}\\?holder=${valid.holder}$`));
    await expect(page.locator(`svg[aria-label="${zh ? "本页二维码" : "QR code of this page"}"]`)).toBeVisible();
    await expect(page.getByTestId("seal")).toHaveCount(0);
    await page.getByRole("button", { name: zh ? "现在询问" : "Ask now" }).click();
    await expect(page.getByTestId("permit-answer")).toHaveText(zh ? "有效" : "Valid");
    await expect(page.getByTestId("seal")).toBeVisible();
    // Who the holder is never left the browser.
    const said = asked.join("\n");
    for (const secret of [person.salt, person.salt.slice(2), encodeURIComponent(person.text), person.text]) {
      expect(said).not.toContain(secret);
    }
  });

  test(`a permit of somebody else, one revoked, and none (${language})`, async ({ page }) => {
    const [valid] = await permits(({ validity }) => validity === "valid");
    const [revoked] = await permits(({ validity }) => validity === "revoked");
    if (valid === undefined || revoked === undefined) throw new Error("The demonstration lacks a permit");
    const answer = async (path: string, text: string) => {
      await page.goto(`${at.web()}/${language}/permits/${path}`);
      await page.getByRole("button", { name: zh ? "现在询问" : "Ask now" }).click();
      await expect(page.getByTestId("permit-answer")).toHaveText(text);
      await expect(page.getByTestId("check-differs")).toHaveCount(0);
      await expect(page.getByTestId("seal")).toHaveCount(0);
    };
    await answer(
      `${valid.number}?holder=0x${"11".repeat(20)}`,
      zh ? "不论是否有效，它属于别人" : "Valid or not, it belongs to somebody else",
    );
    await answer(String(revoked.number), zh ? "已撤销" : "Revoked");
    await answer("99999", zh ? "没有此许可" : "There is no such permit");
    await page.goto(`${at.web()}/${language}/permits?permit=nonsense&holder=0x12`);
    await expect(page.locator("main [role=alert] li")).toHaveCount(2);
    // What a code holds leads there too.
    const code = encodeURIComponent(`${at.web()}/en/permits/${valid.number}?holder=${valid.holder}`);
    await page.goto(`${at.web()}/${language}/permits?permit=${code}`);
    await expect(page).toHaveURL(new RegExp(`/permits/${valid.number}\\?holder=${valid.holder}$`));
  });
}

test("a case that came back says so, act by act", async ({ page }) => {
  const { items } = await ask<CasePage>("/v1/cases?status=executed&limit=200");
  const again = items.find(({ round }) => round > 0);
  if (again === undefined) throw new Error("The demonstration has no case that was returned");
  const detail = await ask<CaseDetail>(`/v1/cases/${again.number}`);
  const returned = detail.timeline.find(({ verdict }) => verdict === "return");
  await page.goto(`${at.web()}/en/cases/${again.number}`);
  await expect(page.locator(".timeline-entry", { hasText: "Returned for correction" })).toBeVisible();
  await expect(page.locator(".timeline-entry", { hasText: "Submitted again, corrected" })).toBeVisible();
  if (returned !== undefined && returned.reason !== "") {
    await expect(page.locator("blockquote").first()).toContainText(returned.reason.slice(0, 20));
  }
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(page.getByTestId("seal")).toBeVisible();
});

test("a permit's page without JavaScript says whose word it is", async ({ browser }) => {
  const [valid] = await permits(({ validity }) => validity === "valid");
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${at.web()}/en/permits`);
  await page.locator("#permit").fill(String((valid as Permit).number));
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await expect(page.locator(".lead")).toContainText("Valid");
  await expect(page.locator(".lead")).toContainText("According to this site's index");
  // Chromium shows none of it while scripts are merely switched off: the document has it.
  const html = await (await context.request.get(page.url())).text();
  expect(html).toMatch(/<noscript>.*Asking the chain needs JavaScript/);
  await context.close();
});
