// npm start: guards and ports among commands that run at once, and a start from the first line to Ctrl-C.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { addHolder, dropGuard, isAlive, tryGuard, withGuard } from "../../scripts/stack/guard.ts";
import { HOST, holdPort, reservePort } from "../../scripts/stack/ports.ts";

describe("scripts/stack/guard", () => {
  let path: string;

  beforeEach(() => {
    path = join(mkdtempSync(join(tmpdir(), "guard-")), "deep", "guard");
  });

  it("is held by one at a time", () => {
    expect(tryGuard(path)).to.equal(true);
    expect(tryGuard(path)).to.equal(false);
    dropGuard(path);
    expect(tryGuard(path)).to.equal(true);
  });

  it("is taken over from the dead, but not while a child of theirs lives", () => {
    const dead = spawnSync(process.execPath, ["-e", "0"]).pid;
    expect(isAlive(dead)).to.equal(false);
    tryGuard(path);
    writeFileSync(path, `${dead}\n`);
    addHolder(path, process.pid);
    expect(tryGuard(path)).to.equal(false);
    writeFileSync(path, `${dead}\n`);
    expect(tryGuard(path)).to.equal(true);
    expect(readFileSync(path, "utf8")).to.match(new RegExp(`^${process.pid}@\\d*\n$`, "u"));
  });

  it("is taken over from a dead one whose number another process has by now, and from one that never wrote its name", () => {
    tryGuard(path);
    writeFileSync(path, `${process.pid}@1\n`);
    expect(tryGuard(path)).to.equal(true);
    writeFileSync(path, "");
    expect(tryGuard(path), "it may be writing").to.equal(false);
    utimesSync(path, 1, 1);
    expect(tryGuard(path)).to.equal(true);
    expect(readdirSync(dirname(path))).to.deep.equal(["guard"]);
  });

  it("lets work wait for its turn", async () => {
    const order: string[] = [];
    const first = withGuard(path, async () => {
      await sleep(50);
      order.push("first");
    });
    await withGuard(path, async () => void order.push("second"));
    await first;
    expect(order).to.deep.equal(["first", "second"]);
  });
});

describe("scripts/stack/ports", () => {
  it("says that a port is taken and gives another", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const taken = (server.address() as AddressInfo).port;
    const said: string[] = [];
    const { port, release } = await reservePort("explorer", taken, (line) => void said.push(line));
    expect(port).to.not.equal(taken);
    expect(said).to.deep.equal([`Port ${taken} (explorer) is taken; using ${port} instead.`]);
    release();
    server.close();
  });

  it("keeps a port that nobody listens on yet for the one who asked first", async () => {
    const first = await reservePort("a", 0, () => undefined);
    const second = await reservePort("b", first.port, () => undefined);
    expect(second.port).to.not.equal(first.port);
    first.release();
    second.release();
  });

  it("holds a port until it is vacated, and has it free at once then", async () => {
    const listens = (port: number) =>
      new Promise<boolean>((resolve) => {
        const server = createServer();
        server.once("error", () => resolve(false));
        server.listen(port, HOST, () => server.close(() => resolve(true)));
      });
    const { port, vacate, release } = await holdPort("explorer", 0, () => undefined);
    expect(await listens(port)).to.equal(false);
    const asked = await fetch(`http://${HOST}:${port}`).catch(() => null);
    expect(asked).to.equal(null);
    await vacate();
    expect(await listens(port)).to.equal(true);
    const other = await reservePort("another", port, () => undefined);
    expect(other.port).to.not.equal(port);
    release();
    other.release();
  });
});

describe("npm start", () => {
  it("refuses options that do not fit", function () {
    this.timeout(60_000);
    const start = (...args: string[]) =>
      spawnSync(process.execPath, ["scripts/start.ts", ...args], { encoding: "utf8" });
    const cases: [string[], string][] = [
      [["--import", "package.json"], "--import wants --profile"],
      [["--profile", "hm-treasury"], "--profile goes with --import"],
      [["--import", "nowhere.csv", "--profile", "hm-treasury"], "nowhere.csv: there is no such file"],
      [["--port", "70000"], "Give a whole number from 0 to 65535"],
    ];
    for (const [args, message] of cases) {
      const { status, stderr } = start(...args);
      expect(status).to.equal(1);
      expect(stderr).to.contain(message);
    }
  });

  it("brings up chain, indexer and relay, says where they are, and leaves nothing behind when stopped", async function () {
    this.timeout(240_000);
    const ports = ["--chain-port", "0", "--anchor-port", "0", "--api-port", "0", "--relay-port", "0"];
    const args = ["scripts/start.ts", "--no-web", "--movements", "0", ...ports];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (part: Buffer) => (output += part.toString()));
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    while (!output.includes("Ctrl-C stops everything")) {
      if (child.exitCode !== null) throw new Error(output);
      await sleep(200);
    }
    const [, api] = /API +(http:\S+)\/openapi\.json/u.exec(output) ?? [];
    const [, folder] = /Data and logs +(\S+)/u.exec(output) ?? [];
    if (api === undefined || folder === undefined) throw new Error(output);
    const answer = await fetch(`${api}/v1/movements?limit=1`);
    expect(answer.status).to.equal(200);
    const [, relay] = /Relay +(http:\S+)/u.exec(output) ?? [];
    expect(await (await fetch(relay ?? output)).json()).to.include({ ready: true });

    const pids = readFileSync(join(folder, "running.pid"), "utf8").trim().split("\n").map(parseFloat);
    expect(pids).to.have.length(6);
    child.kill("SIGTERM");
    expect(await ended).to.equal(0);
    expect(pids.filter(isAlive)).to.deep.equal([]);
    rmSync(folder, { recursive: true, force: true });
  });
});
