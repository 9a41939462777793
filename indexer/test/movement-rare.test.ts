// What is rare is found as a whole: judged by the rollups, and told from indexes where they say it all.
import { parseAccount } from "@mingzhang/sdk/accounts";
import type { MovementSort } from "@mingzhang/sdk/api";
import { expect } from "chai";
import { BadParameter } from "../src/read/errors.ts";
import type { MovementFilters } from "../src/read/filters.ts";
import { partWays } from "../src/read/movement-list.ts";
import { isRare } from "../src/read/movement-rare.ts";
import { sql } from "../src/store/drizzle.ts";
import { openStore, type Store } from "../src/store/open.ts";

describe("what is rare", () => {
  let store: Store;

  before(async () => {
    store = await openStore({ dataDir: "memory://" });
    // Of four spans: a receipt, two payments to payee 3, 1,000 commitments.
    await store.rows(sql`
      insert into turnover_spans (span, month, fund, other_fund, kind, code, flags, year, amount, count)
      values (0, 670, 1, 0, 1, 111, 0, 2025, 5, 1), (2, 672, 1, 0, 4, 0, 0, 2026, 5, 2), (3, 674, 1, 0, 14, 0, 0, 2026, 5, 1000)`);
    await store.rows(sql`
      insert into turnover_parties (month, payee, payer, line, other_line, agency, fund, other_fund, kind, code, flags, year, amount, count)
      values (670, 0, 4, 0, 0, 0, 1, 0, 1, 111, 0, 2025, 5, 1), (672, 3, 0, 0, 0, 0, 1, 0, 4, 0, 0, 2026, 5, 2),
        (674, 5, 0, 0, 0, 0, 1, 0, 14, 0, 0, 2026, 5, 1000), (674, 6, 0, 0, 0, 0, 1, 0, 14, 0, 0, 2026, 5, 60001)`);
    // Line 2 has two payments out of 1,000, and fund 2 was received into once: transfer payments to it are movements of others.
    const [line, other, third, fourth, fund] = ["line-2", "line-5", "line-3", "line-4", "fund-2"].map((account) =>
      parseAccount(account).toString(),
    );
    await store.rows(sql`
      insert into turnover_lines (line, other_line, agency, fund, other_fund, kind, code, flags, year, amount, count)
      values (${line}, 0, 1, 1, 0, 4, 0, 0, 2026, 5, 2), (${other}, ${third}, 1, 1, 0, 14, 0, 0, 2026, 5, 1000), (${other}, ${fourth}, 1, 1, 0, 10, 0, 0, 2026, 5, 2)`);
    await store.rows(sql`
      insert into tallies (owner, currency, kind, side, amount, count)
      values (${fund}, 'CNY', 1, 0, 5, 1), (${fund}, 'CNY', 5, 0, 5, 1000), (${other}, 'CNY', 13, 0, 5, 1000)`);
  });
  after(() => store.close());

  const rare = (filters: MovementFilters, rows = 4, sort: MovementSort = "valueDate") =>
    isRare(store, filters, sort, rows);

  it("is what fewest pass, whatever else is asked for", async () => {
    for (const filters of [
      { kind: "payment" },
      { kind: "payment", year: 2024, minAmount: "9" },
      { kind: "receipt,payment" },
      { kind: "commitment", payee: 3 },
      { currency: "CNY", currencyFunds: ["1"], kind: "payment" },
      { currency: "CNY", currencyFunds: ["9"] },
      { payee: 3 },
      { party: 4 },
      { fund: "fund-9" },
      { line: "line-2" },
      { line: "line-4" },
      { account: "fund-2" },
      { account: "line-9" },
    ] as MovementFilters[]) {
      expect(await rare(filters), JSON.stringify(filters)).to.equal(true);
    }
  });

  it("is not what a page soon meets", async () => {
    for (const filters of [
      { kind: "commitment" },
      { payee: 5 },
      { line: "line-5" },
      { line: "line-3" },
      { account: "line-5" },
      { currency: "CNY", currencyFunds: ["1"] },
      {},
      { year: 2026 },
      { agency: 1 },
    ] as MovementFilters[]) {
      expect(await rare(filters), JSON.stringify(filters)).to.equal(false);
    }
    // Of 65,536 records every 66th: 16 of them take as many steps as all.
    expect(await rare({ kind: "commitment" }, 15)).to.equal(false);
    expect(await rare({ kind: "commitment" }, 16)).to.equal(true);
  });

  it("is more by amount, where an index tells it", async () => {
    for (const filters of [
      { payee: 5 },
      { payee: 5, kind: "commitment", minAmount: "1", maxAmount: "9", below: 9, since: 1 },
      { party: 5 },
      { line: "line-5" },
      { account: "line-5" },
    ] as MovementFilters[]) {
      expect(await rare(filters, 4, "amount"), JSON.stringify(filters)).to.equal(true);
      expect(await rare({ ...filters, year: 2026 }, 4, "amount"), "told by the movements alone").to.equal(false);
    }
    expect(await rare({ payee: 5, line: "line-5" }, 4, "amount"), "told by no index alone").to.equal(false);
    expect(await rare({ kind: "commitment" }, 4, "amount")).to.equal(false);
    expect(await rare({ payee: 6 }, 1, "amount"), "too many even so").to.equal(false);
  });

  it("leaves lists by amount to the kinds that there are", async () => {
    const ways = async (filters: MovementFilters) =>
      (await partWays(store, filters, "amount", { rows: 4, down: true, edge: null })).length;
    expect(await ways({ payee: 6 }), "commitments alone").to.equal(1);
    expect(await ways({ party: 6 }), "at one end").to.equal(1);
    expect(await ways({ account: "line-5" }), "either end").to.equal(2);
    expect(await ways({ account: "line-5", line: "line-2" }), "either end of one of them").to.equal(2);
    expect(await ways({ kind: "commitment", class: "11" })).to.equal(0);
    expect(await ways({ kind: "commitment,payment,release" }), "the rarest of several is not asked for").to.equal(3);
    expect(await ways({})).to.equal(1);
    expect(await ways({ kind: "commitment", confirmed: false })).to.equal(0);
    // What cannot be asked is refused also where nothing is left to look for.
    for (const filters of [
      { payee: 5, kind: "payment", function: "99" },
      { kind: "commitment", class: "11", except: "function-99" },
      { payee: 3, within: "self" },
    ] as MovementFilters[]) {
      const refused: unknown = await ways(filters).catch((error: unknown) => error);
      expect(refused, JSON.stringify(filters)).to.be.instanceOf(BadParameter);
    }
  });

  it("is told by its indexes alone, in lists by amount", async () => {
    await store.rows(sql`vacuum (analyze) movements`);
    await store.rows(sql`set enable_seqscan = off`);
    await store.rows(sql`set enable_bitmapscan = off`);
    for (const filters of [
      { payee: 5 },
      { party: 5 },
      { line: "line-5" },
      { account: "line-5" },
    ] as MovementFilters[]) {
      const part = { rows: 4, down: true, edge: null };
      for (const { from, where } of await partWays(store, filters, "amount", part)) {
        const plan = await store.rows<{ "QUERY PLAN": string }>(
          sql`explain select m.record, m.amount from ${from} where ${where} order by m.amount desc, m.record desc`,
        );
        const text = plan.map((row) => row["QUERY PLAN"]).join("\n");
        expect(text, JSON.stringify(filters)).to.match(/Index Only Scan using movements_/);
      }
    }
  });
});
