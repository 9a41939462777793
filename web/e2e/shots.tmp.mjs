import { chromium } from "@playwright/test";
import AxeBuilder from "@axe-core/playwright";
const base = process.argv[2];
const b = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
  ],
});
const list = JSON.parse(process.argv[3]);
for (const [name, path, opt = {}] of list) {
  const c = await b.newContext({
    viewport: { width: opt.w ?? 1280, height: 900 },
    colorScheme: opt.dark ? "dark" : "light",
  });
  const p = await c.newPage();
  p.on("console", (m) => m.type() === "error" && console.log(name, "console:", m.text().slice(0, 300)));
  p.on("pageerror", (e) => console.log(name, "threw", e.message));
  const r = await p.goto(base + path, { timeout: 60000 });
  if (opt.run) {
    await p.getByRole("button", { name: opt.run }).click();
    await p.waitForSelector("[data-testid^=recompute]", { timeout: 30000 });
  }
  if (opt.print) await p.emulateMedia({ media: "print" });
  if (opt.open) await p.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
  const wide = await p.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  const axe = opt.axe
    ? (
        await new AxeBuilder({ page: p })
          .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
          .exclude("tbody tr:nth-child(n+7)")
          .analyze()
      ).violations.map((v) => v.id + " " + v.nodes.length + " " + v.nodes[0].html.slice(0, 160))
    : [];
  console.log(name, r.status(), "overflow", wide, axe);
  await p.screenshot({ path: `/tmp/shots/${name}.png`, fullPage: true });
  await c.close();
}
await b.close();
