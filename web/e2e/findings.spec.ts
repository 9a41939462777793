// Findings: one from its opening by an auditor to its end; the list; the band on what it concerns; the check of signatures.
import type { Movement, MovementPage, Page, Party, PartyRef } from "@mingzhang/sdk/api";
import type { FindingDetail, FindingPage, Scorecard } from "@mingzhang/sdk/api-findings";
import { ask, at, expect, LANGUAGES, test } from "./fixture/world";
import { actAs, becomesPublic, officialOf, portal, sign, unique } from "./fixture/portal";

test.use({ allowed: [process.env.MINGZHANG_E2E_RPC_URL ?? "http://127.0.0.1"] });

const list = async (query: string) => (await ask<FindingPage>(`/v1/findings?${query}`)).items;

async function one(query: string): Promise<FindingDetail> {
  const [first] = await list(`${query}&limit=1`);
  if (first === undefined) throw new Error(`The demonstration has no finding with ${query}`);
  return ask<FindingDetail>(`/v1/findings/${first.number}`);
}

async function auditOffice(): Promise<PartyRef> {
  const [first] = await list("limit=1");
  if (first === undefined) throw new Error("The demonstration has no findings");
  return first.office;
}

/** A payment of an agency that nobody has objected to. */
async function aPayment(agencyName: string): Promise<Movement> {
  const { items: parties } = await ask<Page<Party>>("/v1/parties?kind=agency&limit=200");
  const agency = parties.find(({ otherName }) => otherName.includes(agencyName))?.id ?? 0;
  const { items } = await ask<MovementPage>(`/v1/movements?kind=payment&agency=${agency}&within=self&limit=50`);
  for (const movement of items) {
    if ((await list(`concerns=record-${movement.record}`)).length === 0) return movement;
  }
  throw new Error(`${agencyName} has paid nothing`);
}

test("a finding from its opening by an auditor to the answer and to its end", async ({ page }) => {
  test.setTimeout(150_000);
  const movement = await aPayment("Emergency");
  const office = await auditOffice();
  const agency = movement.agency;
  if (agency === null) throw new Error("no agency");
  const text = unique("No delivery note was found");

  // From the movement's page, as an auditor would come.
  await page.goto(`${at.web()}/en/movements/${movement.record}`);
  await page.getByRole("link", { name: "open a finding on this" }).click();
  await expect(page).toHaveURL(new RegExp(`/portal/findings/new\\?record=${movement.record}$`));
  await actAs(page, await officialOf(office.id, "auditor"));
  await expect(page.getByLabel("Number of the movement or record")).toHaveValue(String(movement.record));
  // Whose payment it is, is proposed.
  await expect(page.getByLabel("Has to answer")).toHaveValue(String(agency.id));
  await page.getByRole("button", { name: "Check your answers" }).click();
  await expect(page.locator("main").getByRole("alert")).toContainText("Write what it is");
  await page.getByLabel("Severity").selectOption("major");
  await page.getByLabel("Days to answer").fill("10");
  await page.getByLabel("In words").fill(text);
  await page.getByRole("button", { name: "Check your answers" }).click();
  await expect(page.getByRole("region", { name: "Check your answers" })).toContainText(`record ${movement.record}`);
  await page.getByText("What you sign, and its hashes").click();
  await expect(page.getByText("Final hash")).toBeVisible();
  await sign(page, "Sign and open", /the contract takes it/);

  const [opened] = await list(`concerns=record-${movement.record}`);
  if (opened === undefined) throw new Error("The finding is not public");
  expect([opened.status, opened.severity, opened.agency.id]).toEqual(["open", "major", agency.id]);
  await page.goto(`${at.web()}/en/movements/${movement.record}`);
  const band = page.locator("#findings");
  await expect(band).toContainText(text);
  await expect(band).toContainText("Open");

  await page.goto(portal("/findings"));
  await actAs(page, await officialOf(agency.id, "checker"));
  await page
    .getByRole("region", { name: /To answer/ })
    .getByRole("link", { name: new RegExp(`Finding ${opened.number}`) })
    .click();
  await page.getByLabel("In words").fill("It was filed late; it is attached.");
  await page.getByRole("button", { name: "Check your answers" }).click();
  await sign(page, "Sign: answer", /the contract takes it/);
  const answered = await ask<FindingDetail>(`/v1/findings/${opened.number}`);
  expect(answered.status).toBe("answered");

  await page.goto(portal("/findings"));
  await actAs(page, await officialOf(office.id, "auditor"));
  await page
    .getByRole("region", { name: /Answered, to judge/ })
    .getByRole("link", { name: new RegExp(`Finding ${opened.number}`) })
    .click();
  for (const name of ["Resolve", "Open again", "Take to the agency above"]) {
    await expect(page.getByRole("radio", { name })).toBeVisible();
  }
  await page.getByRole("radio", { name: "Resolve" }).check();
  await page.getByLabel("In words").fill("The note is dated before the payment.");
  await page.getByRole("button", { name: "Check your answers" }).click();
  await sign(page, "Sign: resolve", /the contract takes it/);
  await becomesPublic(page);
  await page.goto(`${at.web()}/en/findings/${opened.number}`);
  await expect(page.locator(".timeline-entry")).toHaveCount(3);
  await expect(page.locator(".lead").first()).toContainText("resolved it");
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(page.getByRole("heading", { name: "Your browser has checked this finding" })).toBeVisible();
});

test("who has no duty in a finding can do nothing, and the page says so", async ({ page }) => {
  const late = await one("overdue=true");
  await page.goto(portal(`/findings/${late.number}`));
  await actAs(page, await officialOf(late.office.id, "maker"));
  await expect(page.getByText("There is nothing for you to do here now.")).toBeVisible();
  await page.goto(portal("/findings/new"));
  await expect(page.getByRole("alert").filter({ hasText: "auditor's seat" })).toBeVisible();
});

for (const language of LANGUAGES) {
  const zh = language === "zh";

  test(`filters of findings are the address, and chips take them away (${language})`, async ({ page }) => {
    await page.goto(`${at.web()}/${language}/findings`);
    const { total } = await ask<FindingPage>("/v1/findings?count=true&limit=1");
    await expect(page.locator("tbody tr")).toHaveCount(total ?? 0);
    await page.getByText(zh ? "筛选" : "Filters", { exact: true }).click();
    await page.getByLabel(zh ? "逾期未答复" : "Answer overdue", { exact: true }).check();
    await page.getByRole("button", { name: zh ? "显示" : "Show", exact: true }).click();
    await expect(page).toHaveURL(/overdue=true/);
    await expect(page.locator("tbody tr").first()).toContainText(zh ? "逾期" : "overdue");
    await page.getByRole("link", { name: zh ? /去掉条件“逾期未答复/ : /Remove filter Answer overdue/ }).click();
    await expect(page).not.toHaveURL(/overdue=true/);
    await page.goto(`${at.web()}/${language}/findings?severity=huge&from=2026-02-30&what=1`);
    const alert = page.locator("main [role=alert]");
    for (const bad of ["huge", "2026-02-30", "what"]) await expect(alert).toContainText(bad);
    await page.goto(`${at.web()}/${language}/findings?text=qqqqqq`);
    await expect(page.locator("main")).toContainText(zh ? "没有符合条件的审计发现" : "No finding passes these filters");
  });

  test(`a finding leads to what it is about, whose page shows it (${language})`, async ({ page }) => {
    for (const kind of ["record", "case", "line", "party"] as const) {
      const finding = await one(`subject=${kind}`);
      await page.goto(`${at.web()}/${language}/findings/${finding.number}`);
      await expect(page.locator(".timeline-entry")).toHaveCount(finding.acts.length);
      await page.locator(".lead a").nth(1).click();
      await expect(page.locator(`#findings a[href$="/findings/${finding.number}"]`).first()).toBeVisible();
    }
    const period = await one("subject=period");
    await page.goto(`${at.web()}/${language}/findings/${period.id}`);
    await expect(page).toHaveURL(new RegExp(`/findings/${period.number}$`));
  });

  test(`signatures of a finding: the seal comes after the check (${language})`, async ({ page }) => {
    const escalated = await one("status=escalated");
    await page.goto(`${at.web()}/${language}/findings/${escalated.number}`);
    const title = zh ? "您的浏览器已核对此项发现" : "Your browser has checked this finding";
    await expect(page.getByRole("heading", { name: title })).toHaveCount(0);
    await page.getByRole("button", { name: zh ? "开始核对" : "Check now" }).click();
    await expect(page.getByRole("heading", { name: title })).toBeVisible();
  });

  test(`the scorecard's figures lead to the findings behind them (${language})`, async ({ page }) => {
    const { items } = await ask<Scorecard>("/v1/agencies/scorecard");
    const row = items.find(({ overdue }) => overdue > 0);
    if (row === undefined) throw new Error("The demonstration has nothing overdue");
    await page.goto(`${at.web()}/${language}/timeliness`);
    await page.locator(`#scorecard a[href*="agency=${row.agency.id}&within=self&overdue=true"]`).click();
    await expect(page.locator("tbody tr")).toHaveCount(row.overdue);
    await page.goto(`${at.web()}/${language}/agencies/${row.agency.id}`);
    await expect(page.locator("#scorecard tbody tr").first()).toBeVisible();
  });
}
