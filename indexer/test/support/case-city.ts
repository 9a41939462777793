// A small city with four cases, each in another state, at moments counted from one Monday morning.
import type { Orders } from "@mingzhang/sdk/cases/payloads";
import { detailToBytes } from "@mingzhang/sdk/text";
import { expect } from "chai";
import type { CasePage } from "@mingzhang/sdk/api-cases";
import type { Service } from "../../src/service.ts";
import { address, CaseEmitter, DAY, steps, word, ZERO } from "./cases.ts";
import { startChain, type TestChain } from "./chain.ts";
import { EmittedSuite } from "./emitter.ts";
import { type Engine, index, ready } from "./engines.ts";

/** Monday 2026-03-02, 09:00 UTC. */
export const T0 = Date.UTC(2026, 2, 2, 9) / 1000;
export const iso = (seconds: number) => new Date(seconds * 1000).toISOString().replace(".000Z", "Z");

export const MAKER = address(0xa1);
export const CHECKER = address(0xb2);
export const TREASURER = address(0xc3);
export const APPROVER = address(0xd4);
export const CITIZEN = address(0xe5);

export const [GOVERNMENT, EDUCATION, TREASURY] = [1, 2, 3];
export const route = steps(
  { duty: "checker", limit: 5 * DAY },
  { duty: "treasurer", agency: TREASURY, limit: 3 * DAY, lateness: "escalate", escalation: "approver" },
);
const silent = steps({ duty: "checker", limit: 5 * DAY, lateness: "approve" });
export const ID = { a: word(0xa), b: word(0xb), c: word(0xc), d: word(0xd), e: word(0xe) };

function found(suite: EmittedSuite) {
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
}
type Accounts = ReturnType<typeof found>;

function orders(accounts: Accounts, amount: bigint, purpose: string): { handler: "ledgerOrders"; value: Orders } {
  return {
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
  };
}
export const maker = { official: 1, submitter: MAKER, agency: EDUCATION, steps: route, currency: "CNY" };
export const by = {
  checker: { official: 2, signer: CHECKER },
  treasurer: { official: 3, signer: TREASURER },
};

/** Everything is set before the first test. */
export class CaseCity {
  chain!: TestChain;
  suite!: EmittedSuite;
  emitter!: CaseEmitter;
  service!: Service;
  accounts!: Accounts;
  /** Records that tests ask for: cases a to d, a payment of a, a receipt. */
  readonly numbers = { a: 0, b: 0, c: 0, d: 0, payment: 0, receipt: 0 };

  orders(amount: bigint, purpose: string) {
    return orders(this.accounts, amount, purpose);
  }

  async start(engine: Engine): Promise<void> {
    this.chain = await startChain(T0 - 60 * DAY);
    this.suite = await EmittedSuite.deploy(this.chain.client);
    this.emitter = new CaseEmitter(this.suite, this.chain.client);
    this.accounts = found(this.suite);
    await this.#live();
    this.service = await index(this.chain.url, this.suite.deployment, await engine.fresh());
    await ready(this.service);
  }

  async stop(): Promise<void> {
    await this.service.stop();
    await this.chain.stop();
  }

  /** Body of an answer that must be 200. */
  async get<T>(path: string): Promise<T> {
    const answer = await fetch(this.service.url + path);
    expect(answer.status, `${path}: ${await answer.clone().text()}`).to.equal(200);
    return (await answer.json()) as T;
  }

  /** Numbers of the cases that a query finds. */
  async list(query: string): Promise<number[]> {
    const { items } = await this.get<CasePage>(`/v1/cases?${query}`);
    return items.map((each) => each.number);
  }

  /** The city's first weeks, up to 13 days after T0. */
  async #live(): Promise<void> {
    const { emitter, suite, numbers, accounts } = this;
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
      payload: orders(accounts, 500n, "Roof, part 1"),
    });
    numbers.b = emitter.submit({
      ...maker,
      id: ID.b,
      procedure: 1,
      amount: 800n,
      payload: orders(accounts, 800n, "Roof, part 2"),
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
      payload: orders(accounts, 700n, "Roof, part 2 with invoice"),
    });
    await emitter.at(T0 + 3 * DAY);
    emitter.decide(ID.b, 0, "approve", by.checker, { status: "open", stage: 1 }, { round: 1 });
    await emitter.at(T0 + 9 * DAY);
    numbers.d = emitter.submit({
      ...maker,
      id: ID.d,
      procedure: 1,
      amount: 100n,
      payload: orders(accounts, 100n, "Chalk"),
    });
    await emitter.at(T0 + 10 * DAY);
    await emitter.at(T0 + 13 * DAY);
  }
}
