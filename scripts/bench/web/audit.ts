// What Lighthouse says about a page on a phone, and how many bytes of scripts the page loads.
import { gzipSync } from "node:zlib";
import type { Browser } from "@playwright/test";
import lighthouse from "lighthouse";

/** Lighthouse's names of its categories, and ours. */
const CATEGORIES = {
  performance: "performance",
  accessibility: "accessibility",
  "best-practices": "bestPractices",
  seo: "seo",
} as const;

export type Category = (typeof CATEGORIES)[keyof typeof CATEGORIES];

export interface Audited {
  /** 0 to 100. */
  scores: Record<Category, number>;
  /** Milliseconds and shares that the performance is made of. */
  timing: string;
  /** What costs points elsewhere than in performance. */
  faults: string[];
}

/** Lighthouse loses a trace now and then where the machine is busy. */
const TRIES = 3;

/** One run with the preset that Lighthouse has by default: a phone with a slow processor on a slow network. */
export async function audit(url: string, debuggingPort: number): Promise<Audited> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await auditOnce(url, debuggingPort);
    } catch (error) {
      if (tries === TRIES) throw error;
    }
  }
}

async function auditOnce(url: string, debuggingPort: number): Promise<Audited> {
  const run = await lighthouse(url, {
    port: debuggingPort,
    logLevel: "error",
    output: "json",
    onlyCategories: Object.keys(CATEGORIES),
  });
  if (run === undefined) throw new Error(`Lighthouse says nothing about ${url}`);
  const { categories, audits, runtimeError } = run.lhr;
  if (runtimeError !== undefined) throw new Error(`Lighthouse on ${url}: ${runtimeError.message}`);
  const scores = {} as Record<Category, number>;
  const faults: string[] = [];
  for (const [theirs, ours] of Object.entries(CATEGORIES)) {
    const category = categories[theirs];
    if (category?.score == null) throw new Error(`Lighthouse gives no ${theirs} for ${url}`);
    scores[ours] = Math.round(category.score * 100);
    if (ours === "performance") continue;
    for (const { id, weight } of category.auditRefs) {
      const score = audits[id]?.score ?? 1;
      if (weight > 0 && score < 1) faults.push(`${ours}: ${audits[id]?.title ?? id} (${id})`);
    }
  }
  const value = (id: string) => audits[id]?.numericValue ?? NaN;
  const timing = [
    `FCP ${Math.round(value("first-contentful-paint"))} ms`,
    `LCP ${Math.round(value("largest-contentful-paint"))} ms`,
    `TBT ${Math.round(value("total-blocking-time"))} ms`,
    `CLS ${value("cumulative-layout-shift").toFixed(3)}`,
    `SI ${Math.round(value("speed-index"))} ms`,
  ].join(", ");
  return { scores, timing, faults };
}

/** After so long without a request a page has loaded what it loads. The overview's live feed stays open for ever. */
const QUIET_MS = 1_500;

/** Bytes of all scripts that a page loads by itself, each gzipped. */
export async function scriptBytes(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const scripts: Promise<number>[] = [];
  let last = Date.now();
  page.on("request", () => {
    last = Date.now();
  });
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    scripts.push(response.body().then((body) => gzipSync(body, { level: 9 }).length));
  });
  await page.goto(url, { waitUntil: "load" });
  while (Date.now() - last < QUIET_MS) await page.waitForTimeout(100);
  const sizes = await Promise.all(scripts);
  await context.close();
  return sizes.reduce((sum, size) => sum + size, 0);
}
