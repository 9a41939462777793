// What is rare is found as a whole: judged by the rollups, and never less than the list.
import { expect } from "chai";
import { BadParameter } from "../src/read/errors.ts";
import type { MovementFilters } from "../src/read/filters.ts";
import { partWheres } from "../src/read/movement-list.ts";
import { rareWhere } from "../src/read/movement-rare.ts";
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
        (674, 5, 0, 0, 0, 0, 1, 0, 14, 0, 0, 2026, 5, 1000)`);
    for (const [record, kind, payee, payer] of [
      [10, 1, null, 4],
      [20, 4, 3, null],
      [21, 4, 3, null],
      [30, 14, 5, null],
    ]) {
      await store.rows(sql`
        insert into movements (record, block, tx_index, log_index, posted_at, day, kind, flags, code, value_date, from_id,
          to_id, amount, from_position, to_position, beyond, fund, other_line, payee, payer)
        values (${record}, 1, 0, 0, 0, 0, ${kind}, 0, 0, 0, 1, 2, 5, 0, 0, 0, 1, 0, ${payee}, ${payer})`);
    }
  });
  after(() => store.close());

  const found = async (filters: MovementFilters, rows = 4) => {
    const where = await rareWhere(store, filters, rows);
    if (where === null) return null;
    const all = await store.rows<{ record: number }>(
      sql`select m.record::float8 as record from movements m where ${where} order by m.record`,
    );
    return all.map(({ record }) => record);
  };

  it("is of the filter that fewest pass, whatever else is asked for", async () => {
    expect(await found({ kind: "payment" })).to.deep.equal([20, 21]);
    expect(await found({ kind: "payment", year: 2024, minAmount: "9" })).to.deep.equal([20, 21]);
    expect(await found({ kind: "receipt,payment" })).to.deep.equal([10, 20, 21]);
    expect(await found({ currency: "CNY", currencyFunds: ["1"], kind: "payment" })).to.deep.equal([20, 21]);
    expect(await found({ payee: 3 })).to.deep.equal([20, 21]);
    expect(await found({ party: 4, kind: "receipt,payment" })).to.deep.equal([10]);
    expect(await found({ fund: "fund-9" })).to.deep.equal([]);
  });

  it("is not what a page soon meets", async () => {
    expect(await found({ kind: "commitment" })).to.equal(null);
    expect(await found({ payee: 5 })).to.equal(null);
    expect(await found({ kind: "commitment" }, 60)).to.deep.equal([30]);
    for (const filters of [{}, { year: 2026 }, { line: "line-1" }, { agency: 1 }]) {
      expect(await found(filters), JSON.stringify(filters)).to.equal(null);
    }
  });

  it("leaves lists by amount to the kinds that there are", async () => {
    const ways = async (filters: MovementFilters) =>
      (await partWheres(store, filters, "amount", { rows: 4, down: true, edge: null })).length;
    expect(await ways({ payee: 5 })).to.equal(1);
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
});
