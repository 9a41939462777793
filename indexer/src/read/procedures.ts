// Reads procedures: their versions with standing, steps and how many cases they have.
import type { Procedure, ProcedureDetail, ProcedureStep } from "@mingzhang/sdk/api-cases";
import type { Deployment } from "@mingzhang/sdk/api";
import { OPENS } from "@mingzhang/sdk/cases/specs";
import { DUTIES, LATENESSES, nameOf, type StandingName } from "@mingzhang/sdk/cases/words";
import { timeText } from "@mingzhang/sdk/days";
import { KINDS } from "@mingzhang/sdk/kinds";
import type { StoredStep } from "../store/batch-cases.ts";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { handlerAt } from "./case-detail.ts";
import { CaseRefs } from "./case-refs.ts";
import { casesAt } from "./cases.ts";
import { hash, hashOrNull, hex, momentText } from "./cells.ts";

interface Cells {
  number: number;
  record: number;
  announced_at: number;
  publishable_from: number;
  government: number;
  handler: string;
  scope: number;
  submit_duty: number;
  submit_agency: number;
  correction_limit: number;
  execution_limit: number;
  currency: string | null;
  code: string;
  legal_basis: string;
  document: string | null;
  steps: StoredStep[];
}

interface EventCells {
  record: number;
  procedure: number;
  event: number;
  replaced: number;
  at: number;
}

const PUBLISHED = 1;
const CANCELLED = 2;

/** What became of a version, from its events and those of the versions that replaced it. */
interface Life {
  standing: StandingName;
  publishedRecord: number | null;
  publishedAt: string | null;
  endedAt: string | null;
  replacedBy: number | null;
}

function lifeOf(number: number, events: readonly EventCells[]): Life {
  const published = events.find((each) => each.procedure === number && each.event === PUBLISHED);
  const ended = events.find((each) => each.procedure === number && each.event !== PUBLISHED);
  const replaced = events.find((each) => each.event === PUBLISHED && each.replaced === number);
  const end = ended ?? replaced;
  const standing = (): StandingName => {
    if (ended !== undefined) return ended.event === CANCELLED ? "cancelled" : "retired";
    if (replaced !== undefined) return "replaced";
    return published === undefined ? "announced" : "current";
  };
  return {
    standing: standing(),
    publishedRecord: published?.record ?? null,
    publishedAt: published === undefined ? null : timeText(published.at),
    endedAt: end === undefined ? null : timeText(end.at),
    replacedBy: replaced?.procedure ?? null,
  };
}

export interface ProcedureRequest {
  /** Every version, not the current ones alone. */
  all: boolean;
  government?: number | undefined;
}

/** Procedures by code, versions of one code newest first. */
export async function procedureList(
  db: Db,
  deployment: Deployment,
  now: number,
  request: ProcedureRequest,
): Promise<Procedure[]> {
  const where = request.government === undefined ? sql`true` : sql`government = ${request.government}`;
  const found = await load(db, deployment, now, where);
  return request.all ? found : found.filter(({ standing }) => standing === "current");
}

/** A version by its number, with all of its code. Null if there is none. */
export async function procedureByNumber(
  db: Db,
  deployment: Deployment,
  now: number,
  number: number,
): Promise<ProcedureDetail | null> {
  const same = sql`(government, code) = (select government, code from procedures where number = ${number})`;
  const versions = await load(db, deployment, now, same);
  const one = versions.find((each) => each.number === number);
  if (one === undefined) return null;
  const oldestFirst = versions.sort((a, b) => a.number - b.number);
  return {
    ...one,
    versions: oldestFirst.map(({ code, name, otherName, standing, announcedAt, publishedAt, endedAt, ...each }) => ({
      ...{ number: each.number, code, name, otherName, standing, announcedAt, publishedAt, endedAt },
    })),
  };
}

async function load(db: Db, deployment: Deployment, now: number, where: SQL): Promise<Procedure[]> {
  const rows = await db.rows<Cells>(sql`
    select number, record::float8 as record, announced_at::float8 as announced_at,
      publishable_from::float8 as publishable_from, government, ${hex("handler")} as handler, scope::float8 as scope,
      submit_duty, submit_agency, correction_limit::float8 as correction_limit, execution_limit::float8 as execution_limit,
      currency, code, legal_basis, ${hex("document")} as document, steps
    from procedures where ${where} order by code collate "C", government, number desc`);
  const events = await db.rows<EventCells>(sql`
    select record::float8 as record, procedure, event, replaced, at::float8 as at from procedure_events order by record`);
  const counts = await db.rows<{ procedure: number; cases: number; open: number }>(sql`
    select c.procedure, count(*)::float8 as cases, (count(*) filter (where p.status in (1, 2)))::float8 as open
    from ${casesAt(now)} group by c.procedure`);
  const refs = await CaseRefs.load(db, {
    procedures: rows.map((row) => row.number),
    parties: rows
      .flatMap((row) => [row.government, row.submit_agency, ...row.steps.map((step) => step.agency)])
      .filter(Boolean),
  });
  return rows.map((row): Procedure => {
    const handler = handlerAt(deployment, `0x${row.handler}`);
    const counted = counts.find((each) => each.procedure === row.number);
    const life = lifeOf(row.number, events);
    return {
      ...refs.procedure(row.number),
      government: refs.names.party(row.government),
      ...life,
      handler,
      handlerAddress: hash(row.handler),
      scope: row.scope,
      allows: allowed(handler, row.scope),
      submitDuty: row.submit_duty === 0 ? null : nameOf(DUTIES, row.submit_duty, "duty"),
      submitAgency: refs.names.partyOrNull(row.submit_agency === 0 ? null : row.submit_agency),
      correctionLimit: row.correction_limit === 0 ? null : row.correction_limit,
      executionLimit: row.execution_limit,
      currency: row.currency,
      exponent: refs.exponent(row.currency),
      legalBasis: row.legal_basis,
      document: hashOrNull(row.document),
      steps: row.steps.map((step, index) => stepOf(step, index, refs)),
      announcedRecord: row.record,
      announcedAt: timeText(row.announced_at),
      publishableFrom: life.standing === "announced" ? momentText(row.publishable_from) : null,
      cases: counted?.cases ?? 0,
      open: counted?.open ?? 0,
    };
  });
}

function stepOf(step: StoredStep, index: number, refs: CaseRefs): ProcedureStep {
  return {
    index,
    stage: step.stage,
    duty: step.duty === 0 ? null : nameOf(DUTIES, step.duty, "duty"),
    agency: refs.names.partyOrNull(step.agency === 0 ? null : step.agency),
    quorum: step.quorum,
    limit: step.limit === 0 ? null : step.limit,
    lateness: nameOf(LATENESSES, step.lateness, "lateness"),
    escalation: step.escalation === 0 ? null : nameOf(DUTIES, step.escalation, "duty"),
    fromAmount: step.fromAmount === "0" ? null : step.fromAmount,
    rule: step.rule,
    ruleCodeHash: step.codeHash,
  };
}

/** Bits of a scope in the words of its handler; see the handlers' interfaces. */
function allowed(handler: Procedure["handler"], scope: number): string[] {
  const has = (bit: number) => (BigInt(scope) & (1n << BigInt(bit))) !== 0n;
  switch (handler) {
    case "ledgerOrders":
      return KINDS.filter(({ number }) => has(number)).map(({ name }) => name);
    case "ledgerOpenings":
      return OPENS.filter((_, at) => has(at + 1));
    case "seats":
      return DUTIES.filter(({ number }) => has(number)).map(({ name }) => name);
    case "permits": {
      const types = Array.from({ length: 30 }, (_, type) => type).filter(has);
      return [...(has(30) ? ["grant"] : []), ...(has(31) ? ["revoke"] : []), ...types.map((type) => `type-${type}`)];
    }
    default:
      return [];
  }
}
