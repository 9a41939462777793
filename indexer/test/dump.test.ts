// A dump has everything, is the same for the same log, and a changed or missing file is named.
import fs, { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Status } from "@mingzhang/sdk/api";
import type { ExportManifest } from "@mingzhang/sdk/api-log";
import { verifyExport } from "@mingzhang/sdk/export";
import { expect } from "chai";
import { checkDump, DumpError, takeDump } from "../src/dump/dump.ts";
import { ready } from "./support/engines.ts";
import { onServedCity } from "./support/served.ts";
import { between } from "./support/between.ts";

const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => expect.fail("It was not refused."),
    (error: unknown) => error,
  );

/** Tells of files that get a name and of folders that are flushed, before it is done. */
function watchFiles(tell: (call: string) => void): { stop: () => void } {
  const { renameSync, openSync, fsyncSync } = fs;
  const opened = new Map<number, string>();
  fs.renameSync = (from, to) => {
    tell(`name ${String(to)}`);
    renameSync(from, to);
  };
  fs.openSync = (path, flags, mode) => {
    const open = openSync(path, flags, mode);
    opened.set(open, String(path));
    return open;
  };
  fs.fsyncSync = (open) => {
    const path = opened.get(open) ?? "";
    if (path !== "" && statSync(path).isDirectory()) tell(`flush ${path}`);
    fsyncSync(open);
  };
  syncBuiltinESMExports();
  const stop = () => {
    Object.assign(fs, { renameSync, openSync, fsyncSync });
    syncBuiltinESMExports();
  };
  return { stop };
}

onServedCity("dumps", (served) => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "mingzhang-dump-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("have the whole log and every list, and are the same when nothing has changed", async () => {
    const first = await takeDump(served.service.url, folder);
    const times = () => readdirSync(join(folder, "files")).map((name) => statSync(join(folder, "files", name)).mtimeMs);
    const before = times();
    // Time goes on, and with it what the lists of cases and findings say of the present.
    const { indexed } = (await (await served.fetch("/v1/status")).json()) as Status;
    for (const list of ["cases", "findings", "procedures", "timeliness"]) {
      const at = first.index.files.find(({ name }) => name === `${list}.ndjson`);
      expect(new URLSearchParams(at?.path.split("?")[1]).get("asOf"), list).to.equal(indexed?.time);
    }
    // Cases are of versions that were replaced or retired too.
    const catalogue = first.index.files.find(({ name }) => name === "procedures.ndjson");
    expect(new URLSearchParams(catalogue?.path.split("?")[1]).get("all")).to.equal("true");
    const again = await takeDump(served.service.url, folder);
    expect(again).to.deep.equal(first);
    expect(times()).to.deep.equal(before);
    const { index, faults } = await checkDump(folder);
    expect(faults).to.deep.equal([]);
    const names = index.files.map(({ name }) => name);
    for (const name of ["log.csv", "movements.ndjson", "parties.ndjson", "lines-2026.ndjson", "ocds-records.json"]) {
      expect(names).to.include(name);
    }
    const read = (name: string) => {
      const file = index.files.find((each) => each.name === name);
      return readFileSync(join(folder, "files", file?.sha256.slice(2) ?? ""));
    };
    const manifest = JSON.parse(read("log.csv.manifest.json").toString()) as ExportManifest;
    const { steps } = await verifyExport(new Blob([Uint8Array.from(read("log.csv"))]), manifest);
    expect(steps.filter(({ state }) => state !== "passed")).to.deep.equal([]);
  });

  it("add what is new beside what is there, and name what is not as it was", async () => {
    const { index: before } = await checkDump(folder);
    served.suite.party(2, "Came later");
    await served.suite.send();
    await ready(served.service);
    const { index } = await takeDump(served.service.url, folder);
    expect(index.size).to.equal(before.size + 1);
    const at = (name: string) => {
      const found = index.files.find((each) => each.name === name);
      if (found === undefined) throw new Error(`no ${name}`);
      return join(folder, "files", found.sha256.slice(2));
    };
    for (const { sha256 } of before.files)
      expect(statSync(join(folder, "files", sha256.slice(2))).size).to.be.at.least(0);
    writeFileSync(at("log.csv"), `${readFileSync(at("log.csv"), "utf8")} `);
    rmSync(at("parties.ndjson"));
    const { faults } = await checkDump(folder);
    expect(faults.map((fault) => fault.slice(0, fault.indexOf(":")))).to.deep.equal(["log.csv", "parties.ndjson"]);
    expect(await refusal(checkDump(join(folder, "files")))).to.be.instanceOf(DumpError);
  });

  it("mend files that a power cut left short, and clear away what was not finished", async () => {
    const { index } = await takeDump(served.service.url, folder);
    const [first, second] = index.files.map(({ sha256 }) => join(folder, "files", sha256.slice(2)));
    writeFileSync(first ?? "", "");
    writeFileSync(second ?? "", "{");
    const unfinished = join(folder, "unfinished-by-another");
    writeFileSync(unfinished, "seq,");
    expect((await checkDump(folder)).faults).to.have.length(2);
    await takeDump(served.service.url, folder);
    expect((await checkDump(folder)).faults).to.deep.equal([]);
    expect(existsSync(unfinished)).to.equal(false);
  });

  it("are none where the chain drops a block meanwhile, whether it is as long again or not", async () => {
    const { client } = served.chain;
    for (const [path, length] of [
      ["/v1/movements.manifest.json", "as long"],
      ["/v1/ocds/records.json", "as long"],
      ["/v1/ocds/records.json", "shorter"],
      ["/v1/log/consistency", "shorter"],
    ] as const) {
      const [forget, snapshot] = [served.suite.mark(), await client.snapshot()];
      served.suite.party(2, "Stands in the log that goes");
      await served.suite.send();
      await ready(served.service);
      const lost = mkdtempSync(join(tmpdir(), "mingzhang-dump-lost-"));
      let met = false;
      const api = await between(served.service.url, async (asked) => {
        if (met || !asked.startsWith(path)) return null;
        met = true;
        await client.revert({ id: snapshot });
        forget();
        if (length === "as long") {
          served.suite.party(2, "Came instead");
          await served.suite.send();
        } else await client.mine({ blocks: 1 });
        await ready(served.service);
        return null;
      });
      try {
        const reason = await refusal(takeDump(api.url, lost));
        expect(met, path).to.equal(true);
        expect(reason, `${path}, ${length}`).to.be.instanceOf(DumpError);
        // A size that its list does not know any more the API refuses in words of its own.
        if (length === "as long") expect(String(reason)).to.contain("dropped a block");
        expect(existsSync(join(lost, "index.json")), `${path}, ${length}`).to.equal(false);
      } finally {
        await api.stop();
        rmSync(lost, { recursive: true, force: true });
      }
    }
  });

  it("wait as long as a busy API says, though not for ever", async () => {
    const busy = (seconds: string) => new Response("busy", { status: 503, headers: { "retry-after": seconds } });
    const refused = new Map<string, number>();
    let [times, seconds, whom] = [20, "0", "/"];
    const api = await between(served.service.url, (asked) => {
      const before = refused.get(asked) ?? 0;
      if (before === times || !asked.startsWith(whom)) return Promise.resolve(null);
      refused.set(asked, before + 1);
      return Promise.resolve(busy(seconds));
    });
    try {
      await takeDump(api.url, folder);
      expect([...refused.values()].every((count) => count === 20)).to.equal(true);
      expect((await checkDump(folder)).faults).to.deep.equal([]);
      for ([times, seconds] of [
        [21, "0"],
        [1, "86400"],
      ] as const) {
        refused.clear();
        const reason = await refusal(takeDump(api.url, folder));
        expect(reason).to.be.instanceOf(DumpError);
        expect(String(reason)).to.contain("answered 503: busy");
        expect([...refused.values()]).to.deep.equal([times]);
      }
      [times, seconds, whom] = [1, "2", "/v1/years"];
      refused.clear();
      const started = Date.now();
      await takeDump(api.url, folder);
      expect([...refused.keys()]).to.deep.equal(["/v1/years"]);
      expect(Date.now() - started).to.be.at.least(1_990);
    } finally {
      await api.stop();
    }
  });

  it("outlast a power cut: the index has its name when all files have theirs on the disk, and so has it", async () => {
    const top = mkdtempSync(join(tmpdir(), "mingzhang-dump-new-"));
    const fresh = join(top, "a", "b");
    const seen: string[] = [];
    const calls = watchFiles((call) => seen.push(call));
    try {
      await takeDump(served.service.url, fresh);
    } finally {
      calls.stop();
    }
    const files = join(fresh, "files");
    const named = seen.indexOf(`name ${join(fresh, "index.json")}`);
    const last = seen.findLastIndex((call) => call.startsWith(`name ${files}`));
    expect(last).to.be.greaterThan(-1);
    expect(seen.indexOf(`flush ${files}`, last), "files, before the index").to.be.within(last, named);
    expect(seen.indexOf(`flush ${fresh}`, named), "the index").to.be.greaterThan(named);
    for (const above of [dirname(fresh), top]) expect(seen).to.include(`flush ${above}`);
    expect((await checkDump(fresh)).faults).to.deep.equal([]);
    rmSync(top, { recursive: true });
  });

  it("are made where a folder cannot be flushed, and are none where the disk fails", async () => {
    for (const code of ["EISDIR", "EPERM", "EINVAL", "EIO"]) {
      const fresh = mkdtempSync(join(tmpdir(), "mingzhang-dump-flush-"));
      const calls = watchFiles((call) => {
        if (call.startsWith("flush")) throw Object.assign(new Error(`${code}: fsync`), { code });
      });
      try {
        if (code === "EIO") expect(String(await refusal(takeDump(served.service.url, fresh)))).to.contain("EIO");
        else await takeDump(served.service.url, fresh);
      } finally {
        calls.stop();
      }
      expect(existsSync(join(fresh, "index.json")), code).to.equal(code !== "EIO");
      rmSync(fresh, { recursive: true });
    }
  });

  it("are whole where the log only goes on meanwhile", async () => {
    let met = false;
    const api = await between(served.service.url, async (asked) => {
      if (met || !asked.startsWith("/v1/parties.manifest.json")) return null;
      met = true;
      served.suite.party(2, "Came meanwhile");
      await served.suite.send();
      await ready(served.service);
      return null;
    });
    try {
      await takeDump(api.url, folder);
      expect(met).to.equal(true);
      expect((await checkDump(folder)).faults).to.deep.equal([]);
    } finally {
      await api.stop();
    }
  });
});
