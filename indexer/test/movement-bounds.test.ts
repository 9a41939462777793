// Where in the log the movements of a list can be: as narrow as the rollup knows, and never too narrow.
import type { MovementQuery, MovementSort } from "@mingzhang/sdk/api";
import { expect } from "chai";
import { boundsOf, type Part } from "../src/read/movement-bounds.ts";
import { sql } from "../src/store/drizzle.ts";
import { openStore, type Store } from "../src/store/open.ts";
import { SPAN_RECORDS } from "../src/store/turnover.ts";

describe("bounds of lists", () => {
  let store: Store;

  before(async () => {
    store = await openStore({ dataDir: "memory://" });
    // Receipts of 2025 in the first span, payments of January and March 2026 in the third and fourth.
    await store.rows(sql`
      insert into turnover_spans (span, month, fund, other_fund, kind, code, flags, year, amount, count)
      values (0, 670, 1, 0, 1, 111, 0, 2025, 5, 1), (2, 672, 1, 0, 4, 0, 0, 2026, 5, 1), (3, 674, 1, 0, 4, 0, 0, 2026, 5, 1)`);
    await store.rows(sql`
      insert into turnover_lines (line, other_line, agency, fund, other_fund, kind, code, flags, year, amount, count)
      values (0, 0, 1, 1, 0, 1, 111, 0, 2025, 5, 1), (7, 0, 2, 1, 0, 4, 0, 0, 2026, 10, 2)`);
  });
  after(() => store.close());

  const passing = async (filters: MovementQuery, sort: MovementSort = "record", part?: Part) => {
    const bounds = await boundsOf(store, filters, sort, part);
    if (bounds === null) return null;
    const day = (text: string) => Date.parse(text) / 86_400_000;
    const rows = await store.rows<{ name: string }>(sql`
      select name from (values ('old', 10, ${day("2025-11-05")}::int), ('between', ${SPAN_RECORDS + 5}::int, ${day("2025-12-31")}::int),
        ('january', ${2 * SPAN_RECORDS}::int, ${day("2026-01-01")}::int),
        ('march', ${4 * SPAN_RECORDS - 1}::int, ${day("2026-03-31")}::int),
        ('newest', ${4 * SPAN_RECORDS}::int, ${day("2026-04-01")}::int)) m(name, record, day) where ${bounds} order by record`);
    return rows.map((row) => row.name);
  };

  it("are the spans that hold what the filters ask for", async () => {
    expect(await passing({})).to.deep.equal(["old", "between", "january", "march", "newest"]);
    expect(await passing({ year: 2025 })).to.deep.equal(["old"]);
    expect(await passing({ kind: "payment" })).to.deep.equal(["january", "march"]);
    expect(await passing({ line: "line-1", kind: "payment" })).to.equal(null);
    expect(await passing({ to: "2025-12-31" })).to.deep.equal(["old"]);
    expect(await passing({ from: "2026-02-01", kind: "receipt,payment" })).to.deep.equal(["march"]);
  });

  it("are the records of the days that are asked for, where these are few and their index is there", async () => {
    const january = { kind: "payment", from: "2026-01-05", to: "2026-01-20" } as const;
    // In whose span, as far as months tell, payments of those days can be; but none is.
    expect(await passing({ ...january, from: "2025-12-01", to: "2026-03-31" })).to.deep.equal(["january", "march"]);
    expect(await passing(january)).to.equal(null);
    const day = Date.parse("2026-01-10") / 86_400_000;
    const record = 2 * SPAN_RECORDS + 7;
    await store.rows(sql`
      insert into movements (record, block, tx_index, log_index, posted_at, day, kind, flags, code, value_date, from_id, to_id,
        amount, from_position, to_position, beyond, fund, other_line)
      values (${record}, 1, 0, 0, 0, ${day}, 4, 0, 0, 0, 1, 2, 5, 0, 0, 0, 1, 0)`);
    try {
      const bounds = await boundsOf(store, january, "record");
      const [found] = await store.rows<{ records: number[] }>(sql`
        select array_agg(record) as records from generate_series(${record - 2}::int, ${record + 2}::int) m(record) where ${bounds}`);
      expect(found?.records).to.deep.equal([record]);
      await store.rows(sql`insert into deferred_indexes (name, definition) values ('movements_day', '')`);
      expect(await passing(january)).to.deep.equal(["january"]);
    } finally {
      await store.rows(sql`delete from deferred_indexes`);
      await store.rows(sql`delete from movements`);
    }
  });

  it("are months where a list is sorted by date", async () => {
    expect(await passing({ year: 2026 }, "valueDate")).to.deep.equal(["january", "march"]);
  });

  it("are as many spans as surely hold the part that is wanted", async () => {
    const part = (rows: number, down: boolean, edge: number | null = null) =>
      passing({ kind: "payment" }, "record", { rows, down, edge });
    expect(await part(1, true)).to.deep.equal(["march"]);
    expect(await part(2, true)).to.deep.equal(["january", "march"]);
    expect(await part(1, false)).to.deep.equal(["january"]);
    expect(await part(9, false)).to.deep.equal(["january", "march"]);
    // The movement at the edge may be the only one of its span.
    expect(await part(1, true, 4 * SPAN_RECORDS - 1)).to.deep.equal(["january", "march"]);
    expect(await part(1, false, 2 * SPAN_RECORDS)).to.deep.equal(["january", "march"]);
    expect(await part(1, true, 9 * SPAN_RECORDS)).to.deep.equal(["march", "newest"]);
    expect(await part(1, false, 10)).to.deep.equal(["old", "between", "january"]);
    // What spans do not tell apart may be anywhere among them.
    const any = { rows: 1, down: true, edge: null };
    expect(await passing({ kind: "payment", minAmount: "1" }, "record", any)).to.deep.equal(["january", "march"]);
    expect(await passing({ kind: "payment" }, "amount", any)).to.deep.equal(["january", "march"]);
  });

  it("say where nothing can be found", async () => {
    expect(await passing({ year: 2027 })).to.equal(null);
    expect(await passing({ imported: true })).to.equal(null);
    expect(await passing({ currency: "USD" })).to.equal(null);
  });
});
