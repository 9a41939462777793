// Draws acts in cases: mostly such as are possible, by those who may, and some spoilt in one place.
import type { AddressLike } from "ethers";
import { FAR } from "../../fixtures.ts";
import { ethers } from "../../network.ts";
import { NO_BODY } from "../../ServiceApprovals/desk.ts";
import type { Body, CaseFile, Signed } from "../../ServiceApprovals/desk.ts";
import {
  Act,
  Verdict,
  actMessage,
  decisionMessage,
  payloadOf,
  sign,
  submissionMessage,
} from "../../ServiceApprovals/forms.ts";
import type { Message, Order, SubmissionPlan } from "../../ServiceApprovals/forms.ts";
import { Agency } from "../../ServiceApprovals/setup.ts";
import type { Random } from "../../support/random.ts";
import { effectiveOf, openPlaces } from "./clock.ts";
import type { CaseModel } from "./model.ts";
import type { Authority, ModelCase, Reasons, Vote } from "./types.ts";
import { WEIGHTS } from "./world.ts";
import type { CaseWorld, Hand } from "./world.ts";

/** A transaction, and what the model says of it. */
export interface Attempt {
  action: string;
  from: string;
  to: AddressLike;
  data: string;
  reasons: Reasons;
  /** Records that it appends if it is legal. */
  records: number;
  /** The case that it is about, if there is one. */
  about?: ModelCase | undefined;
  /** The papers that it hands in, of a new case or a returned one. */
  papers?: { plan: SubmissionPlan; order: Order; by: Authority } | undefined;
  /** What the model does if it is legal and has not done yet. */
  apply?: () => void;
}

interface Signature {
  by: Authority;
  from: string;
  write: (message: (deadline: number) => Promise<Message>) => Promise<Signed>;
}

const NOWHERE = ethers.id("no such case");

export class Clerk {
  private readonly world: CaseWorld;
  private readonly model: CaseModel;
  private readonly hands: readonly Hand[];
  private readonly random: Random;
  private salts = 0;
  /** Whether the contract account's signatures count now. */
  revoked = false;

  constructor(world: CaseWorld, model: CaseModel, hands: readonly Hand[], random: Random) {
    this.world = world;
    this.model = model;
    this.hands = hands;
    this.random = random;
  }

  /** Something in `c`, or a new case without it. */
  async draw(c: ModelCase | undefined): Promise<Attempt> {
    if (c === undefined) return this.submit();
    const acts: (() => Promise<Attempt>)[] = [
      () => this.decide(c),
      () => this.decide(c, true),
      () => this.decideByRule(c),
      () => this.lapse(c),
      () => this.execute(c),
      () => this.act(c, Act.Withdraw),
      () => this.act(c, Act.Cancel),
      () => this.act(c, Act.DeclareConflict),
      () => this.submitAgain(c),
    ];
    if (this.chance(14)) return this.random.pick(acts)();
    const { status, lapsable } = effectiveOf(c, this.model.now);
    if (lapsable && this.chance(60)) return this.lapse(c);
    if (c.status === "Returned") return this.chance(85) ? this.submitAgain(c) : this.act(c, Act.Withdraw);
    if (c.status === "Approved") return this.chance(85) ? this.execute(c) : this.act(c, Act.Cancel);
    if (status !== "Open") return this.random.pick(acts)();
    if (openPlaces(c).some((place) => this.model.isRuled(c, place)) && this.chance(35)) return this.decideByRule(c);
    if (this.chance(4)) return this.act(c, Act.DeclareConflict);
    if (this.chance(2)) return this.act(c, Act.Withdraw);
    return this.decide(c, this.chance(12));
  }

  private async submit(): Promise<Attempt> {
    const { pick, int } = this.random;
    const numbers = [...this.model.procedures.values()].flatMap(({ number, standing }) =>
      Array.from({ length: standing === "current" ? 4 * (WEIGHTS[number] ?? 1) : 1 }, () => number),
    );
    const number = this.chance(2) ? 99 : pick(numbers);
    const procedure = this.model.procedures.get(number);
    const agency = this.chance(94) ? Agency.Bureau : pick([Agency.City, Agency.Office, Agency.OtherCity]);
    const fitting = this.hands.filter(
      (hand) => procedure !== undefined && this.model.submitterOf(procedure, agency, hand.address) !== undefined,
    );
    const hand = fitting.length > 0 && this.chance(92) ? pick(fitting) : pick(this.hands);
    const signature = this.authority(hand);
    const order = this.order();
    this.salts += 1;
    const fresh = { id: ethers.ZeroHash, salt: ethers.toBeHex(this.salts, 32), round: this.chance(2) ? int(1, 9) : 0 };
    const documents = Array.from({ length: int(0, 2) }, (_, i) => ethers.id(`document ${i}`));
    const plan = { procedure: number, agency, ...fresh, documents, payload: payloadOf(order) };
    return this.handIn(plan, order, [], signature, this.model.submission(plan, order, signature.by, false));
  }

  private async submitAgain(c: ModelCase): Promise<Attempt> {
    const { pick } = this.random;
    const lost = this.chance(3);
    const stale = c.stale !== undefined && this.chance(8);
    const mine = this.hands.filter(({ address }) => address === c.submitter);
    const signature = this.authority(mine.length > 0 && this.chance(88) ? pick(mine) : pick(this.hands));
    const order = { ...c.file.order, ...(this.chance(50) ? this.order() : {}) };
    const plan = {
      ...c.file.plan,
      id: lost ? NOWHERE : c.id,
      round: c.round + (this.chance(4) ? pick([0, 2]) : 1),
      salt: ethers.ZeroHash,
      agency: this.chance(3) ? Agency.City : c.agency,
      payload: payloadOf(order),
    };
    const body = stale ? (c.stale?.body ?? NO_BODY) : c.file.body;
    const known = lost ? undefined : c;
    const reasons = this.model.submission(plan, order, signature.by, true, known, stale);
    return { ...(await this.handIn(plan, order, [body], signature, reasons)), about: known };
  }

  private async handIn(
    plan: SubmissionPlan,
    order: Order,
    present: Body[],
    { by, from, write }: Signature,
    reasons: Reasons,
  ): Promise<Attempt> {
    const { approvals } = this.world;
    const signed = await write((deadline) => submissionMessage(approvals, plan, order, deadline));
    return {
      action: `submit ${plan.procedure} for ${plan.agency} as ${plan.id} by ${by.signer}`,
      from,
      to: approvals,
      data: approvals.interface.encodeFunctionData("submit", [plan, present, signed]),
      reasons,
      records: 1,
      papers: { plan, order, by },
    };
  }

  /** One vote, now and then several; with execution if wanted. */
  private async decide(c: ModelCase, execute = false): Promise<Attempt> {
    const { approvals } = this.world;
    const votes: { vote: Vote; signature: Signature; reason: string }[] = [];
    const count = this.chance(2) ? 0 : this.chance(12) ? 2 : 1;
    for (let i = 0; i < count; i += 1) votes.push(this.vote(c, count === 1));
    if (!this.chance(3)) votes.sort((a, b) => (BigInt(a.vote.by.signer) < BigInt(b.vote.by.signer) ? -1 : 1));
    const { id, round, file } = c;
    const decisions = await Promise.all(
      votes.map(async ({ vote: { step, verdict }, signature, reason }) => {
        const told = { id, round, step, verdict, reason, order: file.order };
        const by = await signature.write((deadline) => decisionMessage(approvals, { ...told, deadline }));
        return { step, verdict, reason, by };
      }),
    );
    const [given, stale] = this.body(c);
    const { interface: face } = approvals;
    const data = execute
      ? face.encodeFunctionData("decideAndExecute", [id, given, decisions, file.payload])
      : face.encodeFunctionData("decide", [id, given, decisions]);
    const plain = votes.map(({ vote }) => vote);
    return {
      action: `${execute ? "decideAndExecute" : "decide"} ${id}: ${JSON.stringify(plain)}`,
      from: votes[0]?.signature.from ?? this.world.outsider.address,
      to: approvals,
      data,
      reasons: stale ? new Set(["BodyDiffers", "DecisionsMissing"]) : this.decided(c, plain, execute),
      records: plain.length,
      about: c,
    };
  }

  /** Both or nothing. */
  private decided(c: ModelCase, votes: readonly Vote[], execute: boolean): Reasons {
    const before = { ...c, done: new Set(c.done), approvals: [...c.approvals], tallies: new Map(c.tallies) };
    const reasons = this.model.decide(c, votes);
    if (reasons.size > 0 || !execute) return reasons;
    const refused = this.model.execute(c, true);
    if (refused.size > 0) Object.assign(c, before);
    return refused;
  }

  private vote(c: ModelCase, alone: boolean): { vote: Vote; signature: Signature; reason: string } {
    const { pick, int } = this.random;
    const places = openPlaces(c);
    const place = places.length > 0 && this.chance(90) ? pick(places) : int(0, c.route.length - 1);
    const step = this.chance(3) ? int(0, 15) : (c.route[place]?.index ?? 0);
    const { agency, duty } = this.model.deciders(c, place);
    const seated = this.hands.filter(({ address }) => this.model.officialIn(agency, duty, address) !== 0);
    const behind = this.model.behind(c);
    const free = seated.filter(({ address }) => !behind.includes(this.model.officials.get(address) ?? 0));
    const hand = this.chance(90) && free.length > 0 ? pick(free) : pick(seated.length > 0 ? seated : this.hands);
    const what = int(1, 100);
    const verdict = what <= 78 ? Verdict.Approve : what <= 84 ? Verdict.Reject : what <= 98 ? Verdict.Return : 0;
    const signature = this.authority(this.chance(95) ? hand : pick(this.hands), alone);
    return { vote: { step, verdict, by: signature.by }, signature, reason: pick(["", "Invoice 发票"]) };
  }

  private decideByRule(c: ModelCase): Promise<Attempt> {
    const ruled = openPlaces(c).find((place) => this.model.isRuled(c, place));
    const index = ruled === undefined || this.chance(8) ? this.random.int(0, 4) : (c.route[ruled]?.index ?? 0);
    const [payload, own] = this.payload(c.file);
    const [body, stale] = this.body(c);
    const { approvals } = this.world;
    const data = approvals.interface.encodeFunctionData("decideByRule", [c.id, body, index, payload]);
    const reasons = stale ? new Set(["BodyDiffers"]) : this.model.decideByRule(c, index, own);
    return Promise.resolve(this.byAnyone(`decideByRule ${c.id} ${index}`, data, reasons, c));
  }

  private lapse(c: ModelCase): Promise<Attempt> {
    const [body, stale] = this.body(c);
    const { interface: face } = this.world.approvals;
    if (this.chance(6)) {
      const lost = face.encodeFunctionData("lapse", [NOWHERE, body]);
      return Promise.resolve(this.byAnyone("lapse of no case", lost, new Set(["CaseUnknown"]), c));
    }
    const data = face.encodeFunctionData("lapse", [c.id, body]);
    const reasons = stale ? new Set(["BodyDiffers"]) : this.model.lapse(c);
    return Promise.resolve(this.byAnyone(`lapse ${c.id}`, data, reasons, c));
  }

  private execute(c: ModelCase): Promise<Attempt> {
    const [payload, own] = this.payload(c.file);
    const [body, stale] = this.body(c);
    const { approvals } = this.world;
    const data = approvals.interface.encodeFunctionData("execute", [c.id, body, payload]);
    const reasons = stale ? new Set(["BodyDiffers"]) : this.model.execute(c, own);
    return Promise.resolve(this.byAnyone(`execute ${c.id}`, data, reasons, c));
  }

  private async act(c: ModelCase, act: number): Promise<Attempt> {
    const { approvals } = this.world;
    const mine = this.hands.filter(({ address }) => address === c.submitter);
    const hand = act !== Act.DeclareConflict && mine.length > 0 && this.chance(75) ? mine : this.hands;
    const { by, from, write } = this.authority(this.random.pick(hand));
    const signed = await write((deadline) =>
      actMessage(approvals, { act, id: c.id, round: c.round, reason: "", deadline }),
    );
    const [body, stale] = this.body(c);
    const name = act === Act.Withdraw ? "withdraw" : act === Act.Cancel ? "cancel" : "declareConflict";
    const { interface: face } = approvals;
    const given = [c.id, body, "", signed] as const;
    const data =
      name === "withdraw"
        ? face.encodeFunctionData("withdraw", [...given])
        : name === "cancel"
          ? face.encodeFunctionData("cancel", [...given])
          : face.encodeFunctionData("declareConflict", [...given]);
    const reasons = stale ? new Set(["BodyDiffers"]) : this.model[name](c, by);
    return { action: `${name} ${c.id} by ${by.signer}`, from, to: approvals, data, reasons, records: 1, about: c };
  }

  private byAnyone(action: string, data: string, reasons: Reasons, about: ModelCase): Attempt {
    const from = this.random.pick([this.world.outsider, this.world.citizen]).address;
    return { action, from, to: this.world.approvals, data, reasons, records: 1, about };
  }

  /** How somebody signs: well, too late, not at all, or not really. */
  private authority({ address, key, contract }: Hand, alone = true): Signature {
    const { pick, int } = this.random;
    const { now } = this.model;
    const how = int(1, 100);
    const relay = this.world.outsider.address;
    const late = how > 96;
    const forged = how > 92 && !late;
    const direct = how > 84 && !late && !forged && alone && !contract;
    const stolen = how === 84 && address !== relay;
    const deadline = late ? now - 1 : pick([FAR, FAR, now]);
    const signer = forged ? pick(this.hands.filter((hand) => hand.key !== key)).key : key;
    const valid = !forged && !stolen && !(contract && this.revoked);
    return {
      by: { signer: address, valid, deadline },
      from: direct ? address : relay,
      write: async (message) => {
        const signature = direct || stolen ? "0x" : await sign(signer, await message(deadline));
        return { signer: address, deadline, signature };
      },
    };
  }

  private body(c: ModelCase): [body: Body, stale: boolean] {
    const stale = c.stale !== undefined && this.chance(5);
    return stale ? [c.stale?.body ?? NO_BODY, true] : [c.file.body, false];
  }

  private payload({ payload }: CaseFile): [payload: string, own: boolean] {
    return this.chance(3) ? [`${payload}00`, false] : [payload, true];
  }

  private order(): Order {
    const { pick } = this.random;
    const amount = pick([0n, 1n, 999n, 1_000n, 9_999n, 10_000n, 2n ** 104n - 1n]);
    const currency = this.chance(94) ? "CNY" : pick(["", "USD"]);
    return { what: this.chance(2) ? "" : "Road 修路", amount, currency, detail: this.random.hex(2) };
  }

  private chance(percent: number): boolean {
    return this.random.int(1, 100) <= percent;
  }
}
