// Turns the logs of a range into rows, and asserts that records are numbered without a gap.
import { decodeRecord, type MovementArgs, type RecordEvent } from "@mingzhang/sdk/events";
import type { Hex } from "@mingzhang/sdk/hex";
import { currencyFromBytes } from "@mingzhang/sdk/money";
import { unpackTerms } from "@mingzhang/sdk/terms";
import { detailToText } from "@mingzhang/sdk/text";
import { type AccountRow, type Batch, emptyBatch, type MovementRow } from "../store/batch.ts";
import { addCaseRecord, type Handlers, NO_HANDLERS } from "./decode-cases.ts";
import { LeafHasher } from "./leaves.ts";
import { addFindingRecord } from "./decode-findings.ts";
import type { NodeLog } from "./node.ts";
import type { Range } from "./range.ts";
import { storable } from "./text.ts";

/** The next record is not the expected one: rows would be missing. */
export class RecordGap extends Error {
  readonly expected: number;
  readonly found: number;

  constructor(expected: number, found: number, log: NodeLog) {
    super(
      `Record ${expected} is missing: the next one on the chain is ${found}, in block ${Number(log.blockNumber)}, ` +
        `transaction ${log.transactionHash}. A writer of the audit trail is not among the deployment's contracts, ` +
        "or deployBlock is above the first record. Correct the deployment record.",
    );
    this.expected = expected;
    this.found = found;
  }
}

const ZERO_32: Hex = `0x${"0".repeat(64)}`;
const ZERO_20: Hex = `0x${"0".repeat(40)}`;
const orNull = (hash: Hex) => (hash === ZERO_32 ? null : hash);

interface Place {
  block: number;
  txIndex: number;
  logIndex: number;
  time: number;
}

/** Rows of a range whose first record must be `firstRecord`. Throws RecordGap, MingzhangError EVENT_MALFORMED. */
export function decodeRange(range: Range, firstRecord: number, handlers: Handlers = NO_HANDLERS): Batch {
  const batch = emptyBatch(firstRecord);
  const times = new Map(range.headers.map((header) => [header.number, header.time]));
  const nextAfter = new Map<number, number>();
  const hasher = new LeafHasher();
  let transaction: Hex | null = null;
  for (const log of range.logs) {
    const event = decodeRecord(log);
    if (event === null) continue;
    const number = Number(event.args.record);
    if (number !== batch.nextRecord) throw new RecordGap(batch.nextRecord, number, log);
    const block = Number(log.blockNumber);
    const place = {
      block,
      txIndex: Number(log.transactionIndex),
      logIndex: Number(log.logIndex),
      time: times.get(block) ?? 0,
    };
    batch.nextRecord += 1;
    batch.leaves.push(hasher.leafOf(log, block, place.time));
    nextAfter.set(block, batch.nextRecord);
    if (log.transactionHash !== transaction) {
      transaction = log.transactionHash;
      batch.transactions.push({ block, txIndex: place.txIndex, hash: transaction });
    }
    if (event.name === "Movement") batch.movements.push(movementRow(event.args, number, place));
    else {
      addRecord(batch, event, number, place, log);
      addCaseRecord(batch.cases, event, number, place.time, handlers);
      addFindingRecord(batch.findings, event, number, place.time);
    }
  }
  let next = firstRecord;
  for (const header of range.headers) {
    next = nextAfter.get(header.number) ?? next;
    batch.blocks.push({ ...header, nextRecord: next });
  }
  return batch;
}

function movementRow(args: MovementArgs, record: number, place: Place): MovementRow {
  const terms = unpackTerms(args.terms);
  const detail = orNull(args.detail);
  return {
    record,
    block: place.block,
    txIndex: place.txIndex,
    logIndex: place.logIndex,
    postedAt: place.time,
    kind: terms.kind,
    flags: terms.flags,
    code: terms.code,
    valueDate: terms.valueDate,
    fromId: args.from.toString(),
    toId: args.to.toString(),
    amount: args.amount.toString(),
    fromPosition: args.fromPosition.toString(),
    toPosition: args.toPosition.toString(),
    beyond: terms.beyond.toString(),
    cites: terms.cites === 0n ? null : Number(terms.cites),
    document: orNull(args.document),
    detail,
    search: detail === null ? null : detailToText(detail),
  };
}

function addRecord(
  batch: Batch,
  event: Exclude<RecordEvent, { name: "Movement" }>,
  record: number,
  place: Place,
  log: NodeLog,
): void {
  batch.records.push({
    number: record,
    block: place.block,
    txIndex: place.txIndex,
    logIndex: place.logIndex,
    address: log.address,
    event: event.name,
    topics: `0x${log.topics.map((topic) => topic.slice(2)).join("")}`,
    data: log.data,
  });
  switch (event.name) {
    case "PartyRegistered": {
      const { party, kind, parent, scheme, identifier } = event.args;
      const names = { name: storable(event.args.name), otherName: storable(event.args.otherName) };
      const ids = { scheme: storable(scheme), identifier: storable(identifier) };
      batch.parties.push({ id: party, kind, record, parent, ...names, ...ids });
      batch.names.push({ record, party, ...names, givenAt: place.time });
      break;
    }
    case "PartyRenamed": {
      const { party, name, otherName } = event.args;
      batch.names.push({ record, party, name: storable(name), otherName: storable(otherName), givenAt: place.time });
      break;
    }
    case "WalletSet":
      batch.wallets.push({ record, party: event.args.party, wallet: event.args.wallet });
      break;
    case "YearOpened": {
      const { government, year, firstDay, lastDay, commitUntil, payUntil } = event.args;
      batch.years.push({ government, year, record, firstDay, lastDay, commitUntil, payUntil });
      break;
    }
    case "Confirmed": {
      const { movement, valueDate, document } = event.args;
      batch.confirmations.push({ movement: Number(movement), record, valueDate, document: orNull(document) });
      break;
    }
    default: {
      const account = accountRow(event);
      if (account !== null) batch.accounts.push({ ...account, record, openedAt: place.time });
    }
  }
}

type Opened = Omit<AccountRow, "record" | "openedAt">;

/** The account that a record opens, or null: doors, seats and pay-outs open none. */
function accountRow(event: RecordEvent): Opened | null {
  switch (event.name) {
    case "FundOpened": {
      const { account, owner, currency, exponent, token, name, otherName, code } = event.args;
      return {
        id: account.toString(),
        kind: 2,
        agency: owner,
        currency: currencyFromBytes(currency),
        exponent,
        token: token.toLowerCase() === ZERO_20 ? null : token,
        ...texts(name, otherName),
        code: storable(code),
      };
    }
    case "SourceOpened": {
      const { account, fund, party } = event.args;
      return { id: account.toString(), kind: 1, fund: fund.toString(), party };
    }
    case "ActOpened": {
      const { account, government, year, actType, title, otherTitle, document } = event.args;
      const named = texts(title, otherTitle);
      return { id: account.toString(), kind: 3, government, year, actType, ...named, document: orNull(document) };
    }
    case "LineOpened": {
      const { account, fund, agency, year, func, economic, nationalCode, name, otherName } = event.args;
      const ids = { id: account.toString(), kind: 4, fund: fund.toString() };
      return { ...ids, agency, year, func, economic, ...texts(name, otherName), code: storable(nationalCode) };
    }
    case "AllotmentOpened": {
      const { account, line, unit, title, otherTitle } = event.args;
      return { id: account.toString(), kind: 5, line: line.toString(), unit, ...texts(title, otherTitle) };
    }
    case "CommitmentOpened": {
      const { account, allotment, payee, payeeFund, contractId, title, otherTitle, document } = event.args;
      return {
        id: account.toString(),
        kind: 6,
        allotment: allotment.toString(),
        party: payee,
        payeeFund: payeeFund === 0n ? null : payeeFund.toString(),
        ...texts(title, otherTitle),
        code: storable(contractId),
        document: orNull(document),
      };
    }
    default:
      return null;
  }
}

const texts = (name: string, otherName: string) => ({ name: storable(name), otherName: storable(otherName) });
