// Schemas of accounts, funds, sources, lines, commitments and acts.
import { z } from "@hono/zod-openapi";
import {
  accountId,
  accountKind,
  accountRef,
  code,
  currency,
  day,
  execution,
  flow,
  hash,
  money,
  number,
  page,
  partyRef,
  settlement,
  time,
} from "./basics.ts";

const named = { id: accountId, name: z.string(), otherName: z.string() };

export const account = z
  .object({
    ...named,
    kind: accountKind,
    number: z.string(),
    openedRecord: number,
    government: partyRef,
    fund: accountRef.nullable(),
    line: accountRef.nullable(),
    allotment: accountRef.nullable(),
    agency: partyRef.nullable(),
    party: partyRef.nullable(),
    payeeFund: accountRef.nullable(),
    year: number.nullable(),
    currency: z.string().nullable(),
    exponent: number.nullable(),
    totalIn: money.nullable(),
    totalOut: money.nullable(),
    balance: money.nullable(),
    flows: z.array(flow),
    code: z.string().nullable(),
    document: hash.nullable(),
    children: number,
  })
  .openapi("Account");

export const fund = z
  .object({
    ...named,
    code: z.string().nullable(),
    government: partyRef,
    owner: partyRef,
    ...currency,
    settlement,
    token: hash.nullable(),
    openedRecord: number,
    received: money,
    refunded: money,
    transferredIn: money,
    transferredOut: money,
    paid: money,
    takenFromFunds: money,
    balance: money,
    unconfirmed: money,
  })
  .openapi("Fund");
export const fundPage = page(fund, "FundPage");

export const fundDetail = fund
  .extend({
    flows: z.array(flow),
    sources: z.array(accountRef.extend({ party: partyRef, received: money, refunded: money })),
    years: z.array(number),
  })
  .openapi("FundDetail");

export const line = z
  .object({
    ...named,
    fund: accountRef,
    agency: partyRef,
    year: number,
    function: code,
    economic: code,
    nationalCode: z.string().nullable(),
    ...currency,
    imported: z.boolean(),
    openedRecord: number,
    ...execution,
  })
  .openapi("Line");

export const lineTree = z
  .object({
    year: number,
    agencies: z.array(
      z.object({ agency: partyRef, ...currency, imported: z.boolean(), ...execution, lines: z.array(line) }),
    ),
  })
  .openapi("LineTree");

const appropriationSource = z.enum([
  "original",
  "supplementary",
  "provisional",
  "imported",
  "cut",
  "virement",
  "carry-over",
  "lapse",
]);

export const lineDetail = line
  .extend({
    commitUntil: day.nullable(),
    payUntil: day.nullable(),
    appropriation: z.array(z.object({ source: appropriationSource, amount: money })),
    acts: z.array(accountRef),
    allotments: z.array(accountRef.extend({ unit: partyRef, allotted: money, committed: money })),
    flows: z.array(flow),
  })
  .openapi("LineDetail");

export const source = z
  .object({
    id: accountId,
    party: partyRef,
    fund: accountRef,
    ...currency,
    received: money,
    refunded: money,
    net: money,
    classes: z.array(z.string()),
    openedRecord: number,
  })
  .openapi("Source");
export const sourcePage = page(source, "SourcePage");

export const commitment = z
  .object({
    id: accountId,
    title: z.string(),
    otherTitle: z.string(),
    contractId: z.string().nullable(),
    payee: partyRef,
    payeeFund: accountRef.nullable(),
    fund: accountRef,
    line: accountRef,
    allotment: accountRef,
    agency: partyRef,
    unit: partyRef,
    year: number,
    ...currency,
    committed: money,
    paid: money,
    open: money,
    document: hash.nullable(),
    imported: z.boolean(),
    openedRecord: number,
    openedAt: time,
  })
  .openapi("Commitment");
export const commitmentPage = page(commitment, "CommitmentPage");

export const act = z
  .object({
    id: accountId,
    type: z.enum(["original", "supplementary", "provisional", "imported"]),
    title: z.string(),
    otherTitle: z.string(),
    government: partyRef,
    year: number,
    document: hash.nullable(),
    openedRecord: number,
    openedAt: time,
    money: z.array(z.object({ ...currency, appropriated: money, cut: money, lapsed: money })),
  })
  .openapi("Act");
export const actPage = page(act, "ActPage");
