// A page with nothing on it, of the same framework and by the same server: what no page of the explorer can go below.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { answers, Child, installed, logPath, runToEnd } from "../../stack/child.ts";
import { fromRoot, ROOT } from "../../stack/paths.ts";
import { HOST, reservePort } from "../../stack/ports.ts";

const FILES = {
  "next.config.mjs": `export default { poweredByHeader: false, turbopack: { root: ${JSON.stringify(ROOT)} } };`,
  "app/layout.jsx": `export const metadata = { title: "Empty", description: "A page with nothing on it" };
export default ({ children }) => <html lang="en"><body>{children}</body></html>;`,
  "app/page.jsx": `export default () => <main><h1>Empty</h1></main>;`,
};

export interface EmptyPage {
  url: string;
  stop: () => Promise<void>;
}

/** Below the repository's root, where its node_modules are found: the same versions of Next.js and React. */
export async function serveEmptyPage(say: (line: string) => void): Promise<EmptyPage> {
  mkdirSync(fromRoot(".data"), { recursive: true });
  const folder = mkdtempSync(fromRoot(".data", "empty-page-"));
  try {
    mkdirSync(join(folder, "app"));
    for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), `${text}\n`);
    const next = (title: string, args: string[]) => ({
      title,
      program: installed("next"),
      args,
      cwd: folder,
      env: { NODE_ENV: "production" },
      logPath: logPath(folder, args[0] ?? ""),
    });
    await runToEnd(next("The empty page's build", ["build"]));
    const { port, release } = await reservePort("empty page", 0, say);
    release();
    const url = `http://${HOST}:${port}/`;
    const server = new Child(next("The empty page", ["start", "--hostname", HOST, "--port", String(port)]));
    const stop = async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    };
    await server.ready(answers(url), 60).catch(async (error: unknown) => {
      await server.stop();
      throw error;
    });
    return { url, stop };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}
