// Builds the single-file verifier: script and style inline, each named by its hash in the page's own policy.
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { build } from "esbuild";
import { fromRoot, ROOT } from "../stack/paths.ts";

const SOURCE = "web/verifier";
/** Where the build is put, and from where the explorer serves it as it is. */
const TARGETS = ["dist/verifier.html", "web/public/verifier.html"] as const;

/** The page's bytes. They depend on sources and locked packages alone: no time, no path, no name of a machine. */
export async function buildVerifier(): Promise<Buffer> {
  const script = await bundle(`${SOURCE}/main.ts`);
  const style = await bundle(`${SOURCE}/style.css`);
  if (/<\/(?:script|style)/i.test(script + style)) throw new Error("The verifier's script would end its own element");
  const policy = [
    "default-src 'none'",
    `script-src '${integrity(script)}'`,
    `style-src '${integrity(style)}'`,
    // Narrowed to what the reader typed in before anything is asked: web/verifier/settings.ts.
    "connect-src http: https:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const head = [
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    "<title>明账 Mingzhang</title>",
    `<style>${style}</style>`,
  ].join("\n");
  const noScript =
    "<noscript>Verifying needs JavaScript: the work is done in your own browser. 验证需要 JavaScript。</noscript>";
  const body = `<body>\n${noScript}\n<script>${script}</script>\n</body>`;
  return Buffer.from(`<!doctype html>\n<html lang="en">\n<head>\n${head}\n</head>\n${body}\n</html>\n`);
}

/** Writes the page to where it is wanted; returns the paths. */
export function writeVerifier(html: Buffer): string[] {
  return TARGETS.map((target) => {
    const path = fromRoot(target);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, html);
    return path;
  });
}

export function sha256Of(bytes: Uint8Array): string {
  return `0x${createHash("sha256").update(bytes).digest("hex")}`;
}

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    absWorkingDir: ROOT,
    bundle: true,
    minify: true,
    write: false,
    format: entry.endsWith(".ts") ? "iife" : undefined,
    target: ["es2022", "chrome110", "firefox110", "safari16"],
    charset: "utf8",
    // The licences of what is bundled stand at its end.
    legalComments: "eof",
    logLevel: "error",
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error(`esbuild gave nothing for ${entry}`);
  return file.text.trim();
}

function integrity(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
