// Reads the suite's state and records over viem.
import { type Client, numberToHex, type RpcLog } from "viem";
import { getBlockNumber, readContract } from "viem/actions";
import { directoryAbi } from "./abi/directory.ts";
import { fundLedgerAbi } from "./abi/fund-ledger.ts";
import { recordTopics } from "./abi/records.ts";
import { type AccountKind, ACCOUNT_KINDS } from "./accounts.ts";
import type { Deployment } from "./api.ts";
import { recordWriters } from "./deployment.ts";
import { MingzhangError } from "./errors.ts";
import { decodeRecord, RECORD_TOPICS, type RecordEvent } from "./events.ts";
import type { Hex } from "./hex.ts";
import { fetchLogs, placed, type PlacedLog } from "./logs.ts";
import { type Currency, currencyFromBytes } from "./money.ts";

/** Flags of an account. */
export const ACCOUNT_TO_FUND = 1;
export const ACCOUNT_TO_CLASS = 2;
export const ACCOUNT_TOKEN = 4;

/** Running totals of an account, in minor units. */
export interface AccountState {
  totalIn: bigint;
  totalOut: bigint;
  /** totalIn - totalOut; below zero on boundaries (source, act) alone. */
  balance: bigint;
  /** Running number of the fund, 0 for an act. */
  fund: number;
  /** Line, allotment: last day to commit; commitment: last day to pay; else 0. */
  lastDay: number;
  /** Sum of ACCOUNT_TO_FUND, ACCOUNT_TO_CLASS, ACCOUNT_TOKEN. */
  flags: number;
}

export interface FundState {
  government: number;
  owner: number;
  currency: Currency;
  /** Settlement token; null for an attested fund. */
  token: Hex | null;
  /** Token units in one minor unit; 0 for an attested fund. */
  unit: bigint;
}

/** A record with its decoded event and its place on the chain. */
export interface PlacedRecord {
  event: RecordEvent;
  log: PlacedLog;
}

const ZERO_ADDRESS = `0x${"0".repeat(40)}`;

/** Reads take the state of the latest block, or of `blockNumber` where it is given. */
export interface ReadAt {
  blockNumber?: bigint;
}

function ledger(deployment: Deployment, at: ReadAt) {
  return { address: deployment.contracts.fundLedger, abi: fundLedgerAbi, ...at } as const;
}

/** Running totals of an account; all zero for one that was never opened. */
export async function readAccount(
  client: Client,
  deployment: Deployment,
  account: bigint,
  at: ReadAt = {},
): Promise<AccountState> {
  const state = await readContract(client, { ...ledger(deployment, at), functionName: "accountOf", args: [account] });
  return { ...state, balance: state.totalIn - state.totalOut };
}

/** A fund: whose it is, its currency, how it settles. */
export async function readFund(
  client: Client,
  deployment: Deployment,
  fund: bigint,
  at: ReadAt = {},
): Promise<FundState> {
  const state = await readContract(client, { ...ledger(deployment, at), functionName: "fundOf", args: [fund] });
  const { government, owner, token, unit } = state;
  const currency = { code: currencyFromBytes(state.currency), exponent: state.exponent };
  return { government, owner, currency, token: token === ZERO_ADDRESS ? null : token, unit };
}

/** A budget line: agency, year, days in days since 1970-01-01, classification as digits. */
export function readLine(client: Client, deployment: Deployment, line: bigint, at: ReadAt = {}) {
  return readContract(client, { ...ledger(deployment, at), functionName: "lineOf", args: [line] });
}

/** An act: government, year, type as in ILedgerAccounts.ActType. */
export function readAct(client: Client, deployment: Deployment, act: bigint, at: ReadAt = {}) {
  return readContract(client, { ...ledger(deployment, at), functionName: "actOf", args: [act] });
}

/** An allotment: its line and the agency that may commit. */
export function readAllotment(client: Client, deployment: Deployment, allotment: bigint, at: ReadAt = {}) {
  return readContract(client, { ...ledger(deployment, at), functionName: "allotmentOf", args: [allotment] });
}

/** A commitment: its allotment, its payee, and the payee's fund (0 if none). */
export function readCommitment(client: Client, deployment: Deployment, commitment: bigint, at: ReadAt = {}) {
  return readContract(client, { ...ledger(deployment, at), functionName: "commitmentOf", args: [commitment] });
}

/** Party whose money a source brings. */
export function readSourceParty(client: Client, deployment: Deployment, source: bigint, at: ReadAt = {}) {
  return readContract(client, { ...ledger(deployment, at), functionName: "partyOfSource", args: [source] });
}

/** A government's fiscal year: days since 1970-01-01. */
export function readYear(client: Client, deployment: Deployment, government: number, year: number, at: ReadAt = {}) {
  return readContract(client, { ...ledger(deployment, at), functionName: "yearOf", args: [government, year] });
}

/** Number of accounts of a kind, which is the highest running number given out. */
export function readAccountCount(client: Client, deployment: Deployment, kind: AccountKind, at: ReadAt = {}) {
  const args = [ACCOUNT_KINDS.indexOf(kind) + 1] as const;
  return readContract(client, { ...ledger(deployment, at), functionName: "accountCount", args });
}

/** How much of a movement later movements have undone, in minor units. */
export function readUndone(client: Client, deployment: Deployment, record: bigint, at: ReadAt = {}) {
  return readContract(client, { ...ledger(deployment, at), functionName: "undoneOf", args: [record] });
}

/** Whether the bank's confirmation of a payment or refund is on record. */
export function readConfirmed(client: Client, deployment: Deployment, record: bigint, at: ReadAt = {}) {
  return readContract(client, { ...ledger(deployment, at), functionName: "isConfirmed", args: [record] });
}

/** A party: its kind, place in the agency tree, wallet and the hash of its name. The name itself is in its events. */
export function readParty(client: Client, deployment: Deployment, party: number, at: ReadAt = {}) {
  const { directory } = deployment.contracts;
  const call = { address: directory, abi: directoryAbi, functionName: "partyOf", args: [party], ...at } as const;
  return readContract(client, call);
}

/**
 * A transaction's receipt as the RPC gives it. Throws NOT_FOUND if there is none, TRANSACTION_REVERTED for one that failed:
 * it wrote nothing, whatever logs the RPC shows with it.
 */
export async function readReceipt(client: Client, transaction: Hex) {
  const receipt = await client.request({ method: "eth_getTransactionReceipt", params: [transaction] });
  if (receipt === null) {
    const remedy = "Look it up by its record number: the chain may have been reorganised or started anew";
    throw new MingzhangError("NOT_FOUND", "transaction", transaction, "is not on this chain", remedy);
  }
  if (receipt.status !== "0x1") {
    const problem = "did not succeed, so it wrote nothing";
    throw new MingzhangError("TRANSACTION_REVERTED", "transaction", transaction, problem, "Ask another RPC");
  }
  return receipt;
}

/**
 * The record that a transaction wrote at a log index (within the block). Throws NOT_FOUND if there is no such transaction
 * or log, or if the log is no record of this deployment; TRANSACTION_REVERTED and LOG_REMOVED where it does not count.
 */
export async function readRecordIn(
  client: Client,
  deployment: Deployment,
  transaction: Hex,
  logIndex: number,
): Promise<PlacedRecord> {
  const receipt = await readReceipt(client, transaction);
  const rpcLog = (receipt.logs as RpcLog[]).find((log) => Number(log.logIndex) === logIndex);
  if (rpcLog === undefined) {
    throw new MingzhangError(
      "NOT_FOUND",
      "logIndex",
      logIndex,
      `is not in ${transaction}`,
      "Give its index in the block",
    );
  }
  return toPlacedRecord(placed(rpcLog), deployment);
}

/**
 * The record with a number, found by eth_getLogs. Throws NOT_FOUND if the chain has none, CHAIN_DIFFERS if it has several.
 */
export async function readRecord(
  client: Client,
  deployment: Deployment,
  record: bigint | number,
): Promise<PlacedRecord> {
  return readNumbered(client, deployment, record, [...RECORD_TOPICS]);
}

/** The movement with a record number. Throws NOT_FOUND also where the number is that of another event. */
export async function readMovement(client: Client, deployment: Deployment, record: bigint | number) {
  const found = await readNumbered(client, deployment, record, [recordTopics.Movement]);
  return asMovement(found);
}

/** Narrows a record to a movement. Throws NOT_A_MOVEMENT. */
export function asMovement({ event, log }: PlacedRecord) {
  if (event.name !== "Movement") {
    const problem = `is ${event.name}, no movement`;
    throw new MingzhangError("NOT_A_MOVEMENT", "record", event.args.record, problem, "Give the number of a movement");
  }
  return { movement: event.args, log };
}

async function readNumbered(
  client: Client,
  deployment: Deployment,
  record: bigint | number,
  names: Hex[],
): Promise<PlacedRecord> {
  const number = BigInt(record);
  const found: PlacedLog[] = [];
  const query = {
    addresses: recordWriters(deployment),
    topics: [names, numberToHex(number, { size: 32 })],
    fromBlock: BigInt(deployment.deployBlock),
    toBlock: await getBlockNumber(client, { cacheTime: 0 }),
  };
  for await (const logs of fetchLogs(client, query)) found.push(...logs);
  const [log, second] = found;
  if (log === undefined) {
    const remedy = "Check the number, and that the RPC is of the same chain and has caught up";
    throw new MingzhangError("NOT_FOUND", "record", record, "is not on this chain", remedy);
  }
  if (second !== undefined) {
    throw new MingzhangError("CHAIN_DIFFERS", "record", record, "was answered twice by the RPC", "Ask another RPC");
  }
  return toPlacedRecord(log, deployment);
}

function toPlacedRecord(log: PlacedLog, deployment: Deployment): PlacedRecord {
  const writers = recordWriters(deployment).map((writer) => writer.toLowerCase());
  const event = writers.includes(log.address) ? decodeRecord(log) : null;
  if (event === null) {
    const problem = "is no record of this deployment";
    throw new MingzhangError("NOT_FOUND", "log", log.address, problem, "Give the place of a record");
  }
  return { event, log };
}
