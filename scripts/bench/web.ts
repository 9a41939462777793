// `npm run bench -- web`: the explorer's pages by Lighthouse on a phone, beside an empty page of the same framework.
import type { Movement, Page } from "@mingzhang/sdk/api";
import { demonstrationContent } from "../stack/content.ts";
import { HOST, reservePort } from "../stack/ports.ts";
import { startStack } from "../stack/stack.ts";
import { launchChromium } from "./chromium.ts";
import { audit, type Audited, type Category, scriptBytes } from "./web/audit.ts";
import { serveEmptyPage } from "./web/empty.ts";

const RUNS = 5;
const EMPTY = "empty";

export async function benchWeb({ say }: { say: (line: string) => void }) {
  const web = await freePort("explorer", say);
  // Its links to itself carry its name, as they do where it is published.
  process.env.MINGZHANG_PUBLIC_ORIGIN = `http://${HOST}:${web}`;
  say("starting the demonstration …");
  const stack = await startStack({
    content: demonstrationContent({ movements: undefined, seed: undefined }),
    web: true,
    ports: { chain: 0, anchor: 0, api: 0, relay: 0, web },
  });
  try {
    say("building an empty page …");
    const empty = await serveEmptyPage(say);
    try {
      const pages = { [EMPTY]: empty.url, ...(await pagesOf(stack.apiUrl, stack.webUrl ?? "")) };
      return { metrics: await measure(pages, say) };
    } finally {
      await empty.stop();
    }
  } finally {
    await stack.stop();
  }
}

async function pagesOf(apiUrl: string, webUrl: string): Promise<Record<string, string>> {
  const answer = await fetch(`${apiUrl}/v1/movements?kind=payment&limit=1`);
  const [payment] = ((await answer.json()) as Page<Movement>).items;
  if (payment === undefined) throw new Error("The demonstration has no payment");
  return {
    overview: `${webUrl}/en`,
    list: `${webUrl}/en/movements`,
    detail: `${webUrl}/en/movements/${payment.record}`,
    budget: `${webUrl}/en/budget`,
    trail: `${webUrl}/en/movements/${payment.record}/trail`,
  };
}

async function measure(pages: Record<string, string>, say: (line: string) => void): Promise<Record<string, number>> {
  const port = await freePort("browser", say);
  const browser = await launchChromium([`--remote-debugging-port=${port}`]);
  try {
    const metrics: Record<string, number> = {};
    for (const [name, url] of Object.entries(pages)) {
      metrics[`web.${name}.jsGzipKB`] = Math.round((await scriptBytes(browser, url)) / 100) / 10;
      say(`${name.padEnd(8)} loads ${metrics[`web.${name}.jsGzipKB`]} KB of scripts, gzip`);
    }
    const audited = new Map<string, Audited[]>(Object.keys(pages).map((name) => [name, []]));
    // All pages in turn, so that what else the machine does falls on each alike.
    for (let run = 0; run < RUNS; run += 1) {
      for (const [name, url] of Object.entries(pages)) {
        const found = await audit(url, port);
        audited.get(name)?.push(found);
        say(`${name.padEnd(8)} ${found.scores.performance} (${found.timing})`);
        for (const fault of found.faults) say(`${" ".repeat(9)}${fault}`);
      }
    }
    for (const [name, runs] of audited) {
      metrics[`web.${name}.performance`] = median(runs.map(({ scores }) => scores.performance));
      if (name === EMPTY) continue;
      for (const category of ["accessibility", "bestPractices", "seo"] as const satisfies Category[]) {
        // The lowest: a fault that shows in one run is a fault.
        metrics[`web.${name}.${category}`] = Math.min(...runs.map(({ scores }) => scores[category]));
      }
    }
    return metrics;
  } finally {
    await browser.close();
  }
}

async function freePort(title: string, say: (line: string) => void): Promise<number> {
  const { port, release } = await reservePort(title, 0, say);
  release();
  return port;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}
