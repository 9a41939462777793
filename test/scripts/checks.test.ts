// How reports of test runners become counts: nothing that went wrong may look as if it passed.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { outcomeOf, readMochaReport, readPlaywrightReport } from "../../scripts/checks/outcome.ts";

describe("scripts/checks", () => {
  let folder: string;
  const report = (content: unknown): string => {
    const path = join(folder, "report.json");
    writeFileSync(path, JSON.stringify(content));
    return path;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "checks-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("takes the counts of a good run as they are", () => {
    const counts = { passed: 3, failed: 0, notes: [] };
    expect(outcomeOf(counts, "code 0")).to.deep.equal(counts);
  });

  it("fails a run without a report, without a test, or with a bad end", () => {
    expect(outcomeOf(undefined, "SIGKILL").failed).to.equal(1);
    expect(outcomeOf({ passed: 0, failed: 0, notes: [] }, "code 0").failed).to.equal(1);
    expect(outcomeOf({ passed: 3, failed: 0, notes: [] }, "code 1")).to.deep.include({ passed: 3, failed: 1 });
    expect(outcomeOf({ passed: 3, failed: 2, notes: [] }, "code 2")).to.deep.include({ passed: 3, failed: 2 });
  });

  it("counts a test that is left out as failed", () => {
    const path = report({ passed: 2, failures: ["C does d: no"], pending: ["A does b"] });
    expect(readMochaReport(path)).to.deep.equal({
      passed: 2,
      failed: 2,
      notes: ["C does d: no", "left out: A does b"],
    });
    const browser = report({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }, errors: [] });
    expect(readPlaywrightReport(browser)).to.deep.include({ passed: 5, failed: 3 });
  });

  it("names the browser tests that failed, wherever they stand", () => {
    const inner = { title: "in Chinese", specs: [{ title: "a list", ok: false }] };
    const specs = [
      { title: "a page", ok: true },
      { title: "a form", ok: false },
    ];
    const path = report({
      suites: [{ title: "pages.spec.ts", specs, suites: [inner] }],
      stats: { expected: 1, unexpected: 2, flaky: 0, skipped: 0 },
    });
    expect(readPlaywrightReport(path)).to.deep.equal({
      passed: 1,
      failed: 2,
      notes: ["pages.spec.ts: a form", "pages.spec.ts: in Chinese: a list"],
    });
  });

  it("counts an error outside of any browser test as failed", () => {
    const path = report({
      stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 },
      errors: [{ message: "no server" }],
    });
    expect(readPlaywrightReport(path)).to.deep.equal({ passed: 0, failed: 1, notes: ["no server"] });
  });

  it("has no outcome where there is no report", () => {
    expect(readMochaReport(join(folder, "none.json"))).to.equal(undefined);
    expect(readPlaywrightReport(join(folder, "none.json"))).to.equal(undefined);
  });
});
