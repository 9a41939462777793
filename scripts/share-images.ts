// node scripts/share-images.ts: draws the pictures that stand beside shared links, web/public/share/{en,zh}.png.
// They are kept in git: drawing them wants Chromium and Noto's Chinese serif, serving them wants neither.
import { mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { launchChromium } from "./bench/chromium.ts";
import { fromRoot } from "./stack/paths.ts";

const STYLE = `
  body { margin: 0; width: 1200px; height: 630px; box-sizing: border-box; padding: 84px 96px; display: flex;
    flex-direction: column; background: #fbfaf6; color: #1c1b19; font-family: "Noto Serif CJK SC", serif; }
  header { display: flex; align-items: center; gap: 28px; font-size: 56px; font-weight: 600; }
  .seal { width: 88px; height: 88px; display: grid; place-items: center; border: 6px solid #b4321f;
    border-radius: 12px; color: #b4321f; font-size: 46px; font-weight: 700; }
  h1 { margin: auto 0 28px; font-size: 68px; font-weight: 500; line-height: 1.25; }
  p { margin: 0; padding-top: 28px; border-top: 3px solid #1c1b19; font-size: 32px; line-height: 1.5; color: #5f5b53; }
`;

const browser = await launchChromium();
for (const [locale, lang] of [
  ["en", "en-GB"],
  ["zh", "zh-CN"],
] as const) {
  const words = JSON.parse(readFileSync(fromRoot("web", "messages", locale, "site.json"), "utf8")) as {
    name: string;
    title: string;
    description: string;
  };
  const page = await browser.newPage({ viewport: { width: 1200, height: 630 } });
  const title = words.title.replace(new RegExp(`^${words.name}[:：]\\s*`, "u"), "");
  await page.setContent(
    `<html lang="${lang}"><style>${STYLE}</style><header><span class="seal" lang="zh-CN">明</span>${words.name}</header>` +
      `<h1>${title.charAt(0).toUpperCase()}${title.slice(1)}</h1><p>${words.description}</p></html>`,
  );
  const path = fromRoot("web", "public", "share", `${locale}.png`);
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path });
}
await browser.close();
