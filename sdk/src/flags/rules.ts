// The published rules for movements that stand out, with every constant. docs/FLAGS.md says the same in words.
import { NOT_CLASSIFIED } from "../classification.ts";

/**
 * - just-under: a promise to one payee barely below a threshold of procurement
 * - split: several payments to one payee within days, each below a threshold, together not
 * - year-end: much of a line's year paid in its last days
 * - round: a large payment that is a round sum
 * - new-payee: the first payment ever to a payee, and a large one
 */
export const FLAG_RULES = ["just-under", "split", "year-end", "round", "new-payee"] as const;
export type FlagRule = (typeof FLAG_RULES)[number];

/**
 * What a procurement threshold can be of: lines of the economic classes (GFSM 2014) use of goods and services and
 * nonfinancial assets, and lines that bear no class. Pay with the tax withheld from it, interest, subsidies, grants and
 * benefits are no purchases.
 */
export const PURCHASES: readonly number[] = [22, 31];
/** Just under: from 19/20 of the threshold on. */
export const JUST_UNDER = { part: 19n, of: 20n } as const;
/** Split: so many payments at least, the last less than so many days after the first. */
export const SPLIT = { payments: 3, days: 7 } as const;
/** Year-end: in the last so many days of the fiscal year, at least one part in four of what the line paid. */
export const YEAR_END = { days: 15, part: 1n, of: 4n } as const;
/** New payee: not in the ledger's first so many days, when everybody is new. */
export const NEW_PAYEE = { days: 90 } as const;

/** Sums that the rules measure by, in minor units of one currency. */
export interface FlagParameters {
  /** Largest first. Without any, `just-under` and `split` flag nothing. */
  thresholds: readonly bigint[];
  /** From here on a sum is large. */
  large: bigint;
  /** A round sum is a multiple of this. */
  round: bigint;
}

interface Published {
  /** In units of the currency. */
  thresholds: readonly bigint[];
  large: bigint;
  round: bigint;
}

const BY_CURRENCY: Readonly<Record<string, Published>> = {
  // 必须招标的工程项目规定 (order 16 of the National Development and Reform Commission, 2018), article 5: works, goods, services.
  CNY: { thresholds: [4_000_000n, 2_000_000n, 1_000_000n], large: 1_000_000n, round: 100_000n },
  // Procurement Act 2023, section 84: below-threshold contracts that must be notified; other authorities, central government.
  GBP: { thresholds: [30_000n, 12_000n], large: 100_000n, round: 10_000n },
};

/** No threshold is assumed for a currency whose law nobody has looked up here. */
const OTHERS: Published = { thresholds: [], large: 1_000_000n, round: 100_000n };

export function flagParameters(currency: string, exponent: number): FlagParameters {
  const { thresholds, large, round } = Object.hasOwn(BY_CURRENCY, currency)
    ? (BY_CURRENCY[currency] ?? OTHERS)
    : OTHERS;
  const unit = 10n ** BigInt(exponent);
  return { thresholds: thresholds.map((each) => each * unit), large: large * unit, round: round * unit };
}

/** @param economic class of the line, 0 where it bears none */
export function mayBePurchase(economic: number): boolean {
  return economic === NOT_CLASSIFIED || PURCHASES.some((each) => String(economic).startsWith(String(each)));
}

/** The threshold that an amount stands barely below; null if none. */
export function justUnder(amount: bigint, thresholds: readonly bigint[]): bigint | null {
  const found = thresholds.find((each) => amount < each && amount * JUST_UNDER.of >= each * JUST_UNDER.part);
  return found ?? null;
}

export function isRoundSum(amount: bigint, round: bigint): boolean {
  return round > 0n && amount >= round && amount % round === 0n;
}

export function isYearEndRush(late: bigint, whole: bigint, large: bigint): boolean {
  return late >= large && late * YEAR_END.of >= whole * YEAR_END.part;
}
