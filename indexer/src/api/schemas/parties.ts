// Schemas of parties, totals, search and the state of the service.
import { SEARCH_TYPES } from "@mingzhang/sdk/api";
import { z } from "@hono/zod-openapi";
import {
  blockRef,
  code,
  contractName,
  currency,
  day,
  execution,
  hash,
  money,
  number,
  page,
  partyKind,
  partyRef,
  time,
} from "./basics.ts";
import { checkpointStatus } from "./checkpoints.ts";
import { rootCheck } from "./log.ts";

export const party = z
  .object({
    id: number,
    kind: partyKind,
    name: z.string(),
    otherName: z.string(),
    scheme: z.string().nullable(),
    identifier: z.string().nullable(),
    parent: partyRef.nullable(),
    government: partyRef.nullable(),
    depth: number,
    wallet: hash.nullable(),
    registeredRecord: number,
    money: z.array(
      z.object({ ...currency, paid: money, payments: number, cameBack: money, committed: money, received: money }),
    ),
  })
  .openapi("Party");
export const partyPage = page(party, "PartyPage");

export const partyDetail = party
  .extend({
    formerNames: z.array(z.object({ name: z.string(), otherName: z.string(), until: time, record: number })),
    children: z.array(partyRef),
    execution: z.array(z.object({ year: number, ...currency, imported: z.boolean(), ...execution })),
    paidBy: z.array(z.object({ agency: partyRef, ...currency, paid: money })),
  })
  .openapi("PartyDetail");

export const agencyRow = z
  .object({
    agency: partyRef,
    parent: partyRef.nullable(),
    depth: number,
    currency: z.string().nullable(),
    exponent: number,
    imported: z.boolean(),
    lineCount: number,
    ...execution,
  })
  .openapi("AgencyRow");
export const agencyPage = page(agencyRow, "AgencyPage");

const classTotal = z.object({ class: code, received: money, refunded: money, net: money }).openapi("ClassTotal");

const currencyTotals = z
  .object({
    ...currency,
    imported: z.boolean(),
    ...execution,
    revenue: money,
    financing: money,
    openingBalance: money,
    receivedByClass: z.array(classTotal),
    transferPayments: money,
    consolidated: money,
    unconfirmed: money,
    byFunction: z.array(z.object({ function: code, ...execution, consolidated: money })),
    byAgency: z.array(z.object({ agency: partyRef, ...execution, consolidated: money })),
    movements: number,
  })
  .openapi("CurrencyTotals");

export const totals = z
  .object({ year: number.nullable(), currencies: z.array(currencyTotals), indexed: blockRef })
  .openapi("Totals");

const fiscalYear = z
  .object({
    government: partyRef,
    year: number,
    firstDay: day,
    lastDay: day,
    commitUntil: day.nullable(),
    payUntil: day.nullable(),
    openedRecord: number,
  })
  .openapi("FiscalYear");
export const years = z
  .object({ years: z.array(number), paid: z.array(number), opened: z.array(fiscalYear) })
  .openapi("Years");

const searchType = z.enum(SEARCH_TYPES);
const searchHit = z
  .object({
    type: searchType,
    id: z.string(),
    kind: z.string(),
    name: z.string(),
    otherName: z.string(),
    match: z.string().nullable(),
    sum: z.object({ amount: money, ...currency }).nullable(),
    count: number.nullable(),
    first: number.optional(),
  })
  .openapi("SearchHit");
export const searchResult = z
  .object({
    query: z.string(),
    near: z.array(z.string()).nullable(),
    hits: z.array(searchHit),
    more: z.boolean(),
    moreOf: z.array(searchType),
  })
  .openapi("SearchResult");

export const dumpStatus = z
  .object({
    hour: number,
    last: z
      .object({
        completedAt: time,
        index: hash,
        at: z.string(),
        size: number,
        root: hash,
        files: number,
        bytes: number,
      })
      .nullable(),
    failure: z.object({ at: time, reason: z.string(), attempts: number }).nullable(),
    running: z.boolean(),
  })
  .openapi("DumpStatus");

export const status = z
  .object({
    chainId: number,
    genesisHash: hash,
    deployBlock: number,
    deployBlockHash: hash,
    deployedAt: time,
    contracts: z.record(contractName, hash),
    anchors: z.array(z.object({ chainId: number, genesisHash: hash, contract: hash, deployBlock: number })),
    demo: z.boolean(),
    imported: z.boolean(),
    state: z.enum(["starting", "catching-up", "following", "no-chain", "wrong-chain", "stopped", "read-only"]),
    reason: z.string().nullable(),
    chain: blockRef.nullable(),
    indexed: blockRef.nullable(),
    lag: z.object({ blocks: number.nullable(), seconds: number.nullable() }),
    finalityDepth: number,
    finalBlock: number.nullable(),
    records: number,
    movements: number,
    rootCheck,
    checkpoints: checkpointStatus,
    publicRpcUrl: z.string().nullable(),
    dump: dumpStatus.nullable(),
    versions: z.object({ indexer: z.string(), api: z.string(), schema: z.string() }),
  })
  .openapi("Status");

export const health = z.object({ status: z.literal("ok") }).openapi("Health");
export const ready = z
  .object({
    ready: z.boolean(),
    reasons: z.array(z.string()),
    chain: blockRef.nullable(),
    indexed: blockRef.nullable(),
  })
  .openapi("Ready");
