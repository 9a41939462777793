// Schemas of procedures, cases and the inbox; with case-content.ts and case-outcomes.ts they mirror the SDK's api-cases.
import { HANDLERS } from "@mingzhang/sdk/cases/payloads";
import { ACTS, LATENESSES, STANDINGS, VERDICTS } from "@mingzhang/sdk/cases/words";
import { z } from "@hono/zod-openapi";
import { chainPosition, hash, money, number, page, partyRef, time } from "./basics.ts";
import { amount, caseRef, duty, named, officialRef, procedureRef, status } from "./case-basics.ts";
import { content, execution } from "./case-content.ts";

const lateness = named(LATENESSES);

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
    records: number,
    submitter: hash,
    handler: hash,
    salt: hash,
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
