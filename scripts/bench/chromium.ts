// The browser that benches measure in: headless Chromium that asks nobody anything by itself. Unlike the tests' it keeps the
// graphics processor that it imitates: with it all figures of docs/BENCHMARKS.md were measured.
import { type Browser, chromium } from "@playwright/test";

/** @param more further switches of the command line */
export function launchChromium(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.MINGZHANG_E2E_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      ...more,
    ],
  });
}
