// Compares parties, seats, permits, procedures, standing orders, findings and documents with what the HTTP API answers.
import { hash } from "node:crypto";
import type { Party, PartyDetail } from "@mingzhang/sdk/api";
import type { Officials, Permit, Procedures, StandingOrder } from "@mingzhang/sdk/api-cases";
import type { Finding, FindingDetail, FindingPage } from "@mingzhang/sdk/api-findings";
import type { Hex } from "viem";
import { type Api, atOnce } from "./api.ts";
import { Difference, same } from "./difference.ts";
import { nextDayOf, type Permit as OwnPermit, presentOf, type Procedure, type Registers } from "./registers.ts";
import * as words from "./words.ts";

const { named, timeText } = words;
const NOTHING = `0x${"0".repeat(64)}`;
const NOBODY = `0x${"0".repeat(40)}`;
/** Last second of the year 9999: later moments are told as this one. */
const LAST_MOMENT = 253_402_300_799;

const momentText = (seconds: number): string => timeText(Math.min(seconds, LAST_MOMENT));
const citedOrNull = (document: string): string | null => (document === NOTHING ? null : document);
const numberOrNull = (number: number): number | null => (number === 0 ? null : number);
const secondsOf = (time: string): number => Date.parse(time) / 1000;

export async function compareRegisters(api: Api, registers: Registers): Promise<void> {
  await compareParties(api, registers);
  await compareSeats(api, registers);
  await comparePermits(api, registers);
  await compareProcedures(api, registers);
  await compareStanding(api, registers);
  await compareFindings(api, registers);
}

async function compareParties(api: Api, registers: Registers): Promise<void> {
  const rows = new Map((await api.all<Party>("/v1/parties?sort=id")).map((row) => [row.id, row]));
  for (const party of registers.parties.values()) {
    const told = rows.get(party.id);
    const { root, depth } = registers.placeOf(party);
    const derived = {
      id: party.id,
      kind: named(words.PARTY_KINDS, party.kind),
      name: party.name,
      otherName: party.otherName,
      scheme: party.scheme === "" ? null : party.scheme,
      identifier: party.identifier === "" ? null : party.identifier,
      parent: numberOrNull(party.parent),
      government: numberOrNull(root),
      // The contract counts from 1 for a government, the API how many agencies are above.
      depth: Math.max(0, depth - 1),
      wallet: party.wallet === NOBODY ? null : party.wallet,
      registeredRecord: party.record,
    };
    const flat = { ...told, parent: told?.parent?.id ?? null, government: told?.government?.id ?? null };
    same("api", `party ${party.id}`, derived, flat);
  }
  same("api", "parties", { count: registers.parties.size }, { count: rows.size });
  const renamed = [...registers.parties.values()].filter(({ former }) => former.length > 0);
  await atOnce(renamed, async ({ id, former }) => {
    const { formerNames } = await api.get<PartyDetail>(`/v1/parties/${id}`);
    const text = (names: PartyDetail["formerNames"]) =>
      JSON.stringify(names.map(({ name, otherName, until, record }) => [name, otherName, until, record]));
    const own = former.map((each) => ({ ...each, until: timeText(each.until) }));
    same("api", `party ${id}`, { formerNames: text(own) }, { formerNames: text(formerNames) });
  });
}

async function compareSeats(api: Api, registers: Registers): Promise<void> {
  const { asOf, items } = await api.get<Officials>("/v1/officials");
  const now = secondsOf(asOf);
  const key = (agency: number, duty: string, holder: string) => `${agency} ${duty} ${holder.toLowerCase()}`;
  const rows = new Map(items.map((row) => [key(row.agency.id, row.duty, row.holder), row]));
  const inForce = [...registers.seats.values()].filter(({ from, until }) => from <= now && now < until);
  for (const { agency, duty, holder, official, from, until, record } of inForce) {
    const told = rows.get(key(agency, named(words.DUTIES, duty), holder));
    const enrolled = registers.officials.get(official);
    const derived = {
      official,
      name: enrolled?.name,
      otherName: enrolled?.otherName,
      home: enrolled?.agency,
      from: momentText(from),
      until: momentText(until),
      record,
    };
    const { id, name, otherName, agency: home } = told?.official ?? {};
    const flat = { ...told, official: id, name, otherName, home: home?.id };
    same("api", `seat of official ${official} at agency ${agency}`, derived, flat);
  }
  same("api", "seats", { count: inForce.length }, { count: items.length });
}

async function comparePermits(api: Api, registers: Registers): Promise<void> {
  await atOnce([...registers.permits], async ([number, permit]) => {
    const told = await api.get<Permit>(`/v1/permits/${number}`);
    const { granted, revoked, record, at } = permit;
    const derived = {
      validity: validityOf(permit, secondsOf(told.asOf)),
      agency: granted.agency,
      permitType: granted.permitType,
      typeName: granted.typeName,
      holder: granted.holder,
      validFrom: momentText(granted.validFrom),
      validUntil: momentText(granted.validUntil),
      conditions: granted.conditions,
      document: citedOrNull(granted.document),
      grantedRecord: record,
      grantedAt: timeText(at),
      revoked: revoked === null ? "no" : JSON.stringify([revoked.record, timeText(revoked.at), revoked.reason]),
      revokedBy: revoked === null ? null : citedOrNull(revoked.document),
    };
    const said = told.revoked;
    const flat = {
      ...told,
      agency: told.agency.id,
      revoked: said === null ? "no" : JSON.stringify([said.record, said.time, said.reason]),
      revokedBy: said?.document ?? null,
    };
    same("api", `permit ${number}`, derived, flat);
  });
}

function validityOf({ granted, revoked }: OwnPermit, now: number): string {
  if (revoked !== null) return "revoked";
  if (now < granted.validFrom) return "not-yet";
  return now < granted.validUntil ? "valid" : "expired";
}

async function compareProcedures(api: Api, registers: Registers): Promise<void> {
  const { items } = await api.get<Procedures>("/v1/procedures?all=true");
  const rows = new Map(items.map((row) => [row.number, row]));
  for (const [number, procedure] of registers.procedures) {
    const told = rows.get(number);
    const flat = {
      ...told,
      government: told?.government.id,
      submitAgency: told?.submitAgency?.id ?? null,
      steps: JSON.stringify(told?.steps.map((step) => ({ ...step, agency: step.agency?.id ?? null }))),
    };
    same("api", `procedure ${number}`, procedureOf(procedure), flat);
  }
  same("api", "procedures", { count: registers.procedures.size }, { count: rows.size });
}

function procedureOf({ announced, standing, record, at, published, endedAt }: Procedure): Record<string, unknown> {
  const { spec, codeHashes, from } = announced;
  const { terms } = spec;
  const duty = (number: number): string | null => (number === 0 ? null : named(words.DUTIES, number));
  const letters = words.lettersOf(terms.currency);
  const steps = spec.steps.map((step, index) => ({
    index,
    stage: step.stage,
    duty: duty(step.duty),
    agency: numberOrNull(step.agency),
    quorum: step.quorum,
    limit: numberOrNull(step.limit),
    lateness: words.LATENESSES[step.lateness],
    escalation: duty(step.escalation),
    fromAmount: step.fromAmount === 0n ? null : step.fromAmount.toString(),
    rule: BigInt(step.rule) === 0n ? null : step.rule.toLowerCase(),
    ruleCodeHash: BigInt(step.rule) === 0n ? null : codeHashes[index],
  }));
  return {
    code: spec.code,
    name: spec.name,
    otherName: spec.otherName,
    government: terms.government,
    standing: named(words.STANDINGS, standing),
    handlerAddress: terms.handler.toLowerCase(),
    scope: terms.scope,
    submitDuty: duty(terms.submitDuty),
    submitAgency: numberOrNull(terms.submitAgency),
    correctionLimit: numberOrNull(terms.correctionLimit),
    executionLimit: terms.executionLimit,
    currency: letters === "" ? null : letters,
    legalBasis: spec.legalBasis,
    document: citedOrNull(spec.document),
    steps: JSON.stringify(steps),
    announcedRecord: record,
    announcedAt: timeText(at),
    publishableFrom: named(words.STANDINGS, standing) === "announced" ? momentText(from) : null,
    publishedRecord: published?.record ?? null,
    publishedAt: published === null ? null : timeText(published.at),
    endedAt: endedAt === null ? null : timeText(endedAt),
  };
}

async function compareStanding(api: Api, registers: Registers): Promise<void> {
  const rows = new Map((await api.all<StandingOrder>("/v1/standing-orders")).map((row) => [row.number, row]));
  for (const [number, order] of registers.standing) {
    const told = rows.get(Number(number));
    const { standing, agency } = order.given;
    const next = nextDayOf(order);
    const { stopped } = order;
    const derived = {
      agency,
      fund: words.accountText(standing.fund),
      commitment: words.accountText(standing.commitment),
      purpose: standing.purpose,
      amount: standing.amount.toString(),
      times: standing.times,
      drawn: order.draws,
      drawnAmount: (standing.amount * BigInt(order.draws)).toString(),
      cap: (standing.amount * BigInt(standing.times)).toString(),
      firstDay: words.dayText(standing.firstDay),
      everyDays: standing.everyDays,
      nextDay: next === null ? null : words.dayText(next),
      persons: standing.persons,
      document: citedOrNull(standing.document),
      givenRecord: order.record,
      givenAt: timeText(order.at),
      stopped:
        stopped === null
          ? "no"
          : JSON.stringify([stopped.record, timeText(stopped.at), stopped.official, stopped.reason]),
    };
    const said = told?.stopped ?? null;
    const flat = {
      ...told,
      agency: told?.agency.id,
      fund: told?.fund.id,
      commitment: told?.commitment.id,
      stopped: said === null ? "no" : JSON.stringify([said.record, said.time, said.official.id, said.reason]),
    };
    same("api", `standing order ${number}`, derived, flat);
  }
  same("api", "standing orders", { count: registers.standing.size }, { count: rows.size });
}

async function compareFindings(api: Api, registers: Registers): Promise<void> {
  const { asOf } = await api.get<FindingPage>("/v1/findings?limit=1");
  const rows = new Map((await api.all<Finding>("/v1/findings?sort=number&order=asc")).map((row) => [row.number, row]));
  for (const finding of registers.findings.values()) {
    const told = rows.get(finding.number);
    const { opening, acts, id } = finding;
    const { status, turn, agency, at: since, record, due } = presentOf(finding);
    const derived = {
      id,
      severity: named(words.SEVERITIES, opening.severity),
      status: named(words.FINDING_STATUSES, status),
      text: opening.text,
      document: citedOrNull(opening.document),
      office: opening.office,
      agency,
      asked: opening.agency,
      official: acts[0]?.official,
      openedAt: timeText(acts[0]?.at ?? 0),
      answerLimit: opening.answerLimit,
      turn,
      since: timeText(since),
      due: due === null ? null : timeText(due),
      lastRecord: record,
    };
    const flat = {
      ...told,
      office: told?.office.id,
      agency: told?.agency.id,
      asked: told?.asked.id,
      official: told?.official.id,
    };
    same("api", `finding ${finding.number}`, derived, flat);
    // The list is told a moment after `asOf`: what falls due in between may be either.
    if (due === null || due < secondsOf(asOf)) {
      same("api", `finding ${finding.number}`, { overdue: due !== null }, { overdue: told?.overdue });
    }
  }
  same("api", "findings", { count: registers.findings.size }, { count: rows.size });
  await atOnce([...registers.findings.values()], async ({ number, acts, opening }) => {
    const told = await api.get<FindingDetail>(`/v1/findings/${number}`);
    same("api", `finding ${number}`, { subject: opening.subject }, { subject: told.subjectWord });
    same("api", `finding ${number}`, { acts: acts.length }, { acts: told.acts.length });
    for (const [place, act] of acts.entries()) {
      const said = told.acts[place];
      const own = {
        record: act.record,
        act: act.act === 0 ? "open" : named(words.FINDING_ACTS, act.act),
        time: timeText(act.at),
        official: act.official,
        agency: act.agency,
        status: named(words.FINDING_STATUSES, act.status),
        text: act.text,
        document: citedOrNull(act.document),
      };
      const theirs = { ...said, official: said?.official.id, agency: said?.agency.id };
      same("api", `finding ${number}, record ${act.record}`, own, theirs);
    }
  });
}

/** Bytes of every document that a record cites, where the API has them. Returns how many it has. */
export async function compareDocuments(api: Api, documents: ReadonlySet<Hex>): Promise<number> {
  let held = 0;
  await atOnce([...documents], async (digest) => {
    const bytes = await api.bytes(`/v1/documents/${digest}`);
    if (bytes === null) return;
    held += 1;
    const found = `0x${hash("sha256", bytes, "hex")}`;
    if (found !== digest) throw new Difference("api", `document ${digest}`, "SHA-256", digest, found);
  });
  return held;
}
