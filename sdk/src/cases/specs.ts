// Specs of accounts that a case opens: ILedgerAccounts' own, typed by what is opened.
import { type AbiParameterToPrimitiveType, decodeAbiParameters, encodeAbiParameters } from "viem";
import { MingzhangError } from "../errors.ts";
import type { Hex } from "../hex.ts";
import { SPECS } from "./payload-abi.ts";

/** ILedgerOpenings.Opens, from 1. */
export const OPENS = ["source", "fund", "act", "line", "allotment", "commitment", "year"] as const;
export type OpensName = (typeof OPENS)[number];

type SpecOf<W extends OpensName> =
  AbiParameterToPrimitiveType<(typeof SPECS)[W]> extends readonly (infer S)[]
    ? S
    : AbiParameterToPrimitiveType<(typeof SPECS)[W]>;

export type SourceSpec = SpecOf<"source">;
export type FundSpec = SpecOf<"fund">;
export type ActSpec = SpecOf<"act">;
export type LineSpec = SpecOf<"line">;
export type AllotmentSpec = SpecOf<"allotment">;
export type CommitmentSpec = SpecOf<"commitment">;
export type YearSpec = SpecOf<"year">;

/** What is opened and the specs of each; a year comes alone. */
export type OpeningSpecs = { [W in OpensName]: { what: W; specs: readonly SpecOf<W>[] } }[OpensName];

/** Number of ILedgerOpenings.Opens. */
export function opensNumber(what: OpensName): number {
  return OPENS.indexOf(what) + 1;
}

/** What a number of ILedgerOpenings.Opens opens. Throws PAYLOAD_INVALID. */
export function opensByNumber(number: number): OpensName {
  const what = OPENS[number - 1];
  if (what === undefined) {
    const remedy = `Numbers 1 to ${OPENS.length} stand for ${OPENS.join(", ")}`;
    throw new MingzhangError("PAYLOAD_INVALID", "what", number, "opens nothing", remedy);
  }
  return what;
}

/** abi.encode of the specs. Throws PAYLOAD_INVALID unless a year comes alone. */
export function encodeSpecs(opened: OpeningSpecs): Hex {
  switch (opened.what) {
    case "source":
      return encodeAbiParameters([SPECS.source], [opened.specs]);
    case "fund":
      return encodeAbiParameters([SPECS.fund], [opened.specs]);
    case "act":
      return encodeAbiParameters([SPECS.act], [opened.specs]);
    case "line":
      return encodeAbiParameters([SPECS.line], [opened.specs]);
    case "allotment":
      return encodeAbiParameters([SPECS.allotment], [opened.specs]);
    case "commitment":
      return encodeAbiParameters([SPECS.commitment], [opened.specs]);
    case "year": {
      const [spec] = opened.specs;
      if (spec === undefined || opened.specs.length !== 1) {
        const count = opened.specs.length;
        throw new MingzhangError("PAYLOAD_INVALID", "specs", count, "years are not one", "Open one year in a case");
      }
      return encodeAbiParameters([SPECS.year], [spec]);
    }
  }
}

/** Takes abi.encode of the specs apart; what does not decode throws viem's own error. */
export function decodeSpecs(what: OpensName, data: Hex): OpeningSpecs {
  switch (what) {
    case "source":
      return { what, specs: decodeAbiParameters([SPECS.source], data)[0] };
    case "fund":
      return { what, specs: decodeAbiParameters([SPECS.fund], data)[0] };
    case "act":
      return { what, specs: decodeAbiParameters([SPECS.act], data)[0] };
    case "line":
      return { what, specs: decodeAbiParameters([SPECS.line], data)[0] };
    case "allotment":
      return { what, specs: decodeAbiParameters([SPECS.allotment], data)[0] };
    case "commitment":
      return { what, specs: decodeAbiParameters([SPECS.commitment], data)[0] };
    case "year":
      return { what, specs: decodeAbiParameters([SPECS.year], data) };
  }
}
