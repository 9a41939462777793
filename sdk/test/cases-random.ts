// Random payloads, bodies and states of cases, for property tests.
import type {
  Body,
  Form,
  LedgerOrder,
  OpensName,
  Openings,
  OpeningSpecs,
  Payload,
  State,
  Step,
} from "@mingzhang/sdk/cases";
import { DUTIES, LATENESSES, OPENS } from "@mingzhang/sdk/cases";
import { accountNumber } from "@mingzhang/sdk/accounts";
import { KINDS } from "@mingzhang/sdk/kinds";
import type { Random } from "./random.ts";

const ZERO = `0x${"0".repeat(64)}` as const;

const text = (r: Random) =>
  r.pick(["", "教育部", "Road works, lot 3", "a\u202eb", "x".repeat(300), "<script>", "=1+1"]);
const small = (r: Random, bits: number) => Number(r.bits(bits));
const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
/** Addresses as viem decodes them are checksummed; these have no letters. */
const address = (r: Random) => `0x${times(40, () => String(r.below(10))).join("")}` as const;

export function anyStep(r: Random): Step {
  const isRule = r.below(4) === 0;
  const lateness = r.pick(LATENESSES).name;
  return {
    index: r.below(16),
    stage: r.below(8),
    isRule,
    duty: isRule ? null : r.pick(DUTIES).name,
    quorum: isRule ? 0 : 1 + r.below(8),
    lateness,
    escalation: lateness === "escalate" ? r.pick(DUTIES).name : null,
    limit: small(r, 32),
    agency: small(r, 32),
    fromAmount: r.bits(104),
  };
}

export function anyOrder(r: Random): LedgerOrder {
  return {
    kind: r.pick(KINDS).name,
    flags: small(r, 8),
    code: small(r, 32),
    valueDate: small(r, 24),
    from: r.bits(64),
    document: r.pick([ZERO, r.hex(32)]),
    entries: times(1 + r.below(4), () => ({ to: r.bits(64), amount: r.bits(104), detail: r.pick([ZERO, r.hex(32)]) })),
  };
}

function citation(r: Random) {
  const position = { amount: r.bits(104), fromPosition: r.bits(104), toPosition: r.bits(104) };
  const accounts = { record: r.bits(64), from: r.bits(64), to: r.bits(64), terms: r.bits(256) };
  const movement = { ...accounts, ...position, document: r.hex(32), detail: r.hex(32) };
  return { size: r.bits(64), stamp: r.hex(32), movement, path: times(r.below(4), () => r.hex(32)) };
}

export function anySpecs(r: Random, what: OpensName): OpeningSpecs {
  const count = 1 + r.below(3);
  switch (what) {
    case "source":
      return { what, specs: times(count, () => ({ fund: r.bits(64), party: small(r, 32) })) };
    case "fund":
      return {
        what,
        specs: times(count, () => ({
          owner: small(r, 32),
          currency: "0x434e59",
          exponent: small(r, 8),
          token: address(r),
          name: text(r),
          otherName: text(r),
          code: text(r),
        })),
      };
    case "act":
      return {
        what,
        specs: times(count, () => ({
          government: small(r, 32),
          year: small(r, 16),
          actType: 1 + r.below(4),
          title: text(r),
          otherTitle: text(r),
          document: r.hex(32),
        })),
      };
    case "line":
      return {
        what,
        specs: times(count, () => ({
          fund: r.bits(64),
          agency: small(r, 32),
          year: small(r, 16),
          func: small(r, 16),
          economic: small(r, 32),
          nationalCode: text(r),
          name: text(r),
          otherName: text(r),
        })),
      };
    case "allotment":
      return {
        what,
        specs: times(count, () => ({ line: r.bits(64), unit: small(r, 32), title: text(r), otherTitle: text(r) })),
      };
    case "commitment":
      return {
        what,
        specs: times(count, () => ({
          allotment: r.bits(64),
          payee: small(r, 32),
          payeeFund: r.bits(64),
          contractId: text(r),
          title: text(r),
          otherTitle: text(r),
          document: r.hex(32),
        })),
      };
    case "year":
      return {
        what,
        specs: [
          {
            government: small(r, 32),
            year: small(r, 16),
            firstDay: small(r, 24),
            lastDay: small(r, 24),
            commitUntil: small(r, 24),
            payUntil: small(r, 24),
          },
        ],
      };
  }
}

export function anyOpenings(r: Random): Openings {
  const opened = anySpecs(r, r.pick(OPENS));
  const amounts = r.below(2) === 0 ? [] : opened.specs.map(() => r.bits(104));
  const givers = opened.what === "line" ? amounts.map(() => accountNumber("act", 1 + r.below(9))) : [];
  return { ...opened, givers, amounts, purpose: text(r), document: r.hex(32) };
}

export function anyPayload(r: Random): Payload {
  switch (r.below(5)) {
    case 0:
      return {
        handler: "ledgerOrders",
        value: {
          purpose: text(r),
          orders: times(1 + r.below(3), () => anyOrder(r)),
          citations: times(r.below(3), () => citation(r)),
        },
      };
    case 1:
      return { handler: "ledgerOpenings", value: anyOpenings(r) };
    case 2:
      return {
        handler: "standingOrders",
        value: {
          fund: r.bits(64),
          commitment: r.bits(64),
          amount: r.bits(104),
          times: small(r, 16),
          firstDay: small(r, 24),
          everyDays: small(r, 24),
          persons: small(r, 32),
          detail: r.hex(32),
          purpose: text(r),
          document: r.hex(32),
        },
      };
    case 3:
      return {
        handler: "permits",
        value: {
          revokes: r.pick([0n, r.bits(64)]),
          permitType: r.below(30),
          typeName: text(r),
          holder: r.hex(32),
          validFrom: small(r, 48),
          validUntil: small(r, 48),
          term: r.pick([0, small(r, 32)]),
          conditions: text(r),
          document: r.hex(32),
          evidence: r.pick(["0x", r.hex(100)] as const),
        },
      };
    default:
      return {
        handler: "seats",
        value: {
          dismiss: r.below(2) === 0,
          agency: small(r, 32),
          duty: r.pick(DUTIES).name,
          holder: address(r),
          official: small(r, 32),
          name: text(r),
          otherName: text(r),
          from: small(r, 48),
          until: small(r, 48),
        },
      };
  }
}

export function anyBody(r: Random, steps: readonly bigint[]): Body {
  return {
    procedure: small(r, 32),
    agency: small(r, 32),
    government: small(r, 32),
    official: small(r, 32),
    scope: small(r, 32),
    correctionLimit: r.pick([0, 86_400]),
    executionLimit: 1 + small(r, 20),
    records: small(r, 32),
    submitter: address(r),
    handler: address(r),
    salt: r.hex(32),
    payloadHash: r.hex(32),
    content: r.hex(32),
    decisionType: r.hex(32),
    steps,
  };
}

export function anyState(r: Random, status: number): State {
  return {
    status,
    round: 0,
    stage: 0,
    silent: false,
    conflicts: false,
    approvals: 0,
    done: 0,
    escalated: 0,
    since: 1_795_000_000,
    submittedAt: 1_795_000_000,
    first: small(r, 32),
    second: 0,
    third: 0,
  };
}

/** Facts that fit any payload. */
export const FACTS = { currency: "CNY", payee: { number: 7, name: "明德建筑" } } as const;

/** Names of the fields that a form's values have. */
export function valueNames(form: Form): string[] {
  return Object.keys(form.values).sort();
}
