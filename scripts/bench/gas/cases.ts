// Cases, all transactions counted: a payment that two officials decide, and a payroll of 100 in three steps.
import { bodyHash } from "@mingzhang/sdk/cases/body";
import type { Body } from "@mingzhang/sdk/cases/body";
import { contentHash, formOf } from "@mingzhang/sdk/cases/forms";
import type { Form } from "@mingzhang/sdk/cases/forms";
import { encodePayload } from "@mingzhang/sdk/cases/payloads";
import type { Payload } from "@mingzhang/sdk/cases/payloads";
import { decisionTypedData, submissionTypedData } from "@mingzhang/sdk/cases/typed-data";
import type { CaseDomain, CaseTypedData } from "@mingzhang/sdk/cases/typed-data";
import { packBody } from "@mingzhang/sdk/cases/packed";
import { decodeRecord } from "@mingzhang/sdk/events";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { keccak256, zeroHash } from "viem";
import type { Hex } from "viem";
import type { Metrics } from "./matrix.ts";
import { ACCOUNTS, amount, DOCUMENT, paid, reference } from "./suite.ts";
import type { Suite } from "./suite.ts";

const CHECKER = 3;
const APPROVER = 4;
const MAKER = 2;
const TREASURER = 5;
/** Party that commitments are made for, whose cases these are. */
const AGENCY = 2;
const PAYEE = { number: 3, name: "Builder" };
const FAR = 4_000_000_000;
const WEEK = 604_800;
const APPROVE = 1;

/** Procedures of the bench, by number. */
const TWO_PERSON = 1;
const THREE_STEPS = 2;
/** Both steps in one stage, so that two signed decisions go in one call. */
const SIDE_BY_SIDE = 3;

/** How the acts reach the chain: by the officials' own transactions, or signed and relayed by one sender. */
type Way = "direct" | "relayed";

interface Step {
  duty: number;
  by: HardhatEthersSigner;
}

type Submitted = Awaited<ReturnType<Cases["submit"]>>;

export class Cases {
  private readonly suite: Suite;
  private readonly metrics: Metrics;
  private salt = 0;

  constructor(suite: Suite, metrics: Metrics) {
    this.suite = suite;
    this.metrics = metrics;
  }

  /** Adds the keys `case.…` to the metrics. */
  async run(): Promise<void> {
    const { checker, approver, cashier } = this.suite.contracts;
    await this.publish();
    const two: Step[] = [
      { duty: CHECKER, by: checker },
      { duty: TREASURER, by: cashier },
    ];
    const three: Step[] = [
      { duty: CHECKER, by: checker },
      { duty: APPROVER, by: approver },
      { duty: TREASURER, by: cashier },
    ];
    // The first case of all writes slots that every later one finds written, such as the log's frontier: not measured.
    await this.pay(TWO_PERSON, two, 1, "direct");
    this.metrics["case.payment.twoPerson.total"] = await this.pay(TWO_PERSON, two, 1, "direct");
    this.metrics["case.payment.twoPerson.relayed"] = await this.pay(TWO_PERSON, two, 1, "relayed");
    this.metrics["case.payment.twoPerson.together"] = await this.payTogether(two);
    this.metrics["case.payroll100.threeSteps.each"] = Math.round(
      (await this.pay(THREE_STEPS, three, 100, "direct")) / 100,
    );
    this.metrics["case.payroll100.threeSteps.relayed.each"] = Math.round(
      (await this.pay(THREE_STEPS, three, 100, "relayed")) / 100,
    );
  }

  /** Gas of a whole case of `count` payments, each on its own commitment that has been paid from. */
  private async pay(procedure: number, steps: readonly Step[], count: number, way: Way): Promise<number> {
    const submitted = await this.submit(procedure, count, way);
    let { gas } = submitted;
    for (const [at, step] of steps.entries()) {
      const decision = await this.decision(submitted, at, step.by, way);
      gas += await this.send(step.by, way, this.call(submitted, [decision], at === steps.length - 1));
    }
    return gas;
  }

  /** One payment whose two decisions, both signed, go in one transaction that also executes. */
  private async payTogether(steps: readonly Step[]): Promise<number> {
    const submitted = await this.submit(SIDE_BY_SIDE, 1, "relayed");
    const decisions = await Promise.all(steps.map(({ by }, at) => this.decision(submitted, at, by, "relayed")));
    decisions.sort((a, b) => (BigInt(a.by.signer) < BigInt(b.by.signer) ? -1 : 1));
    const { poster } = this.suite.contracts;
    return submitted.gas + (await this.send(poster, "relayed", this.call(submitted, decisions, true)));
  }

  private async submit(procedure: number, count: number, way: Way) {
    const { maker, approvals } = this.suite.contracts;
    const order = {
      kind: "payment",
      flags: 0,
      code: 0,
      valueDate: this.suite.meter.today,
      from: ACCOUNTS.fund,
      document: DOCUMENT,
      entries: Array.from({ length: count }, (_, i) => ({ to: paid(i), amount: amount(i), detail: reference(i) })),
    } as const;
    const payload: Payload = {
      handler: "ledgerOrders",
      value: { purpose: "Salaries of September", orders: [order], citations: [] },
    };
    const form = formOf(payload, AGENCY, { currency: "CNY", payee: PAYEE });
    const data = encodePayload(payload);
    const salt = `0x${(this.salt += 1).toString(16).padStart(64, "0")}` as const;
    const fields = { procedure, agency: AGENCY, id: zeroHash, round: 0, salt, documents: [] };
    const signed = { ...fields, payload: keccak256(data), deadline: FAR };
    const by = await this.signed(maker, submissionTypedData(await this.domain(), signed, form), way);
    const call = approvals.interface.encodeFunctionData("submit", [{ ...fields, payload: data }, [], by]);
    const gas = await this.send(maker, way, call);
    const { id, body } = await this.submitted(form);
    return { id, body: { ...packBody(body), steps: [...body.steps] }, form, data, gas };
  }

  private async decision(of: Submitted, step: number, official: HardhatEthersSigner, way: Way) {
    const fields = { id: of.id, round: 0, step, verdict: "approve", reason: "", deadline: FAR } as const;
    const by = await this.signed(official, decisionTypedData(await this.domain(), fields, of.form), way);
    return { step, verdict: APPROVE, reason: "", by };
  }

  private call(of: Submitted, decisions: Awaited<ReturnType<Cases["decision"]>>[], last: boolean): string {
    const { interface: abi } = this.suite.contracts.approvals;
    return last
      ? abi.encodeFunctionData("decideAndExecute", [of.id, of.body, decisions, of.data])
      : abi.encodeFunctionData("decide", [of.id, of.body, decisions]);
  }

  private async send(official: HardhatEthersSigner, way: Way, data: string): Promise<number> {
    const { approvals, poster } = this.suite.contracts;
    return this.suite.meter.gas(way === "direct" ? official.address : poster.address, approvals, data);
  }

  private async signed(official: HardhatEthersSigner, typed: CaseTypedData, way: Way) {
    const { domain, types, message } = typed;
    const plain = Object.fromEntries(Object.entries(types).map(([name, list]) => [name, [...list]]));
    const signature = way === "direct" ? "0x" : await official.signTypedData(domain, plain, message);
    return { signer: official.address, deadline: FAR, signature };
  }

  /** Number and body of the case of the last block, held against what the contract kept and against the form. */
  private async submitted(form: Form): Promise<{ id: Hex; body: Body }> {
    const { approvals } = this.suite.contracts;
    const [log] = await approvals.queryFilter(approvals.filters.CaseSubmitted(), "latest");
    if (log === undefined) throw new Error("the submission left no event");
    const event = decodeRecord({ topics: log.topics as Hex[], data: log.data as Hex });
    if (event?.name !== "CaseSubmitted") throw new Error("the submission's event does not decode");
    const { id, body } = event.args;
    if (bodyHash(body) !== id || (await approvals.bodyHashOf(id)) !== id) throw new Error("the body is not the case's");
    if (contentHash(form) !== body.content) throw new Error("the SDK's form is not the contract's");
    return { id, body };
  }

  private async domain(): Promise<CaseDomain> {
    const verifyingContract = (await this.suite.contracts.approvals.getAddress()) as Hex;
    const { chainId } = await this.suite.meter.ethers.provider.getNetwork();
    return { name: "Mingzhang", version: "1", chainId: Number(chainId), verifyingContract };
  }

  private async publish(): Promise<void> {
    const { procedures, ledgerOrders } = this.suite.contracts;
    const terms = {
      government: 1,
      handler: await ledgerOrders.getAddress(),
      scope: 1 << 4,
      submitDuty: MAKER,
      submitAgency: 0,
      correctionLimit: WEEK,
      executionLimit: WEEK,
      currency: "0x000000",
    };
    const step = (stage: number, duty: number) => {
      const rest = { agency: 0, quorum: 1, limit: WEEK, lateness: 0, escalation: 0, fromAmount: 0 };
      return { stage, duty, ...rest, rule: this.suite.meter.ethers.ZeroAddress };
    };
    const spec = (code: string, duties: readonly number[], stageOf = (at: number) => at) => {
      const texts = { code, name: code, otherName: "", legalBasis: "Bench", document: zeroHash };
      return { terms, steps: duties.map((duty, at) => step(stageOf(at), duty)), ...texts };
    };
    await procedures.foundCatalogue([
      spec("payment", [CHECKER, TREASURER]),
      spec("payroll", [CHECKER, APPROVER, TREASURER]),
      spec("side-by-side", [CHECKER, TREASURER], () => 0),
    ]);
  }
}
