// WalletConnect: offered with a project id alone, loaded when it is chosen, and clear where its relay does not answer.
import { expect, test as plainTest, type Page } from "@playwright/test";
import { end, freePort, serveExplorer } from "./fixture/processes";
import { actAs, portal, TREASURER } from "./fixture/portal";
import { at, expect as expectSound, test } from "./fixture/world";

const PROJECT = "0123456789abcdef0123456789abcdef";

/** Addresses of scripts whose text is of the WalletConnect protocol. */
function carriers(page: Page): () => string[] {
  const found = new Set<string>();
  page.on("response", (response) => {
    if (!response.url().includes("/_next/static/") || !response.url().endsWith(".js")) return;
    void response.text().then((text) => {
      if (/wc_sessionPropose|irn_publish/u.test(text)) found.add(response.url());
    });
  });
  return () => [...found];
}

const connectDialog = async (page: Page) => {
  await page.getByRole("button", { name: /^(Connect a wallet|连接钱包)$/u }).click();
  return page.getByRole("dialog");
};

test.describe("without a project id", () => {
  test.use({ allowed: [process.env.MINGZHANG_E2E_RPC_URL ?? "http://127.0.0.1"] });

  test("it is not offered, nothing of it is loaded, and the policy knows nothing of it", async ({ page }) => {
    const loaded = carriers(page);
    const answer = await page.goto(portal());
    const dialog = await connectDialog(page);
    await expectSound(dialog.getByRole("button", { name: TREASURER })).toBeVisible();
    await expectSound(dialog.getByText("WalletConnect")).toHaveCount(0);
    expectSound(loaded()).toEqual([]);
    const policy = answer?.headers()["content-security-policy"] ?? "";
    expectSound(policy).toContain("frame-src 'none'");
    expectSound(policy).not.toMatch(/wss?:|walletconnect/u);
  });
});

plainTest.describe("with a project id", () => {
  let url = "";
  let relay = "";
  let stop: () => Promise<void>;

  plainTest.beforeAll(async () => {
    // Nobody listens there.
    relay = `ws://127.0.0.1:${await freePort()}`;
    const explorer = await serveExplorer({
      MINGZHANG_API_URL: at.api(),
      MINGZHANG_RPC_URL: at.rpc(),
      MINGZHANG_PUBLIC_RPC_URL: at.rpc(),
      MINGZHANG_WALLETCONNECT_PROJECT_ID: PROJECT,
      MINGZHANG_WALLETCONNECT_RELAY: relay,
    });
    url = explorer.url;
    stop = () => end(explorer.child);
  });
  plainTest.afterAll(async () => stop());

  plainTest("the portal alone may reach the relay", async ({ request }) => {
    const policyOf = async (path: string) => (await request.get(url + path)).headers()["content-security-policy"] ?? "";
    expect(await policyOf("/en/portal")).toContain(`connect-src 'self' ${new URL(at.rpc()).origin} ${relay};`);
    for (const path of ["/en", "/zh/cases", "/en/permits"]) {
      expect(await policyOf(path), path).toContain("connect-src 'self';");
      expect(await policyOf(path), path).toContain("frame-src 'none'");
    }
  });

  for (const [language, chosen] of [
    ["en", /does not answer/u],
    ["zh", /没有回应/u],
  ] as const) {
    plainTest(`its relay does not answer: said so, and other wallets work (${language})`, async ({ page }) => {
      plainTest.setTimeout(90_000);
      const loaded = carriers(page);
      const asked = new Set<string>();
      page.on("request", (request) => asked.add(new URL(request.url()).host));
      page.on("websocket", (socket) => asked.add(new URL(socket.url()).host));
      await page.goto(`${url}/${language}/portal`);
      const dialog = await connectDialog(page);
      const offer = dialog.getByRole("button", { name: "WalletConnect" });
      await expect(offer).toBeVisible();
      expect(loaded()).toEqual([]);
      await offer.click();
      await expect(dialog.getByText(chosen)).toBeVisible({ timeout: 40_000 });
      await expect(dialog.getByText(new URL(relay).host)).toBeVisible();
      expect(loaded()).not.toEqual([]);
      await dialog.getByRole("button", { name: "WalletConnect" }).click();
      await dialog.getByRole("button", { name: /^(Cancel|取消)$/u }).click();
      await expect(dialog.getByRole("button", { name: "WalletConnect" })).toBeVisible();
      await page.keyboard.press("Escape");
      await actAs(page, language === "zh" ? /沈知远/u : TREASURER);
      const home = [url, at.rpc(), relay].map((address) => new URL(address).host);
      expect([...asked].filter((host) => host !== "" && !home.includes(host))).toEqual([]);
    });
  }
});

test.describe("the demonstration's officials", () => {
  test.use({ allowed: [process.env.MINGZHANG_E2E_RPC_URL ?? "http://127.0.0.1"] });

  test("are found by name or duty with the keyboard alone", async ({ page }) => {
    await page.goto(portal());
    const dialog = await connectDialog(page);
    const field = dialog.getByRole("searchbox");
    await field.fill("nobody of that name");
    await expectSound(dialog.getByRole("status").first()).toHaveText("Nobody fits.");
    await field.fill("treasurer zhiyuan");
    await expectSound(dialog.getByRole("status").first()).toHaveText(/One fits/u);
    await field.press("Enter");
    await expectSound(page.locator("[data-who]")).toHaveText(TREASURER);
  });
});
