// Turns the records of procedures, cases, permits, standing orders and seats into rows.
import { decodePayload, type HandlerName, ordersPurpose, type Payload } from "@mingzhang/sdk/cases/payloads";
import { MingzhangError } from "@mingzhang/sdk/errors";
import type { RecordArgs, RecordEvent } from "@mingzhang/sdk/events";
import type { Hex } from "@mingzhang/sdk/hex";
import { currencyFromBytes } from "@mingzhang/sdk/money";
import { ACTED, DECIDED, EXECUTED, LAPSED } from "../cases/replay.ts";
import type { ActRow, CaseRows, ProcedureRow, RoundRow } from "../store/batch-cases.ts";
import { storable } from "./text.ts";

/** Handlers of a deployment by address, in lower case. */
export type Handlers = ReadonlyMap<string, HandlerName>;

export const NO_HANDLERS: Handlers = new Map();

const ZERO_32: Hex = `0x${"0".repeat(64)}`;
const orNull = (hash: Hex) => (hash === ZERO_32 ? null : hash);
const lower = (address: Hex) => address.toLowerCase() as Hex;
/** Longest title in the store, in characters; every handler's own limit is lower. */
const TITLE = 512;

/** Adds what a record says of cases; other records are left alone. @param at block time in seconds */
export function addCaseRecord(
  rows: CaseRows,
  event: RecordEvent,
  record: number,
  at: number,
  handlers: Handlers,
): void {
  switch (event.name) {
    case "ProcedureAnnounced":
      rows.procedures.push(procedureRow(event.args, record, at));
      break;
    case "ProcedurePublished": {
      const { procedure, replaced } = event.args;
      rows.procedureEvents.push({ record, procedure, event: 1, replaced, at });
      break;
    }
    case "ProcedureCancelled":
      rows.procedureEvents.push({ record, procedure: event.args.procedure, event: 2, replaced: 0, at });
      break;
    case "ProcedureRetired":
      rows.procedureEvents.push({ record, procedure: event.args.procedure, event: 3, replaced: 0, at });
      break;
    case "CaseSubmitted":
      rows.rounds.push(roundRow(event.args, record, at, handlers));
      break;
    case "CaseDecided": {
      const { id, round, step, verdict, official, status, stage } = event.args;
      rows.acts.push({ ...act(record, id, DECIDED, at), round, step, verdict, official, status, stage });
      break;
    }
    case "CaseActed": {
      const { id, round, act: verdict, official, status } = event.args;
      rows.acts.push({ ...act(record, id, ACTED, at), round, verdict, official, status });
      break;
    }
    case "CaseLapsed": {
      const { id, round, status, stage, done, escalated } = event.args;
      rows.acts.push({ ...act(record, id, LAPSED, at), round, status, stage, done, escalated });
      break;
    }
    case "CaseExecuted": {
      const { id, first, count } = event.args;
      rows.acts.push({ ...act(record, id, EXECUTED, at), first: Number(first), count: Number(count) });
      break;
    }
    default:
      addOutcome(rows, event, record, at);
  }
}

/** What comes of cases: permits, standing orders, officials and seats. */
function addOutcome(rows: CaseRows, event: RecordEvent, record: number, at: number): void {
  switch (event.name) {
    case "PermitGranted": {
      const { permit, id, agency, permitType, typeName, holder, validFrom, validUntil, conditions, document } =
        event.args;
      const texts = { typeName: storable(typeName), conditions: storable(conditions) };
      const terms = { agency, permitType, holder, validFrom, validUntil, document: orNull(document), ...texts };
      rows.permits.push({ number: Number(permit), record, id, ...terms, at });
      break;
    }
    case "PermitRevoked": {
      const { permit, id, reason, document } = event.args;
      const said = { reason: storable(reason), document: orNull(document) };
      rows.revocations.push({ record, permit: Number(permit), id, ...said, at });
      break;
    }
    case "StandingGiven": {
      const { order, id, agency, standing } = event.args;
      const { fund, commitment, amount, detail, document, purpose, times, firstDay, everyDays, persons } = standing;
      const accounts = { fund: fund.toString(), commitment: commitment.toString(), amount: amount.toString() };
      const texts = { purpose: storable(purpose), detail: orNull(detail), document: orNull(document) };
      const rhythm = { times, firstDay, everyDays, persons };
      rows.standings.push({ number: Number(order), record, id, agency, ...accounts, ...rhythm, ...texts, at });
      break;
    }
    case "StandingDrawn": {
      const { order, time, dueDay, movement } = event.args;
      rows.draws.push({ record, standing: Number(order), nth: time, dueDay, movement: Number(movement), at });
      break;
    }
    case "StandingStopped": {
      const { order, official, reason } = event.args;
      rows.stops.push({ record, standing: Number(order), official, reason: storable(reason), at });
      break;
    }
    case "OfficialEnrolled": {
      const { official, agency, name, otherName } = event.args;
      rows.officials.push({ number: official, record, agency, name: storable(name), otherName: storable(otherName) });
      break;
    }
    case "SeatGiven": {
      const { official, agency, duty, holder, from, until } = event.args;
      const place = { official, agency, duty, holder: lower(holder) };
      rows.seats.push({ record, ...place, fromTime: from, untilTime: until, ended: false });
      break;
    }
    case "SeatEnded": {
      const { official, agency, duty, holder, endedAt } = event.args;
      const place = { official, agency, duty, holder: lower(holder) };
      rows.seats.push({ record, ...place, fromTime: 0, untilTime: endedAt, ended: true });
      break;
    }
    default:
  }
}

function act(record: number, id: Hex, kind: number, at: number): ActRow {
  const none = { round: 0, step: 0, verdict: 0, official: 0, status: 0, stage: 0, done: 0, escalated: 0 };
  return { record, id, kind, at, ...none, first: 0, count: 0 };
}

function procedureRow(args: RecordArgs<"ProcedureAnnounced">, record: number, at: number): ProcedureRow {
  const { procedure, from, spec, codeHashes } = args;
  const { terms, document } = spec;
  const texts = {
    code: storable(spec.code),
    name: storable(spec.name),
    otherName: storable(spec.otherName),
    legalBasis: storable(spec.legalBasis),
  };
  return {
    number: procedure,
    record,
    announcedAt: at,
    publishableFrom: from,
    government: terms.government,
    handler: lower(terms.handler),
    scope: terms.scope,
    submitDuty: terms.submitDuty,
    submitAgency: terms.submitAgency,
    correctionLimit: terms.correctionLimit,
    executionLimit: terms.executionLimit,
    currency: currencyOrNull(terms.currency),
    ...texts,
    document: orNull(document),
    steps: spec.steps.map((step, place) => ({
      stage: step.stage,
      duty: step.duty,
      agency: step.agency,
      quorum: step.quorum,
      limit: step.limit,
      lateness: step.lateness,
      escalation: step.escalation,
      fromAmount: step.fromAmount.toString(),
      rule: BigInt(step.rule) === 0n ? null : lower(step.rule),
      codeHash: BigInt(step.rule) === 0n ? null : (codeHashes[place] ?? null),
    })),
    search: [texts.code, texts.name, texts.otherName].join(" ").toLowerCase(),
  };
}

function roundRow(args: RecordArgs<"CaseSubmitted">, record: number, at: number, handlers: Handlers): RoundRow {
  const { id, round, body, amount, currency, payload } = args;
  const title = storable(titleOf(body.handler, payload, handlers))
    .slice(0, TITLE)
    .toWellFormed();
  return {
    record,
    id,
    round,
    at,
    procedure: body.procedure,
    agency: body.agency,
    government: body.government,
    official: body.official,
    submitter: lower(body.submitter),
    correctionLimit: body.correctionLimit,
    executionLimit: body.executionLimit,
    records: body.records,
    steps: body.steps.map(String),
    amount: amount.toString(),
    currency: currencyOrNull(currency),
    title,
    search: title.toLowerCase(),
  };
}

/** What a case is for, in the submitter's words; empty where a known handler's payload does not say it. */
function titleOf(handler: Hex, data: Hex, handlers: Handlers): string {
  const name = handlers.get(handler.toLowerCase());
  if (name === undefined) return "";
  if (name === "ledgerOrders") return ordersPurpose(data) ?? "";
  try {
    return titleOfPayload(decodePayload(name, data));
  } catch (error) {
    if (error instanceof MingzhangError) return "";
    throw error;
  }
}

function titleOfPayload(payload: Payload): string {
  switch (payload.handler) {
    case "permits":
      return payload.value.typeName;
    case "seats":
      return [payload.value.name, payload.value.otherName].filter((name) => name !== "").join(" ");
    default:
      return payload.value.purpose;
  }
}

/** Bytes that are no letters are no currency: a handler to come may have written them. */
function currencyOrNull(bytes: Hex): string | null {
  try {
    return BigInt(bytes) === 0n ? null : currencyFromBytes(bytes);
  } catch (error) {
    if (error instanceof MingzhangError) return null;
    throw error;
  }
}
