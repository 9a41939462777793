// Documents that no record names yet: budgets of all and of one address, who gives way, and how long they stay.
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { keepDocument } from "../src/documents.ts";
import { Limit } from "../src/limits.ts";
import { DocumentStore, StoreFull, TooMuch } from "../src/waiting.ts";

const HOUR = 3_600_000;
const MB = 1024 * 1024;

describe("documents that wait", () => {
  let folder: string;
  let time: number;
  let store: DocumentStore;
  const open = () =>
    new DocumentStore({
      ...{ folder, budget: 8 * MB, waitingBudget: 4 * MB, waitingMs: 24 * HOUR, now: () => time },
      perHour: new Limit(3 * MB, () => time, HOUR),
    });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "mingzhang-waiting-"));
    time = Date.UTC(2026, 10, 23);
    store = open();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function bring(owner: string, byte: number, bytes = MB, declared = bytes): Promise<string> {
    time += 1_000;
    const chunks = (async function* () {
      await Promise.resolve();
      yield new Uint8Array(bytes).fill(byte);
    })();
    const { digest } = await keepDocument(store, chunks, owner, declared);
    return digest.slice(2);
  }
  const failure = (work: Promise<unknown>) => work.catch((error: unknown) => error);
  const waits = (name: string) => existsSync(join(folder, "waiting", name));

  it("are so many bytes an hour from one address, said beforehand or not", async () => {
    for (const byte of [1, 2, 3]) await bring("a", byte);
    const refused = await failure(bring("a", 4));
    expect(refused).to.be.instanceOf(TooMuch);
    expect((refused as TooMuch).wait).to.be.within(1, 3_600);
    expect(await failure(bring("a", 5, MB, 0))).to.be.instanceOf(TooMuch);
    await bring("b", 6);
    time += HOUR;
    await bring("a", 4);
    expect(readdirSync(join(folder, "waiting")).filter((name) => name.startsWith("."))).to.deep.equal([]);
  });

  it("give way where the room is full: the oldest of whoever has most", async () => {
    const official = await bring("official", 1);
    const first = await bring("flood", 2);
    await bring("flood", 3);
    await bring("flood", 4);
    time += HOUR;
    const last = await bring("flood", 5);
    expect([official, first, last].map(waits)).to.deep.equal([true, false, true]);
    const other = await bring("other", 6);
    expect([official, other].map(waits)).to.deep.equal([true, true]);
  });

  it("count for something however small they are", async () => {
    for (let byte = 0; byte < 70; byte += 1) await bring("a", byte, 1 + byte);
    expect(readdirSync(join(folder, "waiting"))).to.have.length(64);
  });

  it("are dropped after a day, unless they are brought again; a start forgets none", async () => {
    const [old, kept] = [await bring("a", 1), await bring("a", 2)];
    time += 23 * HOUR;
    expect(await bring("a", 2)).to.equal(kept);
    time += 2 * HOUR;
    await store.sweep();
    expect([old, kept].map(waits)).to.deep.equal([false, true]);
    store = open();
    await store.sweep();
    expect(waits(kept)).to.equal(true);
    time = Date.now() + 25 * HOUR;
    await store.sweep();
    expect(waits(kept)).to.equal(false);
  });

  it("count as published once they have been moved up, and give way to nobody then", async () => {
    const names = [await bring("a", 1), await bring("a", 2), await bring("b", 3), await bring("b", 4)];
    for (const name of names) renameSync(join(folder, "waiting", name), join(folder, name));
    expect(await bring("b", 1)).to.equal(names[0]);
    expect(waits(names[0] ?? "")).to.equal(false);
    for (const byte of [5, 6, 7]) await bring("c", byte);
    renameSync(join(folder, "waiting", await bring("d", 8)), join(folder, "moved"));
    expect(await failure(bring("e", 9))).to.be.instanceOf(StoreFull);
    expect(names.every((name) => existsSync(join(folder, name)))).to.equal(true);
  });
});
