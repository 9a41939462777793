// Starting the relay: settings, the key, and one journal for one relay.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { readConfig } from "../src/config.ts";
import { KEY_VARIABLE, relayAccount } from "../src/key.ts";
import { Journal } from "../src/queue/journal.ts";

describe("settings", () => {
  it("come from options before the environment, and have defaults", () => {
    const env = { MINGZHANG_RELAY_PORT: "5000", MINGZHANG_RPC_URL: "http://127.0.0.1:1" };
    expect(readConfig({ port: "6000" }, env)).to.include({
      port: 6000,
      rpcUrl: "http://127.0.0.1:1",
      host: "127.0.0.1",
    });
  });

  it("are named when they do not fit", () => {
    expect(() => readConfig({}, { MINGZHANG_RELAY_PORT: "far" })).to.throw(/MINGZHANG_RELAY_PORT is "far"/);
  });
});

describe("the key", () => {
  const key = `0x${"12".repeat(32)}`;

  it("is the well-known account 19 on a local chain", () => {
    expect(relayAccount(31_337, {}).address).to.equal("0x8626f6940E2eb28930eFb4CeF49B2d1F2C9C1199");
  });

  it("comes from the environment everywhere", () => {
    const { address } = relayAccount(1, { [KEY_VARIABLE]: key });
    expect(relayAccount(31_337, { [KEY_VARIABLE]: key }).address).to.equal(address);
  });

  it("is asked for by name on any other chain", () => {
    expect(() => relayAccount(1, {})).to.throw(/MINGZHANG_RELAY_KEY is not set.*npx hardhat keystore get/);
  });

  it("is never repeated when it is wrong", () => {
    for (const wrong of [`${key}00`, `0x${"ff".repeat(32)}`]) {
      expect(() => relayAccount(1, { [KEY_VARIABLE]: wrong }))
        .to.throw(/MINGZHANG_RELAY_KEY/)
        .with.property("message")
        .that.does.not.include(wrong.slice(2, 20));
    }
  });
});

describe("the journal", () => {
  const folder = mkdtempSync(join(tmpdir(), "mingzhang-journal-"));
  const path = join(folder, "acts.jsonl");
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("belongs to one relay that runs, and is taken over from one that has died", () => {
    // Our parent lives as long as we do.
    writeFileSync(`${path}.pid`, String(process.ppid));
    expect(() => Journal.open(path, () => undefined)).to.throw(/Stop it, or delete/);
    writeFileSync(`${path}.pid`, "999999999");
    Journal.open(path, () => undefined).close();
  });

  it("gives its lines back in order, also after they were replaced", () => {
    const first = Journal.open(path, () => undefined);
    first.append({ line: 1 });
    first.append({ line: "二" });
    first.close();
    const lines: unknown[] = [];
    const second = Journal.open(path, (line) => lines.push(line));
    expect(lines).to.deep.equal([{ line: 1 }, { line: "二" }]);
    second.replace([{ line: 3 }]);
    second.append({ line: 4 });
    second.close();
    const after: unknown[] = [];
    Journal.open(path, (line) => after.push(line)).close();
    expect(after).to.deep.equal([{ line: 3 }, { line: 4 }]);
  });
});
