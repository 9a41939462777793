// Cases from records to answers: lists by the clock, one case, inboxes, timeliness by hand, links both ways, reorgs.
import type { MovementDetail, SearchResult } from "@mingzhang/sdk/api";
import type {
  Case,
  CaseDetail,
  CasePage,
  Inbox,
  Officials,
  Permit,
  ProcedureDetail,
  Procedures,
  StandingOrderPage,
  Timeliness,
} from "@mingzhang/sdk/api-cases";
import type { Orders } from "@mingzhang/sdk/cases/payloads";
import { detailToBytes } from "@mingzhang/sdk/text";
import { expect } from "chai";
import type { Service } from "../src/service.ts";
import { address, CaseEmitter, DAY, steps, word, ZERO } from "./support/cases.ts";
import { startChain, type TestChain } from "./support/chain.ts";
import { EmittedSuite } from "./support/emitter.ts";
import { dump, index, onBothEngines, ready } from "./support/engines.ts";

/** Monday 2026-03-02, 09:00 UTC. */
const T0 = Date.UTC(2026, 2, 2, 9) / 1000;
const iso = (seconds: number) => new Date(seconds * 1000).toISOString().replace(".000Z", "Z");

const MAKER = address(0xa1);
const CHECKER = address(0xb2);
const TREASURER = address(0xc3);
const APPROVER = address(0xd4);
const CITIZEN = address(0xe5);

onBothEngines("cases", (engine) => {
  let chain: TestChain;
  let emitter: CaseEmitter;
  let suite: EmittedSuite;
  let service: Service;
  const numbers = { a: 0, b: 0, c: 0, d: 0, payment: 0, draw: 0, receipt: 0 };
  const get = async <T>(path: string, on: Service = service): Promise<T> => {
    const answer = await fetch(on.url + path);
    expect(answer.status, `${path}: ${await answer.clone().text()}`).to.equal(200);
    return (await answer.json()) as T;
  };
  const list = async (query: string) => (await get<CasePage>(`/v1/cases?${query}`)).items.map((each) => each.number);

  const [GOVERNMENT, EDUCATION, TREASURY] = [1, 2, 3];
  const route = steps(
    { duty: "checker", limit: 5 * DAY },
    { duty: "treasurer", agency: TREASURY, limit: 3 * DAY, lateness: "escalate", escalation: "approver" },
  );
  const silent = steps({ duty: "checker", limit: 5 * DAY, lateness: "approve" });
  const ID = { a: word(0xa), b: word(0xb), c: word(0xc), d: word(0xd), e: word(0xe) };

  const founded = () => {
    suite.party(1, "City of Mingshui", { otherName: "明水市" });
    suite.party(1, "Education Bureau", { otherName: "教育局", parent: GOVERNMENT });
    suite.party(1, "Treasury", { otherName: "国库", parent: GOVERNMENT });
    const builder = suite.party(2, "Bridge Works Ltd");
    const taxpayers = suite.party(3, "Taxpayers");
    const fund = suite.fund(GOVERNMENT, "General fund");
    const source = suite.source(fund, taxpayers);
    const line = suite.line(fund, EDUCATION, 2026, "Schools");
    const commitment = suite.commitment(suite.allotment(line, EDUCATION), builder, { title: "School roof" });
    return { builder, fund, source, commitment };
  };
  let accounts: ReturnType<typeof founded>;

  const orders = (amount: bigint, purpose: string): { handler: "ledgerOrders"; value: Orders } => ({
    handler: "ledgerOrders",
    value: {
      purpose,
      orders: [
        {
          kind: "payment",
          flags: 0,
          code: 0,
          valueDate: 20_514,
          from: accounts.fund,
          document: ZERO,
          entries: [{ to: accounts.commitment, amount, detail: detailToBytes("Invoice 7") }],
        },
      ],
      citations: [],
    },
  });
  const maker = { official: 1, submitter: MAKER, agency: EDUCATION, steps: route, currency: "CNY" };
  const by = {
    checker: { official: 2, signer: CHECKER },
    treasurer: { official: 3, signer: TREASURER },
  };

  before(async () => {
    chain = await startChain(T0 - 60 * DAY);
    suite = await EmittedSuite.deploy(chain.client);
    emitter = new CaseEmitter(suite, chain.client);
    accounts = founded();
    const { ledgerOrders, permits } = suite.deployment.contracts;
    emitter.procedure("payment", route, { government: GOVERNMENT, handler: ledgerOrders, submit: "maker" });
    emitter.procedure("permit", silent, { government: GOVERNMENT, handler: permits });
    emitter.official(EDUCATION, "Chen", MAKER, "maker");
    emitter.official(EDUCATION, "Wang", CHECKER, "checker");
    emitter.official(TREASURY, "Liu", TREASURER, "treasurer");
    emitter.official(GOVERNMENT, "Zhao", APPROVER, "approver");
    numbers.receipt = suite.move({
      kind: "receipt",
      from: accounts.source,
      to: accounts.fund,
      amount: 900n,
      code: 111,
      valueDate: 20_450,
    });
    await emitter.at(T0 - 30 * DAY);

    numbers.a = emitter.submit({
      ...maker,
      id: ID.a,
      procedure: 1,
      amount: 500n,
      payload: orders(500n, "Roof, part 1"),
    });
    numbers.b = emitter.submit({
      ...maker,
      id: ID.b,
      procedure: 1,
      amount: 800n,
      payload: orders(800n, "Roof, part 2"),
    });
    await emitter.at(T0);
    emitter.decide(ID.a, 0, "approve", by.checker, { status: "open", stage: 1 });
    const permit = {
      revokes: 0n,
      permitType: 0,
      typeName: "Market stall permit",
      holder: word(0x77),
      validFrom: 0,
      validUntil: 0,
      term: 30 * DAY,
      conditions: "Saturdays",
      document: ZERO,
      evidence: "0x" as const,
    };
    const citizen = { official: 0, submitter: CITIZEN, agency: EDUCATION, steps: silent };
    numbers.c = emitter.submit({ ...citizen, id: ID.c, procedure: 2, payload: { handler: "permits", value: permit } });
    await emitter.at(T0 + DAY);
    emitter.decide(ID.a, 1, "approve", by.treasurer, { status: "approved", stage: 1 });
    numbers.payment = suite.move({
      kind: "payment",
      from: accounts.fund,
      to: accounts.commitment,
      amount: 500n,
      valueDate: 20_514,
    });
    emitter.execute(ID.a, numbers.payment, 1);
    await emitter.at(T0 + 2 * DAY);
    emitter.decide(
      ID.b,
      0,
      "return",
      by.checker,
      { status: "returned", stage: 0 },
      { reason: "The invoice is missing." },
    );
    await emitter.at(T0 + 2 * DAY + 60);
    emitter.submit({
      ...maker,
      id: ID.b,
      round: 1,
      procedure: 1,
      amount: 700n,
      payload: orders(700n, "Roof, part 2 with invoice"),
    });
    await emitter.at(T0 + 3 * DAY);
    emitter.decide(ID.b, 0, "approve", by.checker, { status: "open", stage: 1 }, { round: 1 });
    await emitter.at(T0 + 9 * DAY);
    numbers.d = emitter.submit({ ...maker, id: ID.d, procedure: 1, amount: 100n, payload: orders(100n, "Chalk") });
    await emitter.at(T0 + 10 * DAY);
    await emitter.at(T0 + 13 * DAY);
    service = await index(chain.url, suite.deployment, await engine.fresh());
    await ready(service);
  });
  after(async () => {
    await service.stop();
    await chain.stop();
  });

  it("shows every case as it is in effect, silence and escalation counted in", async () => {
    const { items, asOf } = await get<CasePage>("/v1/cases?order=asc");
    expect(items.map((each) => each.number)).to.deep.equal([numbers.a, numbers.b, numbers.c, numbers.d]);
    const [a, b, c, d] = items as [Case, Case, Case, Case];
    expect([a.status, a.desks, a.overdue, a.late, a.amount, a.currency]).to.deep.equal([
      "executed",
      [],
      false,
      false,
      "500",
      "CNY",
    ]);
    // B: the treasury's three days passed on T0 + 12 d; the government's approver has three more.
    expect([b.status, b.round, b.stageNumber, b.stages, b.lapsable, b.late, b.overdue]).to.deep.equal([
      "open",
      1,
      2,
      2,
      true,
      true,
      false,
    ]);
    expect(b.desks.map(({ duty, agency, escalated, due }) => [duty, agency?.id, escalated, due])).to.deep.equal([
      ["approver", GOVERNMENT, true, iso(T0 + 15 * DAY)],
    ]);
    expect(b.title).to.equal("Roof, part 2 with invoice");
    // C: nobody decided within five days. Execution has 20 days from whenever that is put on record.
    expect([c.status, c.silent, c.lapsable, c.desks[0]?.who, c.official]).to.deep.equal([
      "approved",
      true,
      true,
      "anyone",
      null,
    ]);
    expect(c.due).to.equal(iso(Date.parse(asOf) / 1000 + 20 * DAY));
    expect([d.status, d.desks[0]?.duty, d.due, d.late, d.lapsable]).to.deep.equal([
      "open",
      "checker",
      iso(T0 + 15 * DAY),
      false,
      false,
    ]);
    expect(d.official?.name).to.equal("Chen");
  });

  it("filters and pages in the address alone", async () => {
    const { a, b, c, d } = numbers;
    const cases: [string, number[]][] = [
      ["status=executed", [a]],
      ["status=open,approved", [d, c, b]],
      ["overdue=true", []],
      ["late=true", [c, b]],
      ["late=false", [d, a]],
      ["agency=1", [d, c, b, a]],
      ["agency=1&within=self", []],
      ["agency=2&within=self&procedure=permit", [c]],
      ["procedure=1", [d, b, a]],
      ["official=3", [a]],
      ["official=2", [b, a]],
      ["duty=approver", [b]],
      ["duty=checker&desk=2", [d]],
      ["desk=3", []],
      ["currency=CNY&minAmount=600", [b]],
      ["maxAmount=100", [d]],
      ["from=2026-03-03&to=2026-03-03", [c]],
      ["text=roof%20invoice", [b]],
      ["text=%E6%95%99%E8%82%B2%E5%B1%80%20chalk", [d]],
      ["sort=amount&order=asc", [c, d, a, b]],
      ["sort=due&order=asc&status=open", [b, d]],
    ];
    for (const [query, wanted] of cases) expect(await list(query), query).to.deep.equal(wanted);
    const walked: number[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const page: CasePage = await get(
        `/v1/cases?sort=updated&limit=1&count=true${cursor === "" ? "" : `&cursor=${cursor}`}`,
      );
      expect(page.total).to.equal(4);
      walked.push(...page.items.map((each) => each.number));
      cursor = page.next;
    }
    expect(walked).to.deep.equal([d, b, a, c]);
    for (const bad of ["status=lost", "duty=king", "within=self", "sort=luck", "minAmount=1.5", "nonsense=1"]) {
      expect((await fetch(`${service.url}/v1/cases?${bad}`)).status, bad).to.equal(400);
    }
  });

  it("gives one case whole, by number and by id", async () => {
    const b = await get<CaseDetail>(`/v1/cases/${numbers.b}`);
    const same = await get<CaseDetail>(`/v1/cases/${ID.b}`);
    expect(same.number).to.equal(numbers.b);
    expect(
      b.timeline.map(({ type, verdict, official, duty, took, late }) => [
        type,
        verdict,
        official?.name,
        duty,
        took,
        late,
      ]),
    ).to.deep.equal([
      ["submitted", null, "Chen", "maker", null, false],
      ["decided", "return", "Wang", "checker", 2 * DAY + 60, false],
      ["submitted", null, "Chen", "maker", null, false],
      ["decided", "approve", "Wang", "checker", 6 * DAY, true],
    ]);
    expect(b.timeline[1]?.reason).to.equal("The invoice is missing.");
    expect(b.steps.map(({ state, late, escalated }) => [state, late, escalated])).to.deep.equal([
      ["approved", true, false],
      ["open", true, true],
    ]);
    expect(b.rounds.map(({ round, amount }) => [round, amount])).to.deep.equal([
      [0, "800"],
      [1, "700"],
    ]);
    expect(b.body.steps.every((step) => /^\d+$/.test(step))).to.equal(true);
    expect(b.body).to.deep.equal(b.rounds[1]?.body);
    expect(b.handler).to.equal("ledgerOrders");
    if (b.content.type !== "orders") throw new Error("The content is not that of orders.");
    const [row] = b.content.rows;
    expect([b.content.total, b.content.count, row?.payee?.name, row?.to.name, row?.detail]).to.deep.equal([
      "700",
      1,
      "Bridge Works Ltd",
      "School roof",
      "Invoice 7",
    ]);
    const c = await get<CaseDetail>(`/v1/cases/${numbers.c}`);
    expect(c.steps.map(({ state, late }) => [state, late])).to.deep.equal([["deemed-approved", true]]);
    expect(c.content.type).to.equal("permit");
    expect((await fetch(`${service.url}/v1/cases/${numbers.a + 1000}`)).status).to.equal(404);
  });

  it("links a payment with its case, both ways", async () => {
    const a = await get<CaseDetail>(`/v1/cases/${numbers.a}`);
    expect(a.execution?.movements.map((each) => [each.record, each.payee?.name])).to.deep.equal([
      [numbers.payment, "Bridge Works Ltd"],
    ]);
    const movement = await get<MovementDetail>(`/v1/movements/${numbers.payment}`);
    expect([movement.case?.number, movement.case?.procedure.code, movement.case?.status]).to.deep.equal([
      numbers.a,
      "payment",
      "executed",
    ]);
    expect((await get<MovementDetail>(`/v1/movements/${numbers.receipt}`)).case).to.equal(null);
    for (const query of [String(numbers.a), ID.a, "Roof, part 1".replaceAll(" ", "%20")]) {
      const { hits } = await get<SearchResult>(`/v1/search?q=${query}`);
      expect(
        hits.some((hit) => hit.type === "case" && hit.id === String(numbers.a)),
        query,
      ).to.equal(true);
    }
  });

  it("sorts an inbox by duty, and keeps out what a conflict rule forbids", async () => {
    const inbox = (of: string) => get<Inbox>(`/v1/inbox?address=${of}`);
    const checker = await inbox(CHECKER);
    expect(checker.official?.name).to.equal("Wang");
    expect(
      checker.toDecide.items.map(({ number, decides }) => [number, decides[0]?.step, decides[0]?.duty]),
    ).to.deep.equal([[numbers.d, 0, "checker"]]);
    const approver = await inbox(APPROVER);
    expect(approver.toDecide.items.map((each) => each.number)).to.deep.equal([numbers.b]);
    const own = await inbox(MAKER);
    expect([own.toDecide.total, own.returned.total, own.mine.items.map((each) => each.number)]).to.deep.equal([
      0,
      0,
      [numbers.b, numbers.d],
    ]);
    const citizen = await inbox(CITIZEN);
    expect([citizen.official, citizen.mine.items.map((each) => each.number)]).to.deep.equal([null, [numbers.c]]);
    const { items } = await get<Officials>("/v1/officials?agency=2");
    expect(items.map(({ official, duty }) => [official.name, duty])).to.deep.equal([
      ["Chen", "maker"],
      ["Wang", "checker"],
    ]);
  });

  it("adds up timeliness as by hand", async () => {
    const { items, agencies } = await get<Timeliness>("/v1/timeliness");
    const figures = (row: Omit<Timeliness["items"][number], "procedure"> | undefined) =>
      row && [row.decided, row.medianSeconds, row.limited, row.onTime, row.lapsed, row.open, row.overdue];
    const of = (agency: number, code: string) =>
      figures(items.find((row) => row.agency.id === agency && row.procedure.code === code));
    // Education, payment: 1 d, 2 d and a minute, 6 d (limit 5 d): median 2 d and a minute, two of three on time; D waits.
    expect(of(EDUCATION, "payment")).to.deep.equal([3, 2 * DAY + 60, 3, 2, 0, 1, 0]);
    expect(of(EDUCATION, "permit")).to.deep.equal([0, null, 1, 0, 1, 0, 0]);
    // Treasury: 1 d on A; B went to the government.
    expect(of(TREASURY, "payment")).to.deep.equal([1, DAY, 2, 1, 1, 0, 0]);
    expect(of(GOVERNMENT, "payment")).to.deep.equal([0, null, 0, 0, 0, 1, 0]);
    expect(figures(agencies.find((row) => row.agency.id === EDUCATION))).to.deep.equal([
      3,
      2 * DAY + 60,
      4,
      2,
      1,
      1,
      0,
    ]);
  });

  it("leads from each figure of timeliness to its cases", async () => {
    const { items } = await get<Timeliness>("/v1/timeliness");
    const total = async (query: string) =>
      (await get<CasePage>(`/v1/cases?count=true&procedure=payment&${query}`)).total ?? 0;
    for (const row of items.filter(({ procedure }) => procedure.code === "payment")) {
      const decider = `decider=${row.agency.id}`;
      // A case that was returned, or stood at two desks, has several steps: fewer cases than steps, but never none.
      const leads = (cases: number, steps: number, figure: string) => {
        expect(cases, figure).to.be.at.most(steps);
        expect(cases > 0, figure).to.equal(steps > 0);
      };
      leads(await total(`${decider}&outcome=decided`), row.decided, "decided");
      leads(await total(`${decider}&outcome=in-time`), row.onTime, "in time");
      leads(await total(`${decider}&outcome=limited`), row.limited, "limited");
      leads(await total(`${decider}&outcome=lapsed`), row.lapsed, "lapsed");
      leads(await total(`desk=${row.agency.id}&status=open`), row.open, "open");
    }
  });

  it("knows the catalogue", async () => {
    const { items } = await get<Procedures>("/v1/procedures");
    expect(items.map(({ code, standing, cases, open, allows }) => [code, standing, cases, open, allows])).to.deep.equal(
      [
        ["payment", "current", 3, 2, ["payment"]],
        ["permit", "current", 1, 0, ["type-4"]],
      ],
    );
    const payment = await get<ProcedureDetail>("/v1/procedures/1");
    expect(
      payment.steps.map(({ duty, agency, limit, lateness, escalation }) => [
        duty,
        agency?.id ?? null,
        limit,
        lateness,
        escalation,
      ]),
    ).to.deep.equal([
      ["checker", null, 5 * DAY, "overdue", null],
      ["treasurer", TREASURY, 3 * DAY, "escalate", "approver"],
    ]);
  });

  it("takes everything back when the chain drops it, and goes on with the clock", async () => {
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
    emitter.execute(ID.c, grant, 1);
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
    emitter.decide(ID.d, 0, "approve", by.checker, { status: "open", stage: 1 });
    emitter.decide(ID.d, 1, "approve", by.treasurer, { status: "approved", stage: 1 });
    emitter.execute(ID.d, given, 1);
    numbers.draw = suite.move({
      kind: "payment",
      from: accounts.fund,
      to: accounts.commitment,
      amount: 10n,
      valueDate: 20_514,
    });
    suite.record("standingOrders", "StandingDrawn", {
      order: 1n,
      time: 1,
      dueDay: 20_514,
      movement: BigInt(numbers.draw),
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
    ]).to.deep.equal([1, "30", "2026-04-02", numbers.d, numbers.draw]);
    expect((await get<MovementDetail>(`/v1/movements/${numbers.draw}`)).case?.number).to.equal(numbers.d);
    expect((await get<CaseDetail>(`/v1/cases/${numbers.b}`)).status).to.equal("withdrawn");
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
    expect(await list("overdue=true")).to.deep.equal([numbers.d, numbers.b]);
    expect((await get<Inbox>(`/v1/inbox?address=${CHECKER}`)).toDecide.items.map((each) => each.overdue)).to.deep.equal(
      [true],
    );
  });

  it("indexes hostile cases: payloads that do not decode, foreign handlers, reasons of 100 KB", async () => {
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
