// Puts the pieces of a case into the payload that its handler takes, with the numbers that accounts have on the chain.
import type { Openings, Payload } from "@mingzhang/sdk/cases/payloads";
import type { Citation } from "@mingzhang/sdk/log";
import { zeroHash } from "viem";
import type { Hex } from "viem";
import type { Order } from "../chain/orders.ts";
import type { Work } from "./agenda.ts";
import type { CaseUnit } from "./docket.ts";
import { procedureOf } from "./courses.ts";

type Actual = (account: bigint) => bigint;
type Opening = Extract<Work, { type: "open" }>;

/** @param citations of what the case corrects, in order */
export function payloadOf(unit: CaseUnit, actual: Actual, citations: readonly Citation[]): Payload {
  const works = unit.pieces.map(({ work }) => work);
  const [first] = works;
  switch (first?.type) {
    case "orders": {
      const orders = works.flatMap((work) => (work.type === "orders" ? [ordered(work.order, actual)] : []));
      return { handler: "ledgerOrders", value: { purpose: purposeOf(unit), orders, citations } };
    }
    case "open": {
      const all = works.flatMap((work) => (work.type === "open" ? [work] : []));
      return { handler: "ledgerOpenings", value: openings(all, purposeOf(unit), actual) };
    }
    case "standing": {
      const { fund, commitment, ...rest } = first.standing;
      return { handler: "standingOrders", value: { ...rest, fund: actual(fund), commitment: actual(commitment) } };
    }
    case "seat":
      return { handler: "seats", value: first.seat };
    case "permit":
      return { handler: "permits", value: first.permit };
    case undefined:
      throw new Error("A case without pieces.");
  }
}

/** Documents that a case attaches: those of its movements and openings, each once. */
export function documentsOf(unit: CaseUnit): Hex[] {
  const all = unit.pieces.flatMap(({ work }): Hex[] => {
    switch (work.type) {
      case "orders":
        return [work.order.document];
      case "open":
        return [work.document];
      case "standing":
        return [work.standing.document];
      case "permit":
        return [work.permit.document];
      case "seat":
        return [];
    }
  });
  return [...new Set(all)].filter((document) => document !== zeroHash);
}

/** What it is for: in the piece's own words, or in the procedure's for several. */
function purposeOf({ procedure, pieces }: CaseUnit): string {
  const [first] = pieces;
  const same = pieces.every(({ purpose }) => purpose === first?.purpose);
  if (first !== undefined && same) return first.purpose;
  const { zh, en } = procedureOf(procedure);
  return `${zh}（${pieces.length} 项） ${en} (${pieces.length})`;
}

export function ordered(order: Order, actual: Actual): Order {
  return {
    ...order,
    from: actual(order.from),
    entries: order.entries.map((entry) => ({ ...entry, to: actual(entry.to) })),
  };
}

function openings(works: readonly Opening[], purpose: string, actual: Actual): Openings {
  const [first] = works;
  if (first === undefined) throw new Error("Nothing to open.");
  const same = works.every(({ document }) => document === first.document);
  const means = {
    givers: works.flatMap(({ givers }) => givers.map(actual)),
    amounts: works.flatMap(({ amounts }) => amounts),
    purpose,
    document: same ? first.document : zeroHash,
  };
  switch (first.opened.what) {
    case "line": {
      const specs = works.flatMap(({ opened }) => (opened.what === "line" ? opened.specs : []));
      return { what: "line", specs: specs.map((spec) => ({ ...spec, fund: actual(spec.fund) })), ...means };
    }
    case "allotment": {
      const specs = works.flatMap(({ opened }) => (opened.what === "allotment" ? opened.specs : []));
      return { what: "allotment", specs: specs.map((spec) => ({ ...spec, line: actual(spec.line) })), ...means };
    }
    case "commitment": {
      const specs = works.flatMap(({ opened }) => (opened.what === "commitment" ? opened.specs : []));
      const mapped = specs.map((spec) => ({
        ...spec,
        allotment: actual(spec.allotment),
        payeeFund: spec.payeeFund === 0n ? 0n : actual(spec.payeeFund),
      }));
      return { what: "commitment", specs: mapped, ...means };
    }
    case "act": {
      const specs = works.flatMap(({ opened }) => (opened.what === "act" ? opened.specs : []));
      return { what: "act", specs, ...means };
    }
    default:
      return { ...first.opened, ...means };
  }
}
