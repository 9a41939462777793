// Derives the state of every case from raw events alone, as the text of IServiceApprovals says it is kept.
import type { RecordArgs } from "@mingzhang/sdk/events";
import type { Hex } from "viem";
import type { AuditEvent } from "./decode.ts";
import { Difference } from "./difference.ts";
import { CASE_STATUSES, named, stepOf } from "./words.ts";

/** What the contract keeps of a case. Older and newer contracts keep four or three of the officials, or `submittedAt`. */
export interface CaseState {
  status: number;
  round: number;
  stage: number;
  silent: boolean;
  conflicts: boolean;
  approvals: number;
  done: number;
  escalated: number;
  since: number;
  submittedAt: number;
  first: number;
  second: number;
  third: number;
  fourth: number;
}

export interface Case {
  /** Record of the first submission. */
  number: number;
  id: Hex;
  body: RecordArgs<"CaseSubmitted">["body"];
  amount: bigint;
  /** Of the last submission; seconds. */
  submittedAt: number;
  state: CaseState;
  lastRecord: number;
  /** Movements, permits and the like that its execution brought: first record and how many. */
  executed: { first: number; count: number } | null;
  /** Approvals by place, of this round. */
  tallies: number[];
}

const OPEN = 1 + CASE_STATUSES.indexOf("open");
const EXECUTED = 1 + CASE_STATUSES.indexOf("executed");
/** IServiceApprovals.Verdict.Approve. */
const APPROVE = 1;
/** IServiceApprovals.Act.DeclareConflict: it changes no status. */
const CONFLICT = 3;

export class CaseBook {
  readonly cases = new Map<Hex, Case>();

  /** Takes in a record of a block of time `at`, seconds. Throws Difference where it does not follow. */
  take(record: number, at: number, event: AuditEvent): void {
    if (event.name === "CaseSubmitted") this.#submit(record, at, event.args);
    else if (event.name === "CaseDecided") this.#decide(record, at, event.args);
    else if (event.name === "CaseActed") {
      const found = this.#at(record, event.args);
      if (event.args.act === CONFLICT) found.state.conflicts = true;
      move(found, at, event.args.status, found.state.stage);
    } else if (event.name === "CaseLapsed") this.#lapse(record, at, event.args);
    else if (event.name === "CaseExecuted") {
      const found = this.#at(record, { ...event.args, round: null });
      found.executed ??= { first: Number(event.args.first), count: Number(event.args.count) };
      move(found, at, EXECUTED, found.state.stage);
    }
  }

  #submit(record: number, at: number, { id, round, body, amount }: RecordArgs<"CaseSubmitted">): void {
    const before = this.cases.get(id);
    const expected = before === undefined ? 0 : before.state.round + 1;
    if (round !== expected) throw new Difference("log", `case ${id}, record ${record}`, "round", expected, round);
    const [first] = body.steps;
    if (first === undefined) throw new Difference("log", `case ${id}`, "steps", "at least one", 0);
    const state: CaseState = {
      status: OPEN,
      round,
      stage: stepOf(first).stage,
      silent: false,
      conflicts: before?.state.conflicts ?? false,
      approvals: 0,
      done: 0,
      escalated: 0,
      since: at,
      submittedAt: at,
      first: 0,
      second: 0,
      third: 0,
      fourth: 0,
    };
    const number = before?.number ?? record;
    const tallies = body.steps.map(() => 0);
    const case_ = { number, id, body, amount, submittedAt: at, state, lastRecord: record, executed: null, tallies };
    this.cases.set(id, case_);
  }

  #decide(record: number, at: number, args: RecordArgs<"CaseDecided">): void {
    const found = this.#at(record, args);
    const { state, body } = found;
    const place = body.steps.findIndex((word) => stepOf(word).index === args.step);
    const word = body.steps[place];
    if (word === undefined)
      throw new Difference("log", `case ${args.id}, record ${record}`, "step", "one of its route", args.step);
    const step = stepOf(word);
    if (args.verdict === APPROVE) {
      if (!step.isRule) {
        const officials = ["first", "second", "third", "fourth"] as const;
        const slot = officials[state.approvals];
        if (slot !== undefined) state[slot] = args.official;
        state.approvals += 1;
      }
      const tally = (found.tallies[place] ?? 0) + 1;
      found.tallies[place] = tally;
      if (step.isRule || tally === step.quorum) state.done |= 1 << place;
    }
    // Carried out in the same call: what came of it follows this record, as much as the body says.
    if (args.status === EXECUTED) found.executed ??= { first: record + 1, count: body.records };
    move(found, at, args.status, args.stage);
  }

  #lapse(record: number, at: number, args: RecordArgs<"CaseLapsed">): void {
    const found = this.#at(record, args);
    const { state } = found;
    if ((args.done & ~state.done) !== 0) state.silent = true;
    state.done = args.done;
    state.escalated = args.escalated;
    move(found, at, args.status, args.stage);
  }

  #at(record: number, { id, round }: { id: Hex; round: number | null }): Case {
    const found = this.cases.get(id);
    if (found === undefined)
      throw new Difference("log", `case ${id}, record ${record}`, "submission", "none", "it goes on");
    if (round !== null && round !== found.state.round) {
      throw new Difference("log", `case ${id}, record ${record}`, "round", found.state.round, round);
    }
    found.lastRecord = record;
    return found;
  }
}

function move({ state }: Case, at: number, status: number, stage: number): void {
  if (status !== state.status || stage !== state.stage) state.since = at;
  state.status = status;
  state.stage = stage;
}

/** How many cases there are of each status on record. */
export function byStatus(book: CaseBook): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { state } of book.cases.values()) {
    const name = named(CASE_STATUSES, state.status);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
