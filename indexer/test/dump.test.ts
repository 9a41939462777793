// A dump has everything, is the same for the same log, and a changed or missing file is named.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExportManifest } from "@mingzhang/sdk/api-log";
import { verifyExport } from "@mingzhang/sdk/export";
import { expect } from "chai";
import { checkDump, DumpError, takeDump } from "../src/dump/dump.ts";
import { ready } from "./support/engines.ts";
import { onServedCity } from "./support/served.ts";

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
    let refused: unknown;
    await checkDump(join(folder, "files")).catch((error: unknown) => (refused = error));
    expect(refused).to.be.instanceOf(DumpError);
  });
});
