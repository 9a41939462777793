// Checks run side by side: in order, alone where they must, and none of what they say or how they end is lost.
import { setTimeout as sleep } from "node:timers/promises";
import { Readable } from "node:stream";
import { expect } from "chai";
import { echo, runLanes, type Check } from "../../scripts/checks/lanes.ts";
import { CHECKS } from "../../scripts/checks/plan.ts";

const good = { passed: 1, failed: 0, notes: [] };
const silent = () => undefined;

describe("scripts/checks/lanes", () => {
  /** Checks that note who else was running when they began. */
  function watched() {
    const running = new Set<string>();
    const beside = new Map<string, string[]>();
    const check = (name: string, alone = false, ms = 20): Check => ({
      name,
      title: name,
      alone,
      run: async () => {
        beside.set(name, [...running]);
        for (const other of running) beside.get(other)?.push(name);
        running.add(name);
        await sleep(ms);
        running.delete(name);
        return good;
      },
    });
    return { check, beside };
  }

  it("never runs more than its width, and answers in the order of the checks", async () => {
    const { check, beside } = watched();
    const checks = [check("a", false, 60), check("b"), check("c"), check("d")];
    const results = await runLanes(checks, { width: 2, bail: false, say: silent });
    expect(results.map((result) => result.check.name)).to.deep.equal(["a", "b", "c", "d"]);
    expect(beside.get("b")).to.include("a");
    expect(beside.get("c")).to.not.include("b");
  });

  it("gives a check that must be alone the whole machine", async () => {
    const { check, beside } = watched();
    await runLanes([check("a"), check("b"), check("only", true), check("c")], { width: 2, bail: false, say: silent });
    expect(beside.get("only")).to.deep.equal([]);
  });

  it("lets a check wait for what another one makes, and others go first", async () => {
    const begun: string[] = [];
    let free = silent as () => void;
    const released = new Promise<void>((resolve) => (free = resolve));
    const check = (name: string, work: () => unknown, after?: string): Check => ({
      name,
      title: name,
      ...(after === undefined ? {} : { after }),
      run: async () => {
        begun.push(name);
        await work();
        return good;
      },
    });
    const user = check("user", silent, "maker");
    // The maker is not done before the last one is.
    const checks = [check("maker", () => released), user, check("other", silent), check("last", () => free())];
    const results = await runLanes(checks, { width: 2, bail: false, say: silent });
    expect(results.map((result) => result.check.name)).to.deep.equal(["maker", "user", "other", "last"]);
    expect(begun).to.deep.equal(["maker", "other", "last", "user"]);
    const [only] = await runLanes([user], { width: 2, bail: false, say: silent });
    expect(only?.check).to.equal(user);
  });

  it("says so where checks wait for one another", async () => {
    const silently = { width: 2, bail: false, say: silent };
    const { check } = watched();
    const round = [check("a", true), check("b", true)].map((each, at) => ({ ...each, after: at === 0 ? "b" : "a" }));
    const error = await runLanes(round, silently).catch((thrown: unknown) => thrown);
    expect(error).to.be.an("error").with.property("message", "These checks wait for one another: a, b.");
    // A name that no check has would be taken for one that is not run.
    for (const { name, after } of CHECKS) {
      const before = CHECKS.slice(
        0,
        CHECKS.findIndex((each) => each.name === name),
      ).map((each) => each.name);
      if (after !== undefined) expect(before, name).to.include(after);
    }
  });

  it("counts a check that throws as failed, and starts nothing more where that was asked", async () => {
    const { check, beside } = watched();
    const broken: Check = { name: "broken", title: "broken", run: () => Promise.reject(new Error("no such program")) };
    const results = await runLanes([broken, check("later", true)], { width: 1, bail: true, say: silent });
    expect(results.map(({ outcome }) => outcome)).to.deep.equal([{ passed: 0, failed: 1, notes: ["no such program"] }]);
    expect(beside.has("later")).to.equal(false);
    const all = await runLanes([broken, check("later", true)], { width: 1, bail: false, say: silent });
    expect(all.map(({ outcome }) => outcome.failed)).to.deep.equal([1, 0]);
  });

  it("says of each line which check printed it", async () => {
    const said: string[] = [];
    const printing = (name: string): Check => ({
      name,
      title: name,
      run: async () => {
        echo(Readable.from([Buffer.from(`first of ${name}\nsec`), Buffer.from("ond\n")]), (line) => said.push(line));
        await sleep(20);
        return good;
      },
    });
    await runLanes([printing("a"), printing("b")], { width: 2, bail: false, say: silent });
    expect([...said].sort()).to.deep.equal(["[a] first of a", "[a] second", "[b] first of b", "[b] second"]);
  });
});
