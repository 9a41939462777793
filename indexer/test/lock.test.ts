// The lock of a folder: who is kept out, what a killed process leaves behind, and that of many who find it one takes it.
import { execFile, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "chai";
import { FolderTaken, LOCK_FILE, lockDump, lockFolder } from "../src/store/lock.ts";
import { lockText } from "./support/lock-text.ts";

const CONTENDER = fileURLToPath(new URL("support/contender.ts", import.meta.url));
const HOUR_S = 3_600;

describe("the lock of a folder", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "mingzhang-lock-"));
    file = join(folder, LOCK_FILE);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const dead = () => spawnSync(process.execPath, ["-e", ""]).pid;
  const longAgo = (path: string) => utimesSync(path, Date.now() / 1000 - HOUR_S, Date.now() / 1000 - HOUR_S);
  const refused = (take: () => unknown, ...words: string[]) => {
    let error: unknown;
    try {
      take();
    } catch (thrown) {
      error = thrown;
    }
    expect(error).to.be.instanceOf(FolderTaken);
    for (const word of words) expect(String(error)).to.contain(word);
  };

  it("of a dump keeps out while its process lives, here or where it cannot be seen", () => {
    const here = lockText(folder);
    const elsewhere = ["host", "boot", "pids"].map((part) => lockText(folder, { [part]: "another", pid: dead() }));
    // In another container both are number 1.
    const alike = lockText(folder, { pids: "another" });
    for (const text of [lockText(folder, { pid: process.ppid }), ...elsewhere, alike, ""]) {
      writeFileSync(file, text);
      refused(() => lockDump(folder), `delete ${file}`);
      expect(readFileSync(file, "utf8")).to.equal(text);
      longAgo(file);
      lockDump(folder)();
      expect(existsSync(file)).to.equal(false);
    }
    for (const text of [here, lockText(folder, { pid: dead() })]) {
      writeFileSync(file, text);
      lockDump(folder)();
    }
  });

  it("of a dump says that its process is still at it, and is given back by its owner alone", async () => {
    const unlock = lockDump(folder, 5);
    refused(() => lockDump(folder), "already");
    longAgo(file);
    for (const until = Date.now() + 10_000; statSync(file).mtimeMs < Date.now() - 60_000;) {
      if (Date.now() > until) throw new Error("It said nothing.");
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    writeFileSync(file, "another's");
    unlock();
    expect(readFileSync(file, "utf8")).to.equal("another's");
  });

  it("is taken over by one at a time", async () => {
    const left = lockText(folder, { pid: dead() });
    writeFileSync(file, left);
    writeFileSync(`${file}.turn`, "");
    refused(() => lockDump(folder), `delete ${file}.turn`);
    longAgo(`${file}.turn`);
    lockDump(folder)();
    writeFileSync(file, left);
    const contend = () => promisify(execFile)(process.execPath, [CONTENDER, folder, left]);
    const times = (await Promise.all([contend(), contend(), contend(), contend()])).map(({ stdout }) => Number(stdout));
    expect(times.reduce((sum, each) => sum + each)).to.be.greaterThan(50);
  });

  it("of a store is a process number", () => {
    const unlock = lockFolder(folder, "");
    expect(readFileSync(file, "utf8")).to.equal(String(process.pid));
    refused(() => lockFolder(folder, ""), "already");
    unlock();
    writeFileSync(file, String(process.ppid));
    longAgo(file);
    refused(
      () => lockFolder(folder, " with --data-dir"),
      `Process ${process.ppid}`,
      "with --data-dir",
      `delete ${file}`,
    );
    for (const text of [String(dead()), String(process.pid), ""]) {
      writeFileSync(file, text);
      lockFolder(folder, "")();
    }
  });
});
