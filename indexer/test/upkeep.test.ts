// Indexes that were put off come back whole, also where the process that was to build them ended.
import { expect } from "chai";
import { sql } from "../src/store/drizzle.ts";
import { deferIndexes } from "../src/store/indexes.ts";
import { openStore, type Store } from "../src/store/open.ts";
import { Upkeep } from "../src/sync/upkeep.ts";
import { onBothEngines } from "./support/engines.ts";

async function indexes(store: Store): Promise<string[]> {
  const rows = await store.rows<{ indexdef: string }>(
    sql`select indexdef from pg_indexes where schemaname = current_schema() order by indexname`,
  );
  return rows.map((row) => row.indexdef);
}

onBothEngines("indexes of movements", (engine) => {
  it("are put off for many records alone, and built when everything is there", async () => {
    const store = await openStore({ dataDir: "", ...(await engine.fresh()) });
    try {
      const all = await indexes(store);
      const upkeep = new Upkeep(store, 100);
      await upkeep.expect(499, 0);
      await upkeep.expect(900, 1000);
      expect(await indexes(store)).to.deep.equal(all);
      await upkeep.expect(500, 0);
      const kept = await indexes(store);
      expect(kept.filter((each) => / ON public\.movements /.test(each)).length).to.equal(2);
      await upkeep.expect(5000, 0);
      await upkeep.build();
      expect(await indexes(store)).to.deep.equal(all);
      await upkeep.analyze(1000);
    } finally {
      await store.close();
    }
  });

  it("are built by the next process where one ended before it did", async () => {
    const place = await engine.fresh();
    const first = await openStore({ dataDir: "", ...place });
    const all = await indexes(first);
    await first.write(deferIndexes);
    expect(await indexes(first)).to.not.deep.equal(all);
    await first.close();
    const second = await openStore({ dataDir: "", ...place });
    expect(await indexes(second)).to.deep.equal(all);
    expect(await second.rows(sql`select 1 from deferred_indexes`)).to.deep.equal([]);
    await second.close();
  });
});
