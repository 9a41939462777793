// The store holds exactly the chain's records: from scratch, after reorgs, on a fresh chain, with errors made plain.
import { readFileSync } from "node:fs";
import type { Account, LineDetail, PartyDetail, Status } from "@mingzhang/sdk/api";
import { accountText } from "@mingzhang/sdk/accounts";
import { expect } from "chai";
import type { Service } from "../src/service.ts";
import { rootAt } from "../src/read/log-tree.ts";
import { sql } from "../src/store/drizzle.ts";
import { auditTallies } from "../src/store/tallies.ts";
import { auditTurnover } from "../src/store/turnover.ts";
import { startChain, type TestChain } from "./support/chain.ts";
import { type City, foundCity, moveCity, randomOf } from "./support/city.ts";
import { EmittedSuite } from "./support/emitter.ts";
import { dump, index, onBothEngines, ready } from "./support/engines.ts";
import { chainLog } from "./support/log.ts";
import { recompute } from "./support/naive.ts";

const SEED = Number(process.env.MINGZHANG_TEST_SEED ?? 20261123);

const get = async <T>(service: Service, path: string): Promise<T> =>
  (await (await fetch(service.url + path)).json()) as T;

onBothEngines("sync", (engine) => {
  let chain: TestChain;
  let suite: EmittedSuite;
  let city: City;
  const running: Service[] = [];
  const random = randomOf(SEED);
  const start = async (store: Parameters<typeof index>[2], more = {}) => {
    const service = await index(chain.url, suite.deployment, store, more);
    running.push(service);
    return service;
  };

  before(async () => {
    console.log(`      seed ${SEED}`);
    chain = await startChain();
    suite = await EmittedSuite.deploy(chain.client);
    city = foundCity(suite);
    moveCity(suite, city, 600, random);
    await suite.send(40);
  });
  afterEach(async () => {
    for (const service of running.splice(0)) await service.stop();
  });
  after(() => chain.stop());

  it("derives what a plain recomputation from raw logs derives", async () => {
    const service = await start(await engine.fresh(), { rangeLogs: 100 });
    await ready(service);
    const naive = await recompute(chain.client, suite.deployment);
    const status = await get<Status>(service, "/v1/status");
    expect(status.records).to.equal(naive.records);
    expect(status.movements).to.equal(naive.movements.length);
    expect(naive.accounts.size).to.be.greaterThan(20);
    for (const [id, totals] of naive.accounts) {
      const account = await get<Account>(service, `/v1/accounts/${accountText(id)}`);
      expect([account.id, account.totalIn, account.totalOut]).to.deep.equal([
        accountText(id),
        totals.in.toString(),
        totals.out.toString(),
      ]);
    }
    for (const [party, paid] of naive.paid) {
      const { money } = await get<PartyDetail>(service, `/v1/parties/${party}`);
      expect(money[0]?.paid, `party ${party}`).to.equal(paid.toString());
    }
    for (const [line, paid] of naive.linePaid) {
      expect((await get<LineDetail>(service, `/v1/lines/${accountText(line)}`)).paid).to.equal(paid.toString());
    }
    expect(await auditTallies(service.store)).to.deep.equal([]);
    expect(await auditTurnover(service.store)).to.deep.equal([]);
  });

  it("fills rollups that came with a later version from the movements that a store has already", async () => {
    const service = await start(await engine.fresh());
    await ready(service);
    for (const [table, file] of [
      ["turnover_spans", "0009_spans"],
      ["turnover_line_spans", "0010_line_spans"],
      ["turnover_account_spans", "0015_account_spans"],
    ] as const) {
      const migration = readFileSync(new URL(`../migrations/${file}.sql`, import.meta.url), "utf8");
      const fill = migration.split("--> statement-breakpoint").find((each) => each.trim().startsWith("INSERT"));
      if (fill === undefined) throw new Error(`${file} fills nothing`);
      await service.store.write(async (db) => {
        await db.rows(sql`delete from ${sql.raw(table)}`);
        expect(await auditTurnover(db)).to.deep.equal([table]);
        await db.rows(sql.raw(fill));
        expect(await auditTurnover(db)).to.deep.equal([]);
      });
    }
  });

  it("does not depend on how the chain is cut into ranges", async () => {
    const small = await start(await engine.fresh(), { rangeLogs: 1 });
    const large = await start(await engine.fresh(), { rangeLogs: 100_000 });
    await ready(small);
    await ready(large);
    expect(await dump(small.store)).to.deep.equal(await dump(large.store));
  });

  it("undoes dropped blocks so that nothing of them is left", async () => {
    const service = await start(await engine.fresh());
    for (let round = 0; round < 4; round += 1) {
      const snapshot = await chain.client.snapshot();
      const forget = suite.mark();
      const before = structuredClone(city);
      // What is dropped also opens a year, renames, registers and opens accounts.
      suite.rename(2, `Renamed ${round}`, "改名");
      suite.party(2, `Short-lived ${round}`);
      if (round % 2 === 0) suite.year(1, 2025, 20_089, 20_453);
      suite.record("directory", "WalletSet", { party: 5, wallet: `0x${"ee".repeat(20)}` });
      suite.commitment(city.allotments[0] ?? 0n, 5);
      moveCity(suite, city, 60 * (round + 1), random);
      await suite.send(20);
      await ready(service);
      await chain.client.revert({ id: snapshot });
      forget();
      Object.assign(city, before);
      // An empty fork, a shorter one, a longer one.
      if (round > 0) moveCity(suite, city, round === 1 ? 5 : 200 * round, random);
      await suite.send(20);
      await ready(service);
      const fresh = await start(await engine.fresh());
      await ready(fresh);
      expect(await dump(service.store), `round ${round}`).to.deep.equal(await dump(fresh.store));
      const { tree } = await chainLog(chain.client, suite.deployment);
      expect(await rootAt(service.store, tree.size)).to.equal(tree.root());
      expect(await auditTallies(service.store)).to.deep.equal([]);
      expect(await auditTurnover(service.store)).to.deep.equal([]);
    }
    expect(service.progress.reorgs).to.be.greaterThan(3);
  });

  it("takes up where it stopped, and notices a reorg that happened meanwhile", async () => {
    const store = await engine.fresh();
    const first = await start(store);
    const snapshot = await chain.client.snapshot();
    const forget = suite.mark();
    const before = structuredClone(city);
    moveCity(suite, city, 50, random);
    await suite.send();
    await ready(first);
    await first.stop();
    running.length = 0;
    await chain.client.revert({ id: snapshot });
    forget();
    Object.assign(city, before);
    moveCity(suite, city, 90, random);
    await suite.send();
    const second = await start(store);
    await ready(second);
    const fresh = await start(await engine.fresh());
    await ready(fresh);
    expect(await dump(second.store)).to.deep.equal(await dump(fresh.store));
  });

  it("starts again on a fresh chain, and waits while the chain is not the deployment's", async () => {
    const store = await engine.fresh();
    const first = await start(store);
    await ready(first);
    await first.stop();
    running.length = 0;
    const other = await startChain();
    try {
      const otherSuite = await EmittedSuite.deploy(other.client);
      foundCity(otherSuite);
      await otherSuite.send();
      const lost = await index(other.url, suite.deployment, await engine.fresh());
      running.push(lost);
      const answer = await fetch(`${lost.url}/ready`);
      expect(answer.status).to.equal(503);
      expect(JSON.stringify(await answer.json())).to.contain("does not hold the deployment");
      const second = await index(other.url, otherSuite.deployment, store);
      running.push(second);
      await ready(second);
      expect(second.progress.wipes).to.equal(1);
      expect((await get<Status>(second, "/v1/status")).records).to.equal(otherSuite.next);
      expect(await auditTallies(second.store)).to.deep.equal([]);
      expect(await auditTurnover(second.store)).to.deep.equal([]);
    } finally {
      for (const service of running.splice(0)) await service.stop();
      await other.stop();
    }
  });

  it("stops with a clear error where a record is missing", async () => {
    const snapshot = await chain.client.snapshot();
    const forget = suite.mark();
    const gap = suite.next;
    suite.next += 1;
    suite.party(2, "After the gap");
    await suite.send();
    // The range that cannot be decoded is read while what comes before it is written: that is stored.
    const service = await start(await engine.fresh(), { rangeLogs: 1 });
    while (service.progress.state !== "stopped") await new Promise((resolve) => setTimeout(resolve, 20));
    expect(service.progress.reason).to.match(/^Record \d+ is missing: the next one on the chain is \d+/);
    expect(service.progress.indexed?.nextRecord).to.equal(gap);
    expect((await fetch(`${service.url}/ready`)).status).to.equal(503);
    await chain.client.revert({ id: snapshot });
    forget();
  });
});
