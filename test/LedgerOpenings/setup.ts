// Payloads of openings of every kind.
import type { IHandler } from "../../types/ethers-contracts/index.ts";
import {
  ActType,
  Party,
  acc,
  actSpec,
  allotmentSpec,
  commitmentSpec,
  fundSpec,
  lineSpec,
} from "../FundLedger/setup.ts";
import { ethers } from "../network.ts";
import { expectDescribed } from "../support/handlers.ts";

const coder = ethers.AbiCoder.defaultAbiCoder();

/** ILedgerOpenings.Opens */
export const Opens = { None: 0, Source: 1, Fund: 2, Act: 3, Line: 4, Allotment: 5, Commitment: 6, Year: 7 } as const;

const WORDS = ["", "source", "fund", "act", "line", "allotment", "commitment", "year"];

/** Specs as the ledger's functions take them, by Opens. */
const SPECS = [
  "",
  "tuple(uint64 fund,uint32 party)[]",
  "tuple(uint32 owner,bytes3 currency,uint8 exponent,address token,string name,string otherName,string code)[]",
  "tuple(uint32 government,uint16 year,uint8 actType,string title,string otherTitle,bytes32 document)[]",
  "tuple(uint64 fund,uint32 agency,uint16 year,uint16 func,uint32 economic,string nationalCode,string name,string otherName)[]",
  "tuple(uint64 line,uint32 unit,string title,string otherTitle)[]",
  "tuple(uint64 allotment,uint32 payee,uint64 payeeFund,string contractId,string title,string otherTitle,bytes32 document)[]",
  "tuple(uint32 government,uint16 year,uint24 firstDay,uint24 lastDay,uint24 commitUntil,uint24 payUntil)",
];

/** ILedgerOpenings.Openings, its specs as values; of a year, the one spec. */
export interface Openings {
  what: number;
  specs: readonly object[];
  givers: readonly bigint[];
  amounts: readonly bigint[];
  purpose: string;
  document: string;
}

export const DOCUMENT = ethers.id("decision");

export function openings(what: number, specs: readonly object[], more: Partial<Openings> = {}): Openings {
  return { what, specs, givers: [], amounts: [], purpose: "Bridge over the river 大桥", document: DOCUMENT, ...more };
}

export function encodeSpecs({ what, specs }: Pick<Openings, "what" | "specs">): string {
  return coder.encode([SPECS[what] ?? ""], [what === Opens.Year ? specs[0] : specs]);
}

export function encodeRaw({ what, givers, amounts, purpose, document }: Openings, specs: string): string {
  const type = "tuple(uint8,bytes,uint64[],uint104[],string,bytes32)";
  return coder.encode([type], [[what, specs, givers, amounts, purpose, document]]);
}

export function encode(value: Openings): string {
  return encodeRaw(value, encodeSpecs(value));
}

export const yearSpec = (government: number, year: number, more: Partial<Record<"firstDay", number>> = {}) => {
  return { government, year, firstDay: 30_000, lastDay: 30_364, commitUntil: 30_364, payUntil: 30_394, ...more };
};

/** Two of each kind (a year: one) that the city may open. */
export const GOOD: Readonly<Record<number, readonly object[]>> = {
  [Opens.Source]: [
    { fund: acc.general, party: Party.Supplier },
    { fund: acc.special, party: Party.Lender },
  ],
  [Opens.Fund]: [fundSpec(Party.Treasury), fundSpec(Party.Bureau, { currency: "USD" })],
  [Opens.Act]: [actSpec(Party.City, 2026), actSpec(Party.City, 2027, ActType.Provisional)],
  [Opens.Line]: [lineSpec(acc.general, Party.Bureau, 2026), lineSpec(acc.special, Party.Bureau, 2026)],
  [Opens.Allotment]: [allotmentSpec(acc.roads, Party.Office), allotmentSpec(acc.schools, Party.Bureau)],
  [Opens.Commitment]: [
    commitmentSpec(acc.schoolsAllotment, Party.Builder),
    commitmentSpec(acc.schoolsAllotment, Party.Treasury, acc.special),
  ],
  [Opens.Year]: [yearSpec(Party.City, 2030)],
};

export const COMMITMENT =
  "CommitmentOrder(uint32 agency,uint64 allotment,uint32 payee,string payeeName,string contractId,string title,uint256 amount,string currency,string purpose,bytes32 document,uint64 payeeFund,bytes32 rows)";
export const OPENING =
  "LedgerOpening(string opens,uint32 agency,uint32 count,uint256 total,string currency,bytes32 rows,string purpose,bytes32 document)";

function shared(value: Openings, agency: number, currency: string) {
  const rows = ethers.keccak256(
    coder.encode(["bytes", "uint64[]", "uint104[]"], [encodeSpecs(value), value.givers, value.amounts]),
  );
  const total = value.amounts.reduce((sum, amount) => sum + amount, 0n);
  const letters = value.amounts.length === 0 ? "" : currency;
  const reported = [total, letters === "" ? "0x000000" : ethers.hexlify(ethers.toUtf8Bytes(letters))] as const;
  return {
    fields: { agency, rows, currency: letters, purpose: value.purpose, document: value.document },
    total,
    reported,
    // One for each that is opened, and one for each sum that it is given.
    records: value.specs.length + value.amounts.filter((amount) => amount !== 0n).length,
  };
}

/** Holds that these openings are described by the form for many. */
export function expectOpening(
  described: IHandler.DescribedStructOutput,
  value: Openings,
  agency: number,
  currency = "CNY",
): void {
  const { fields, total, reported, records } = shared(value, agency, currency);
  const form = { ...fields, opens: WORDS[value.what], count: value.specs.length, total };
  expectDescribed(described, OPENING, form, reported, records);
}

/** Holds that this one commitment is described by its own form. */
export function expectCommitment(
  described: IHandler.DescribedStructOutput,
  value: Openings,
  agency: number,
  payeeName: string,
): void {
  const { fields, total, reported, records } = shared(value, agency, "CNY");
  const form = { ...value.specs[0], ...fields, payeeName, amount: total };
  expectDescribed(described, COMMITMENT, form, reported, records);
}
