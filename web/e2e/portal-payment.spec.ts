// A payment from the form to the movement's page, a payroll from a file, a return and its correction.
import { expect, test } from "./fixture/world";
import {
  actAs,
  caseNumber,
  chooseAgency,
  decide,
  officialOf,
  payable,
  portal,
  sign,
  submitPayment,
  theCase,
  TREASURER,
  unique,
} from "./fixture/portal";
import { at } from "./fixture/world";

test.use({ allowed: [process.env.MINGZHANG_E2E_RPC_URL ?? "http://127.0.0.1"] });

test("a payment: submitted, checked, paid, public", async ({ page }) => {
  test.setTimeout(120_000);
  const commitment = await payable("Culture");
  const purpose = unique("Library shelves");
  await page.goto(portal());
  await actAs(page, await officialOf(commitment.unit.id, "maker"));
  await page.getByRole("link", { name: "Submit a new case" }).click();
  await page.getByRole("link", { name: "Payment", exact: true }).click();
  await chooseAgency(page, commitment.unit.id);

  await page.getByRole("button", { name: "Check your answers" }).click();
  const summary = page.getByRole("alert").filter({ hasText: "Please check" });
  await expect(summary).toBeFocused();
  await summary.getByRole("link", { name: "Write a purpose" }).click();
  await expect(page.getByLabel("Purpose")).toBeFocused();

  await page.setInputFiles("input[type=file]", {
    name: "invoice.txt",
    mimeType: "text/plain",
    buffer: Buffer.from(`Invoice ${purpose}`),
  });
  await expect(page.getByRole("button", { name: "Remove" })).toBeVisible();
  await expect(page.getByText("not stored")).toBeHidden();
  await page.getByLabel("Find a commitment").fill(commitment.id);
  await page.getByLabel("Commitment", { exact: true }).selectOption(commitment.id);
  await page.getByLabel(/^Amount/).fill("1,234.56");
  await page.getByLabel("Purpose").fill(purpose);
  await page.getByLabel("Reference").fill("INV-1");
  // What was typed survives a reload.
  await page.reload();
  await expect(page.getByLabel("Purpose")).toHaveValue(purpose);
  await expect(page.getByLabel("Commitment", { exact: true })).toHaveValue(commitment.id);
  await page.getByRole("button", { name: "Check your answers" }).click();
  await expect(page.getByRole("heading", { name: "Check your answers" })).toBeFocused();
  const { name, otherName } = commitment.payee;
  const review = page.locator("section[aria-labelledby=review-title]");
  await expect(review.getByRole("definition").filter({ hasText: name }).first()).toContainText(otherName);
  await sign(page, "Sign and submit", /the contract takes it/);
  const number = await caseNumber(page);
  expect((await theCase(number)).amount).toBe("123456");

  await actAs(page, await officialOf(commitment.unit.id, "checker"));
  await page.goto(portal());
  await page.getByRole("link", { name: purpose }).click();
  await expect(page).toHaveURL(new RegExp(`/portal/cases/${number}$`));
  await decide(page, number, "Approve");

  await actAs(page, TREASURER);
  await decide(page, number, "Approve");
  const { status, execution } = await theCase(number);
  expect(status).toBe("executed");
  await page.goto(`${at.web()}/en/cases/${number}`);
  await page
    .locator(`main a[href$='/movements/${execution?.movements[0]?.record ?? 0}']`)
    .first()
    .click();
  await expect(page.locator("h1 data")).toHaveAttribute("value", "123456");
  await expect(page.locator(`main a[href$='/cases/${number}']`).first()).toBeVisible();
  await expect(page.getByTestId("signed-purpose")).toContainText(purpose);
});

test("a payroll of 100 from a CSV file, through four people", async ({ page }) => {
  test.setTimeout(120_000);
  const commitment = await payable("Health Commission");
  const rows = Array.from({ length: 100 }, (_, at) => `${commitment.id},${10 + at}.50,NO-${at + 1}`);
  await page.goto(portal());
  await actAs(page, await officialOf(commitment.unit.id, "maker"));
  await page.goto(portal("/submit/payroll"));
  await chooseAgency(page, commitment.unit.id);
  await page.getByRole("radio", { name: "Many (CSV file)" }).check();
  const wrong = ["commitment,amount,reference", "commitment-999999,12.50,X", ...rows.slice(1)].join("\n");
  const files = page.locator("input[type=file][accept*=csv]");
  await files.setInputFiles({ name: "payroll.csv", mimeType: "text/csv", buffer: Buffer.from(wrong) });
  await expect(page.getByText("100 rows, 1 of them wrong")).toBeVisible();
  await expect(page.getByText("no such commitment of this agency")).toBeVisible();
  await page.getByLabel("Purpose").fill(unique("Salaries"));
  await page.getByRole("button", { name: "Check your answers" }).click();
  await expect(page.getByRole("link", { name: "Some rows are still wrong" })).toBeVisible();

  const right = ["commitment,amount,reference", ...rows].join("\n");
  await files.setInputFiles({ name: "payroll.csv", mimeType: "text/csv", buffer: Buffer.from(right) });
  await expect(page.getByText("100 rows, all in order")).toBeVisible();
  await page.getByRole("button", { name: "Check your answers" }).click();
  await sign(page, "Sign and submit", /the contract takes it/);
  const number = await caseNumber(page);
  for (const name of [
    await officialOf(commitment.unit.id, "checker"),
    await officialOf(commitment.unit.id, "approver"),
    TREASURER,
  ]) {
    await actAs(page, name);
    await decide(page, number, "Approve");
  }
  const { status, execution, amount } = await theCase(number);
  expect(status).toBe("executed");
  expect(execution?.movementCount).toBe(100);
  // 100 x 10.50 and 0 + 1 + ... + 99.
  expect(amount).toBe("600000");
});

test("returned, corrected and submitted again", async ({ page }) => {
  test.setTimeout(120_000);
  const commitment = await payable("Government Office");
  const [maker, checker] = [
    await officialOf(commitment.unit.id, "maker"),
    await officialOf(commitment.unit.id, "checker"),
  ];
  await page.goto(portal());
  await actAs(page, maker);
  const purpose = unique("Cleaning");
  const number = await submitPayment(page, { commitment, amount: "50.00", purpose, reference: "C-1" });

  await actAs(page, checker);
  await page.goto(portal(`/cases/${number}`));
  await page.getByRole("radio", { name: /^Return/ }).check();
  await page.getByRole("button", { name: "Check your answers" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "want a reason" })).toBeVisible();
  await expect(page.getByLabel("Reason", { exact: true })).toBeFocused();
  await decide(page, number, "Return", "The amount is 55.00");

  await actAs(page, maker);
  await page.goto(portal());
  await page
    .getByRole("region", { name: /Returned to you/ })
    .getByRole("link", { name: purpose })
    .click();
  await expect(page.getByText("The amount is 55.00")).toBeVisible();
  await page.getByRole("link", { name: "Correct and submit again" }).click();
  await expect(page.getByLabel("Purpose")).toHaveValue(purpose);
  await expect(page.getByLabel(/^Amount/)).toHaveValue("50.00");
  await expect(page.getByLabel("Reference")).toHaveValue("C-1");
  await page.getByLabel(/^Amount/).fill("55.00");
  await page.getByRole("button", { name: "Check your answers" }).click();
  await sign(page, "Sign and submit", /the contract takes it/);
  const { round, amount, status } = await theCase(number);
  expect({ round, amount, status }).toEqual({ round: 1, amount: "5500", status: "open" });
  await actAs(page, checker);
  await decide(page, number, "Approve");
});
