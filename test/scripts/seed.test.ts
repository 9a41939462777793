// The demonstration year: the same every time, complete in kinds, and true on the chain.
import { readdirSync, readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { KIND_NAMES } from "@mingzhang/sdk/kinds";
import { cofogEntry, gfsmEntry } from "@mingzhang/sdk/classification";
import { expect } from "chai";
import { readParameters } from "../../deploy/parameters.ts";
import { startOwnChain } from "../../scripts/chain/own-chain.ts";
import type { OwnChain } from "../../scripts/chain/own-chain.ts";
import { FUNDS, SOURCES } from "../../scripts/seed/city.ts";
import { generateYear } from "../../scripts/seed/generate.ts";
import type { GeneratedYear } from "../../scripts/seed/generate.ts";
import { LINES } from "../../scripts/seed/lines.ts";
import { Random } from "../../scripts/seed/random.ts";
import { seed } from "../../scripts/seed/seed.ts";
import { movementsOf, readAll, rederive, scratch } from "./support.ts";

const founded = { government: 1, treasury: 2, officials: 1 };

function generate(movements: number, number: number): GeneratedYear {
  const accounts = { source: 1n, fund: 1n, act: 1n, line: 1n, allotment: 1n, commitment: 1n };
  return generateYear({ movements, seed: number, founded, first: { party: 3, accounts } });
}

/** Digest of everything that would be posted. */
function fingerprint({ moments }: GeneratedYear): string {
  const text = JSON.stringify(moments, (_key, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));
  return createHash("sha256").update(text).digest("hex");
}

describe("Random", () => {
  it("splits to the last unit", () => {
    const random = new Random(7);
    for (const [amount, count] of [
      [1n, 3],
      [1_000_003n, 7],
      [999n, 1],
    ] as const) {
      expect(random.split(amount, count).reduce((sum, part) => sum + part, 0n)).to.equal(amount);
    }
  });
  it("gives numbers on both ends of a range", () => {
    const random = new Random(7);
    const drawn = new Set(Array.from({ length: 200 }, () => random.int(3, 5)));
    expect([...drawn].sort()).to.deep.equal([3, 4, 5]);
  });
});

describe("the generated year", function () {
  this.timeout(60_000);
  it("is the same for the same seed, and another for another", () => {
    expect(fingerprint(generate(1_500, 1))).to.equal(fingerprint(generate(1_500, 1)));
    expect(fingerprint(generate(1_500, 1))).not.to.equal(fingerprint(generate(1_500, 2)));
  });
  for (const number of [1, 2, 3]) {
    it(`has every kind of movement and about the wanted size (seed ${number})`, () => {
      const { books } = generate(4_000, number);
      expect([...new Set(books.moves.map(({ kind }) => kind))].sort()).to.deep.equal([...KIND_NAMES].sort());
      expect(books.moves.length).to.be.within(3_900, 4_100);
    });
  }
  it("has every kind even where it is as small as it can be", () => {
    const { books } = generate(100, 1);
    expect(new Set(books.moves.map(({ kind }) => kind)).size).to.equal(KIND_NAMES.length);
  });
  it("classifies its lines and receipts by codes that exist", () => {
    for (const { key, func, economic } of LINES)
      expect([key, cofogEntry(func), gfsmEntry(economic)]).not.to.include(null);
    for (const { key, code } of SOURCES) expect([key, gfsmEntry(code)]).not.to.include(null);
    for (const { fund } of [...LINES, ...SOURCES]) expect(FUNDS.map(({ key }) => key)).to.include(fund);
  });
  it("spends about five billion yuan", () => {
    const { books } = generate(4_000, 1);
    const paid = books.moves.filter(({ kind }) => kind === "payment").reduce((sum, { amount }) => sum + amount, 0n);
    expect(paid > 400_000_000_000n && paid < 550_000_000_000n, String(paid)).to.equal(true);
  });
});

describe("the seed on a chain", function () {
  this.timeout(300_000);
  let chain: OwnChain;
  const folder = scratch();

  before(async () => {
    const local = readParameters(fileURLToPath(new URL("../../deploy/parameters/local.json", import.meta.url)));
    chain = await startOwnChain(local, new Date("2025-12-31T00:00:00Z"));
  });
  after(async () => {
    await chain.close();
    folder.remove();
  });

  it("posts what was generated, and every total follows from the events", async () => {
    const result = await seed({ ...chain, movements: 1_400, documentsDir: folder.path });
    const events = await readAll(chain);
    await rederive(chain, events);
    const movements = movementsOf(events);
    expect(movements).to.have.length(result.movements);
    expect(new Set(movements.map(({ kind }) => kind)).size).to.equal(16);
    const confirmed = new Set(events.flatMap((event) => (event.name === "Confirmed" ? [event.args.movement] : [])));
    const payments = movements.filter(({ kind }) => kind === "payment");
    expect(confirmed.size).to.equal(result.confirmations);
    expect(payments.some(({ record }) => !confirmed.has(record))).to.equal(true);
    expect(payments.some(({ decoded }) => decoded.flags === 1)).to.equal(true);
    const named = events.flatMap((event) => (event.name === "PartyRegistered" ? [event.args] : []));
    expect(named.filter(({ kind }) => kind === 1).length).to.be.at.least(12);
    expect(named.every(({ name, otherName }) => name !== "" && otherName !== "")).to.equal(true);
    expect(events.filter(({ name }) => name === "SeatGiven").length).to.be.at.least(15);
  });

  it("keeps each supporting document under its digest", async () => {
    for (const name of readdirSync(folder.path)) {
      expect(
        createHash("sha256")
          .update(readFileSync(join(folder.path, name)))
          .digest("hex"),
      ).to.equal(name);
    }
    const kept = new Set(readdirSync(folder.path).map((name) => `0x${name}`));
    const cited = movementsOf(await readAll(chain))
      .map(({ document }) => document)
      .filter((document) => BigInt(document) !== 0n);
    expect(cited.every((document) => kept.has(document))).to.equal(true);
    expect(cited.length).to.be.above(500);
  });

  it("wants a fresh deployment and a clock before the year", async () => {
    const refused = await seed({ ...chain, movements: 1_400 }).catch((error: unknown) => error);
    expect(String(refused)).to.match(/clock stands at 2026-12-18/u);
  });
});
