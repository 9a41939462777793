// One audit: reads the raw logs up to a block, derives everything anew, and holds it against contracts, API and root.
import type { Deployment, Status } from "@mingzhang/sdk/api";
import { createPublicClient, type Hex, http, type PublicClient } from "viem";
import * as api from "./api.ts";
import { Books } from "./books.ts";
import { byStatus, CaseBook } from "./cases.ts";
import * as contracts from "./contracts.ts";
import { type AuditEvent, decode } from "./decode.ts";
import { Difference } from "./difference.ts";
import { type AuditLog, readLog } from "./log.ts";
import * as registersApi from "./registers-api.ts";
import * as registersContracts from "./registers-contracts.ts";
import { Registers } from "./registers.ts";
import { digestOf, type ReportSignature, sign, signerIn } from "./sign.ts";
import { type CurrencyTotals, totalsOf } from "./totals.ts";
import { compareVault, readUnits, VaultBook } from "./vault.ts";

export interface AuditOptions {
  rpcUrl: string;
  deployment: Deployment;
  /** Address of the HTTP API; without it contracts and root alone are compared. */
  apiUrl?: string | undefined;
  /** Variable of the environment with the key that signs the report; without it nobody does. */
  signWith?: string | undefined;
  say?: (line: string) => void;
}

/** What two auditors of the same block find alike: its digest is the same for both. */
export interface Findings {
  format: "mingzhang-audit";
  version: 1;
  chainId: number;
  trail: Hex;
  block: { number: number; hash: Hex; time: number };
  log: { size: number; root: Hex };
  counts: Record<string, number>;
  casesByStatus: Record<string, number>;
  totals: Record<string, Record<string, string | number>>;
  /** What the derived figures were held against. */
  agreesWith: string[];
}

export interface AuditReport {
  findings: Findings;
  /** SHA-256 of the findings' JSON text. */
  sha256: Hex;
  signed: ReportSignature | null;
  /** Views asked of contracts, answers of the API, seconds: of this run alone. */
  views: number;
  answers: number;
  seconds: number;
}

/** The API goes on while it is asked: then everything is asked again at its new head. */
const TRIES = 4;

/** Throws Difference at the first one; errors of viem and ApiFailure where somebody does not answer. */
export async function audit(options: AuditOptions): Promise<AuditReport> {
  const started = performance.now();
  // Before the work, so that a missing key does not cost it.
  const signer = options.signWith === undefined ? null : signerIn(options.signWith);
  const { rpcUrl, deployment, apiUrl, say = () => undefined } = options;
  const transport = http(rpcUrl, { batch: { batchSize: 200 }, timeout: 120_000 });
  const client = createPublicClient({ transport });
  await compareChain(client, deployment);
  const trail = deployment.contracts.auditTrail.toLowerCase() as Hex;
  const asked = apiUrl === undefined ? null : new api.Api(apiUrl);
  for (let turn = 1; ; turn += 1) {
    const block = await blockOf(client, asked);
    say(`reading the log up to block ${block.number} …`);
    // Anew each time: a block that the chain dropped since the last try would be read over.
    const log = await readLog(client, trail, BigInt(deployment.deployBlock), block.number);
    const derived = derive(log);
    say(`${log.records.length} records read under root ${log.root}`);
    const view: contracts.View = { client, deployment, blockNumber: block.number };
    const views = await compareContracts(view, derived);
    say(`${views} views of the contracts agree`);
    if (asked !== null) {
      const found = await differenceOf(() => compareApi(asked, derived));
      const moved = (await asked.get<Status>("/v1/status")).indexed?.hash !== block.hash;
      if (moved && turn < TRIES) {
        say("the API has gone on meanwhile: once more");
        continue;
      }
      if (found !== null) throw found;
      say(`${asked.answers} answers of the API agree`);
    }
    const findings = findingsOf(deployment, block, derived, asked !== null);
    const sha256 = digestOf(findings);
    const signed = signer === null ? null : await sign(findings, signer);
    return {
      findings,
      sha256,
      signed,
      views,
      answers: asked?.answers ?? 0,
      seconds: (performance.now() - started) / 1000,
    };
  }
}

async function compareChain(client: PublicClient, deployment: Deployment): Promise<void> {
  const { chainId, genesisHash, deployBlock, deployBlockHash } = deployment;
  const told = await client.getChainId();
  if (told !== chainId) throw new Difference("log", "the chain", "id", chainId, told);
  for (const [number, wanted] of [
    [0, genesisHash],
    [deployBlock, deployBlockHash],
  ] as const) {
    const { hash: found } = await client.getBlock({ blockNumber: BigInt(number) });
    if (found !== wanted.toLowerCase()) throw new Difference("log", `block ${number}`, "hash", wanted, found);
  }
}

interface Block {
  number: bigint;
  hash: Hex;
  time: number;
}

/** The API's indexed head, which must be the chain's own block; without an API the chain's head. */
async function blockOf(client: PublicClient, asked: api.Api | null): Promise<Block> {
  if (asked === null) {
    const { number, hash: found, timestamp } = await client.getBlock({ blockTag: "latest" });
    return { number, hash: found, time: Number(timestamp) };
  }
  const { indexed } = await asked.get<Status>("/v1/status");
  if (indexed === null) throw new api.ApiFailure("The API has indexed nothing yet: wait until /ready answers.");
  const { number, hash: found, timestamp } = await client.getBlock({ blockNumber: BigInt(indexed.number) });
  if (found !== indexed.hash) throw new Difference("api", `block ${number}`, "hash", found, indexed.hash);
  return { number, hash: found, time: Number(timestamp) };
}

/** All that follows from the records alone. */
export interface Derived {
  log: AuditLog;
  events: readonly AuditEvent[];
  books: Books;
  cases: CaseBook;
  registers: Registers;
}

/** Throws Difference where a record does not follow from those before it. */
export function derive(log: AuditLog): Derived {
  const [books, cases, registers] = [new Books(), new CaseBook(), new Registers()];
  const events = log.records.map(decode);
  for (const [number, event] of events.entries()) {
    const at = log.records[number]?.time ?? 0;
    books.take(number, event);
    cases.take(number, at, event);
    registers.take(number, at, event);
  }
  return { log, events, books, cases, registers };
}

async function compareContracts(view: contracts.View, { books, cases, registers, events }: Derived): Promise<number> {
  const vault = new VaultBook(books);
  const units = await readUnits(view, vault);
  for (const [number, event] of events.entries()) vault.take(number, event);
  return (
    units +
    (await contracts.compareAccounts(view, books)) +
    (await contracts.compareMovements(view, books)) +
    (await contracts.compareCases(view, cases)) +
    (await registersContracts.compareRegisters(view, registers)) +
    (await compareVault(view, vault))
  );
}

/** Throws Difference at the first answer that does not follow from the records. */
export async function compareApi(asked: api.Api, { books, cases, registers, log }: Derived): Promise<void> {
  await api.compareLog(asked, log);
  await api.compareTotals(asked, books);
  await registersApi.compareRegisters(asked, registers);
  await api.compareFunds(asked, books);
  await api.compareLines(asked, books);
  await api.compareAccounts(asked, books);
  await api.compareMovements(asked, books, log);
  await api.compareCases(asked, cases);
  await registersApi.compareDocuments(asked, registers.documents);
}

async function differenceOf(work: () => Promise<void>): Promise<Difference | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof Difference) return error;
    throw error;
  }
}

function findingsOf(
  deployment: Deployment,
  block: Block,
  { log, books, cases, registers }: Derived,
  withApi: boolean,
): Findings {
  const count = (kind: string) => [...books.accounts.values()].filter((account) => account.kind === kind).length;
  const text = (sums: CurrencyTotals) =>
    Object.fromEntries(
      Object.entries(sums).map(([name, value]) => [name, typeof value === "bigint" ? value.toString() : Number(value)]),
    );
  return {
    format: "mingzhang-audit",
    version: 1,
    chainId: deployment.chainId,
    trail: log.trail,
    block: { number: Number(block.number), hash: block.hash, time: block.time },
    log: { size: log.records.length, root: log.root },
    counts: {
      records: log.records.length,
      movements: books.movements.size,
      confirmations: books.confirmed.size,
      corrected: books.undone.size,
      cases: cases.cases.size,
      parties: registers.parties.size,
      officials: registers.officials.size,
      seats: registers.seats.size,
      procedures: registers.procedures.size,
      permits: registers.permits.size,
      standingOrders: registers.standing.size,
      findings: registers.findings.size,
      documents: registers.documents.size,
      funds: count("fund"),
      sources: count("source"),
      acts: count("act"),
      lines: count("line"),
      allotments: count("allotment"),
      commitments: count("commitment"),
    },
    casesByStatus: byStatus(cases),
    totals: Object.fromEntries([...totalsOf(books)].map(([currency, sums]) => [currency, text(sums)])),
    agreesWith: ["log root", "contracts", ...(withApi ? ["api"] : [])],
  };
}
