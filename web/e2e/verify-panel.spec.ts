// A record taken up the levels in the reader's browser: the seal comes after the check, only when nothing failed, and says the level.
import { readFileSync } from "node:fs";
import type { PortableProof } from "@mingzhang/sdk/proof";
import type { Page } from "@playwright/test";
import { proofOf, servePartlyLyingNode, signedProof, withoutAnchor } from "./fixture/proofs";
import { aPayment, at, expect, type Language, LANGUAGES, movements, NODES, test } from "./fixture/world";

const run = (page: Page, language: Language, again = false) =>
  page.getByRole("button", {
    name: { en: again ? "Verify again" : "Verify now", zh: again ? "再验证一次" : "开始验证" }[language],
  });

const step = (page: Page, id: string) => page.locator(`[data-step=${id}]`);

for (const language of LANGUAGES) {
  test.describe(`verify (${language})`, () => {
    test.use({ allowed: NODES });

    test("from the overview to a movement to its seal, which says the level", async ({ page }) => {
      await page.goto(`${at.web()}/${language}`);
      await page.locator("td .link[href*='/movements/']").first().click();
      await expect(page).toHaveURL(new RegExp(`/${language}/movements/\\d+$`));
      await expect(page.getByTestId("seal")).toHaveCount(0);
      await run(page, language).click();
      // All that was asked belongs to the site: the seal says that, and level 4 is only told.
      await expect(page.getByTestId("seal")).toContainText(language === "zh" ? "第 3 级" : "Level 3");
      await expect(page.getByTestId("seal")).toContainText(language === "zh" ? "仅凭本站节点" : "by this site’s nodes");
      await expect(page.getByTestId("verify-level")).toHaveAttribute("data-level", "3");
      for (const id of ["chain", "event", "page", "header", "receipts", "path", "state", "signatures"]) {
        await expect(step(page, id), id).toHaveAttribute("data-state", "passed");
      }
      await expect(step(page, "quorum")).toHaveAttribute("data-state", "told");
      await expect(page.locator("li[data-level='4']")).toHaveAttribute("data-state", "told");
      // The second chain holds the checkpoint, says the site; the contract on the log's own chain is not counted as another chain.
      await expect(step(page, "anchor").first()).toHaveAttribute("data-state", "told");
      await expect(step(page, "anchor").last()).toHaveAttribute("data-state", "not tried");
      // Nothing was kept yet, and that is said.
      await expect(step(page, "kept")).toHaveAttribute("data-state", "not tried");
    });

    test("a page that differs from the record gets no seal and says which field", async ({ page }) => {
      const payment = await aPayment();
      await page.goto(`${at.lying()}/${language}/movements/${payment.record}`);
      await run(page, language).click();
      const warning = page.getByTestId("check-differs");
      await expect(warning).toContainText("amount");
      await expect(warning).toContainText(payment.amount);
      await expect(page.getByTestId("verify-failed")).toHaveAttribute("data-level", "0");
      await expect(page.getByTestId("seal")).toHaveCount(0);
    });

    test("another record of the trail too, from its own page", async ({ page }) => {
      await page.goto(`${at.web()}/${language}/records/2`);
      await run(page, language).click();
      await expect(page.getByTestId("seal")).toContainText("3");
      await expect(step(page, "page")).toHaveAttribute("data-state", "passed");
    });
  });
}

test.describe("what the reader brings", () => {
  test.use({ allowed: NODES });

  /** The site's answer for a record's proof, altered. */
  async function serve(page: Page, proof: PortableProof) {
    await page.route(`**/data/v1/records/*/proof`, (route) => route.fulfill({ json: proof }));
  }

  test("without signatures and without the other chain it is level 3, and level 4 is said to be not shown", async ({
    page,
  }) => {
    const { record } = await aPayment();
    await serve(page, await signedProof(record, 0));
    await page.goto(`${at.web()}/en/movements/${record}`);
    await withoutAnchor(page);
    await run(page, "en").click();
    await expect(page.getByTestId("seal")).toContainText("Level 3");
    await expect(step(page, "quorum")).toHaveAttribute("data-state", "not tried");
    await expect(page.locator("li[data-level='4']")).toHaveAttribute("data-state", "open");
    await expect(page.locator("li[data-level='4']")).toContainText("not shown");
  });

  test("signatures of a quorum that the site names are told; a minority's is a failure, and so is an altered proof", async ({
    page,
  }) => {
    const { record } = await aPayment();
    const path = `${at.web()}/en/movements/${record}`;
    await serve(page, await signedProof(record, 2));
    await page.goto(path);
    await withoutAnchor(page);
    await run(page, "en").click();
    await expect(page.getByTestId("seal")).toContainText("Level 3");
    // Who the witnesses are, only the log's own chain says: it is not hidden.
    await expect(step(page, "quorum")).toHaveAttribute("data-state", "told");
    await expect(step(page, "quorum")).toContainText("only the log’s own chain says");
    await expect(page.getByTestId("verify-level")).toContainText("word of the site or of the log’s own chain");

    await serve(page, await signedProof(record, 1));
    await run(page, "en", true).click();
    await expect(step(page, "quorum")).toHaveAttribute("data-state", "failed");
    await expect(page.getByTestId("verify-failed")).toHaveAttribute("data-level", "3");
    await expect(page.getByTestId("seal")).toHaveCount(0);

    const good = await proofOf(record);
    await serve(page, { ...good, path: good.path.toReversed() });
    await run(page, "en", true).click();
    await expect(step(page, "path")).toHaveAttribute("data-state", "failed");
    await expect(page.getByTestId("seal")).toHaveCount(0);
  });

  test("a checkpoint that is remembered is compared next time, and a rewritten history is caught by it", async ({
    page,
  }) => {
    const [first] = await movements("limit=1&sort=record&order=asc");
    const path = `${at.web()}/en/movements/${first?.record ?? 0}`;
    await page.goto(path);
    await run(page, "en").click();
    await page.getByRole("button", { name: "Remember this checkpoint" }).click();
    await expect(page.getByTestId("keep")).toContainText("You keep a checkpoint of");
    await page.reload();
    await expect(page.getByText("It is compared each time").first()).toBeVisible();
    await run(page, "en").click();
    await expect(step(page, "kept")).toHaveAttribute("data-state", "passed");
    // The witnesses were kept with it: what was told then is held against now.
    await expect(step(page, "quorum")).toContainText("that you kept with your checkpoint");
    await expect(page.getByTestId("seal")).toContainText("Level 4");
    await expect(page.getByTestId("seal")).toContainText("verified");

    // The kept root is another one: as if the chain had been started anew with altered history.
    await page.evaluate(() => {
      for (const key of Object.keys(localStorage).filter((name) => name.startsWith("mingzhang.checkpoint."))) {
        const kept = JSON.parse(localStorage.getItem(key) ?? "{}") as { checkpoint: { root: string } };
        kept.checkpoint.root = `0x${"77".repeat(32)}`;
        localStorage.setItem(key, JSON.stringify(kept));
      }
    });
    await run(page, "en", true).click();
    await expect(step(page, "kept")).toHaveAttribute("data-state", "failed");
    await expect(step(page, "kept")).toContainText("Keep both");
    await expect(page.getByTestId("seal")).toHaveCount(0);
    await page.getByRole("button", { name: "Forget it" }).click();
    await run(page, "en", true).click();
    await expect(page.getByTestId("seal")).toBeVisible();
  });

  test("the proof is downloaded as the small file that it is", async ({ page }) => {
    const { record } = await aPayment();
    await page.goto(`${at.web()}/en/movements/${record}`);
    await run(page, "en").click();
    const waiting = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download the proof" }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe(`mingzhang-proof-${record}.json`);
    expect(JSON.parse(readFileSync(await download.path(), "utf8"))).toEqual(await proofOf(record));
  });

  test("where the site gives no proof, event and block are verified through the node alone", async ({ page }) => {
    const { chain } = await aPayment();
    await page.goto(`${at.down()}/en/movements/log/${chain.transaction}/${chain.logIndex}`);
    await run(page, "en").click();
    await expect(page.getByTestId("seal")).toContainText("Level 2");
    await expect(step(page, "path")).toContainText("Nobody gave a proof");
  });
});

test.describe("the reader's nodes", () => {
  test("two that say different things are a contradiction; neither is believed", async ({ page }) => {
    const { url, server } = await servePartlyLyingNode((method, result) =>
      method === "eth_getTransactionReceipt" ? null : result,
    );
    try {
      page.removeAllListeners("request");
      const { record } = await aPayment();
      await page.goto(`${at.web()}/en/movements/${record}`);
      await page.getByText("More nodes").click();
      await page.getByLabel("A second node of the same chain").fill(url);
      await run(page, "en").click();
      await expect(step(page, "agreement")).toHaveAttribute("data-state", "disagreement");
      await expect(step(page, "agreement")).toContainText(url);
      await expect(page.getByTestId("verify-failed")).toHaveAttribute("data-level", "0");
      await expect(page.getByTestId("seal")).toHaveCount(0);
    } finally {
      server.close();
    }
  });

  test("one that does not answer, and one that is none, are told apart from a difference", async ({
    page,
    context,
  }) => {
    await context.route("http://127.0.0.1:9/**", (route) => route.abort());
    page.removeAllListeners("console");
    page.removeAllListeners("request");
    const payment = await aPayment();
    await page.goto(`${at.web()}/en/movements/${payment.record}`);
    await withoutAnchor(page);
    const node = page.getByLabel(/Node to read from/);
    await node.fill("http://127.0.0.1:9/");
    await run(page, "en").click();
    await expect(step(page, "chain")).toContainText("did not answer");
    await expect(page.getByTestId("verify-level")).toHaveAttribute("data-level", "0");
    await expect(page.getByTestId("seal")).toHaveCount(0);
    await node.fill("ftp://127.0.0.1/");
    await run(page, "en", true).click();
    await expect(page.getByTestId("check-failed")).toContainText("starts with http");
    await expect(page.getByTestId("seal")).toHaveCount(0);
    // The choice stays in this browser.
    await page.reload();
    await expect(node).toHaveValue("ftp://127.0.0.1/");
    await page.getByRole("button", { name: "Use the one this site offers" }).click();
    await expect(node).toHaveValue(at.rpc());
  });
});
