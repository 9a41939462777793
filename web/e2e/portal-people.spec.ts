// Who may not: double roles. What still works: without the relay, with a contract's account, in a batch, after a reload.
import { rosterAbi } from "@mingzhang/sdk/abi/roster";
import type { Status } from "@mingzhang/sdk/api";
import type { Officials } from "@mingzhang/sdk/api-cases";
import { readFileSync } from "node:fs";
import { getAddress, type Address, type Hex } from "viem";
import { chainClient, inject, localAccount, senderOf } from "./fixture/wallet";
import { ask, at, expect, test } from "./fixture/world";
import {
  actAs,
  becomesPublic,
  caseNumber,
  connect,
  decide,
  fillDecision,
  fillPayment,
  officialOf,
  payable,
  portal,
  submitPayment,
  theCase,
  TREASURER,
  unique,
} from "./fixture/portal";

test.use({ allowed: [process.env.MINGZHANG_E2E_RPC_URL ?? "http://127.0.0.1"] });

/** The registrar's account, as deploy/parameters/local.json has it. */
const REGISTRAR = 4;
const FOREVER = 4_102_444_800;
const DUTY = { maker: 2, checker: 3 } as const;

/** Seats an address by the registrar, and waits until the indexer shows it. */
async function appoint(agency: number, duty: keyof typeof DUTY, holder: Address, official: number): Promise<void> {
  const status = await ask<Status>("/v1/status");
  const hash = await senderOf(localAccount(REGISTRAR)).writeContract({
    address: status.contracts.roster,
    abi: rosterAbi,
    functionName: "appoint",
    args: [agency, DUTY[duty], holder, official, 0, FOREVER],
  });
  await chainClient().waitForTransactionReceipt({ hash });
  await expect(async () => {
    const { items } = await ask<Officials>("/v1/officials");
    const holders = items.filter((seat) => seat.agency.id === agency).map((seat) => getAddress(seat.holder));
    expect(holders).toContain(getAddress(holder));
  }).toPass({ timeout: 15_000 });
}

async function seatOf(agency: number, duty: string) {
  const { items } = await ask<Officials>("/v1/officials");
  const seat = items.find((held) => held.agency.id === agency && held.duty === duty);
  if (seat === undefined) throw new Error(`Agency ${agency} has no ${duty}`);
  return seat;
}

test("who submitted a case cannot check it, by whatever seat: the review says so, and nothing can be signed", async ({
  page,
}) => {
  test.setTimeout(90_000);
  const commitment = await payable("Emergency");
  const agency = commitment.unit.id;
  const maker = await seatOf(agency, "maker");
  const { items } = await ask<Officials>("/v1/officials");
  const both = items.some((s) => s.agency.id === agency && s.duty === "checker" && s.official.id === maker.official.id);
  if (!both) await appoint(agency, "checker", maker.holder, maker.official.id);
  await page.goto(portal());
  await actAs(page, new RegExp(maker.official.otherName));
  const purpose = unique("Fire hoses");
  const number = await submitPayment(page, { commitment, amount: "10.00", purpose });
  await page.goto(portal());
  await expect(
    page.getByRole("region", { name: /Yours, under way/ }).getByRole("link", { name: purpose }),
  ).toBeVisible();
  await expect(page.getByRole("region", { name: /To decide/ }).getByRole("link", { name: purpose })).toHaveCount(0);

  await page.goto(portal(`/cases/${number}`));
  await fillDecision(page, "Approve");
  await expect(page.getByText("Trial run: the contract would refuse")).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign: approve" })).toBeDisabled();
  expect((await theCase(number)).timeline).toHaveLength(1);
});

test("the relay is down: the wallet sends it itself, also after a reload", async ({ page }) => {
  test.setTimeout(90_000);
  const commitment = await payable("Audit Office");
  const maker = await seatOf(commitment.unit.id, "maker");
  // What the explorer answers in the relay's place.
  await page.route("**/relay/**", (route) => route.fulfill({ status: 503, json: { status: 503, title: "Down" } }));
  await page.goto(portal());
  await actAs(page, new RegExp(maker.official.otherName));
  await page.goto(portal("/submit/payment"));
  const purpose = unique("Audit travel");
  await fillPayment(page, { commitment, amount: "20.00", purpose });
  await page.getByRole("button", { name: "Check your answers" }).click();
  await expect(page.getByText(/the contract takes it/)).toBeVisible();
  await page.getByRole("button", { name: "Sign and submit" }).click();
  await expect(page.getByText("The relay does not answer")).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Send with the wallet" }).click();
  await becomesPublic(page);
  const number = await caseNumber(page);
  expect((await theCase(number)).title).toBe(purpose);
});

test("an official whose account is a contract signs with its owner's key (ERC-1271)", async ({ page }) => {
  test.setTimeout(90_000);
  const owner = localAccount(17);
  const commitment = await payable("Natural Resources");
  const agency = commitment.unit.id;
  const account = await deployWallet(owner.address);
  const maker = await seatOf(agency, "maker");
  await appoint(agency, "maker", account, maker.official.id);

  const { asked } = await inject(page, { key: owner, address: account });
  await page.goto(portal());
  await connect(page);
  await expect(page.locator("[data-who]")).toContainText(maker.official.otherName);
  const purpose = unique("Survey");
  const number = await submitPayment(page, { commitment, amount: "30.00", purpose });
  expect(asked).toContain("eth_signTypedData_v4");
  const { submitter, official } = await theCase(number);
  expect({ submitter: getAddress(submitter), official: official?.id }).toEqual({
    submitter: getAddress(account),
    official: maker.official.id,
  });
  // Anybody can check the signature on the public page, by asking the account itself.
  await page.goto(`${at.web()}/en/cases/${number}`);
  await expect(page.locator("main")).toContainText(purpose);
});

test("several cases are approved on one page of review", async ({ page }) => {
  test.setTimeout(120_000);
  const commitment = await payable("Public Security");
  const agency = commitment.unit.id;
  await page.goto(portal());
  await actAs(page, await officialOf(agency, "maker"));
  const numbers: number[] = [];
  for (const words of ["Cameras", "Cables"]) {
    numbers.push(await submitPayment(page, { commitment, amount: "40.00", purpose: unique(words) }));
  }
  await actAs(page, await officialOf(agency, "checker"));
  await page.goto(portal());
  for (const number of numbers) await page.getByRole("checkbox", { name: `Choose case ${number}` }).check();
  await page.getByRole("button", { name: "Review the chosen (2)" }).click();
  for (const number of numbers) await page.getByRole("checkbox", { name: `Approve case ${number}` }).check();
  await page.getByRole("button", { name: "Sign: approve 2" }).click();
  await expect(page.locator("[data-stage=indexed]")).toHaveCount(2, { timeout: 20_000 });
  // The maker's acts are those of another wallet, and are shown when they are asked for.
  const others = page.getByText("2 acts of other wallets in this browser");
  await others.click();
  await expect(page.locator("[data-stage=indexed]")).toHaveCount(4);
  await others.click();
  await expect(page.locator("[data-stage=indexed]")).toHaveCount(2);
  for (const number of numbers) expect((await theCase(number)).stageNumber).toBe(2);

  await actAs(page, TREASURER);
  for (const number of numbers) await decide(page, number, "Approve");
  for (const number of numbers) expect((await theCase(number)).status).toBe("executed");
});

/** contracts/mocks/WalletMock.sol, owned by an address. */
async function deployWallet(owner: Address): Promise<Address> {
  const path = new URL("../../artifacts/contracts/mocks/WalletMock.sol/WalletMock.json", import.meta.url);
  const { abi, bytecode } = JSON.parse(readFileSync(path, "utf8")) as { abi: readonly unknown[]; bytecode: Hex };
  const hash = await senderOf(localAccount(0)).deployContract({ abi, bytecode, args: [owner] });
  const { contractAddress } = await chainClient().waitForTransactionReceipt({ hash });
  if (contractAddress == null) throw new Error("WalletMock was not deployed");
  return contractAddress;
}
