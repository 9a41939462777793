// One life of the findings: draws an act, lets the model say what must come of it, and holds the chain against that.
import { expect } from "chai";
import { Duty, FAR } from "../../fixtures.ts";
import { ethers, networkHelpers } from "../../network.ts";
import { findData } from "../chain.ts";
import { FindingDesk } from "../../Findings/desk.ts";
import {
  ACTS,
  Status,
  Subject,
  idOf,
  openingMessage,
  periodOf,
  statementMessage,
  subjectOf,
} from "../../Findings/forms.ts";
import type { ActName, OpeningPlan, StatementPlan } from "../../Findings/forms.ts";
import { AUDIT, BUILDER, LINE, nameOf } from "../../Findings/setup.ts";
import type { FindingsWorld } from "../../Findings/setup.ts";
import type { Person } from "../../ServiceApprovals/desk.ts";
import { sign } from "../../ServiceApprovals/forms.ts";
import { Agency } from "../../ServiceApprovals/setup.ts";
import type { Random } from "../../support/random.ts";
import { PARENTS, actOn, dueOf, openingReasons } from "./model.ts";
import type { ModelFinding, ModelSeat, Signing } from "./model.ts";

const DAY = 86_400;

/** Someone who signs, with the seats of the model. */
interface Hand {
  person: Person;
  seats: ModelSeat[];
}

export class FindingRun {
  readonly model = new Map<string, ModelFinding>();
  readonly errors = new Set<string>();
  readonly done = new Map<string, number>();
  lastAction = "";
  private readonly world: FindingsWorld;
  private readonly desk: FindingDesk;
  private readonly random: Random;
  private readonly hands: Hand[];
  private now = 0;
  private size: bigint;
  private latest: { plan: OpeningPlan; signed: { signer: string; deadline: number; signature: string } } | undefined;

  private constructor(world: FindingsWorld, random: Random, hands: Hand[], size: bigint) {
    this.world = world;
    this.random = random;
    this.hands = hands;
    this.size = size;
    this.desk = new FindingDesk(world);
  }

  static async start(world: FindingsWorld, random: Random): Promise<FindingRun> {
    const { roster, auditor, auditorChecking, colleague, checker, checkerAuditing, officeApprover } = world;
    const hand = async (person: Person, agency: number, duty?: ModelSeat["duty"]): Promise<Hand> => {
      const official = Number(await roster.officialOf(person.address));
      const seat = { address: person.address, official, agency };
      return { person, seats: duty === undefined ? [] : [{ ...seat, duty, ended: false }] };
    };
    const hands = [
      await hand(auditor, AUDIT, "auditor"),
      await hand(colleague, AUDIT, "auditor"),
      await hand(checkerAuditing, AUDIT, "auditor"),
      await hand(auditorChecking, Agency.Bureau, "answerer"),
      await hand(checker, Agency.Bureau, "answerer"),
      await hand(world.approver, Agency.Bureau, "answerer"),
      await hand(world.head, Agency.City, "answerer"),
      await hand(officeApprover, Agency.Office, "answerer"),
      await hand(world.makerSpare, Agency.Office, "auditor"),
      await hand(world.citizen, Agency.Bureau),
    ];
    return new FindingRun(world, random, hands, await world.trail.size());
  }

  /** Does one thing; says whether it was legal. */
  async step(): Promise<boolean> {
    const finding = this.model.size === 0 ? undefined : this.random.pick([...this.model.values()]);
    this.now = (await networkHelpers.time.latest()) + this.seconds(finding);
    if (this.random.int(1, 40) === 1) return this.changeSeat();
    const opens = finding === undefined || this.random.int(1, 100) <= 20;
    return opens ? this.open() : this.act(finding);
  }

  async checkAll(): Promise<void> {
    for (const finding of this.model.values()) await this.check(finding);
  }

  /** Mostly soon; sometimes to the last second of a clock, or the first after it. */
  private seconds(finding: ModelFinding | undefined): number {
    const left = finding === undefined ? 0 : dueOf(finding) - this.now;
    if (left > 0 && this.random.int(1, 4) === 1) return left + this.random.int(0, 1);
    return this.random.int(1, this.random.int(1, 5) === 1 ? 20 * DAY : 600);
  }

  private get seats(): ModelSeat[] {
    return this.hands.flatMap(({ seats }) => seats);
  }

  private holder(duty: ModelSeat["duty"], agency: number): Person {
    const fitting = this.hands.filter(({ seats }) => seats.some((s) => s.duty === duty && s.agency === agency));
    return this.random.pick(this.random.int(1, 8) === 1 || fitting.length === 0 ? this.hands : fitting).person;
  }

  /** Ends somebody's seat, or gives it back. */
  private async changeSeat(): Promise<boolean> {
    const seat = this.random.pick(this.seats.filter(({ address }) => address !== this.world.auditor.address));
    const duty =
      seat.duty === "auditor"
        ? Duty.Auditor
        : [this.world.approver, this.world.head, this.world.officeApprover].some((p) => p.address === seat.address)
          ? Duty.Approver
          : Duty.Checker;
    this.lastAction = `seat of ${seat.address} ${seat.ended ? "given" : "ended"}`;
    await networkHelpers.time.setNextBlockTimestamp(this.now);
    if (seat.ended) await this.world.staff.appoint(seat.agency, duty, seat.address, seat.official, 0, FAR);
    else await this.world.staff.dismiss(seat.agency, duty, seat.address);
    seat.ended = !seat.ended;
    this.size += 1n;
    await this.expectSize();
    return true;
  }

  private async open(): Promise<boolean> {
    const { random, world } = this;
    const again = this.latest;
    if (again !== undefined && random.int(1, 12) === 1) {
      const by = { signer: again.signed.signer, deadline: again.signed.deadline, valid: true };
      return this.sendOpening(again.plan, by, again.signed, true);
    }
    // At most one thing is odd, so that each refusal is met.
    const odd = random.int(1, 4) === 1 ? random.int(1, 6) : 0;
    const [subjectKind, subject, exists] = this.subject(odd === 6);
    const plan = this.desk.plan({
      office: odd === 1 ? random.pick([Agency.Office, Agency.City]) : AUDIT,
      agency: random.pick(odd === 2 ? [0, 5, 6, 99] : [3, 3, 4, 4, 1, 2]),
      severity: odd === 3 ? 0 : random.int(1, 4),
      subjectKind,
      subject,
      answerLimit: odd === 4 ? random.pick([DAY - 1, 0, 367 * DAY]) : random.int(DAY, 40 * DAY),
      text: this.text(odd === 5),
      salt: random.hex(32),
    });
    const person = this.holder("auditor", AUDIT);
    const deadline = this.deadline();
    const message = await openingMessage(world.findings, plan, nameOf, deadline);
    const forged = random.int(1, 15) === 1;
    const forger = forged ? this.random.pick(this.hands).person : person;
    const signed = { signer: person.address, deadline, signature: await sign(forger, message) };
    const valid = forger.address === person.address && nameOf(plan.agency) !== "" && nameOf(plan.office) !== "";
    return this.sendOpening(plan, { signer: person.address, deadline, valid }, signed, exists);
  }

  private async sendOpening(
    plan: OpeningPlan,
    by: Signing,
    signed: { signer: string; deadline: number; signature: string },
    exists: boolean,
  ): Promise<boolean> {
    const { world, now } = this;
    const id = idOf(await openingMessage(world.findings, plan, nameOf, by.deadline), by.signer);
    const known = this.model.has(id);
    const reasons = openingReasons(plan, by, { seats: this.seats, now, exists, known });
    this.lastAction = `open ${JSON.stringify(plan)} at ${now}`;
    const legal = await this.send("open", reasons, () => this.desk.relayed.open(plan, signed));
    if (legal) {
      const opener = this.seats.find(({ address }) => address === by.signer)?.official ?? 0;
      const plain = { id, number: this.size - 1n, plan, status: "Open", turn: 1, agency: plan.agency } as const;
      this.model.set(id, { ...plain, opener, since: now, sides: new Map([[opener, "auditing"]]) });
      this.latest = { plan, signed };
      await this.check(this.model.get(id));
    }
    return legal;
  }

  private async act(finding: ModelFinding): Promise<boolean> {
    const { random, world, now } = this;
    const act = this.actFor(finding);
    const odd = random.int(1, 10) === 1;
    const escalated = PARENTS[finding.agency] ?? 0;
    const statement: StatementPlan = {
      turn: odd && random.int(1, 2) === 1 ? random.int(0, 255) : finding.turn,
      agency: odd ? random.pick([1, 3, 4]) : act === "escalate" ? escalated : finding.agency,
      text: this.text(odd),
      document: random.pick([ethers.ZeroHash, ethers.id("document")]),
    };
    const person =
      act === "answer" ? this.holder("answerer", finding.agency) : this.holder("auditor", finding.plan.office);
    const deadline = this.deadline();
    const unknown = random.int(1, 60) === 1;
    const id = unknown ? random.hex(32) : finding.id;
    const direct = !unknown && random.int(1, 5) === 1;
    const forger = random.int(1, 15) === 1 ? random.pick(this.hands).person : person;
    const about = { id: finding.id, finding: finding.number };
    const message = await statementMessage(world.findings, act, about, statement, nameOf(statement.agency), deadline);
    const signature = direct ? "0x" : await sign(forger, message);
    const valid = forger.address === person.address;
    const by: Signing = { signer: person.address, deadline, valid };
    const { reasons, after } = actOn(finding, act, statement, by, { seats: this.seats, now });
    if (unknown) reasons.add("FindingUnknown");
    this.lastAction = `${act} ${finding.id} ${JSON.stringify(statement)} by ${person.address} at ${now}`;
    const sender = direct ? forger : world.outsider;
    const signed = { signer: person.address, deadline, signature };
    const legal = await this.send(act, reasons, () => world.findings.connect(sender)[act](id, statement, signed));
    if (legal) this.model.set(finding.id, after);
    await this.check(this.model.get(finding.id));
    return legal;
  }

  /** Mostly one that is drawn, so that findings get on; sometimes any. */
  private actFor(finding: ModelFinding): ActName {
    const any = ACTS.filter((name): name is ActName => name !== "");
    if (this.random.int(1, 5) === 1) return this.random.pick(any);
    if (finding.status === "Resolved") return "reopen";
    if (finding.status === "Answered") return this.random.pick(["resolve", "escalate", "reopen"]);
    if (this.now > dueOf(finding) && this.random.int(1, 3) === 1) return "escalate";
    return this.random.pick(["answer", "answer", "answer", "resolve"]);
  }

  /** By its bytes: the chain names an error in words only as long as it traces calls. */
  private errorName(refusal: unknown): string {
    const data = findData(refusal);
    const name = data === undefined ? undefined : this.world.findings.interface.parseError(data)?.name;
    if (name === undefined) throw new Error(`not refused but failed: ${String(refusal)}`, { cause: refusal });
    return name;
  }

  private async send(name: string, reasons: Set<string>, send: () => Promise<unknown>): Promise<boolean> {
    await networkHelpers.time.setNextBlockTimestamp(this.now);
    const error = await send().then(
      () => null,
      (refusal: unknown) => this.errorName(refusal),
    );
    const legal = reasons.size === 0;
    if (error === null) {
      expect([...reasons], "went through, should fail").to.deep.equal([]);
      this.size += 1n;
      this.done.set(name, (this.done.get(name) ?? 0) + 1);
    } else {
      this.errors.add(error);
      expect([...reasons], "reasons of the model").to.include(error);
    }
    await this.expectSize();
    return legal;
  }

  private async check(finding: ModelFinding | undefined): Promise<void> {
    if (finding === undefined) return;
    const { findings } = this.world;
    const time = await networkHelpers.time.latest();
    const due = dueOf(finding);
    const { plan } = finding;
    const state = [
      ...[Status[finding.status], plan.severity, finding.turn, plan.office, finding.agency, finding.opener],
      ...[finding.since, plan.answerLimit, finding.number],
    ].map(BigInt);
    expect(await findings.stateOf(finding.id), `state of ${finding.id} (N-1)`).to.deep.equal(state);
    expect(await findings.effectiveStateOf(finding.id), `clock of ${finding.id} (N-4)`).to.deep.equal([
      state,
      BigInt(due),
      due !== 0 && time > due,
    ]);
    for (const official of new Set(this.seats.map((seat) => seat.official))) {
      const side = finding.sides.get(official);
      expect(await findings.sideOf(finding.id, official), `side of ${official} (N-2)`).to.deep.equal([
        side === "auditing",
        side === "answering",
      ]);
    }
  }

  private async expectSize(): Promise<void> {
    expect(await this.world.trail.size(), "one record for each act, none for a refused one (N-3)").to.equal(this.size);
  }

  private subject(none: boolean): [kind: number, subject: string, exists: boolean] {
    const { random, world } = this;
    const { today } = world;
    if (none) {
      const strange: [number, string, boolean][] = [
        [Subject.Record, subjectOf(this.size), false],
        [Subject.Line, subjectOf(LINE + 1n), false],
        [Subject.Party, subjectOf(99), false],
        [Subject.Period, periodOf(today, today - 1), false],
        [Subject.Case, random.hex(32), false],
      ];
      return random.pick(strange);
    }
    const there: [number, string, boolean][] = [
      [Subject.Record, subjectOf(random.int(0, Number(this.size) - 1)), true],
      [Subject.Line, subjectOf(LINE), true],
      [Subject.Party, subjectOf(BUILDER), true],
      [Subject.Period, periodOf(today - random.int(0, 400), today), true],
      [Subject.Case, world.file.id, true],
    ];
    return random.pick(there);
  }

  private text(odd: boolean): string {
    return odd ? this.random.pick(["", "x".repeat(4097), "x".repeat(4096)]) : this.random.pick(["发票不符", "note"]);
  }

  private deadline(): number {
    return this.random.int(1, 12) === 1 ? this.now + this.random.int(-1, 1) : FAR;
  }
}
