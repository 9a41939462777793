// /verify: whatever file a reader has, by dropping, choosing or keyboard; nothing of it leaves the browser but a digest.
import type { FileChooser, Page } from "@playwright/test";
import type { ListManifest } from "@mingzhang/sdk/api-lists";
import { violations } from "./fixture/axe";
import { fork, proofOf, signedProof, witnessAddresses } from "./fixture/proofs";
import { aPayment, ask, at, expect, LANGUAGES, NODES, test } from "./fixture/world";

interface Upload {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

const json = (name: string, value: unknown): Upload => ({
  name,
  mimeType: "application/json",
  buffer: Buffer.from(typeof value === "string" ? value : JSON.stringify(value)),
});

async function choose(page: Page, ...files: Upload[]): Promise<void> {
  const field = page.locator("input[type=file]").first();
  // Nobody can choose before the page is awake: until then the field is hidden.
  await expect(field).toBeVisible();
  await field.setInputFiles(files);
}
const result = (page: Page) => page.getByTestId("results").locator("> li");

async function theExport(kind: "csv" | "ndjson"): Promise<{ data: Upload; manifest: Upload }> {
  const manifest = await ask<{ file: { name: string; path: string } }>(`/v1/export/manifest.json?format=${kind}`);
  const bytes = Buffer.from(await (await fetch(at.api() + manifest.file.path)).arrayBuffer());
  return {
    data: { name: manifest.file.name, mimeType: "text/csv", buffer: bytes },
    manifest: json("manifest.json", manifest),
  };
}

async function theList(filter: string) {
  const manifest = await ask<ListManifest>(`/v1/movements.manifest.json?format=csv&${filter}`);
  const { name, path, sha256 } = manifest.file;
  const buffer = Buffer.from(await (await fetch(at.api() + path)).arrayBuffer());
  const data: Upload = { name, mimeType: "text/csv", buffer };
  return { data, manifest: json(`${name}.manifest.json`, manifest), rows: manifest.rows, sha256 };
}

for (const language of LANGUAGES) {
  const zh = language === "zh";
  test.describe(`verify files (${language})`, () => {
    test.use({ allowed: NODES });

    test("a proof, alone and with what the reader brings", async ({ page }) => {
      const { record } = await aPayment();
      await page.goto(`${at.web()}/${language}/verify`);
      await choose(page, json("proof.json", await signedProof(record, 2)));
      await expect(page.getByTestId("verify-level")).toHaveAttribute("data-level", "0");
      await expect(page.getByTestId("seal")).toHaveCount(0);
      await page.getByLabel(zh ? "您信任的见证人" : "Witnesses that you trust").fill(witnessAddresses().join("\n"));
      await page.getByLabel(zh ? "日志所在链的节点" : "A node of the log’s chain").fill(at.rpc());
      await page.getByRole("button", { name: zh ? "验证" : "Verify", exact: true }).click();
      await expect(page.getByTestId("seal")).toContainText(zh ? "第 4 级" : "Level 4");
      await expect(result(page)).toContainText(zh ? `记录 ${record} 的证明` : `Proof of record ${record}`);
    });

    test("the site's nodes are asked on request alone, and are marked as the site's", async ({ page }) => {
      const asked: string[] = [];
      page.on("request", (request) => asked.push(new URL(request.url()).origin));
      await page.goto(`${at.web()}/${language}/verify`);
      await choose(page, json("proof.json", await proofOf((await aPayment()).record)));
      await expect(page.getByTestId("verify-level")).toContainText(zh ? "仅此而已" : "agrees with itself");
      expect(asked).not.toContain(new URL(at.rpc()).origin);
      const site = page.getByLabel(zh ? "询问本站的节点" : "Ask this site’s own nodes");
      await expect(site).not.toBeChecked();
      await site.check();
      await expect(page.getByTestId("verify-level")).toHaveAttribute("data-level", "3");
      await expect(page.getByTestId("verify-level")).toContainText(zh ? "已证明：" : "Shown: ");
      await expect(page.getByTestId("seal")).toContainText(zh ? "仅凭本站节点" : "by this site’s nodes");
      await expect(page.locator("[data-step=event]")).toContainText(zh ? "本站的节点" : "this site’s node");
      await site.uncheck();
      await expect(page.getByTestId("seal")).toHaveCount(0);
    });

    test("junk of many kinds is said to be junk, and never sealed", async ({ page }) => {
      const { record } = await aPayment();
      const proof = await proofOf(record);
      await page.goto(`${at.web()}/${language}/verify`);
      await choose(
        page,
        json("cut.json", JSON.stringify(proof).slice(0, 300)),
        json("newer.json", { ...proof, version: 2 }),
        json("extra.json", { ...proof, note: "<img src=x onerror=alert(1)>" }),
        json("empty.json", ""),
        json("lonely.json", { format: "mingzhang-manifest", version: 1 }),
        json("list.json", { format: "mingzhang-list", version: 1 }),
        json("altered.json", { ...proof, path: proof.path.slice(1) }),
      );
      await expect(result(page)).toHaveCount(7);
      await expect(page.getByTestId("verify-failed")).toHaveCount(4);
      await expect(page.getByTestId("unread")).toHaveCount(3);
      await expect(result(page).filter({ hasText: "list.json" })).toContainText("SHA-256");
      await expect(page.getByTestId("seal")).toHaveCount(0);
      await expect(result(page).locator("img")).toHaveCount(0);
    });

    test("a list's file and its manifest belong together; with another's, what differs is said", async ({ page }) => {
      const own = await theList("kind=recovery");
      const other = await theList("kind=refund");
      await page.goto(`${at.web()}/${language}/verify`);
      await choose(page, own.data, own.manifest);
      await expect(page.getByTestId("list-same")).toContainText(
        zh ? "文件正是此清单所列的" : "the one that this manifest names",
      );
      await expect(page.getByTestId("list-same")).toContainText(String(own.rows));
      await choose(page, own.data, other.manifest);
      const differs = page.getByTestId("list-differs");
      await expect(differs).toContainText(
        zh
          ? `行数：清单为 ${other.rows}，文件为 ${own.rows}。`
          : `Rows: ${other.rows} in the manifest, ${own.rows} in the file.`,
      );
      await expect(differs).toContainText(other.sha256);
      await expect(differs).toContainText(own.sha256);
      await expect(differs).toContainText(zh ? "合计：清单为 CNY" : "Sum: CNY");
      await expect(page.getByTestId("seal")).toHaveCount(0);
      await page.setViewportSize({ width: 360, height: 740 });
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(beyond).toBeLessThanOrEqual(0);
    });

    test("evidence of a fork", async ({ page }) => {
      await page.goto(`${at.web()}/${language}/verify`);
      await page.getByLabel(zh ? "您信任的见证人" : "Witnesses that you trust").fill(witnessAddresses().join(" "));
      await choose(page, json("fork.json", await fork((await aPayment()).record)));
      await expect(page.getByTestId("fork-proven")).toBeVisible();
      await expect(page.getByTestId("seal")).toHaveCount(0);
    });

    test("a document is digested here and looked up, and one that nobody names is told", async ({ page }) => {
      const payment = await aPayment();
      const sent: string[] = [];
      page.on("request", (request) => sent.push(request.postData() ?? ""));
      await page.goto(`${at.web()}/${language}/verify`);
      const named = await fetch(`${at.api()}/v1/documents/${payment.document ?? ""}`);
      const bytes = Buffer.from(await named.arrayBuffer());
      await choose(page, { name: "contract.pdf", mimeType: "application/pdf", buffer: bytes });
      await expect(result(page)).toContainText(payment.document ?? "–");
      await expect(page.getByTestId("named").locator(`a[href$='/movements/${payment.record}']`)).toBeVisible();
      await choose(page, {
        name: "contract.pdf",
        mimeType: "application/pdf",
        buffer: Buffer.concat([bytes, Buffer.of(0)]),
      });
      await expect(page.getByTestId("named")).toContainText(zh ? "没有记录提到" : "No record on this site");
      expect(sent.join("")).toBe("");
    });
  });
}

test.describe("exports", () => {
  test.use({ allowed: NODES });

  for (const kind of ["csv", "ndjson"] as const) {
    test(`the whole log as ${kind} is complete, to the level of its checkpoint; cut or altered it is not`, async ({
      page,
    }) => {
      test.setTimeout(120_000);
      const { data, manifest } = await theExport(kind);
      await page.goto(`${at.web()}/en/verify`);
      await page.getByLabel("A node of the log’s chain").fill(at.rpc());
      await choose(page, data, manifest);
      await expect(page.getByTestId("seal")).toContainText(/Level [34]/, { timeout: 30_000 });
      await expect(page.locator("[data-step=complete]")).toHaveAttribute("data-state", "passed");

      const lines = data.buffer.toString().split("\n");
      const short = { ...data, buffer: Buffer.from(lines.toSpliced(40, 1).join("\n")) };
      await choose(page, short, manifest);
      await expect(page.getByTestId("verify-failed")).toBeVisible({ timeout: 30_000 });
      await expect(page.getByTestId("seal")).toHaveCount(0);
    });
  }
});

test("keyboard and screen reader: the field is reached by Tab, says what it is, and results are announced", async ({
  page,
}) => {
  // Listened for from the beginning: the browser is told so by a message of its own, which a key may overtake.
  const choosers: FileChooser[] = [];
  page.on("filechooser", (chooser) => choosers.push(chooser));
  await page.goto(`${at.web()}/en/verify`);
  const field = page.locator("input[type=file]").first();
  for (let i = 0; i < 60 && !(await field.evaluate((one) => one === document.activeElement)); i++) {
    await page.keyboard.press("Tab");
  }
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleName(/Drop files here/);
  await expect(field).toHaveAccessibleDescription(/belong together/);
  await expect(field).toBeFocused();
  await page.keyboard.press("Enter");
  await expect.poll(() => choosers.length).toBe(1);
  await choosers[0]?.setFiles(json("proof.json", await proofOf((await aPayment()).record)));
  await expect(page.getByRole("status").filter({ hasText: "1 result" })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(beyond).toBeLessThanOrEqual(0);
});

test("files are dropped, too", async ({ page }) => {
  await page.goto(`${at.web()}/en/verify`);
  const text = JSON.stringify(await proofOf((await aPayment()).record));
  const transfer = await page.evaluateHandle((content) => {
    const made = new DataTransfer();
    made.items.add(new File([content], "proof.json", { type: "application/json" }));
    return made;
  }, text);
  // Nobody can drop where nothing is shown, and nothing is until the page is awake.
  await expect(page.getByTestId("drop")).toBeVisible();
  await page.getByTestId("drop").dispatchEvent("drop", { dataTransfer: transfer });
  await expect(page.getByTestId("verify-level")).toBeVisible();
});
