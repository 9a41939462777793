// Cases while the chain moves: reorganisations take everything back, the clock goes on, hostile records break nothing.
import type { MovementDetail } from "@mingzhang/sdk/api";
import type { CaseDetail, Inbox, Permit, ProcedureDetail, StandingOrderPage } from "@mingzhang/sdk/api-cases";
import { accountText } from "@mingzhang/sdk/accounts";
import { detailToBytes } from "@mingzhang/sdk/text";
import { expect } from "chai";
import { by, CaseCity, CHECKER, EDUCATION, GOVERNMENT, ID, MAKER, maker, route, T0 } from "./support/case-city.ts";
import { address, DAY, word, ZERO } from "./support/cases.ts";
import { dump, index, onBothEngines, ready } from "./support/engines.ts";

onBothEngines("changing cases", (engine) => {
  const city = new CaseCity();
  const { numbers } = city;
  const get = <T>(path: string) => city.get<T>(path);
  const list = (query: string) => city.list(query);
  before(() => city.start(engine));
  after(() => city.stop());

  it("takes everything back when the chain drops it, and goes on with the clock", async () => {
    const { chain, suite, emitter, service, accounts } = city;
    const snapshot = await chain.client.snapshot();
    const forget = suite.mark();
    emitter.procedure("payment", route, {
      government: GOVERNMENT,
      handler: suite.deployment.contracts.ledgerOrders,
      replaces: 1,
    });
    emitter.lapse(ID.c, "approved", 0, 1, 0);
    const grant = suite.record("permits", "PermitGranted", {
      permit: 1n,
      id: ID.c,
      agency: EDUCATION,
      permitType: 0,
      typeName: "Market stall permit",
      holder: word(0x77),
      validFrom: T0,
      validUntil: 2 ** 48 - 1,
      conditions: "Saturdays",
      document: ZERO,
    });
    const payment = { kind: "payment", from: accounts.fund, to: accounts.commitment, valueDate: 20_514 } as const;
    suite.move({ ...payment, amount: 5n });
    emitter.execute(ID.c, grant, 2);
    emitter.decide(ID.d, 0, "approve", by.checker, { status: "open", stage: 1 });
    // Approved and carried out in one call: what came of it follows, and there is no record of the execution alone.
    const decided = emitter.decide(ID.d, 1, "approve", by.treasurer, { status: "executed", stage: 1 });
    const given = suite.record("standingOrders", "StandingGiven", {
      order: 1n,
      id: ID.d,
      agency: EDUCATION,
      standing: {
        fund: accounts.fund,
        commitment: accounts.commitment,
        amount: 10n,
        times: 3,
        firstDay: 20_514,
        everyDays: 0,
        persons: 0,
        detail: detailToBytes("Rent"),
        purpose: "Rent",
        document: ZERO,
      },
    });
    const draw = suite.move({ ...payment, amount: 10n });
    suite.record("standingOrders", "StandingDrawn", {
      order: 1n,
      time: 1,
      dueDay: 20_514,
      movement: BigInt(draw),
    });
    emitter.act(ID.b, 1, 1, MAKER, "withdrawn", "No longer needed");
    suite.record("roster", "SeatEnded", {
      official: 2,
      agency: EDUCATION,
      duty: 3,
      holder: CHECKER,
      endedAt: T0 + 14 * DAY,
    });
    await emitter.at(T0 + 14 * DAY);
    await ready(service);

    const permit = await get<Permit>("/v1/permits/1");
    expect([permit.validity, permit.case?.number, permit.validUntil]).to.deep.equal([
      "valid",
      numbers.c,
      "9999-12-31T23:59:59Z",
    ]);
    const standing = (await get<StandingOrderPage>("/v1/standing-orders")).items[0];
    // 20,514 is 2 March 2026; the next payment is due a month later.
    expect([
      standing?.drawn,
      standing?.cap,
      standing?.nextDay,
      standing?.case?.number,
      standing?.draws[0]?.movement,
    ]).to.deep.equal([1, "30", "2026-04-02", numbers.d, draw]);
    expect((await get<MovementDetail>(`/v1/movements/${draw}`)).case?.number).to.equal(numbers.d);
    const carriedOut = await get<CaseDetail>(`/v1/cases/${numbers.d}`);
    const { execution } = carriedOut;
    expect([carriedOut.status, execution?.record, execution?.first, execution?.count]).to.deep.equal([
      "executed",
      decided,
      given,
      1,
    ]);
    const last = carriedOut.timeline.at(-1);
    expect(execution?.time).to.equal(last?.time);
    expect([last?.record, last?.type, last?.status, last?.verdict]).to.deep.equal([
      decided,
      "decided",
      "executed",
      "approve",
    ]);
    expect((await get<CaseDetail>(`/v1/cases/${numbers.b}`)).status).to.equal("withdrawn");
    const about = `account=${accountText(accounts.commitment)}`;
    expect(await list(about)).to.include(numbers.c);
    expect((await get<ProcedureDetail>("/v1/procedures/1")).standing).to.equal("replaced");
    expect((await get<Inbox>(`/v1/inbox?address=${CHECKER}`)).seats).to.deep.equal([]);

    await chain.client.revert({ id: snapshot });
    forget();
    await emitter.at(T0 + 16 * DAY);
    await ready(service);
    const fresh = await index(chain.url, suite.deployment, await engine.fresh());
    try {
      await ready(fresh);
      expect(await dump(service.store)).to.deep.equal(await dump(fresh.store));
    } finally {
      await fresh.stop();
    }
    expect((await fetch(`${service.url}/v1/permits/1`)).status).to.equal(404);
    expect(await list(about)).not.to.include(numbers.c);
    expect(await list("overdue=true")).to.deep.equal([numbers.d, numbers.b]);
    expect((await get<Inbox>(`/v1/inbox?address=${CHECKER}`)).toDecide.items.map((each) => each.overdue)).to.deep.equal(
      [true],
    );
  });

  it("indexes hostile cases: payloads that do not decode, foreign handlers, reasons of 100 KB", async () => {
    const { suite, emitter, service } = city;
    const long = `<script>\u202e\u0000${"长".repeat(34_000)}`;
    const foreign = { ...maker, procedure: 1, amount: 1n };
    const e = emitter.submit({
      ...foreign,
      id: ID.e,
      payload: { address: address(0x666), data: `0x${"ff".repeat(100)}` },
    });
    const broken = { address: suite.deployment.contracts.ledgerOrders, data: `0x${"ff".repeat(64)}` as const };
    const f = emitter.submit({ ...foreign, id: word(0xf), payload: broken });
    emitter.decide(ID.e, 0, "reject", by.checker, { status: "rejected", stage: 0 }, { reason: long });
    emitter.act(word(0xf), 3, 2, CHECKER, "open", long);
    await emitter.at(T0 + 17 * DAY);
    await ready(service);
    const one = await get<CaseDetail>(`/v1/cases/${e}`);
    expect([one.status, one.handler, one.content.type, one.title]).to.deep.equal(["rejected", null, "raw", ""]);
    expect(one.timeline[1]?.reason).to.equal(long);
    const other = await get<CaseDetail>(`/v1/cases/${f}`);
    expect([other.status, other.handler, other.content.type]).to.deep.equal(["open", "ledgerOrders", "raw"]);
    expect(other.timeline[1]?.act).to.equal("declare-conflict");
    // The official who declared a conflict does not find the case in the inbox.
    const { toDecide } = await get<Inbox>(`/v1/inbox?address=${CHECKER}`);
    expect(toDecide.items.map((each) => each.number)).to.deep.equal([numbers.d]);
    for (const path of ["/v1/cases?limit=200", `/v1/records/${e}`, `/v1/records/${e + 2}`, "/v1/timeliness"])
      await get(path);
  });
});
