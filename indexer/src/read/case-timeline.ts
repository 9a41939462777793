// A case's records as a timeline: who did what by which duty, how long it took, and where the case stood after it.
import type { CaseBody, CaseEntry, CaseRound } from "@mingzhang/sdk/api-cases";
import { bodyHash } from "@mingzhang/sdk/cases/body";
import { ACTS, DUTIES, nameOf, STATUSES, VERDICTS } from "@mingzhang/sdk/cases/words";
import { timeText } from "@mingzhang/sdk/days";
import type { RecordArgs } from "@mingzhang/sdk/events";
import type { Hex } from "@mingzhang/sdk/hex";
import { currencyFromBytes } from "@mingzhang/sdk/money";
import type { Replayed } from "../cases/replay.ts";
import type { CaseRecord } from "./case-records.ts";
import type { CaseRefs } from "./case-refs.ts";
import { momentText } from "./cells.ts";

/** By which duty a case is submitted; 0 for anyone. */
export interface Submitting {
  duty: number;
  /** 0 for the case's own. */
  agency: number;
}

const status = (number: number) => nameOf(STATUSES, number, "status");
const dutyName = (number: number) => (number === 0 ? null : nameOf(DUTIES, number, "duty"));
const EXECUTED = 4;

/** One entry for each record, oldest first. */
export function timeline(
  records: readonly CaseRecord[],
  replayed: Replayed,
  submitting: Submitting,
  refs: CaseRefs,
): CaseEntry[] {
  let round = 0;
  let stage = 0;
  const entries: CaseEntry[] = [];
  for (const each of records) {
    const entry = entryOf(each, { replayed, submitting, refs, round, stage });
    if (entry === null) continue;
    ({ round, stage } = entry);
    entries.push(entry);
  }
  return entries;
}

interface Context {
  replayed: Replayed;
  submitting: Submitting;
  refs: CaseRefs;
  /** As the record before left them. */
  round: number;
  stage: number;
}

function entryOf({ record, time, chain, final, event }: CaseRecord, context: Context): CaseEntry | null {
  const { refs, round, stage, submitting, replayed } = context;
  const base = {
    record,
    time: timeText(time),
    chain,
    final,
    round,
    step: null,
    verdict: null,
    act: null,
    official: null,
    duty: null,
    agency: null,
    signer: null,
    byRule: false,
    reason: "",
    deadline: null,
    signature: null,
    stage,
    took: null,
    late: false,
  };
  switch (event.name) {
    case "CaseSubmitted": {
      const { body, deadline, signature } = event.args;
      const first = replayed.steps[0]?.stage ?? 0;
      const by = { official: refs.official(body.official), signer: body.submitter, ...signed(deadline, signature) };
      const agency = submitting.duty === 0 ? null : refs.names.party(submitting.agency || body.agency);
      const place = { round: event.args.round, duty: dutyName(submitting.duty), agency };
      return { ...base, type: "submitted", ...by, ...place, status: "open", stage: first };
    }
    case "CaseDecided": {
      const { args } = event;
      const spell = replayed.spells.findLast(
        (each) =>
          each.round === args.round && each.step === args.step && each.began <= time && (each.ended ?? time) >= time,
      );
      const late = spell?.due !== null && spell?.due !== undefined && time > spell.due;
      return {
        ...base,
        type: "decided",
        round: args.round,
        step: args.step,
        verdict: nameOf(VERDICTS, args.verdict, "verdict"),
        official: refs.official(args.official),
        duty: dutyName(spell?.duty ?? 0),
        agency: args.official === 0 || spell === undefined ? null : refs.names.party(spell.agency),
        signer: args.signer,
        byRule: args.official === 0,
        reason: args.reason,
        ...(args.official === 0 ? {} : signed(args.deadline, args.signature)),
        status: status(args.status),
        stage: args.stage,
        took: spell === undefined ? null : time - spell.began,
        late,
      };
    }
    case "CaseActed": {
      const { args } = event;
      const by = {
        official: refs.official(args.official),
        signer: args.signer,
        ...signed(args.deadline, args.signature),
      };
      const act = nameOf(ACTS, args.act, "act");
      return {
        ...base,
        type: "acted",
        round: args.round,
        act,
        ...by,
        reason: args.reason,
        status: status(args.status),
      };
    }
    case "CaseLapsed": {
      const { args } = event;
      const after = { status: status(args.status), stage: args.stage };
      return { ...base, type: "lapsed", round: args.round, ...after, late: true };
    }
    case "CaseExecuted":
      return { ...base, type: "executed", status: status(EXECUTED) };
    default:
      return null;
  }
}

function signed(deadline: number, signature: Hex) {
  if (signature === "0x") return { deadline: null, signature: null };
  return { deadline: momentText(deadline), signature };
}

/** Submissions as later acts want them back. */
export function caseRounds(records: readonly CaseRecord[]): CaseRound[] {
  return records.flatMap(({ record, event }) => {
    if (event.name !== "CaseSubmitted") return [];
    const { round, body, amount, currency, documents, payload } = event.args;
    const code = BigInt(currency) === 0n ? null : currencyFromBytes(currency);
    return [
      {
        round,
        record,
        body: wireBody(body),
        bodyHash: bodyHash(body),
        amount: code === null ? null : amount.toString(),
        currency: code,
        documents: [...documents],
        payload,
      },
    ];
  });
}

function wireBody(body: RecordArgs<"CaseSubmitted">["body"]): CaseBody {
  return { ...body, steps: body.steps.map(String) };
}
