// The set-up of a fresh clone: when it installs, and what it says when that fails.
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";

interface Package {
  version: string;
  integrity?: string;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
}

const LOCKED: Record<string, Package> = {
  "node_modules/node": { version: "24.0.0", integrity: "sha512-n" },
  "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
};

describe("scripts/bootstrap.mjs", () => {
  let folder: string;

  /** A project with a lockfile and, if given, what npm says it installed. */
  function project(locked: Record<string, Package>, installed?: Record<string, Package>): void {
    mkdirSync(join(folder, "scripts"));
    copyFileSync("scripts/bootstrap.mjs", join(folder, "scripts", "bootstrap.mjs"));
    writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ packages: { "": {}, ...locked } }));
    if (installed === undefined) return;
    mkdirSync(join(folder, "node_modules", "node", "bin"), { recursive: true });
    writeFileSync(join(folder, "node_modules", "node", "bin", "node"), "");
    writeFileSync(join(folder, "node_modules", ".package-lock.json"), JSON.stringify({ packages: installed }));
  }

  /** Stands in for npm: notes that it was called, and does what the shell lines say. */
  function fakeNpm(lines: string): void {
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin", "npm"), `#!/bin/sh\necho "$@" > "${folder}/called"\n${lines}\n`);
    chmodSync(join(folder, "bin", "npm"), 0o755);
  }

  function bootstrap() {
    const env = { ...process.env, PATH: `${join(folder, "bin")}:${process.env["PATH"] ?? ""}` };
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, "scripts", "bootstrap.mjs")], {
      env,
      encoding: "utf8",
    });
    return { status, stdout, stderr, called: existsSync(join(folder, "called")) };
  }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "bootstrap-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("does nothing and says nothing when everything is installed", () => {
    project(LOCKED, LOCKED);
    fakeNpm("exit 1");
    expect(bootstrap()).to.deep.equal({ status: 0, stdout: "", stderr: "", called: false });
  });

  it("leaves out optional packages that are made for other machines", () => {
    const elsewhere: Package = { version: "1.0.0", optional: true, os: ["plan9"], cpu: ["x64"] };
    project({ ...LOCKED, "node_modules/elsewhere": elsewhere }, LOCKED);
    fakeNpm("exit 1");
    expect(bootstrap().status).to.equal(0);
  });

  const stale: [string, Record<string, Package> | undefined][] = [
    ["nothing is installed", undefined],
    ["a package is missing", { "node_modules/node": LOCKED["node_modules/node"] ?? { version: "" } }],
    ["a package has another version", { ...LOCKED, "node_modules/a": { version: "0.9.0", integrity: "sha512-a" } }],
    ["a package has other bytes", { ...LOCKED, "node_modules/a": { version: "1.0.0", integrity: "sha512-b" } }],
  ];
  for (const [title, installed] of stale) {
    it(`installs when ${title}`, () => {
      project(LOCKED, installed);
      writeFileSync(join(folder, "after.json"), JSON.stringify({ packages: LOCKED }));
      const place =
        "mkdir -p node_modules/node/bin && touch node_modules/node/bin/node && cp after.json node_modules/.package-lock.json";
      fakeNpm(place);
      const { status, stdout, called } = bootstrap();
      expect({ status, called }).to.deep.equal({ status: 0, called: true });
      expect(readFileSync(join(folder, "called"), "utf8")).to.match(/^ci --include=dev/u);
      expect(stdout).to.contain("Packages installed");
      expect(existsSync(join(folder, ".data", "installing"))).to.equal(false);
    });
  }

  it("installs when a package for this very machine is missing, as an old Node leaves it", () => {
    const here: Package = { version: "1.0.0", optional: true, os: [process.platform], cpu: [process.arch] };
    project({ ...LOCKED, "node_modules/here": here }, LOCKED);
    fakeNpm("exit 1");
    expect(bootstrap().stdout).to.contain("node_modules/here is missing");
  });

  it("says what to try when npm fails", () => {
    project(LOCKED);
    fakeNpm("exit 7");
    const { status, stderr } = bootstrap();
    expect(status).to.equal(1);
    expect(stderr).to.contain("npm ended with code 7").and.to.contain("What to try");
  });

  it("says so when npm succeeds and something is still missing", () => {
    project(LOCKED);
    fakeNpm("exit 0");
    const { status, stderr } = bootstrap();
    expect(status).to.equal(1);
    expect(stderr).to.contain("npm finished, but the packages are not installed yet");
  });

  it("says so when there is no lockfile", () => {
    project(LOCKED);
    rmSync(join(folder, "package-lock.json"));
    fakeNpm("exit 0");
    expect(bootstrap().stderr).to.contain("git checkout package-lock.json");
  });

  it("does not wait for an installation that died", () => {
    project(LOCKED);
    mkdirSync(join(folder, ".data"));
    const dead = spawnSync(process.execPath, ["-e", "0"]).pid;
    writeFileSync(join(folder, ".data", "installing"), String(dead));
    fakeNpm("exit 7");
    expect(bootstrap().status).to.equal(1);
  });
});
