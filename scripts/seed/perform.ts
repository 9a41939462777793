// Plays the year on a chain whose clock it moves: cases through their signatures, the bank's facts by the treasurer.
import { standingOrdersAbi } from "@mingzhang/sdk/abi/standing-orders";
import { factsNeeded } from "@mingzhang/sdk/cases/forms";
import type { Facts } from "@mingzhang/sdk/cases/forms";
import type { Payload } from "@mingzhang/sdk/cases/payloads";
import type { RecordEvent } from "@mingzhang/sdk/events";
import type { Citation } from "@mingzhang/sdk/log";
import type { FindingSubject } from "@mingzhang/sdk/findings";
import { encodeFunctionData, keccak256, numberToHex, stringToHex } from "viem";
import type { Hex } from "viem";
import type { CaseDraft, LiveCase, RelayedAct } from "../chain/cases.ts";
import { FindingDesk } from "../chain/findings.ts";
import type { LiveFinding } from "../chain/findings.ts";
import { LOCAL_OFFICE, localAccount } from "../chain/local-accounts.ts";
import type { Order } from "../chain/orders.ts";
import { Sender } from "../chain/sender.ts";
import type { Session } from "../chain/session.ts";
import type { Bench } from "./bench.ts";
import type { CaseAct } from "./courses.ts";
import type { CaseUnit, FactUnit } from "./docket.ts";
import { refsOf } from "./docket.ts";
import type { FindingAct, PlannedSubject } from "./findings.ts";
import type { RuledProcedure } from "./ruled.ts";
import { documentsOf, ordered, payloadOf } from "./payload.ts";
import type { Program, Scene } from "./program.ts";

const DAY = 86_400;

/** What a case has come to so far. */
interface Course {
  draft: CaseDraft;
  live: LiveCase | undefined;
  /** What a submission on its way is known by. */
  key: Hex | undefined;
}

export class Performer {
  readonly #session: Session;
  readonly #program: Program;
  readonly #bench: Bench;
  readonly #ruled: RuledProcedure;
  readonly #registrar: Sender;
  readonly #relay: Sender;
  readonly #findings: FindingDesk;
  /** Findings by the key of their story. */
  readonly #found = new Map<string, LiveFinding>();
  readonly #onMovements: (done: number) => void;
  readonly #courses = new Map<CaseUnit, Course>();
  /** Numbers of standing orders by the key of their line. */
  readonly #standing = new Map<string, bigint>();
  /** Record numbers by reference, as far as they have been read back. */
  readonly #records: bigint[] = [];
  /** References in the order in which they were posted. */
  readonly #posted: number[] = [];
  #readBack = 0;
  #cite: ((record: bigint) => Citation) | undefined;
  #acts: RelayedAct[] = [];
  /** Receipts of the scene that are still to be sent: one transaction for all of them. */
  #receipts: Order[] = [];
  #submitted: Course[] = [];
  #now = 0;
  /** Acts about cases, and the cases themselves. */
  readonly counts = { acts: 0, cases: 0, confirmations: 0, findings: 0 };

  constructor(
    session: Session,
    program: Program,
    bench: Bench,
    ruled: RuledProcedure,
    onMovements: (done: number) => void,
  ) {
    this.#session = session;
    this.#program = program;
    this.#bench = bench;
    this.#ruled = ruled;
    this.#registrar = new Sender(session.clients, localAccount(LOCAL_OFFICE.registrar));
    this.#relay = session.relay;
    this.#findings = new FindingDesk(session.clients, session.deployment, session.relay);
    this.#onMovements = onMovements;
  }

  /** Sets the clock and plays what happens at one time, in order. */
  async perform({ at, events }: Scene): Promise<void> {
    await this.#setClock(at);
    this.#cite = undefined;
    for (const event of events) {
      if ("unit" in event) {
        await this.#bankReceipts();
        await this.#act(event.unit, event.act);
      } else if ("finding" in event) {
        await this.#flush();
        await this.#bankReceipts();
        await this.#find(event.finding);
      } else if (event.fact.type === "receive") {
        await this.#flush();
        this.#receipts.push(ordered(event.fact.order, this.#actual));
        this.#posted.push(...event.fact.refs);
      } else {
        await this.#flush();
        await this.#bankReceipts();
        await this.#record(event.fact);
      }
    }
    await this.#flush();
    await this.#bankReceipts();
    this.#onMovements(this.#posted.length);
  }

  /** Reads back what is left, so that a gap would show. */
  async finish(): Promise<void> {
    await this.#session.sync(this.#visit);
    if (this.#readBack !== this.#posted.length) {
      throw new Error(`${this.#posted.length} movements were posted, and the chain shows ${this.#readBack}.`);
    }
  }

  async #setClock(at: number): Promise<void> {
    const { publicClient } = this.#session.clients;
    const { timestamp } = await publicClient.getBlock();
    this.#now = Math.max(at, Number(timestamp) + 1);
    await publicClient.request<{ Method: string; Parameters: unknown; ReturnType: unknown }>({
      method: "evm_setNextBlockTimestamp",
      params: [numberToHex(this.#now)],
    });
  }

  /** Sends what was signed so far, and keeps the cases that came of it. */
  async #flush(): Promise<void> {
    const acts = this.#acts;
    const submitted = this.#submitted;
    this.#acts = [];
    this.#submitted = [];
    if (acts.length === 0) return;
    this.counts.acts += acts.length;
    const cases = await this.#session.cases.relay(acts);
    for (const course of submitted) course.live = course.key === undefined ? undefined : cases.get(course.key);
  }

  async #act(unit: CaseUnit, act: CaseAct): Promise<void> {
    const deadline = this.#now + DAY;
    const desk = this.#session.cases;
    if (act.do === "submit") {
      const course = this.#courses.get(unit) ?? { draft: await this.#draft(unit), live: undefined, key: undefined };
      if (course.live === undefined) this.counts.cases += 1;
      this.#courses.set(unit, course);
      const signer = this.#bench.accountOf(act.by, this.#now);
      const { act: signed, key } = await desk.submit(course.draft, signer, deadline, course.live);
      course.key = key;
      this.#submitted.push(course);
      this.#acts.push(signed);
      return;
    }
    const live = this.#courses.get(unit)?.live;
    if (live === undefined) throw new Error(`A case of ${unit.procedure} is decided before it is submitted.`);
    switch (act.do) {
      case "decide":
      case "finish": {
        const signer = this.#bench.accountOf(act.by, this.#now);
        const verdict = act.do === "finish" ? "approve" : act.verdict;
        const decision = await desk.decision(live, { step: act.step, verdict, reason: act.reason }, signer, deadline);
        if (act.do === "decide") this.#acts.push(desk.decide(live, [decision]));
        else this.#execute(unit, desk.decideAndExecute(live, [decision]));
        return;
      }
      case "execute":
        this.#execute(unit, desk.execute(live));
        return;
      case "conflict":
      case "withdraw": {
        const signer = this.#bench.accountOf(act.by, this.#now);
        const name = act.do === "conflict" ? "declare-conflict" : "withdraw";
        this.#acts.push(await desk.act(live, name, act.reason, signer, deadline));
        return;
      }
      case "lapse":
        this.#acts.push(desk.lapse(live));
        return;
      case "rule":
        this.#acts.push(desk.decideByRule(live, act.step));
        return;
    }
  }

  async #find(act: FindingAct): Promise<void> {
    const deadline = this.#now + DAY;
    const signer = this.#bench.accountOf(act.by, this.#now);
    if (act.do === "open") {
      await this.#session.sync(this.#visit);
      const { office, agency, severity, days, text, document } = act;
      const subject = this.#subjectOf(act.subject);
      const salt = keccak256(stringToHex(`demonstration finding ${act.key}`));
      const plain = { office, agency, severity, subject, answerLimit: days * DAY, text, document, salt };
      this.#found.set(act.key, await this.#findings.open(plain, signer, deadline));
      this.counts.findings += 1;
      return;
    }
    const finding = this.#found.get(act.key);
    if (finding === undefined) throw new Error(`The finding ${act.key} is acted on before it is opened.`);
    this.#found.set(act.key, await this.#findings.act(finding, act.do, act, signer, deadline));
  }

  #subjectOf(subject: PlannedSubject): FindingSubject {
    switch (subject.kind) {
      case "movement": {
        const record = this.#records[subject.ref];
        if (record === undefined) throw new Error(`Movement ${subject.ref} is objected to before it is on the chain.`);
        return { kind: "record", record };
      }
      case "case": {
        for (const [unit, { live }] of this.#courses) {
          if (live !== undefined && unit.pieces.some(({ refs }) => refs.includes(subject.ref))) {
            return { kind: "case", id: live.id };
          }
        }
        throw new Error(`No case brought movement ${subject.ref} about.`);
      }
      case "line":
        return { kind: "line", line: this.#actual(subject.line) };
      default:
        return subject;
    }
  }

  #execute(unit: CaseUnit, act: RelayedAct): void {
    this.#acts.push(act);
    for (const { work, refs } of unit.pieces) {
      this.#posted.push(...refs);
      if (work.type === "standing") this.#standing.set(work.key, BigInt(this.#standing.size + 1));
    }
  }

  async #draft(unit: CaseUnit): Promise<CaseDraft> {
    const cites = unit.pieces.flatMap(({ work }) => (work.type === "orders" ? work.cites : []));
    const citations = cites.length === 0 ? [] : await this.#citations(cites);
    const payload = payloadOf(unit, this.#actual, citations);
    return {
      procedure: await this.#ruled.numberOf(unit.procedure),
      agency: unit.agency,
      payload,
      facts: this.#facts(payload),
      documents: documentsOf(unit),
      // The same year always has the same cases.
      salt: keccak256(stringToHex(`demonstration case ${this.counts.cases}`)),
    };
  }

  #facts(payload: Payload): Facts {
    const { payeeOf, payee, currencyOf } = factsNeeded(payload);
    const number = payee ?? (payeeOf === null ? null : this.#program.payeeOf(payeeOf));
    const name = number === null ? undefined : this.#program.nameOf(number);
    return {
      currency: currencyOf === null ? "" : "CNY",
      payee: number === null || name === undefined ? null : { number, name },
    };
  }

  readonly #actual = (account: bigint): bigint => this.#program.docket.actual(account);

  async #bankReceipts(): Promise<void> {
    const receipts = this.#receipts;
    this.#receipts = [];
    if (receipts.length > 0) await this.#session.bank.receive(receipts);
  }

  async #record(step: Exclude<FactUnit["step"], { type: "receive" }>): Promise<void> {
    const { bank, deployment, registry } = this.#session;
    switch (step.type) {
      case "direct": {
        const sender = step.call.contract === "roster" ? this.#registrar : registry;
        await sender.send(deployment.contracts[step.call.contract], step.call.data, step.call.contract);
        return;
      }
      case "sources":
        await bank.openSources(step.specs.map((spec) => ({ ...spec, fund: this.#actual(spec.fund) })));
        return;
      case "recover": {
        const citations = await this.#citations(step.cites);
        await bank.recover([{ order: ordered(step.order, this.#actual), citations }]);
        break;
      }
      case "confirm":
        this.counts.confirmations += step.cites.length;
        await bank.confirm(step.valueDate, step.document, await this.#citations(step.cites));
        return;
      case "draw": {
        const args = [this.#standing.get(step.key) ?? 0n] as const;
        const data = encodeFunctionData({ abi: standingOrdersAbi, functionName: "draw", args });
        await this.#relay.send(deployment.contracts.standingOrders, data, "draw");
        break;
      }
      case "announce":
        await this.#ruled.announce();
        return;
      case "publish":
        await this.#ruled.publish();
        return;
    }
    this.#posted.push(...refsOf(step));
  }

  /** Citations against the log as sealed once in this scene; what is cited was posted in an earlier one. */
  async #citations(refs: readonly number[]): Promise<Citation[]> {
    if (this.#cite === undefined) {
      await this.#flush();
      this.#cite = await this.#session.seal(this.#visit);
    }
    const cite = this.#cite;
    return refs.map((ref) => {
      const record = this.#records[ref];
      if (record === undefined) throw new Error(`Movement ${ref} is corrected before it is on the chain.`);
      return cite(record);
    });
  }

  readonly #visit = (event: RecordEvent): void => {
    if (event.name !== "Movement") return;
    const ref = this.#posted[this.#readBack];
    if (ref === undefined) throw new Error("Somebody else posts to the chain that is being seeded.");
    this.#records[ref] = event.args.record;
    this.#readBack += 1;
  };
}
