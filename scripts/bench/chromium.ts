// The browser that benches measure in: headless Chromium that asks nobody anything by itself.
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
