// Browser tests of the explorer: headless Chromium against the production build and the real stack.
import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

/** Debian's. The shell does for tests what the whole browser does, with a third less of the processor. */
const INSTALLED = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
const ACTING = "portal-{payment,people,permit,witness}.spec.ts";

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "../test-results",
  globalSetup: "./fixture/setup.ts",
  forbidOnly: true,
  // Who reads is not in the way of others who read. Who acts changes what the others see: one after the other, at the end,
  // which what Playwright calls a teardown is, however the others ended. For one file alone: --no-deps.
  workers: 2,
  projects: [
    { name: "reading", testIgnore: ACTING, teardown: "acting" },
    { name: "acting", testMatch: ACTING, workers: 1 },
  ],
  timeout: 45_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    viewport: { width: 1280, height: 900 },
    locale: "en-GB",
    timezoneId: "UTC",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.MINGZHANG_E2E_CHROMIUM ?? INSTALLED.find((program) => existsSync(program)),
      args: [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        // A graphics processor that the main one imitates is slower than none.
        "--disable-gpu",
        "--disable-software-rasterizer",
      ],
    },
  },
});
