// Checks one act of a case: reads its event again, compares it with the page, and asks whose signature it is.
import type { Deployment } from "@mingzhang/sdk/api";
import { bodyHash } from "@mingzhang/sdk/cases/body";
import { formOfDecisionType, submissionType } from "@mingzhang/sdk/cases/form-types";
import { authenticationOf, type Authentication } from "@mingzhang/sdk/cases/signatures";
import { caseActDigest, caseDomain, decisionDigest, submissionDigest } from "@mingzhang/sdk/cases/typed-data";
import { ACTS, STATUSES, VERDICTS, wordByNumber, type Word } from "@mingzhang/sdk/cases/words";
import { MingzhangError } from "@mingzhang/sdk/errors";
import type { RecordEvent } from "@mingzhang/sdk/events";
import { readRecordIn } from "@mingzhang/sdk/read";
import type { Client, Hex } from "viem";
import type { CheckedCase, CheckedEntry, CheckedRound } from "./checked-case";

const ZERO: Hex = `0x${"0".repeat(64)}`;

export interface EntryCheck {
  record: number;
  /** missing: no such event there; differs: it says otherwise; none: nobody signs this. */
  how: Authentication | "missing" | "differs" | "none";
  signer: Hex | null;
  /** Seconds, from the event; absent where nobody signs. */
  deadline?: number;
}

/** What of an event says who signed what. */
interface SignedEvent {
  digest: Hex;
  signer: Hex;
  signature: Hex;
  deadline: number;
}

export async function checkEntry(
  client: Client,
  deployment: Deployment,
  checked: CheckedCase,
  entry: CheckedEntry,
): Promise<EntryCheck> {
  const { record, signer, chain } = entry;
  const event = await eventOf(client, deployment, entry);
  if (event === null) return { record, how: "missing", signer };
  const round = checked.rounds.find((one) => one.round === entry.round);
  const told = round !== undefined && isTold(event, checked, entry, round);
  if (!told) return { record, how: "differs", signer };
  const signed = signedOf(event, deployment, round);
  if (signed === null) return { record, how: "none", signer: null };
  const question = { ...signed, client, blockNumber: BigInt(chain.block) };
  try {
    return { record, how: await authenticationOf(question), signer: signed.signer, deadline: signed.deadline };
  } catch (cause) {
    // A node that keeps no state of old blocks cannot say what a contract answered then; its key is still told apart.
    console.warn(cause);
    const how = await authenticationOf({ ...signed });
    return { record, how, signer: signed.signer, deadline: signed.deadline };
  }
}

async function eventOf(client: Client, deployment: Deployment, { chain }: CheckedEntry): Promise<RecordEvent | null> {
  try {
    const { event, log } = await readRecordIn(client, deployment, chain.transaction, chain.logIndex);
    return log.address === deployment.contracts.serviceApprovals ? event : null;
  } catch (cause) {
    if (cause instanceof MingzhangError) return null;
    throw cause;
  }
}

/** Whether the page tells the act as the event does. */
function isTold(event: RecordEvent, checked: CheckedCase, entry: CheckedEntry, round: CheckedRound): boolean {
  if (Number(event.args.record) !== entry.record || !("id" in event.args)) return false;
  if (event.args.id !== checked.id.toLowerCase()) return false;
  switch (event.name) {
    case "CaseSubmitted": {
      const { args } = event;
      return (
        entry.type === "submitted" &&
        args.round === entry.round &&
        bodyHash(args.body) === round.bodyHash.toLowerCase() &&
        bodyHash(args.body) === bodyHash({ ...round.body, steps: round.body.steps.map(BigInt) }) &&
        args.payload === round.payload.toLowerCase() &&
        args.documents.join() === round.documents.join().toLowerCase() &&
        args.body.official === entry.official &&
        signatureFits(args, entry)
      );
    }
    case "CaseDecided": {
      const { args } = event;
      return (
        entry.type === "decided" &&
        args.round === entry.round &&
        args.step === entry.step &&
        named(VERDICTS, args.verdict) === entry.verdict &&
        // A rule's decision has no official.
        args.official === entry.official &&
        (args.official === 0) === entry.byRule &&
        isSame(args.signer, entry.signer) &&
        named(STATUSES, args.status) === entry.status &&
        args.reason === entry.reason &&
        signatureFits(args, entry)
      );
    }
    case "CaseActed": {
      const { args } = event;
      return (
        entry.type === "acted" &&
        args.round === entry.round &&
        named(ACTS, args.act) === entry.act &&
        args.official === entry.official &&
        isSame(args.signer, entry.signer) &&
        named(STATUSES, args.status) === entry.status &&
        args.reason === entry.reason &&
        signatureFits(args, entry)
      );
    }
    case "CaseLapsed":
      return entry.type === "lapsed" && named(STATUSES, event.args.status) === entry.status;
    case "CaseExecuted":
      return entry.type === "executed";
    default:
      return false;
  }
}

function signatureFits(args: { deadline: number; signature: Hex }, { deadline, signature }: CheckedEntry): boolean {
  if (args.signature === "0x") return signature === null;
  if (signature?.toLowerCase() !== args.signature) return false;
  return deadline === null || Date.parse(deadline) / 1000 === args.deadline || Number.isNaN(Date.parse(deadline));
}

function signedOf(event: RecordEvent, deployment: Deployment, { body }: CheckedRound): SignedEvent | null {
  const domain = caseDomain(deployment);
  switch (event.name) {
    case "CaseSubmitted": {
      const { id, round, documents, deadline, signature } = event.args;
      const form = formOfDecisionType(body.decisionType);
      if (form === null) return null;
      const { procedure, agency, submitter, salt, payloadHash: payload, content } = event.args.body;
      const fields = { procedure, agency, id: round === 0 ? ZERO : id, round, salt, documents, payload, deadline };
      const digest = submissionDigest(domain, fields, content, submissionType(form));
      return { digest, signer: submitter, signature, deadline };
    }
    case "CaseDecided": {
      const { id, round, step, reason, deadline, signature, signer, official } = event.args;
      const verdict = named(VERDICTS, event.args.verdict);
      if (official === 0 || verdict === null) return null;
      const digest = decisionDigest(domain, { id, round, step, verdict, reason, deadline }, body);
      return { digest, signer, signature, deadline };
    }
    case "CaseActed": {
      const { id, round, reason, deadline, signature, signer } = event.args;
      const act = named(ACTS, event.args.act);
      if (act === null) return null;
      return { digest: caseActDigest(domain, { act, id, round, reason, deadline }), signer, signature, deadline };
    }
    default:
      return null;
  }
}

function named<N extends string>(list: readonly Word<N>[], number: number): N | null {
  return wordByNumber(list, number)?.name ?? null;
}

function isSame(address: Hex, other: Hex | null): boolean {
  return other !== null && address.toLowerCase() === other.toLowerCase();
}
