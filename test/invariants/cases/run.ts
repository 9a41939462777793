// One life of the approvals: draws an act, lets the model say what must come of it, and holds the chain against that.
import { expect } from "chai";
import { Result } from "ethers";
import { ethers } from "../../network.ts";
import { pack } from "../../Procedures/setup.ts";
import { Status, fieldsOf } from "../../ServiceApprovals/desk.ts";
import type { CaseFile } from "../../ServiceApprovals/desk.ts";
import type { Random } from "../../support/random.ts";
import { findData } from "../chain.ts";
import { Clerk } from "./clerk.ts";
import type { Attempt } from "./clerk.ts";
import { effectiveOf } from "./clock.ts";
import { nextEdge } from "./model.ts";
import type { CaseModel } from "./model.ts";
import { Office } from "./office.ts";
import type { ModelCase, StatusName } from "./types.ts";
import { handsOf, modelOf, specsOf } from "./world.ts";
import type { CaseWorld } from "./world.ts";

const DAY = 86_400;
/** Above what any call of these tests uses, within one transaction's bound of 2^24. */
const GAS = ethers.toQuantity(10_000_000);
/** Statuses that nothing follows. */
export const FINAL: readonly StatusName[] = ["Executed", "Rejected", "Withdrawn", "Cancelled", "Expired"];

interface ChainLog {
  address: string;
  topics: string[];
  data: string;
}

type Sent = { ok: true; logs: ChainLog[] } | { ok: false; error: string };

export class CaseRun {
  readonly model: CaseModel;
  /** Errors that acts were refused with, and how often each kind of act went through. */
  readonly errors = new Set<string>();
  readonly done = new Map<string, number>();
  lastAction = "";
  private readonly world: CaseWorld;
  private readonly random: Random;
  private readonly clerk: Clerk;
  private readonly office: Office;
  private size: bigint;

  private constructor(world: CaseWorld, model: CaseModel, random: Random, clerk: Clerk, office: Office, size: bigint) {
    this.world = world;
    this.model = model;
    this.random = random;
    this.clerk = clerk;
    this.office = office;
    this.size = size;
  }

  static async start(world: CaseWorld, random: Random): Promise<CaseRun> {
    const model = await modelOf(world);
    const hands = await handsOf(world);
    const clerk = new Clerk(world, model, hands, random);
    const office = new Office(world, model, hands, random, await specsOf(world), clerk);
    const latest = await ethers.provider.getBlock("latest");
    model.now = latest?.timestamp ?? 0;
    return new CaseRun(world, model, random, clerk, office, await world.trail.size());
  }

  /** Does one thing; says whether it was legal. */
  async step(): Promise<boolean> {
    const { random, model } = this;
    const c = this.pickCase();
    model.now += this.seconds(c);
    const attempt = random.int(1, 100) <= 10 ? this.office.draw() : await this.clerk.draw(c);
    this.lastAction = `${attempt.action} at ${model.now}`;
    const sent = await this.send(attempt);
    const legal = attempt.reasons.size === 0;
    if (legal && !sent.ok) throw new Error(`failed with ${sent.error}, should go through`);
    if (!legal && sent.ok) throw new Error(`went through, should fail with ${[...attempt.reasons].join(" or ")}`);
    if (!sent.ok) {
      this.errors.add(sent.error);
      expect([...attempt.reasons], "reasons of the model").to.include(sent.error);
      expect(sent.error, "nothing is approved that lacks two officials (C-3)").not.to.equal("OfficialsWanted");
    } else {
      this.size += BigInt(attempt.records);
      attempt.apply?.();
      if (attempt.papers !== undefined) this.open(attempt, sent.logs);
      const [name = ""] = attempt.action.split(" ");
      this.done.set(name, (this.done.get(name) ?? 0) + 1);
    }
    expect(await this.world.trail.size(), "one record for each act (C-9), none for a refused one (C-8)").to.equal(
      this.size,
    );
    if (attempt.about !== undefined) await this.check(attempt.about);
    return legal;
  }

  /** Every case against the model. */
  async checkAll(): Promise<void> {
    for (const c of this.model.cases.values()) await this.check(c);
  }

  private async check(c: ModelCase): Promise<void> {
    const { approvals, guarded, free } = this.world;
    const bits = (places: Set<number>) => BigInt([...places].reduce((sum, place) => sum + 2 ** place, 0));
    const [first = 0, second = 0, third = 0] = c.approvals;
    expect(await approvals.stateOf(c.id), `state of ${c.id} (C-1)`).to.deep.equal([
      ...[Status[c.status], BigInt(c.round), BigInt(c.stage), c.silent, c.conflicts.size > 0],
      ...[BigInt(c.approvals.length), bits(c.done), bits(c.escalated), BigInt(c.since)],
      ...[c.file.submittedAt, first, second, third].map(BigInt),
    ]);
    const { status, stage, due, overdue, lapsable } = effectiveOf(c, this.model.now);
    expect(await approvals.effectiveStateOf(c.id, c.file.body), `effective state of ${c.id} (C-5)`).to.deep.equal([
      Status[status],
      BigInt(stage),
      BigInt(due),
      overdue,
      lapsable,
    ]);
    const behind = this.model.behind(c);
    expect(new Set(behind).size, `officials behind ${c.id} differ (C-2)`).to.equal(behind.length);
    const handler = c.procedure.guarded ? guarded : free;
    const times = await handler.executions(c.id);
    expect(times, `executions of ${c.id} (C-4)`).to.equal(c.status === "Executed" ? 1n : 0n);
    if (c.procedure.guarded && (c.status === "Approved" || c.status === "Executed")) {
      expect(behind.length, `two officials behind ${c.id} (C-3)`).to.be.greaterThan(1);
      expect(c.silent, `no silence behind ${c.id} (C-3)`).to.equal(false);
    }
  }

  /** Notes a case that was opened, or opened again, from its event. */
  private open({ papers }: Attempt, logs: readonly ChainLog[]): void {
    const { interface: face } = this.world.approvals;
    const event = logs.map((log) => face.parseLog(log)).find((each) => each?.name === "CaseSubmitted");
    if (papers === undefined || !event) throw new Error("nothing was submitted");
    const { plan, order, by } = papers;
    const id = String(event.args["id"]);
    const given: unknown = event.args["body"];
    if (!(given instanceof Result)) throw new TypeError("not a body");
    const words = given.toObject() as CaseFile["body"];
    const body = { ...words, steps: [...words.steps] };
    const file: CaseFile = {
      id,
      round: plan.round,
      body,
      fields: fieldsOf(body),
      order,
      payload: plan.payload,
      plan,
      submittedAt: this.model.now,
    };
    const before = this.model.cases.get(id);
    const procedure = this.model.procedures.get(plan.procedure);
    if (procedure === undefined || plan.round > 0 !== (before !== undefined)) throw new Error("not foreseen");
    const route = this.model.routeOf(procedure, order.amount);
    const steps = route.map((step) => pack(step.index, step));
    expect(body.steps, "route (C-6)").to.deep.equal(steps);
    const fresh: ModelCase = {
      id,
      procedure,
      agency: plan.agency,
      file,
      // A round that corrects nothing has the same body.
      stale: before !== undefined && !sameBody(before.file, file) ? before.file : undefined,
      submitter: by.signer,
      official: this.model.submitterOf(procedure, plan.agency, by.signer) ?? 0,
      status: "Open",
      round: plan.round,
      stage: route[0]?.stage ?? 0,
      silent: false,
      since: this.model.now,
      route,
      approvals: [],
      done: new Set(),
      escalated: new Set(),
      tallies: new Map(),
      conflicts: before?.conflicts ?? new Set(),
    };
    expect([file.fields.official, file.fields.submitter], "submitter").to.deep.equal([fresh.official, by.signer]);
    if (before === undefined) this.model.cases.set(id, fresh);
    else Object.assign(before, fresh);
  }

  /** A case that may still change, mostly; none for a new one. */
  private pickCase(): ModelCase | undefined {
    const { int, pick } = this.random;
    const all = [...this.model.cases.values()];
    const living = all.filter(({ status }) => !FINAL.includes(status));
    if (living.length < 3 || (living.length < 12 && int(1, 100) <= 15)) return undefined;
    return int(1, 100) <= 4 ? pick(all) : pick(living);
  }

  /** Mostly minutes, now and then days; often the very last second of a clock, or the first after it. */
  private seconds(c: ModelCase | undefined): number {
    const { int } = this.random;
    const edge = c === undefined ? 0 : nextEdge(c, this.model.now);
    const what = int(1, 100);
    if (edge !== 0 && what <= 12) return edge - this.model.now + int(0, 1);
    if (what <= 16) return int(DAY / 2, 3 * DAY);
    return int(1, 3_000);
  }

  private async send({ from, to, data }: Attempt): Promise<Sent> {
    const { provider } = ethers;
    const { approvals, procedures, roster, guarded } = this.world;
    await provider.send("evm_setNextBlockTimestamp", [this.model.now]);
    const target = await ethers.resolveAddress(to);
    try {
      const hash: unknown = await provider.send("eth_sendTransaction", [{ from, to: target, data, gas: GAS }]);
      const receipt = (await provider.send("eth_getTransactionReceipt", [hash])) as { logs: ChainLog[] };
      return { ok: true, logs: receipt.logs };
    } catch (error) {
      const given = findData(error);
      if (given === undefined) throw error;
      const known = [approvals, procedures, roster, guarded].map((each) => each.interface.parseError(given)?.name);
      return { ok: false, error: known.find((name) => name !== undefined) ?? given };
    }
  }
}

function sameBody(one: CaseFile, other: CaseFile): boolean {
  const text = ({ body }: CaseFile) =>
    JSON.stringify(body, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value));
  return text(one) === text(other);
}
