// Derives from raw events alone what is no account and no case: parties, officials' seats, permits, procedures, orders, findings.
import type { RecordArgs } from "@mingzhang/sdk/events";
import type { Hex } from "viem";
import type { AuditEvent } from "./decode.ts";
import { Difference } from "./difference.ts";

export interface Party {
  id: number;
  record: number;
  kind: number;
  parent: number;
  name: string;
  otherName: string;
  scheme: string;
  identifier: string;
  wallet: string;
  former: { name: string; otherName: string; record: number; until: number }[];
  /** Record that gave the present name. */
  named: number;
}

export interface Seat {
  official: number;
  agency: number;
  duty: number;
  holder: string;
  from: number;
  until: number;
  record: number;
}

export interface Permit {
  granted: RecordArgs<"PermitGranted">;
  record: number;
  at: number;
  revoked: { record: number; at: number; reason: string; document: Hex } | null;
}

export interface Procedure {
  announced: RecordArgs<"ProcedureAnnounced">;
  record: number;
  at: number;
  /** IProcedures.Standing. */
  standing: number;
  published: { record: number; at: number } | null;
  endedAt: number | null;
}

export interface Standing {
  given: RecordArgs<"StandingGiven">;
  record: number;
  at: number;
  draws: number;
  stopped: { record: number; at: number; official: number; reason: string } | null;
}

export interface FindingAct {
  record: number;
  at: number;
  /** IFindings.Act; 0 for the opening. */
  act: number;
  status: number;
  official: number;
  agency: number;
  text: string;
  document: Hex;
}

export interface Finding {
  id: Hex;
  number: number;
  opening: RecordArgs<"FindingOpened">["opening"];
  acts: FindingAct[];
}

const OPEN = 1;
const [ANNOUNCED, CURRENT, REPLACED, RETIRED, CANCELLED] = [1, 2, 3, 4, 5] as const;
const NOBODY = `0x${"0".repeat(40)}`;

export class Registers {
  readonly parties = new Map<number, Party>();
  readonly officials = new Map<number, { agency: number; name: string; otherName: string }>();
  /** Latest of each agency, duty and holder, those that ended too. */
  readonly seats = new Map<string, Seat>();
  readonly permits = new Map<bigint, Permit>();
  readonly procedures = new Map<number, Procedure>();
  readonly standing = new Map<bigint, Standing>();
  readonly findings = new Map<Hex, Finding>();
  /** Digests that any record cites. */
  readonly documents = new Set<Hex>();

  /** Takes in a record of a block of time `at`, seconds. Throws Difference where it does not follow. */
  take(record: number, at: number, event: AuditEvent): void {
    this.#cite(event.args);
    switch (event.name) {
      case "PartyRegistered": {
        const { party: id, kind, parent, name, otherName, scheme, identifier } = event.args;
        const fields = { id, record, kind, parent, name, otherName, scheme, identifier };
        this.parties.set(id, { ...fields, wallet: NOBODY, former: [], named: record });
        break;
      }
      case "PartyRenamed": {
        const party = known(this.parties, event.args.party, `party ${event.args.party}`, record);
        party.former.push({ name: party.name, otherName: party.otherName, record: party.named, until: at });
        Object.assign(party, { name: event.args.name, otherName: event.args.otherName, named: record });
        break;
      }
      case "WalletSet":
        known(this.parties, event.args.party, `party ${event.args.party}`, record).wallet =
          event.args.wallet.toLowerCase();
        break;
      case "OfficialEnrolled":
        this.officials.set(event.args.official, event.args);
        break;
      case "SeatGiven": {
        const { official, agency, duty, from, until } = event.args;
        const holder = event.args.holder.toLowerCase();
        this.seats.set(`${agency} ${duty} ${holder}`, { official, agency, duty, holder, from, until, record });
        break;
      }
      case "SeatEnded": {
        const key = `${event.args.agency} ${event.args.duty} ${event.args.holder.toLowerCase()}`;
        known(this.seats, key, `seat ${key}`, record).until = event.args.endedAt;
        break;
      }
      case "PermitGranted":
        this.permits.set(event.args.permit, { granted: event.args, record, at, revoked: null });
        break;
      case "PermitRevoked": {
        const { permit, reason, document } = event.args;
        known(this.permits, permit, `permit ${permit}`, record).revoked = { record, at, reason, document };
        break;
      }
      case "StandingGiven":
        this.standing.set(event.args.order, { given: event.args, record, at, draws: 0, stopped: null });
        break;
      case "StandingDrawn":
        known(this.standing, event.args.order, `standing order ${event.args.order}`, record).draws += 1;
        break;
      case "StandingStopped": {
        const { order, official, reason } = event.args;
        known(this.standing, order, `standing order ${order}`, record).stopped = { record, at, official, reason };
        break;
      }
      default:
        this.#takeProcedure(record, at, event);
        this.#takeFinding(record, at, event);
    }
  }

  #takeProcedure(record: number, at: number, event: AuditEvent): void {
    if (event.name === "ProcedureAnnounced") {
      const { procedure } = event.args;
      const fresh = { announced: event.args, record, at, standing: ANNOUNCED, published: null, endedAt: null };
      this.procedures.set(procedure, fresh);
    } else if (event.name === "ProcedurePublished") {
      const { procedure, replaced } = event.args;
      const found = known(this.procedures, procedure, `procedure ${procedure}`, record);
      Object.assign(found, { standing: CURRENT, published: { record, at } });
      if (replaced === 0) return;
      Object.assign(known(this.procedures, replaced, `procedure ${replaced}`, record), {
        standing: REPLACED,
        endedAt: at,
      });
    } else if (event.name === "ProcedureCancelled" || event.name === "ProcedureRetired") {
      const found = known(this.procedures, event.args.procedure, `procedure ${event.args.procedure}`, record);
      found.standing = event.name === "ProcedureRetired" ? RETIRED : CANCELLED;
      found.endedAt = at;
    }
  }

  #takeFinding(record: number, at: number, event: AuditEvent): void {
    if (event.name === "FindingOpened") {
      const { id, official, opening } = event.args;
      const { agency, text, document } = opening;
      const first = { record, at, act: 0, status: OPEN, official, agency, text, document };
      this.findings.set(id, { id, number: record, opening, acts: [first] });
    } else if (event.name === "FindingActed") {
      const { id, act, status, official, statement } = event.args;
      const found = known(this.findings, id, `finding ${id}`, record);
      const { turn, agency, text, document } = statement;
      if (turn !== found.acts.length) {
        throw new Difference("log", `finding ${found.number}, record ${record}`, "turn", found.acts.length, turn);
      }
      found.acts.push({ record, at, act, status, official, agency, text, document });
    }
  }

  /** Every field that is named a document, however deep it lies. */
  #cite(value: unknown, name = ""): void {
    if (Array.isArray(value)) for (const each of value) this.#cite(each, name.replace(/s$/, ""));
    else if (typeof value === "object" && value !== null) {
      for (const [field, each] of Object.entries(value)) this.#cite(each, field);
    } else if (name === "document" && typeof value === "string" && BigInt(value) !== 0n) {
      this.documents.add(value.toLowerCase() as Hex);
    }
  }

  /** Depth, from 1 for a government, and the government; of an agency. */
  placeOf({ kind, parent, id }: Party): { depth: number; root: number } {
    if (kind !== 1) return { depth: 0, root: 0 };
    let [depth, root] = [1, id];
    for (let at = parent; at !== 0; at = this.parties.get(at)?.parent ?? 0) [depth, root] = [depth + 1, at];
    return { depth, root };
  }
}

function known<K, V>(map: ReadonlyMap<K, V>, key: K, subject: string, record: number): V {
  const found = map.get(key);
  if (found === undefined) throw new Difference("log", subject, "opening", "none", `record ${record} goes on with it`);
  return found;
}

/** What a finding's last act made of it. */
export function presentOf({ acts, opening }: Finding): FindingAct & { turn: number; due: number | null } {
  const last = acts.at(-1);
  if (last === undefined) throw new Error("A finding has its opening.");
  const waits = [1, 4, 5].includes(last.status);
  return { ...last, turn: acts.length, due: waits ? last.at + opening.answerLimit : null };
}

const DAY_MS = 86_400_000;

/** Day of a standing order's next payment, since 1970; null where it was stopped or drawn to its end. */
export function nextDayOf({ given, draws, stopped }: Standing): number | null {
  const { firstDay, everyDays, times } = given.standing;
  if (stopped !== null || draws >= times) return null;
  if (everyDays !== 0) return firstDay + draws * everyDays;
  // Every month: its last day where it has no such day.
  const first = new Date(firstDay * DAY_MS);
  const [year, month, day] = [first.getUTCFullYear(), first.getUTCMonth() + draws, first.getUTCDate()];
  const same = Date.UTC(year, month, day);
  return (new Date(same).getUTCDate() === day ? same : Date.UTC(year, month + 1, 0)) / DAY_MS;
}
