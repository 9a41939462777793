// An import from files to a chain: posting, credit notes, persons, idempotency, resuming after kill -9.
import { executionsOf } from "@mingzhang/sdk/cases/executions";
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { officesFrom } from "../../scripts/chain/offices.ts";
import { startOwnChain } from "../../scripts/chain/own-chain.ts";
import type { OwnChain } from "../../scripts/chain/own-chain.ts";
import { ImportError } from "../../scripts/import/errors.ts";
import { loadProfile } from "../../scripts/import/profile.ts";
import { importFiles } from "../../scripts/import/run.ts";
import type { ImportResult } from "../../scripts/import/run.ts";
import { parametersFor } from "../../scripts/import/suite-parameters.ts";
import { ask, countOf, fixture, movementsOf, readAll, rederive, scratch } from "./support.ts";

const NAMES = /vane|oakenby|marlowe/iu;
const town = loadProfile(fixture("town.json"));
const april = fixture("town-2025-04.csv");
const may = fixture("town-2025-05.csv");

describe("import onto a chain", function () {
  this.timeout(180_000);
  let chain: OwnChain;
  let folder: ReturnType<typeof scratch>;
  let snapshot: unknown;

  before(async () => {
    chain = await startOwnChain(parametersFor(town));
  });
  after(() => chain.close());
  beforeEach(async () => {
    folder = scratch();
    snapshot = await ask(chain.rpcUrl, "evm_snapshot");
  });
  afterEach(async () => {
    await ask(chain.rpcUrl, "evm_revert", [snapshot]);
    folder.remove();
  });

  const load = (paths: string[], profile = town, dryRun = false): Promise<ImportResult> =>
    importFiles({
      paths,
      profile,
      dryRun,
      chain: { ...chain, offices: officesFrom({}, chain.deployment.chainId) },
      dataDir: folder.path,
      documentsDir: join(folder.path, "documents"),
    });
  const blockNumber = async (): Promise<bigint> => BigInt(String(await ask(chain.rpcUrl, "eth_blockNumber")));

  it("posts nothing, and writes nothing but the exceptions report, in a dry run", async () => {
    const before = await blockNumber();
    const { summary, reconciled } = await load([april], town, true);
    expect(summary).to.deep.equal({
      files: 1,
      rows: 19,
      posted: 9,
      exceptions: 10,
      amountRead: "1869.24",
      amountPosted: "2794.25",
      amountExcepted: "-925.01",
      currency: "GBP",
    });
    expect(reconciled).to.equal(true);
    expect(await blockNumber()).to.equal(before);
    expect(readdirSync(folder.path)).to.deep.equal(["import"]);
    expect(readdirSync(join(folder.path, "import"))).to.deep.equal(["town"]);
    expect(readdirSync(join(folder.path, "import", "town")).sort()).to.deep.equal([
      "exceptions.csv",
      "exceptions.json",
    ]);
  });

  it("posts rows with exactly the means that they need, marked as imported", async () => {
    const { summary, added, standing } = await load([april]);
    expect([summary.posted, summary.exceptions, added, standing]).to.deep.equal([9, 10, 9, 0]);
    const events = await readAll(chain);
    await rederive(chain, events);
    const movements = movementsOf(events);
    expect(movements.every(({ decoded }) => decoded.flags === 2)).to.equal(true);
    const sum = (kind: string): bigint =>
      movements.filter((m) => m.kind === kind).reduce((total, m) => total + m.amount, 0n);
    const paid = sum("payment");
    expect(paid).to.equal(307_425n);
    for (const kind of ["receipt", "appropriation", "allotment", "commitment"]) expect(sum(kind), kind).to.equal(paid);
    expect(sum("recovery")).to.equal(28_000n);
    const payments = movements.filter(({ kind }) => kind === "payment");
    expect(payments.map(({ decoded }) => decoded.valueDate)).to.deep.equal(
      payments.map(({ decoded }) => decoded.valueDate).sort((a, b) => a - b),
    );
    const line = events
      .flatMap((event) => (event.name === "LineOpened" ? [event.args] : []))
      .find(({ name }) => name === "Books");
    expect([line?.func, line?.economic, line?.year]).to.deep.equal([820, 22, 2025]);
  });

  it("credits the payment with the credit note's own number, and of a person only the same person's", async () => {
    await load([april]);
    const movements = movementsOf(await readAll(chain));
    const recoveries = movements.filter(({ kind }) => kind === "recovery");
    const cited = recoveries.map(({ decoded }) => movements.find(({ record }) => record === decoded.cites));
    expect(cited.map((movement) => movement?.amount)).to.deep.equal([125_000n, 43_000n]);
    expect(cited[1]?.decoded.code).to.equal(1);
  });

  it("adds nothing when the same file comes again", async () => {
    await load([april]);
    const before = (await readAll(chain)).length;
    const { summary, added, standing, notes } = await load([april, april]);
    expect([summary.files, summary.posted, summary.exceptions, added, standing]).to.deep.equal([1, 9, 10, 0, 9]);
    expect(notes.join()).to.match(/same bytes/u);
    expect((await readAll(chain)).length).to.equal(before);
  });

  it("tries a waiting credit note again when a later file brings its payment", async () => {
    await load([april]);
    const later = await load([may]);
    expect([later.summary.rows, later.summary.posted, later.added]).to.deep.equal([4, 4, 5]);
    expect(later.notes.join("\n")).to.match(/row 9 of town-2025-04.csv.*found its payment/u);
    expect(later.notes.join("\n")).to.match(/row 8 of town-2025-04.csv.*still waits/u);
    const again = await load([april, may]);
    expect([again.summary.posted, again.summary.exceptions, again.added]).to.deep.equal([14, 9, 0]);
    await rederive(chain, await readAll(chain));
  });

  it("comes to the same whether files are given at once or one by one", async () => {
    const { summary } = await load([april, may]);
    expect([summary.posted, summary.exceptions, summary.amountPosted]).to.deep.equal([14, 9, "3979.34"]);
  });

  it("names no natural person on the chain, in reports or in documents", async () => {
    await load([april]);
    const events = await readAll(chain);
    expect(
      JSON.stringify(events, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value)),
    ).not.to.match(NAMES);
    const files = readdirSync(folder.path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const file of files)
      expect(readFileSync(join(file.parentPath, file.name), "latin1"), file.name).not.to.match(NAMES);
    const paid = movementsOf(events).find(({ kind }) => kind === "payment");
    const note = JSON.parse(
      readFileSync(join(folder.path, "documents", `${paid?.document.slice(2)}.json`), "utf8"),
    ) as Record<string, string>;
    expect(note["digest"]).to.equal(paid?.document);
    expect(note["stored"]).not.to.equal(note["digest"]);
    expect(existsSync(join(folder.path, "documents", String(note["digest"]).slice(2)))).to.equal(false);
    const copy = readFileSync(join(folder.path, "documents", String(note["stored"]).slice(2)), "utf8");
    expect(copy.split("\r\n")[0]).to.equal("Spending of the town of Little Wexcombe (invented),,,,,,");
    expect(copy.match(/\[natural person\]/gu)).to.have.length(4);
  });

  it("refuses to post twice what a lost salt key hides", async () => {
    await load([april]);
    const before = (await readAll(chain)).length;
    writeFileSync(join(folder.path, "import", "salt.key"), "11".repeat(32));
    const refused = await load([april]).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(ImportError);
    expect(String(refused)).to.match(/salt key/u);
    expect((await readAll(chain)).length).to.equal(before);
  });

  it("refuses the deployment of another government before it posts anything", async () => {
    const before = (await readAll(chain)).length;
    const elsewhere = { ...town, government: { name: "Elsewhere", otherName: "" } };
    const refused = await load([april], elsewhere).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(ImportError);
    expect(String(refused)).to.match(/belongs to party 1, and Elsewhere is another government/u);
    const seats = 4; // Two officials and their seats, where the chain had none.
    expect((await readAll(chain)).length - before).to.be.within(0, seats);
  });

  it("brings every movement but receipts and credit notes by a case of the import", async () => {
    await load([april]);
    const events = await readAll(chain);
    const cases = executionsOf(events);
    const covered = (record: bigint): boolean =>
      cases.some(({ first, count }) => record >= BigInt(first) && record < BigInt(first + count));
    const others = movementsOf(events).filter(({ record }) => !covered(record));
    expect([...new Set(others.map(({ kind }) => kind))].sort()).to.deep.equal(["receipt", "recovery"]);
    expect(countOf(events, "CaseSubmitted")).to.equal(cases.length);
  });

  it("reads JSON to the digit, checks control totals, and masks strings alone", async () => {
    const borough = loadProfile(fixture("borough.json"));
    const path = fixture("borough-2025-06.json");
    const { files, summary, reconciled } = await load([path], borough);
    expect([reconciled, summary.amountPosted, files[0]?.controls.length]).to.deep.equal([true, "90071992547648.37", 2]);
    const documents = readdirSync(join(folder.path, "documents")).filter((name) => !name.endsWith(".json"));
    const copy = readFileSync(join(folder.path, "documents", documents[0] ?? ""), "utf8");
    expect(copy).not.to.match(/alder/iu);
    expect(copy)
      .to.contain('"amount": 239215.5')
      .and.to.contain('"amount": 1e-2')
      .and.to.contain("for [natural person]");

    const wrong = join(folder.path, "wrong.json");
    writeFileSync(wrong, readFileSync(path, "utf8").replace('"count": 3', '"count": 4'));
    const mismatch = await load([wrong], borough);
    expect(mismatch.reconciled).to.equal(false);
    expect(mismatch.files[0]?.mismatches).to.deep.equal(["the source states 4 at meta.count, its rows give 3"]);
  });

  for (const blocks of [3n, 7n, 11n, 16n, 22n]) {
    it(`goes on after kill -9, ${blocks} blocks into the import`, async () => {
      const path = join(folder.path, "big.csv");
      const rows = Array.from({ length: 900 }, (_, i) => {
        const day = String(1 + (i % 28)).padStart(2, "0");
        return `${i + 1},Dept ${i % 5},2025-06-${day},Area ${i % 6},Supplier ${i % 60} Ltd,T${i},${100 + i}.${i % 10}`;
      });
      rows.push("901,Dept 0,2025-06-30,Area 0,Supplier 0 Ltd,T0,-10.00");
      writeFileSync(path, `No,Department,Paid on,Cost centre,Payee,Voucher,Amount\n${rows.join("\n")}\n`);
      const deployment = join(folder.path, "deployment.json");
      writeFileSync(deployment, JSON.stringify(chain.deployment));
      const start = await blockNumber();
      const args = [
        path,
        "--profile",
        fixture("town.json"),
        "--rpc",
        chain.rpcUrl,
        "--deployment",
        deployment,
        "--data-dir",
        folder.path,
      ];
      const child = spawn(
        process.execPath,
        [fileURLToPath(new URL("../../scripts/import.ts", import.meta.url)), ...args],
        { stdio: "ignore" },
      );
      const ended = new Promise<string>((resolve) =>
        child.once("exit", (code, signal) => resolve(signal ?? String(code))),
      );
      while ((await blockNumber()) < start + blocks && child.exitCode === null) await sleep(5);
      child.kill("SIGKILL");
      expect(await ended).to.equal("SIGKILL");

      const { summary, reconciled } = await load([path]);
      expect([summary.rows, summary.posted, summary.exceptions, reconciled]).to.deep.equal([901, 901, 0, true]);
      const events = await readAll(chain);
      await rederive(chain, events);
      const movements = movementsOf(events);
      const sum = (kind: string): bigint =>
        movements.filter((m) => m.kind === kind).reduce((total, m) => total + m.amount, 0n);
      expect(movements.filter(({ kind }) => kind === "payment")).to.have.length(900);
      for (const kind of ["receipt", "appropriation", "allotment", "commitment"])
        expect(sum(kind), kind).to.equal(sum("payment"));
    });
  }
});
