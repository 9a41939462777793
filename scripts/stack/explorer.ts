// Builds the explorer when its sources changed since the last build, and only then.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { installed, logPath, runToEnd } from "./child.ts";
import { withGuard } from "./guard.ts";
import { buildVerifier, writeVerifier } from "../verifier/build.ts";
import { fromRoot, ROOT } from "./paths.ts";

const WEB = fromRoot("web");
/** Inside the build: a build that is thrown away takes its stamp with it. */
const STAMP = join(WEB, ".next", "built-from");
/** What a build is made of, besides the installed packages. */
const SOURCES = ["web/src", "web/messages", "web/verifier", "web/public", "sdk/src"];
const FILES = [
  "web/next.config.ts",
  "web/postcss.config.mjs",
  "web/package.json",
  "web/tsconfig.json",
  "package-lock.json",
];

/** SHA-256 over the names and contents of everything that goes into the build. */
export function sourceHash(): string {
  const hash = createHash("sha256");
  const add = (path: string) =>
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(ROOT, path)))
      .update("\0");
  for (const file of FILES) if (existsSync(fromRoot(file))) add(file);
  for (const folder of SOURCES) {
    if (!existsSync(fromRoot(folder))) continue;
    const names = readdirSync(fromRoot(folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
      .sort();
    names.forEach(add);
  }
  return hash.digest("hex");
}

export function isExplorerFresh(): boolean {
  return existsSync(STAMP) && readFileSync(STAMP, "utf8") === sourceHash();
}

/** Builds unless there is a fresh build; several commands at once wait for one build. */
export async function buildExplorer(dataDir: string, signal?: AbortSignal): Promise<void> {
  await withGuard(fromRoot(".data", "building-explorer"), async () => {
    // Served as it is at /verifier.html. Built first, since it is part of what the explorer is made of.
    writeVerifier(await buildVerifier());
    if (isExplorerFresh()) return;
    const hash = sourceHash();
    const command = {
      title: "The explorer's build",
      program: installed("next"),
      args: ["build"],
      cwd: WEB,
      env: { NODE_ENV: "production" },
      logPath: logPath(dataDir, "explorer-build"),
    };
    await runToEnd(command, signal);
    writeFileSync(STAMP, hash);
  });
}
