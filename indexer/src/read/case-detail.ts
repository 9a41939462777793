// Reads one case with everything that it takes to understand it and to act on it.
import type { CaseDetail } from "@mingzhang/sdk/api-cases";
import type { Deployment } from "@mingzhang/sdk/api";
import { executionOf } from "@mingzhang/sdk/cases/executions";
import { HANDLERS, type HandlerName } from "@mingzhang/sdk/cases/payloads";
import { timeText } from "@mingzhang/sdk/days";
import type { Hex } from "@mingzhang/sdk/hex";
import { replay } from "../cases/replay.ts";
import type { StoredStep } from "../store/batch-cases.ts";
import { agenciesAbove } from "../store/cases.ts";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { caseContent } from "./case-content.ts";
import { caseExecution } from "./case-execution.ts";
import { caseHistory, decodedRecords } from "./case-records.ts";
import { CaseRefs } from "./case-refs.ts";
import { caseSteps } from "./case-steps.ts";
import { caseRounds, timeline } from "./case-timeline.ts";
import { type CaseCells, caseOf, casesWhere } from "./cases.ts";

/** Name of the handler at an address of this deployment, null for a foreign one. */
export function handlerAt(deployment: Deployment, address: string): HandlerName | null {
  return HANDLERS.find((name) => deployment.contracts[name].toLowerCase() === address.toLowerCase()) ?? null;
}

export interface DetailContext {
  deployment: Deployment;
  finalityDepth: number;
  /** Seconds. */
  now: number;
}

/** A case by its number, or by its id of 32 bytes. Null if there is none. */
export async function caseDetail(db: Db, context: DetailContext, which: number | Hex): Promise<CaseDetail | null> {
  const where: SQL =
    typeof which === "number" ? sql`c.number = ${which}` : sql`c.id = decode(${which.slice(2)}, 'hex')`;
  const [row] = await casesWhere(db, context.now, where, sql`limit 1`);
  return row === undefined ? null : detailOf(db, context, row);
}

interface ProcedureCells {
  submit_duty: number;
  submit_agency: number;
  steps: StoredStep[];
}

async function detailOf(db: Db, context: DetailContext, row: CaseCells): Promise<CaseDetail> {
  const { deployment, finalityDepth, now } = context;
  const item = (await caseOf(db, now, [row]))(row);
  const { rounds: history, acts } = await caseHistory(db, row.id);
  const replayed = replay(history, acts, await agenciesAbove(db));
  const wanted = [...history, ...acts].map((each) => each.record);
  const records = await decodedRecords(db, wanted, finalityDepth);
  const [procedure] = await db.rows<ProcedureCells>(
    sql`select submit_duty, submit_agency, steps from procedures where number = ${row.procedure}`,
  );
  if (procedure === undefined) throw new Error(`The store has no procedure ${row.procedure}.`);
  const refs = await CaseRefs.load(db, {
    parties: [
      row.agency,
      ...(procedure.submit_agency === 0 ? [] : [procedure.submit_agency]),
      ...replayed.spells.map((spell) => spell.agency),
      ...replayed.steps.map((step) => (step.agency === 0 ? null : step.agency)),
    ],
    officials: [...history, ...acts].map((each) => each.official),
  });
  const rounds = caseRounds(records);
  const present = rounds.at(-1);
  if (present === undefined) throw new Error(`Case ${row.number} has no submission.`);
  const handler = handlerAt(deployment, present.body.handler);
  const executed = records.flatMap(({ record, time, event }) => {
    const made = executionOf(event, present.body.records);
    return made === null ? [] : [{ ...made, record, time }];
  })[0];
  const execution =
    executed === undefined
      ? null
      : await caseExecution(db, executed.record, executed.time, executed.first, executed.count);
  return {
    ...item,
    asOf: timeText(now),
    contract: deployment.contracts.serviceApprovals,
    handler,
    body: present.body,
    bodyHash: present.bodyHash,
    payload: present.payload,
    documents: present.documents,
    content: await caseContent(db, handler, present.payload, present.currency),
    rounds,
    steps: caseSteps(replayed, procedure.steps, refs, now),
    timeline: timeline(records, replayed, { duty: procedure.submit_duty, agency: procedure.submit_agency }, refs),
    execution,
  };
}
