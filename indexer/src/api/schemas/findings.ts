// Schemas of findings and of the scorecard; they mirror the SDK's api-findings.
import { FINDING_ACTS, FINDING_STATUSES, SEVERITIES } from "@mingzhang/sdk/findings/words";
import { z } from "@hono/zod-openapi";
import { accountRef, chainPosition, day, hash, number, page, partyRef, time } from "./basics.ts";
import { caseRef, named, officialRef } from "./case-basics.ts";

const severity = named(SEVERITIES);
const status = named(FINDING_STATUSES);

const subject = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("record"), record: number, event: z.string().nullable() }),
    z.object({ kind: z.literal("case"), id: hash, case: caseRef.nullable() }),
    z.object({ kind: z.literal("line"), line: accountRef }),
    z.object({ kind: z.literal("party"), party: partyRef }),
    z.object({ kind: z.literal("period"), from: day, to: day }),
  ])
  .openapi("FindingSubject");

export const finding = z
  .object({
    number,
    id: hash,
    severity,
    status,
    subject,
    text: z.string(),
    document: hash.nullable(),
    office: partyRef,
    agency: partyRef.openapi({ description: "Answers now" }),
    asked: partyRef.openapi({ description: "Named by the opening" }),
    official: officialRef,
    openedAt: time,
    answerLimit: number.openapi({ description: "Seconds" }),
    turn: number.openapi({ description: "How many acts came before the next one" }),
    since: time,
    due: time.nullable(),
    overdue: z.boolean(),
    lastRecord: number,
    updatedAt: time,
  })
  .openapi("Finding");

export const findingPage = page(finding, "Findings").extend({ asOf: time }).openapi("FindingPage");

const entry = z
  .object({
    record: number,
    act: z.enum(["open", ...FINDING_ACTS.map(({ name }) => name)]),
    time,
    chain: chainPosition,
    final: z.boolean(),
    turn: number,
    official: officialRef,
    agency: partyRef,
    agencyName: z.string(),
    signer: hash,
    text: z.string(),
    document: hash.nullable(),
    deadline: time,
    signature: hash.nullable(),
    status,
    due: time.nullable(),
    late: z.boolean(),
  })
  .openapi("FindingEntry");

export const findingDetail = finding
  .extend({
    asOf: time,
    contract: hash,
    salt: hash,
    officeName: z.string(),
    subjectWord: hash,
    above: partyRef.nullable(),
    acts: z.array(entry),
  })
  .openapi("FindingDetail");

const unresolved = z.object({ note: number, minor: number, major: number, critical: number });

export const scorecard = z
  .object({
    asOf: time,
    items: z.array(
      z
        .object({
          agency: partyRef,
          asked: number,
          open: number,
          overdue: number,
          answered: number,
          medianSeconds: z.number().nullable(),
          limited: number,
          onTime: number,
          unresolved,
          resolved: number,
        })
        .openapi("ScorecardRow"),
    ),
  })
  .openapi("Scorecard");
