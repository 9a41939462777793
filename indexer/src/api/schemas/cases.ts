// Schemas of procedures, cases and what comes of them; they mirror the SDK's api-cases.
import { HANDLERS } from "@mingzhang/sdk/cases/payloads";
import { OPENS } from "@mingzhang/sdk/cases/specs";
import {
  ACTS,
  DUTIES,
  LATENESSES,
  STANDINGS,
  STATUSES,
  VALIDITIES,
  VERDICTS,
  type Word,
} from "@mingzhang/sdk/cases/words";
import { z } from "@hono/zod-openapi";
import { accountRef, chainPosition, day, hash, money, movementKind, number, page, partyRef, time } from "./basics.ts";

const named = <N extends string>(list: readonly Word<N>[]) => z.enum(list.map((word) => word.name) as [N, ...N[]]);
const duty = named(DUTIES);
const status = named(STATUSES);
const lateness = named(LATENESSES);
const names = { name: z.string(), otherName: z.string() };
const amount = { amount: money.nullable(), currency: z.string().nullable(), exponent: number.nullable() };

export const officialRef = z.object({ id: number, ...names, agency: partyRef }).openapi("OfficialRef");
export const procedureRef = z.object({ number, code: z.string(), ...names }).openapi("ProcedureRef");

const step = z.object({
  index: number,
  stage: number,
  duty: duty.nullable(),
  agency: partyRef.nullable(),
  quorum: number,
  limit: number.nullable(),
  lateness,
  escalation: duty.nullable(),
  fromAmount: money.nullable(),
  rule: hash.nullable(),
});

export const procedure = procedureRef
  .extend({
    government: partyRef,
    standing: named(STANDINGS),
    handler: z.enum(HANDLERS).nullable(),
    handlerAddress: hash,
    scope: number,
    allows: z.array(z.string()),
    submitDuty: duty.nullable(),
    submitAgency: partyRef.nullable(),
    correctionLimit: number.nullable(),
    executionLimit: number,
    currency: z.string().nullable(),
    exponent: number.nullable(),
    legalBasis: z.string(),
    document: hash.nullable(),
    steps: z.array(step.extend({ ruleCodeHash: hash.nullable() }).openapi("ProcedureStep")),
    announcedRecord: number,
    announcedAt: time,
    publishableFrom: time.nullable(),
    publishedRecord: number.nullable(),
    publishedAt: time.nullable(),
    endedAt: time.nullable(),
    replacedBy: number.nullable(),
    cases: number,
    open: number,
  })
  .openapi("Procedure");

const version = procedureRef.extend({
  standing: named(STANDINGS),
  announcedAt: time,
  publishedAt: time.nullable(),
  endedAt: time.nullable(),
});
export const procedureDetail = procedure.extend({ versions: z.array(version) }).openapi("ProcedureDetail");
export const procedures = z.object({ asOf: time, items: z.array(procedure) }).openapi("Procedures");

const desk = z
  .object({
    who: z.enum(["official", "rule", "submitter", "anyone"]),
    step: number.nullable(),
    duty: duty.nullable(),
    agency: partyRef.nullable(),
    escalated: z.boolean(),
    quorum: number,
    approvals: number,
    due: time.nullable(),
    overdue: z.boolean(),
  })
  .openapi("CaseDesk");

export const caseRef = z
  .object({ number, id: hash, procedure: procedureRef, agency: partyRef, title: z.string(), status })
  .openapi("CaseRef");

export const caseItem = caseRef
  .extend({
    ...amount,
    round: number,
    stage: number,
    stages: number,
    stageNumber: number,
    desks: z.array(desk),
    since: time,
    due: time.nullable(),
    overdue: z.boolean(),
    late: z.boolean(),
    lapsable: z.boolean(),
    silent: z.boolean(),
    submittedAt: time,
    submitter: hash,
    official: officialRef.nullable(),
    lastRecord: number,
    updatedAt: time,
  })
  .openapi("Case");

export const casePage = page(caseItem, "Cases").extend({ asOf: time }).openapi("CasePage");

const body = z
  .object({
    procedure: number,
    agency: number,
    government: number,
    official: number,
    scope: number,
    correctionLimit: number,
    executionLimit: number,
    submittedAt: number,
    submitter: hash,
    handler: hash,
    payloadHash: hash,
    content: hash,
    decisionType: hash,
    steps: z.array(z.string()),
  })
  .openapi("CaseBody");

const round = z
  .object({
    round: number,
    record: number,
    body,
    bodyHash: hash,
    salt: hash,
    amount: money.nullable(),
    currency: z.string().nullable(),
    documents: z.array(hash),
    payload: hash,
  })
  .openapi("CaseRound");

const caseStep = step
  .extend({
    place: number,
    state: z.enum([
      "waiting",
      "open",
      "approved",
      "rejected",
      "returned",
      "deemed-approved",
      "deemed-rejected",
      "skipped",
    ]),
    escalated: z.boolean(),
    approvals: number,
    began: time.nullable(),
    due: time.nullable(),
    ended: time.nullable(),
    late: z.boolean(),
  })
  .openapi("CaseStep");

const entry = z
  .object({
    record: number,
    type: z.enum(["submitted", "decided", "acted", "lapsed", "executed"]),
    time,
    chain: chainPosition,
    final: z.boolean(),
    round: number,
    step: number.nullable(),
    verdict: named(VERDICTS).nullable(),
    act: named(ACTS).nullable(),
    official: officialRef.nullable(),
    duty: duty.nullable(),
    agency: partyRef.nullable(),
    signer: hash.nullable(),
    byRule: z.boolean(),
    reason: z.string(),
    deadline: time.nullable(),
    signature: hash.nullable(),
    status,
    stage: number,
    took: number.nullable(),
    late: z.boolean(),
  })
  .openapi("CaseEntry");

const listed = {
  purpose: z.string(),
  document: hash.nullable(),
  currency: z.string().nullable(),
  exponent: number.nullable(),
  total: money.nullable(),
  count: number,
};

const movementRow = z.object({
  kind: movementKind,
  from: accountRef,
  to: accountRef,
  payee: partyRef.nullable(),
  amount: money,
  valueDate: day.nullable(),
  document: hash.nullable(),
  detail: z.string().nullable(),
  detailRaw: hash,
});

const openingRow = z.object({
  ...names,
  above: accountRef.nullable(),
  giver: accountRef.nullable(),
  party: partyRef.nullable(),
  amount: money.nullable(),
  fields: z.record(z.string(), z.string()),
});

const content = z
  .discriminatedUnion("type", [
    z.object({ type: z.literal("orders"), kinds: z.array(movementKind), ...listed, rows: z.array(movementRow) }),
    z.object({ type: z.literal("openings"), opens: z.enum(OPENS), ...listed, rows: z.array(openingRow) }),
    z.object({
      type: z.literal("standing-order"),
      purpose: z.string(),
      document: hash.nullable(),
      fund: accountRef,
      commitment: accountRef,
      payee: partyRef.nullable(),
      ...amount,
      amount: money,
      times: number,
      firstDay: day,
      everyDays: number,
      persons: number,
      detail: z.string().nullable(),
      detailRaw: hash,
    }),
    z.object({
      type: z.literal("permit"),
      revokes: number.nullable(),
      permitType: number,
      typeName: z.string(),
      holder: hash,
      validFrom: time.nullable(),
      validUntil: time.nullable(),
      term: number.nullable(),
      conditions: z.string(),
      document: hash.nullable(),
      evidence: hash,
    }),
    z.object({
      type: z.literal("seat"),
      act: z.enum(["appoint", "dismiss"]),
      agency: partyRef.nullable(),
      duty,
      holder: hash,
      official: officialRef.nullable(),
      ...names,
      from: time.nullable(),
      until: time.nullable(),
    }),
    z.object({ type: z.literal("raw"), reason: z.string() }),
  ])
  .openapi("CaseContent");

const movement = z.object({
  record: number,
  kind: movementKind,
  from: accountRef,
  to: accountRef,
  payee: partyRef.nullable(),
  amount: money,
  currency: z.string(),
  exponent: number,
});

const execution = z
  .object({
    record: number,
    time,
    first: number,
    count: number,
    movements: z.array(movement),
    movementCount: number,
    accounts: z.array(accountRef),
    permits: z.array(number),
    revokedPermits: z.array(number),
    standingOrders: z.array(number),
    seats: z.array(
      z.object({
        record: number,
        act: z.enum(["appoint", "dismiss"]),
        official: officialRef,
        duty,
        agency: partyRef,
        holder: hash,
      }),
    ),
  })
  .openapi("CaseExecution");

export const caseDetail = caseItem
  .extend({
    asOf: time,
    contract: hash,
    handler: z.enum(HANDLERS).nullable(),
    body,
    bodyHash: hash,
    payload: hash,
    documents: z.array(hash),
    content,
    rounds: z.array(round),
    steps: z.array(caseStep),
    timeline: z.array(entry),
    execution: execution.nullable(),
  })
  .openapi("CaseDetail");

export const seat = z
  .object({ official: officialRef, duty, agency: partyRef, holder: hash, from: time, until: time, record: number })
  .openapi("Seat");
export const officials = z.object({ asOf: time, items: z.array(seat) }).openapi("Officials");

const decides = z.array(z.object({ step: number, duty, agency: partyRef }));
const inboxList = z
  .object({ items: z.array(caseItem.extend({ decides }).openapi("InboxCase")), total: number })
  .openapi("InboxList");
export const inbox = z
  .object({
    asOf: time,
    address: hash,
    official: officialRef.nullable(),
    seats: z.array(seat),
    toDecide: inboxList,
    returned: inboxList,
    mine: inboxList,
  })
  .openapi("Inbox");

export const permit = z
  .object({
    asOf: time,
    number,
    validity: named(VALIDITIES),
    case: caseRef.nullable(),
    agency: partyRef,
    permitType: number,
    typeName: z.string(),
    holder: hash,
    validFrom: time,
    validUntil: time,
    conditions: z.string(),
    document: hash.nullable(),
    grantedRecord: number,
    grantedAt: time,
    revoked: z
      .object({ record: number, time, reason: z.string(), document: hash.nullable(), case: caseRef.nullable() })
      .nullable(),
  })
  .openapi("Permit");

export const standingOrder = z
  .object({
    number,
    case: caseRef.nullable(),
    agency: partyRef,
    fund: accountRef,
    commitment: accountRef,
    payee: partyRef.nullable(),
    purpose: z.string(),
    amount: money,
    currency: z.string(),
    exponent: number,
    times: number,
    drawn: number,
    drawnAmount: money,
    cap: money,
    firstDay: day,
    everyDays: number,
    nextDay: day.nullable(),
    due: z.boolean(),
    persons: number,
    detail: z.string().nullable(),
    document: hash.nullable(),
    givenRecord: number,
    givenAt: time,
    stopped: z.object({ record: number, time, official: officialRef, reason: z.string() }).nullable(),
    draws: z.array(z.object({ record: number, nth: number, dueDay: day, movement: number, drawnAt: time })),
  })
  .openapi("StandingOrder");
export const standingPage = page(standingOrder, "StandingOrders").extend({ asOf: time }).openapi("StandingOrderPage");

const counts = {
  agency: partyRef,
  decided: number,
  medianSeconds: z.number().nullable(),
  limited: number,
  onTime: number,
  lapsed: number,
  open: number,
  overdue: number,
};
export const timeliness = z
  .object({
    asOf: time,
    items: z.array(z.object({ ...counts, procedure: procedureRef }).openapi("TimelinessRow")),
    agencies: z.array(z.object(counts)),
  })
  .openapi("Timeliness");
