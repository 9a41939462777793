// A list read at a size of the log, out of a store that has gone on, is what a store has that was taken back to that size.
import type { Deployment } from "@mingzhang/sdk/api";
import { expect } from "chai";
import { eachList } from "../src/api/lists/all.ts";
import { cellsOf } from "../src/api/lists/columns.ts";
import type { List, ListContext, Output, Shape } from "../src/api/lists/list.ts";
import { z } from "@hono/zod-openapi";
import { pastOf } from "../src/read/past.ts";
import { sql } from "../src/store/drizzle.ts";
import { type Db, openStore } from "../src/store/open.ts";
import { undoAbove } from "../src/store/write.ts";
import type { Service } from "../src/service.ts";
import { startChain } from "./support/chain.ts";
import { foundCity, moveCity, randomOf } from "./support/city.ts";
import { EmittedSuite } from "./support/emitter.ts";
import { type Engine, index, onBothEngines, type Place, ready } from "./support/engines.ts";
import { FindingCity } from "./support/finding-city.ts";

/** Filters of every kind that hang on more than a row of its own. */
const QUERIES: Record<string, readonly string[]> = {
  movements: ["", "kind=payment&sort=amount&agency=2"],
  parties: [
    ...["", "kind=payee&sort=paid&order=desc", "text=name", "sort=name&text=works", "sort=received&currency=CNY"],
    "parent=1",
  ],
  agencies: ["", "year=2026"],
  funds: ["", "currency=CNY"],
  lines: ["", "year=2026&agency=2", "function=09", "agency=1&within=self&currency=CNY", "fund=fund-1"],
  commitments: [
    ...["", "sort=paid&agency=2", "text=works", "payee=4&sort=committed", "line=line-1", "allotment=allotment-1"],
    ...["fund=fund-1&year=2026", "unit=2", "contract=none"],
  ],
  cases: [
    ...["", "status=open", "status=executed,rejected&sort=updated", "overdue=true", "late=true", "duty=treasurer"],
    ...["desk=3", "decider=2", "decider=3&outcome=lapsed", "account=fund-1", "party=4&sort=amount", "text=roof"],
    ...["procedure=payment&sort=due", "official=2", "agency=1&currency=CNY&minAmount=1", "function=00"],
    ...["agency=1&within=self", "agency=1&status=open,approved", "from=2026-03-01&to=2026-03-10", "maxAmount=4"],
  ],
  findings: [
    ...["", "status=open,answered&sort=due", "overdue=true", "agency=1", "text=bureau", "concerns=movement-30"],
    ...["severity=major&sort=severity", "office=1&sort=updated", "subject=case", "concerns=party-4"],
    ...["concerns=line-1", "concerns=record-30", "concerns=case-32", "agency=2&within=self", "from=2026-03-01"],
    "to=2026-03-20",
  ],
  procedures: ["all=true", "", "government=1"],
  timeliness: ["", "agency=2"],
};

const MOST_SIZES = 8;

interface Point {
  size: number;
  block: number;
  /** Moments: the block's own, and days later while nothing came. */
  moments: readonly number[];
}

/** Cells of every list, by list, query and moment. */
async function told(
  db: Db,
  context: ListContext,
  { size, moments }: Point,
  movements: Db,
): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>();
  const reads: (() => Promise<void>)[] = [];
  eachList(<Row, S extends Shape>(list: List<Row, S>) => {
    for (const text of QUERIES[list.name] ?? []) {
      const query = z.strictObject(list.query).parse(Object.fromEntries(new URLSearchParams(text))) as Output<S>;
      for (const now of list.byClock ? moments : moments.slice(0, 1)) {
        reads.push(async () => {
          const at = { limit: 40, cursor: undefined as string | undefined };
          const rows: unknown[] = [];
          do {
            const page = await list.page(list.asOfSize ? movements : db, context, query, { size, now }, at);
            rows.push(...page.rows.map((row) => cellsOf(list.columns, row)));
            at.cursor = page.next ?? undefined;
          } while (at.cursor !== undefined);
          found.set(`${list.name}?${text} at ${now}`, rows);
        });
      }
    }
  });
  for (const read of reads) await read();
  return found;
}

interface Started {
  service: Service;
  deployment: Deployment;
  stop: () => Promise<void>;
}

it("the past is tried with every filter that a list has", () => {
  eachList((list) => {
    const tried = new Set((QUERIES[list.name] ?? []).flatMap((query) => [...new URLSearchParams(query).keys()]));
    const left = Object.keys(list.query).filter((name) => !tried.has(name) && name !== "order");
    // Movements read what was there at a size themselves (api-lists.test.ts).
    if (list.name !== "movements") expect(left, list.name).to.deep.equal([]);
  });
});

function compare(title: string, start: (engine: Engine) => Promise<Started>) {
  onBothEngines(title, (engine) => {
    it("tells every list at every size as a store that ends there does", async () => {
      let place: Place = {};
      const kept: Engine = { fresh: async () => (place = await engine.fresh()) };
      const { service, deployment, stop } = await start(kept);
      const context: ListContext = { finalityDepth: 3, ledger: deployment.contracts.fundLedger, deployment };
      await service.stop();
      const store = await openStore({ dataDir: "", ...place });
      const blocks = await store.rows<{ number: number; next: number; time: number }>(sql`
        select number::float8 as number, next_record::float8 as next, time::float8 as time from blocks b
        where next_record > 0 and exists (select 1 from transactions t where t.block = b.number) order by number desc`);
      // Some of the sizes, the last and the first among them: each costs a hundred queries.
      const every = Math.ceil(blocks.length / MOST_SIZES);
      const chosen = blocks.filter((_, at) => at % every === 0 || at === blocks.length - 1);
      const points = chosen.map(({ number, next, time }): Point => {
        const moments = [time, time + 4 * 86_400, time + 40 * 86_400];
        return { size: next, block: number, moments };
      });
      expect(points.length).to.be.greaterThan(5);
      const past: Map<string, unknown>[] = [];
      for (const point of points) past.push(await told(pastOf(store, point.size), context, point, store));
      let rows = 0;
      for (const [at, point] of points.entries()) {
        await store.write((db) => undoAbove(db, point.block));
        const alone = await told(store, context, point, store);
        for (const [query, cells] of alone) {
          expect(past[at]?.get(query), `${query}, size ${point.size}`).to.deep.equal(cells);
          rows += (cells as unknown[]).length;
        }
      }
      expect(rows).to.be.greaterThan(500);
      await store.close();
      await stop();
    });
  });
}

compare("the past of cases and findings", async (engine) => {
  const city = new FindingCity();
  await city.start(engine);
  return { service: city.service, deployment: city.suite.deployment, stop: () => city.chain.stop() };
});

compare("the past of accounts and parties", async (engine) => {
  const chain = await startChain();
  const suite = await EmittedSuite.deploy(chain.client);
  const city = foundCity(suite);
  for (const round of [1, 2, 3, 4, 5, 6, 7, 8]) {
    moveCity(suite, city, 30, randomOf(round));
    suite.rename(city.payees[round % city.payees.length] ?? 0, `Name ${round} Works`);
    await suite.send();
  }
  const service = await index(chain.url, suite.deployment, await engine.fresh());
  await ready(service);
  return { service, deployment: suite.deployment, stop: () => chain.stop() };
});
