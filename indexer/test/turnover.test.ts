// Sums from the rollups are what adding up the movements themselves gives, for each filter and many together.
import type { MovementQuery, MovementSum } from "@mingzhang/sdk/api";
import { accountText } from "@mingzhang/sdk/accounts";
import { expect } from "chai";
import { movementWhere } from "../src/read/filters.ts";
import { addUpMovements, sumAtHand, sumMovements } from "../src/read/movement-sums.ts";
import { movementPage } from "../src/read/movements.ts";
import type { Service } from "../src/service.ts";
import { sql } from "../src/store/drizzle.ts";
import { startChain, type TestChain } from "./support/chain.ts";
import { type City, foundCity, moveCity, randomOf } from "./support/city.ts";
import { EmittedSuite } from "./support/emitter.ts";
import { index, onBothEngines, ready } from "./support/engines.ts";

onBothEngines("sums of lists", (engine) => {
  let chain: TestChain;
  let service: Service;
  let city: City;

  before(async () => {
    chain = await startChain();
    const suite = await EmittedSuite.deploy(chain.client);
    city = foundCity(suite);
    moveCity(suite, city, 500, randomOf(31));
    await suite.send(50);
    service = await index(chain.url, suite.deployment, await engine.fresh());
    await ready(service);
  });
  after(async () => {
    await service.stop();
    await chain.stop();
  });

  /** Filters of every kind, alone and together. */
  const asked = (): MovementQuery[] => {
    const [fund, other] = city.funds.map(accountText);
    const [line, second] = city.lines.map(accountText);
    const [government = 0, education] = city.agencies;
    return [
      {},
      { kind: "payment" },
      { kind: "receipt,refund,carry-over" },
      { fund },
      { fund: other, kind: "transfer-payment" },
      { line },
      { line: second, year: 2026 },
      { agency: government },
      { agency: education, within: "self" },
      { payee: city.payees[0] },
      { payee: city.payees[2], kind: "payment", year: 2026 },
      { party: city.payees[1] },
      { party: 8 },
      { function: "09" },
      { class: "11" },
      { class: "99,33" },
      { except: `payee-${city.payees[0]},payee-${city.payees[2]}` },
      { except: `payee-${city.payees[0]}`, kind: "payment,recovery", agency: education, within: "self" },
      { except: `payee-${city.payees[1]}`, from: "2026-03-01", to: "2026-05-31" },
      { except: `agency-${education},function-07`, year: 2026 },
      { except: `${fund},class-11` },
      { except: `${fund}`, from: "2026-03-07", to: "2026-05-19" },
      { except: "function-09.1.2", line: second },
      { except: `payee-${city.payees[0]},class-12,function-09`, text: "bridge" },
      { year: 2026 },
      { year: 2025 },
      { currency: "CNY" },
      { imported: true },
      { imported: false, kind: "appropriation" },
      { from: "2026-03-01" },
      { from: "2026-03-07", to: "2026-05-19" },
      { from: "2026-03-01", to: "2026-05-31", payee: city.payees[0] },
      { from: "2026-03-02", to: "2026-05-31", payee: city.payees[0] },
      { to: "2026-12-31", year: 2026 },
      { from: "2026-02-01", to: "2026-02-28", agency: government, kind: "payment" },
      { account: fund },
      { account: fund, kind: "payment,transfer-payment" },
      { account: line },
      { account: line, currency: "CNY" },
      { account: "commitment-1" },
      { account: "allotment-1", kind: "commitment" },
      { account: "source-1" },
      { account: "act-1" },
      { minAmount: "500000" },
      { confirmed: false },
      { text: "bridge" },
      { text: "¨" },
      { text: "bridge ´" },
    ];
  };

  it("are those of the movements that match", async () => {
    const seen: MovementSum[][] = [];
    for (const filters of asked()) {
      const sums = await sumMovements(service.store, filters);
      expect(sums, JSON.stringify(filters)).to.deep.equal(await addUpMovements(service.store, filters));
      expect(await sumAtHand(service.store, filters), JSON.stringify(filters)).to.deep.equal(sums);
      seen.push(sums);
    }
    expect(seen.filter((sums) => sums.length > 0).length).to.be.greaterThan(25);
  });

  it("are of movements that the pages of the list have, each once and in order", async () => {
    const { store } = service;
    const context = { finalityDepth: 12, ledger: "0x00" as const };
    const ways = [
      { sort: "record", order: "desc" },
      { sort: "record", order: "asc" },
      { sort: "amount", order: "desc" },
      { sort: "valueDate", order: "asc" },
    ] as const;
    const keys = { record: sql`m.record`, amount: sql`m.amount`, valueDate: sql`m.day` };
    for (const [at, filters] of asked().entries()) {
      // By amount each, and with short pages, for which more is met on the way and less found as a whole.
      const all = [
        { limit: 40, ...(ways[at % ways.length] ?? ways[0]) },
        { limit: 40, ...ways[2] },
        { limit: 7, sort: "amount", order: "asc" },
      ] as const;
      for (const { limit, ...way } of all) {
        const direction = sql.raw(way.order);
        const wanted = await store.rows<{ record: number }>(sql`
          select m.record::float8 as record from movements m where ${movementWhere(filters)}
          order by ${keys[way.sort]} ${direction}, m.record ${direction}`);
        const found: number[] = [];
        let cursor: string | undefined;
        do {
          const page = await movementPage(store, context, { filters, ...way, limit, cursor });
          found.push(...page.items.map(({ record }) => record));
          cursor = page.next ?? undefined;
        } while (cursor !== undefined);
        expect(found, JSON.stringify(filters)).to.deep.equal(wanted.map(({ record }) => record));
      }
    }
  });

  it("are told at once where they are kept, and not at all where adding up is much work", async () => {
    const none = { short: 0, most: 0 };
    const atHand = (filters: MovementQuery) => sumAtHand(service.store, filters, none);
    for (const kept of [{}, { year: 2026 }, { payee: city.payees[0] }, { account: "fund-1" }, { currency: "USD" }]) {
      expect(await atHand(kept), JSON.stringify(kept)).to.deep.equal(await addUpMovements(service.store, kept));
    }
    for (const other of [
      { minAmount: "5" },
      { text: "bridge" },
      { confirmed: false },
      { account: "fund-1", year: 2026 },
    ]) {
      expect(await atHand(other), JSON.stringify(other)).to.equal(null);
    }
  });

  it("of a text know what the search has not taken in yet", async () => {
    const text = "bridge";
    const wanted = await addUpMovements(service.store, { text });
    expect(wanted.length).to.be.greaterThan(0);
    await service.store.rows(sql`delete from search_blocks`);
    await service.store.rows(sql`update search_progress set next = 0`);
    expect(await sumMovements(service.store, { text })).to.deep.equal(wanted);
  });
});
