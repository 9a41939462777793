// Sees to it that the programs that npm cannot install are there: Chromium, PostgreSQL, Chinese fonts.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";

export interface SystemPackage {
  /** Debian's name. */
  name: string;
  present: () => boolean;
}

function onPath(program: string): boolean {
  return (process.env["PATH"] ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));
}

/** Debian keeps PostgreSQL's own programs off the PATH, one folder for each version. */
function hasPostgres(): boolean {
  const versions = "/usr/lib/postgresql";
  const installed =
    existsSync(versions) && readdirSync(versions).some((v) => existsSync(join(versions, v, "bin", "postgres")));
  return installed || (onPath("postgres") && onPath("initdb"));
}

function hasChineseFont(): boolean {
  const listed = spawnSync("fc-list", [":lang=zh", "family"], { encoding: "utf8" });
  return listed.status === 0 && listed.stdout.trim() !== "";
}

/** Chromium without its windows: the same engine, and a third less of the processor for the same pages. */
export const CHROMIUM: SystemPackage = {
  name: "chromium-headless-shell",
  present: () =>
    process.env["MINGZHANG_E2E_CHROMIUM"] !== undefined ||
    ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].some((program) => existsSync(program)),
};
export const POSTGRESQL: SystemPackage = { name: "postgresql", present: hasPostgres };
export const CHINESE_FONTS: SystemPackage = { name: "fonts-noto-cjk", present: hasChineseFont };

/**
 * Installs what is missing where that is possible.
 * @throws Error that names everything missing and how to get it
 */
export function ensureSystemPackages(wanted: readonly SystemPackage[]): void {
  const missing = wanted.filter((each) => !each.present());
  if (missing.length === 0) return;
  const names = missing.map((each) => each.name);
  const isRoot = process.getuid?.() === 0;
  if (isRoot && onPath("apt-get")) {
    console.log(`Installing ${names.join(", ")} with apt-get …`);
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const apt = (...args: string[]) =>
      spawnSync("apt-get", args, { env, stdio: ["ignore", "ignore", "inherit"] }).status === 0;
    // A failed update may still leave lists that are good enough.
    apt("-qq", "update");
    apt(
      "-qq",
      "install",
      "-y",
      "--no-install-recommends",
      ...names,
      ...(names.includes("fonts-noto-cjk") ? ["fontconfig"] : []),
    );
  }
  const still = missing.filter((each) => !each.present()).map((each) => each.name);
  if (still.length > 0) {
    throw new Error(
      `These tests need ${still.join(", ")}. Install them: sudo apt-get install --no-install-recommends ${still.join(" ")}`,
    );
  }
}
