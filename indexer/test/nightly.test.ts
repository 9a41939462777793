// The nightly dump: once a night and never two at once, again after a failure, and the next start knows of it.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Status } from "@mingzhang/sdk/api";
import { expect } from "chai";
import { pino } from "pino";
import { readConfig } from "../src/config.ts";
import { checkDump, DumpError, takeDump } from "../src/dump/dump.ts";
import { lastDue, NightlyDump, type NightlyOptions } from "../src/dump/nightly.ts";
import { LOCK_FILE } from "../src/store/lock.ts";
import { index, ready } from "./support/engines.ts";
import { lockText } from "./support/lock-text.ts";
import { onServedCity } from "./support/served.ts";

const HOUR = 3_600_000;
/** Half past two in the night, half an hour before a dump is due. */
const NIGHT = Date.UTC(2026, 10, 29, 2, 30);

const until = async (what: string, holds: () => boolean): Promise<void> => {
  const started = Date.now();
  while (!holds()) {
    if (Date.now() - started > 60_000) throw new Error(`It did not come: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};
/** Many looks at the clock. */
const awhile = () => new Promise((resolve) => setTimeout(resolve, 100));

onServedCity("nightly dumps", (served, engine) => {
  let folder: string;
  let clock: number;
  const started: NightlyDump[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "mingzhang-nightly-"));
    clock = NIGHT;
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map((nightly) => nightly.stop()));
    rmSync(folder, { recursive: true, force: true });
  });

  function nightly(more: Partial<NightlyOptions> = {}): NightlyDump {
    const made = new NightlyDump({
      ...{ folder, hour: 3, url: null, log: pino({ level: "silent" }), now: () => clock, pollMs: 5 },
      ...{ deployment: () => served.suite.deployment, progress: { state: "following" } },
      ...more,
    });
    started.push(made);
    return made;
  }
  const completed = (of: NightlyDump) => of.status().last?.completedAt ?? null;

  it("are made at the first start, and then once each night at the hour", async () => {
    const made = nightly();
    made.start(served.service.url);
    await until("the first", () => completed(made) !== null);
    expect(completed(made)).to.equal("2026-11-29T02:30:00Z");
    const first = made.status().last;
    const { index: named, faults } = await checkDump(folder);
    expect(faults).to.deep.equal([]);
    expect([first?.size, first?.root, first?.files]).to.deep.equal([named.size, named.root, named.files.length]);
    const text = readFileSync(join(folder, first?.at ?? ""), "utf8");
    expect(text).to.equal(readFileSync(join(folder, "index.json"), "utf8"));

    clock += 0.4 * HOUR;
    await awhile();
    expect(completed(made)).to.equal("2026-11-29T02:30:00Z");
    served.suite.party(2, "Came in the night");
    await served.suite.send();
    await ready(served.service);
    clock += 0.1 * HOUR;
    await until("the second", () => completed(made) === "2026-11-29T03:00:00Z");
    const second = made.status().last;
    expect(second?.size).to.equal((first?.size ?? 0) + 1);
    expect(existsSync(join(folder, first?.at ?? "")), "the first stays").to.equal(true);
    clock += 23 * HOUR;
    await awhile();
    expect(completed(made)).to.equal("2026-11-29T03:00:00Z");
    clock += HOUR;
    await until("the next night's", () => completed(made) === "2026-11-30T03:00:00Z");
    expect(made.status().last?.index, "nothing came meanwhile").to.equal(second?.index);
  });

  it("that fail are tried again, each time after a longer while, and say so", async () => {
    let attempts = 0;
    const take: typeof takeDump = (...asked) => {
      attempts += 1;
      if (attempts === 1) return Promise.reject(new DumpError("/v1/log answered 500."));
      if (attempts === 2) return Promise.reject(Object.assign(new Error("no space in /srv/dump"), { code: "ENOSPC" }));
      return takeDump(...asked);
    };
    const made = nightly({ take });
    made.start(served.service.url);
    await until("a failure", () => made.status().failure?.attempts === 1);
    expect(made.status().failure).to.deep.equal({
      at: "2026-11-29T02:30:00Z",
      reason: "/v1/log answered 500.",
      attempts: 1,
    });
    await awhile();
    clock += 59_000;
    await awhile();
    expect(attempts).to.equal(1);
    clock += 1_000;
    await until("another", () => made.status().failure?.attempts === 2);
    expect(made.status().failure?.reason).to.contain("ENOSPC").and.not.to.contain("/srv");
    expect(made.status().last).to.equal(null);
    clock += 60_000;
    await awhile();
    expect(attempts).to.equal(2);
    clock += 60_000;
    await until("the dump", () => completed(made) !== null);
    expect([made.status().failure, attempts]).to.deep.equal([null, 3]);
  });

  it("that were under way at the hour do not count as that night's", async () => {
    clock += HOUR / 3;
    let attempts = 0;
    const take: typeof takeDump = (...asked) => {
      attempts += 1;
      if (attempts === 1) clock += HOUR / 3;
      return takeDump(...asked);
    };
    const made = nightly({ take });
    made.start(served.service.url);
    await until("that night's", () => attempts === 2 && !made.status().running);
    expect([completed(made), made.status().failure]).to.deep.equal(["2026-11-29T03:10:00Z", null]);
    await awhile();
    expect(attempts).to.equal(2);
  });

  it("go on where what is known of them cannot be read, and say so", async () => {
    const made = nightly();
    made.start(served.service.url);
    await until("a dump", () => completed(made) !== null);
    // A folder under the name of the file is what cannot be read as one, for root too.
    const file = join(folder, "nightly.json");
    const told = readFileSync(file, "utf8");
    rmSync(file);
    mkdirSync(join(file, "in the way"), { recursive: true });
    const reason = "What is known of earlier dumps cannot be read (EISDIR): the indexer's log says why.";
    const failure = { at: "2026-11-29T02:30:00Z", reason, attempts: 1 };
    expect([completed(made), made.status().failure]).to.deep.equal(["2026-11-29T02:30:00Z", failure]);
    const replica = nightly();
    expect([completed(replica), replica.status().failure]).to.deep.equal([null, failure]);
    clock += HOUR;
    await until("an attempt", () => made.status().failure?.attempts === 2);
    expect(made.status().failure?.reason).to.contain("could not be made or written");
    rmSync(file, { recursive: true });
    writeFileSync(file, told);
    expect([completed(replica), replica.status().failure]).to.deep.equal(["2026-11-29T02:30:00Z", null]);
    clock += HOUR;
    await until("that night's", () => completed(made) === "2026-11-29T04:30:00Z");
    expect(made.status().failure).to.equal(null);
  });

  it("are never two at once, whoever makes the other", async () => {
    let running = 0;
    let most = 0;
    const take: typeof takeDump = async (...asked) => {
      running += 1;
      most = Math.max(most, running);
      await awhile();
      clock += 25 * HOUR;
      await awhile();
      running -= 1;
      return takeDump(...asked);
    };
    const made = nightly({ take });
    made.start(served.service.url);
    await until("a dump", () => completed(made) !== null);
    expect(most).to.equal(1);
    await made.stop();

    const file = join(folder, LOCK_FILE);
    writeFileSync(file, lockText(folder, { pid: process.ppid }));
    clock += 24 * HOUR;
    const other = nightly();
    other.start(served.service.url);
    await until("a refusal", () => other.status().failure !== null);
    const reason = "Another process is making a dump into the same folder. If none is, delete writer.pid there.";
    expect(other.status().failure?.reason).to.equal(reason);
    // Left behind by one that is no more.
    writeFileSync(
      file,
      lockText(mkdtempSync(join(folder, "other-")), { pid: spawnSync(process.execPath, ["-e", ""]).pid }),
    );
    clock += 60_000;
    await until("its own", () => other.status().failure === null);
  });

  it("are known to the next start, which makes up for a night that was missed", async () => {
    const made = nightly({ url: "https://files.example/dump" });
    made.start(served.service.url);
    await until("a dump", () => completed(made) !== null);
    await made.stop();
    const again = nightly({ take: () => Promise.reject(new DumpError("It is there already.")) });
    again.start(served.service.url);
    await awhile();
    expect([completed(again), again.status().failure]).to.deep.equal([completed(made), null]);
    expect(made.status().last?.at).to.equal(`https://files.example/dump/${again.status().last?.at ?? ""}`);
    await again.stop();
    clock += 30 * HOUR;
    const late = nightly();
    late.start(served.service.url);
    await until("the missed one", () => completed(late) === "2026-11-30T08:30:00Z");
    // Of another log's dumps in the folder nothing is said.
    const { deployment } = served.suite;
    const other = nightly({ deployment: () => ({ ...deployment, chainId: deployment.chainId + 1 }) });
    expect(other.status().last).to.equal(null);
  });

  it("wait until the log is read in, and end with the service", async () => {
    const progress: NightlyOptions["progress"] = { state: "catching-up" };
    const made = nightly({ progress });
    made.start(served.service.url);
    await awhile();
    expect([made.status().running, completed(made)]).to.deep.equal([false, null]);
    progress.state = "following";
    await until("its beginning", () => made.status().running);
    await made.stop();
    expect(made.status()).to.include({ running: false, failure: null });
  });

  it("are the writer's, and its status says so", async () => {
    const place = await engine.fresh();
    const service = await index(served.chain.url, served.suite.deployment, place, { dumpDir: folder, dumpHour: 4 });
    const status = async (url: string) => ((await (await fetch(`${url}/v1/status`)).json()) as Status).dump;
    try {
      await ready(service);
      let told = await status(service.url);
      // It looks again every quarter of a minute.
      for (let at = 0; at < 400 && told?.last === null; at += 1) {
        await awhile();
        told = await status(service.url);
      }
      expect([told?.hour, told?.failure]).to.deep.equal([4, null]);
      expect(told?.last?.files).to.be.greaterThan(5);
      expect((await checkDump(folder)).faults).to.deep.equal([]);
      expect(await status(served.service.url)).to.equal(null);
      if (place.databaseUrl !== undefined) {
        const more = { apiOnly: true, dumpDir: folder, dumpHour: 4 };
        const replica = await index(served.chain.url, served.suite.deployment, place, more);
        try {
          expect(await status(replica.url)).to.deep.equal(told);
        } finally {
          await replica.stop();
        }
      }
    } finally {
      await service.stop();
    }
  });
});

describe("settings of the nightly dump", () => {
  it("are refused in words", () => {
    const read = (env: Record<string, string>) => () => readConfig({}, env);
    const folder = { MINGZHANG_DUMP_DIR: "/srv/dump" };
    for (const hour of ["24", "-1", "3.5", "three"]) {
      expect(read({ ...folder, MINGZHANG_DUMP_HOUR: hour })).to.throw(`MINGZHANG_DUMP_HOUR is "${hour}"`);
    }
    expect(read({ MINGZHANG_DUMP_HOUR: "3" })).to.throw("Give MINGZHANG_DUMP_DIR too");
    expect(read({ MINGZHANG_DUMP_URL: "https://files.example" })).to.throw("Give MINGZHANG_DUMP_DIR too");
    expect(read({ ...folder, MINGZHANG_DUMP_URL: "files.example" })).to.throw("MINGZHANG_DUMP_URL");
    const config = read({ ...folder, MINGZHANG_DUMP_HOUR: "0", MINGZHANG_DUMP_URL: "https://files.example/" })();
    expect([config.dumpDir, config.dumpHour, config.dumpUrl]).to.deep.equal(["/srv/dump", 0, "https://files.example"]);
    const abroad = read({ ...folder, MINGZHANG_DUMP_URL: "https://明账.example/账/" })();
    expect(abroad.dumpUrl).to.equal("https://xn--2hv338f.example/%E8%B4%A6");
    expect(read({})().dumpDir).to.equal(null);
  });

  it("name the hour in UTC", () => {
    const noon = Date.UTC(2026, 10, 29, 12);
    expect(new Date(lastDue(noon, 3)).toISOString()).to.equal("2026-11-29T03:00:00.000Z");
    expect(new Date(lastDue(noon, 12)).toISOString()).to.equal("2026-11-29T12:00:00.000Z");
    expect(new Date(lastDue(noon, 13)).toISOString()).to.equal("2026-11-28T13:00:00.000Z");
  });
});
