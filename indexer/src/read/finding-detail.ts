// Reads one finding with its acts: who said what, when, with which signature, and how it stood after it.
import type { Deployment } from "@mingzhang/sdk/api";
import type { FindingDetail, FindingEntry } from "@mingzhang/sdk/api-findings";
import { nameOf } from "@mingzhang/sdk/cases/words";
import { timeText } from "@mingzhang/sdk/days";
import { answerDue } from "@mingzhang/sdk/findings/clock";
import { FINDING_ACTS, FINDING_STATUSES } from "@mingzhang/sdk/findings/words";
import type { Hex } from "@mingzhang/sdk/hex";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { type CaseRecord, decodedRecords } from "./case-records.ts";
import { CaseRefs } from "./case-refs.ts";
import { hash, momentText, numbers } from "./cells.ts";
import { type FindingCells, findingColumns, findingOf, findingsAt } from "./findings.ts";

const ZERO = `0x${"0".repeat(64)}`;

export interface DetailContext {
  deployment: Deployment;
  finalityDepth: number;
  /** Seconds. */
  now: number;
}

/** A finding by its number, or by its id of 32 bytes. Null if there is none. */
export async function findingDetail(
  db: Db,
  context: DetailContext,
  which: number | Hex,
): Promise<FindingDetail | null> {
  const where: SQL =
    typeof which === "number" ? sql`f.record = ${which}` : sql`f.id = decode(${which.slice(2)}, 'hex')`;
  const [row] = await db.rows<FindingCells>(sql`
    select ${findingColumns(context.now)}, '' as page_key, '' as page_id from ${findingsAt} where ${where} limit 1`);
  return row === undefined ? null : detailOf(db, context, row);
}

/** What an act says, from its raw record. */
interface Said {
  record: CaseRecord;
  act: FindingEntry["act"];
  turn: number;
  official: number;
  agency: number;
  text: string;
  document: Hex;
  status: number;
  signer: Hex;
  deadline: number;
  signature: Hex;
}

async function detailOf(db: Db, { deployment, finalityDepth, now }: DetailContext, row: FindingCells) {
  const acts = await db.rows<{ record: number }>(sql`
    select record::float8 as record from finding_acts where id = decode(${row.id}, 'hex') order by record`);
  const records = await decodedRecords(db, [row.number, ...acts.map(({ record }) => record)], finalityDepth);
  const said = records.map(saidOf);
  const [opening] = records;
  if (opening?.event.name !== "FindingOpened") throw new Error(`Finding ${row.number} has no opening.`);
  const { salt, subject } = opening.event.args.opening;
  const [above] = await db.rows<{ parent: number }>(sql`select parent from parties where id = ${row.agency}`);
  const parent = above === undefined || above.parent === 0 ? null : above.parent;
  const refs = await CaseRefs.load(db, {
    parties: [...said.map((each) => each.agency), parent],
    officials: said.map((each) => each.official),
  });
  const names = await namesAt(db, [
    { party: row.office, record: row.number },
    ...said.map(({ agency, record }) => ({ party: agency, record: record.record })),
  ]);
  const detail: FindingDetail = {
    ...(await findingOf(db, now, [row]))(row),
    asOf: timeText(now),
    contract: deployment.contracts.findings,
    salt,
    officeName: names(row.office, row.number),
    subjectWord: subject,
    above: refs.names.partyOrNull(parent),
    acts: entries(said, row, refs, names),
  };
  return detail;
}

function entries(
  said: readonly Said[],
  row: FindingCells,
  refs: CaseRefs,
  names: (party: number, record: number) => string,
): FindingEntry[] {
  let awaited: number | null = null;
  return said.map((each) => {
    const { time, chain, final, record } = each.record;
    const official = refs.official(each.official);
    if (official === null) throw new Error(`Record ${record} has no official.`);
    const late = awaited !== null && time > awaited;
    const status = nameOf(FINDING_STATUSES, each.status, "status");
    awaited = answerDue(status, time, row.answer_limit);
    return {
      record,
      act: each.act,
      time: timeText(time),
      chain,
      final,
      turn: each.turn,
      official,
      agency: refs.names.party(each.agency),
      agencyName: names(each.agency, record),
      signer: hash(each.signer.slice(2).toLowerCase()),
      text: each.text,
      document: each.document === ZERO ? null : each.document,
      deadline: momentText(each.deadline),
      signature: each.signature === "0x" ? null : each.signature,
      status,
      due: awaited === null ? null : timeText(awaited),
      late,
    };
  });
}

function saidOf(record: CaseRecord): Said {
  const { event } = record;
  if (event.name === "FindingOpened") {
    const { official, opening, signer, deadline, signature } = event.args;
    const { agency, text, document } = opening;
    return { record, act: "open", turn: 0, official, agency, text, document, status: 1, signer, deadline, signature };
  }
  if (event.name === "FindingActed") {
    const { act, official, statement, status, signer, deadline, signature } = event.args;
    return {
      record,
      act: nameOf(FINDING_ACTS, act, "act"),
      official,
      ...statement,
      status,
      signer,
      deadline,
      signature,
    };
  }
  throw new Error(`Record ${record.record} is of no finding.`);
}

/** Official names as they were when a record was written: what its signer saw. */
async function namesAt(
  db: Db,
  wanted: readonly { party: number; record: number }[],
): Promise<(party: number, record: number) => string> {
  const rows = await db.rows<{ party: number; record: number; name: string }>(sql`
    select party, record::float8 as record, name from party_names
    where party in ${numbers(wanted.map(({ party }) => party))} order by record`);
  return (party, record) => rows.findLast((row) => row.party === party && row.record < record)?.name ?? "";
}
