// npm run import as a person types it: help, errors, the last line of --json, exit codes.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { fixture, scratch } from "./support.ts";

const script = fileURLToPath(new URL("../../scripts/import.ts", import.meta.url));

describe("npm run import", function () {
  this.timeout(180_000);
  const folder = scratch();
  after(() => folder.remove());
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [script, ...args, "--data-dir", folder.path], { encoding: "utf8" });

  it("explains itself", () => {
    const { stdout, status } = run("--help");
    expect(stdout).to.contain("--profile <name>").and.to.contain("--dry-run");
    expect(status).to.equal(0);
  });

  it("ends a dry run with one JSON object and writes the exceptions report", () => {
    const { stdout, stderr, status } = run(
      fixture("town-2025-04.csv"),
      "--profile",
      fixture("town.json"),
      "--dry-run",
      "--json",
    );
    expect(status).to.equal(0);
    expect(stderr).to.contain(`Exceptions report: ${join(folder.path, "import", "town", "exceptions.csv")} and .json`);
    const lines = stdout.trimEnd().split("\n");
    expect(JSON.parse(lines.at(-1) ?? "")).to.deep.equal({
      files: 1,
      rows: 19,
      posted: 9,
      exceptions: 10,
      amountRead: "1869.24",
      amountPosted: "2794.25",
      amountExcepted: "-925.01",
      currency: "GBP",
    });
    const report = readFileSync(join(folder.path, "import", "town", "exceptions.csv"), "utf8");
    expect(report.split("\r\n")[0]).to.equal("file,document,row,code,reason,amount,currency,raw");
    expect(report.trimEnd().split("\r\n")).to.have.length(11);
    const rows = JSON.parse(readFileSync(join(folder.path, "import", "town", "exceptions.json"), "utf8")) as {
      row: number;
      code: string;
    }[];
    expect(rows.find(({ row }) => row === 8)?.code).to.equal("no-payment-to-credit");
  });

  it("fails in words", () => {
    const unknown = run(fixture("town-2025-04.csv"), "--profile", "nowhere", "--dry-run");
    expect([unknown.status, unknown.stderr]).to.deep.equal([
      1,
      'There is no profile "nowhere". Known: hm-treasury, ocds, uk-spend-25k; or give the path of a mapping file (.json).\n',
    ]);
    const missing = run("/no/such/file.csv", "--profile", "uk-spend-25k", "--dry-run");
    expect([missing.status, missing.stderr]).to.deep.equal([1, 'There is no file or folder "/no/such/file.csv".\n']);
    const other = run(fixture("not-payments.csv"), "--profile", "uk-spend-25k", "--dry-run", "--json");
    expect(other.status).to.equal(1);
    expect(other.stderr).to.contain("columns missing: department");
    expect(JSON.parse(other.stdout)).to.include({ rows: 2, posted: 0, exceptions: 2 });
    const silent = run(
      fixture("town-2025-04.csv"),
      "--profile",
      fixture("town.json"),
      "--rpc",
      "http://127.0.0.1:1",
      "--deployment",
      fixture("town.json"),
    );
    expect(silent.status).to.equal(1);
    expect(silent.stderr).to.match(
      /^This is no deployment record: contracts undefined is no object\. Give the deployment\.json /,
    );
    const bare = run(fixture("town-2025-04.csv"), "--profile", "uk-spend-25k", "--rpc", "http://127.0.0.1:1");
    expect([bare.status, bare.stderr]).to.deep.equal([
      1,
      "With --rpc, give --deployment or set MINGZHANG_DEPLOYMENT.\n",
    ]);
  });
});
