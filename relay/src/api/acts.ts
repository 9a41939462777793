// POST /v1/acts and GET /v1/acts/{digest}.
import type { RelayBatch, RelayJob, RelayProblem, RelayReason, RelayResult } from "@mingzhang/sdk/api-relay";
import type { Hex } from "@mingzhang/sdk/hex";
import type { Context, Hono } from "hono";
import { zeroHash } from "viem";
import { isFindingAct } from "../acts/findings.ts";
import { type Act, parseRequest } from "../acts/schema.ts";
import { holdsDocument } from "../documents.ts";
import { admit, type Admitted } from "../queue/admit.ts";
import { type Job, viewOf } from "../queue/job.ts";
import { BodyTooLarge, mediaTypeOf, textOf } from "./body.ts";
import { clientOf } from "./client.ts";
import type { ApiContext } from "./context.ts";
import { faultsProblem, problem, problemOf, sendProblem } from "./problem.ts";

/** Bytes of a request: a payload in hexadecimal, and what stands around it; or many small acts. */
const MAX_REQUEST = 1024 * 1024;

/** Fields that a contract's error is about. */
const FIELDS: Record<string, string> = {
  SignatureExpired: "by.deadline",
  SignatureInvalid: "by.signature",
  SignersNotAscending: "decisions",
  RoundDiffers: "round",
  BodyDiffers: "body",
  PayloadDiffers: "payload",
  CaseUnknown: "id",
  StepUnknown: "decisions.step",
  StepNotOpen: "decisions.step",
  StepLapsed: "decisions.step",
  RuleStep: "decisions.step",
  NoSeat: "by.signer",
  NotSubmitter: "by.signer",
  ConflictOfInterest: "by.signer",
  AgencyOutside: "submission.agency",
  ProcedureStanding: "submission.procedure",
  ProcedureUnknown: "submission.procedure",
  FindingUnknown: "id",
  TurnDiffers: "statement.turn",
  AgencyDiffers: "statement.agency",
  AgencyElsewhere: "opening.agency",
  AnswerLimitOut: "opening.answerLimit",
  SubjectUnknown: "opening.subject",
  OtherSide: "by.signer",
  NotAWitness: "cosignatures.witness",
  CosignatureInvalid: "cosignatures.signature",
  SignatureTooLong: "cosignatures.signature",
  WitnessesNotAscending: "cosignatures",
  NothingNew: "cosignatures",
  Inconsistent: "path",
  CheckpointUnfit: "checkpoint",
};

export function actRoutes(app: Hono, context: ApiContext): void {
  app.post("/v1/acts", async (c) => {
    const read = await readRequest(c, context);
    if (read instanceof Response) return read;
    const { acts, single } = read;
    const results = await takeAll(context, acts);
    const fresh = results.some((result) => "job" in result && result.fresh);
    if (fresh) context.wake();
    const [first] = results;
    if (single && first !== undefined) return answerOne(c, first);
    // Each act has an outcome of its own, whatever became of the others.
    const body: RelayBatch = { acts: results.map(shown) };
    return c.json(body, fresh ? 202 : 200, { "cache-control": "no-store" });
  });

  app.get("/v1/acts/:digest", (c) => {
    const key = c.req.param("digest").toLowerCase();
    const job = context.parts.store.find(key as Hex);
    if (job === undefined) {
      return problem(
        c,
        404,
        "not-found",
        "The relay knows no act with this digest. Send the act, or look the case up.",
      );
    }
    return c.json(viewOf(job) satisfies RelayJob, 200, { "cache-control": "no-store" });
  });
}

async function readRequest(c: Context, context: ApiContext): Promise<{ acts: Act[]; single: boolean } | Response> {
  // Another site's page cannot send this type without asking first, and is not answered when it asks.
  if (mediaTypeOf(c) !== "application/json") {
    return problem(c, 415, "media-type", "Send the act as application/json.");
  }
  const client = clientOf(c, context.trustedProxies);
  const wait = context.limits.client.take(client);
  if (wait > 0) return tooMany(c, wait);
  let json: unknown;
  try {
    json = JSON.parse(await textOf(c, MAX_REQUEST));
  } catch (error) {
    if (error instanceof BodyTooLarge) {
      return problem(c, 413, "too-large", `The request has more than ${MAX_REQUEST} bytes. Send fewer acts at once.`);
    }
    if (error instanceof SyntaxError || error instanceof TypeError) {
      return problem(c, 400, "act-invalid", "The request is no JSON in UTF-8. Send one act, or {acts: […]}.");
    }
    throw error;
  }
  const parsed = parseRequest(json);
  if ("faults" in parsed) return faultsProblem(c, parsed.faults);
  // The first of several has been counted already.
  const more = parsed.acts.length - 1;
  const longer = more === 0 ? 0 : context.limits.client.take(client, more);
  return longer > 0 ? tooMany(c, longer) : parsed;
}

function tooMany(c: Context, seconds: number): Response {
  const detail = `Too many requests come from this address. Try again in ${seconds} s.`;
  return problem(c, 429, "too-many", detail, { retryAfter: seconds });
}

type Taken = { job: Job; fresh: boolean } | { problem: RelayProblem; retryAfter?: number };

/** A signer is charged for what was taken alone: nobody can use up an official's share with signatures that are not theirs. */
async function takeAll(context: ApiContext, acts: readonly Act[]): Promise<Taken[]> {
  const limit = context.limits.signer;
  const waits = acts.map((act) => Math.max(0, ...signersOf(act).map((signer) => limit.wait(signer))));
  const allowed = acts.filter((_, place) => waits[place] === 0);
  const admitted = await admit(context.parts, allowed, (act) => missingDocuments(context, act));
  for (const one of admitted) if ("job" in one && one.fresh) one.job.signers.forEach((signer) => limit.take(signer));
  let next = 0;
  return waits.map((wait): Taken => {
    if (wait > 0) {
      const detail = `This signer sent many acts in a short time. Try again in ${wait} s.`;
      return { problem: problemOf(429, "too-many", detail), retryAfter: wait };
    }
    const one: Admitted | undefined = admitted[next++];
    if (one === undefined) throw new Error("An act was neither admitted nor refused.");
    return "job" in one ? one : { problem: refused(one.reason) };
  });
}

function signersOf(act: Act): Hex[] {
  if (act.act === "decide") return act.decisions.map(({ by }) => by.signer);
  return "by" in act ? [act.by.signer] : [];
}

function refused(reason: RelayReason): RelayProblem {
  const field = reason.error === null ? undefined : FIELDS[reason.error];
  const errors = field === undefined ? undefined : [{ field, value: null, remedy: reason.text }];
  return problemOf(422, "act-refused", reason.text, { reason, ...(errors === undefined ? {} : { errors }) });
}

async function missingDocuments({ documents }: ApiContext, act: Act): Promise<Job["warnings"]> {
  if (documents === null) return [];
  const warnings: Job["warnings"] = [];
  for (const { field, digest } of documentsOf(act)) {
    if (await holdsDocument(documents, digest)) continue;
    const text = `The store does not hold ${digest}. Send it to /v1/documents, so that others can read it.`;
    warnings.push({ field, text });
  }
  return warnings;
}

function documentsOf(act: Act): { field: string; digest: Hex }[] {
  if (act.act === "submit") {
    return act.submission.documents.map((digest, place) => ({ field: `submission.documents[${place}]`, digest }));
  }
  if (!isFindingAct(act)) return [];
  const [field, { document }] =
    act.act === "open-finding" ? ["opening.document", act.opening] : ["statement.document", act.statement];
  return document === zeroHash ? [] : [{ field, digest: document }];
}

function shown(taken: Taken): RelayResult {
  return "job" in taken ? { job: viewOf(taken.job) } : { problem: taken.problem };
}

function answerOne(c: Context, taken: Taken): Response {
  if ("problem" in taken) {
    return sendProblem(c, taken.problem, taken.problem.status === 429 ? 429 : 422, taken.retryAfter);
  }
  const job = viewOf(taken.job);
  return c.json(job, taken.fresh ? 202 : 200, { "cache-control": "no-store", location: `/v1/acts/${job.id}` });
}
