// Derives a case from its records alone: its state as the contract keeps it, and how long each step waited for whom.
import { type Body, type State } from "@mingzhang/sdk/cases/body";
import { decodeStep, type Step } from "@mingzhang/sdk/cases/step";
import { ACTS, DUTIES, LATENESSES, numberOf, STATUSES, VERDICTS } from "@mingzhang/sdk/cases/words";

/** A submission, as case_rounds holds it. */
export interface Round {
  record: number;
  round: number;
  at: number;
  procedure: number;
  agency: number;
  official: number;
  correctionLimit: number;
  executionLimit: number;
  steps: string[];
}

export const DECIDED = 2;
export const ACTED = 3;
export const LAPSED = 4;
export const EXECUTED = 5;

/** Any other act, as case_acts holds it. */
export interface Act {
  record: number;
  kind: number;
  at: number;
  round: number;
  step: number;
  verdict: number;
  official: number;
  status: number;
  stage: number;
  done: number;
  escalated: number;
}

/** How a spell ended. Skipped: the case took another turn, and nobody was late or in time. */
export const OUTCOMES = [
  "approved",
  "rejected",
  "returned",
  "deemed-approved",
  "deemed-rejected",
  "escalated",
  "skipped",
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A time that a step waited for somebody's decision. */
export interface Spell {
  round: number;
  place: number;
  step: number;
  agency: number;
  /** 0 for a rule. */
  duty: number;
  lateness: number;
  escalated: boolean;
  began: number;
  /** Seconds; null for no limit. */
  due: number | null;
  ended: number | null;
  outcome: Outcome | null;
  /** Record that ended it. */
  record: number | null;
}

export type ClockBody = Pick<Body, "agency" | "correctionLimit" | "executionLimit" | "steps">;

export interface Replayed {
  state: State;
  body: ClockBody;
  steps: Step[];
  spells: Spell[];
  /** Approvals by place in the present round. */
  approvals: number[];
}

const OPEN = numberOf(STATUSES, "open", "status");
export const EXECUTED_STATUS = numberOf(STATUSES, "executed", "status");
const REJECTED = numberOf(STATUSES, "rejected", "status");
const APPROVE = numberOf(VERDICTS, "approve", "verdict");
const REJECT = numberOf(VERDICTS, "reject", "verdict");
const CONFLICT = numberOf(ACTS, "declare-conflict", "act");

/**
 * Replays a case. Rounds and acts in the order of their records; `above` names the agency over one.
 * Statuses and stages are those of the records; what they do not say (votes, clocks) follows by the contract's rules.
 */
export function replay(rounds: readonly Round[], acts: readonly Act[], above: (agency: number) => number): Replayed {
  const [first] = rounds;
  if (first === undefined) throw new Error("A case without submission cannot be replayed.");
  const all = [...rounds.map((each) => ({ ...each, submission: true as const })), ...acts];
  all.sort((a, b) => a.record - b.record);
  let running = new Running(first, above);
  const spells: Spell[] = [];
  for (const each of all) {
    if ("submission" in each) {
      if (each !== all[0]) {
        spells.push(...running.spells);
        const { conflicts } = running.state;
        running = new Running(each, above);
        running.state.conflicts = conflicts;
      }
    } else {
      running.take(each);
    }
  }
  const { state, body, steps, approvals } = running;
  return { state, body, steps, approvals, spells: [...spells, ...running.spells] };
}

/** One round while it goes on. */
class Running {
  readonly state: State;
  readonly body: ClockBody;
  readonly steps: Step[];
  readonly spells: Spell[] = [];
  readonly approvals: number[];
  readonly #above: (agency: number) => number;

  constructor(round: Round, above: (agency: number) => number) {
    const { agency, correctionLimit, executionLimit } = round;
    this.body = { agency, correctionLimit, executionLimit, steps: round.steps.map(BigInt) };
    this.steps = this.body.steps.map(decodeStep);
    this.approvals = this.steps.map(() => 0);
    this.#above = above;
    this.state = {
      status: OPEN,
      round: round.round,
      stage: this.steps[0]?.stage ?? 0,
      silent: false,
      conflicts: false,
      approvals: 0,
      done: 0,
      escalated: 0,
      since: round.at,
      submittedAt: round.at,
      first: 0,
      second: 0,
      third: 0,
    };
    this.#begin(round.at);
  }

  take(act: Act): void {
    if (act.kind === DECIDED) this.#decided(act);
    else if (act.kind === LAPSED) this.#lapsed(act);
    else if (act.kind === EXECUTED) this.#move(EXECUTED_STATUS, this.state.stage, act);
    else if (act.verdict === CONFLICT) this.state.conflicts = true;
    else this.#move(act.status, this.state.stage, act);
  }

  #decided(act: Act): void {
    const place = this.steps.findIndex((step) => step.index === act.step);
    const step = this.steps[place];
    if (step === undefined)
      throw new Error(`Record ${act.record} decides step ${act.step}, which is not on the route.`);
    if (act.verdict !== APPROVE) {
      this.#end(place, act.at, act.verdict === REJECT ? "rejected" : "returned", act.record);
    } else {
      if (act.official !== 0) this.state.approvals += 1;
      this.approvals[place] = (this.approvals[place] ?? 0) + 1;
      if (step.isRule || this.approvals[place] >= step.quorum) {
        this.state.done |= 1 << place;
        this.#end(place, act.at, "approved", act.record);
      }
    }
    this.#move(act.status, act.stage, act);
  }

  /** The clock's own decisions hold from the end of the limit, whenever they were put on record. */
  #lapsed(act: Act): void {
    const { done, escalated } = this.state;
    for (const [place, step] of this.steps.entries()) {
      const bit = 1 << place;
      const spell = this.spells.find((each) => each.place === place && each.ended === null);
      if (spell === undefined) continue;
      const due = spell.due ?? act.at;
      if ((act.done & bit) !== 0 && (done & bit) === 0) {
        this.state.silent = true;
        this.#end(place, due, "deemed-approved", act.record);
      } else if ((act.escalated & bit) !== 0 && (escalated & bit) === 0) {
        this.#end(place, due, "escalated", act.record);
        this.#open(place, step, due, true);
      } else if (act.status === REJECTED && step.lateness === "reject" && !spell.escalated && due < act.at) {
        this.#end(place, due, "deemed-rejected", act.record);
      }
    }
    this.state.done = act.done;
    this.state.escalated = act.escalated;
    this.#move(act.status, act.stage, act);
  }

  #move(status: number, stage: number, act: Act): void {
    const { state } = this;
    if (status !== state.status || stage !== state.stage) state.since = act.at;
    const next = status === OPEN && stage !== state.stage;
    state.status = status;
    state.stage = stage;
    if (status !== OPEN) {
      for (const spell of this.spells) if (spell.ended === null) close(spell, act.at, "skipped", act.record);
    } else if (next) {
      this.#begin(act.at);
    }
  }

  #begin(at: number): void {
    for (const [place, step] of this.steps.entries()) {
      if (step.stage === this.state.stage) this.#open(place, step, at, false);
    }
  }

  #open(place: number, step: Step, began: number, escalated: boolean): void {
    const own = step.agency === 0 ? this.body.agency : step.agency;
    const duty = escalated ? step.escalation : step.duty;
    this.spells.push({
      round: this.state.round,
      place,
      step: step.index,
      agency: escalated ? this.#above(own) : own,
      duty: duty === null ? 0 : numberOf(DUTIES, duty, "duty"),
      lateness: numberOf(LATENESSES, step.lateness, "lateness"),
      escalated,
      began,
      due: step.limit === 0 ? null : began + step.limit,
      ended: null,
      outcome: null,
      record: null,
    });
  }

  #end(place: number, at: number, outcome: Outcome, record: number): void {
    const spell = this.spells.find((each) => each.place === place && each.ended === null);
    if (spell !== undefined) close(spell, at, outcome, record);
  }
}

function close(spell: Spell, at: number, outcome: Outcome, record: number): void {
  spell.ended = at;
  spell.outcome = outcome;
  spell.record = record;
}

/** Time ended it, or a decision after its limit. */
export function wasLate({ due, ended, outcome }: Spell): boolean {
  if (outcome === "escalated" || outcome === "deemed-approved" || outcome === "deemed-rejected") return true;
  return outcome !== "skipped" && ended !== null && due !== null && ended > due;
}
