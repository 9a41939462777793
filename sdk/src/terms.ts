// The small terms of a movement in one 256-bit word, as contracts/libraries/Terms.sol lays them out.
import { MingzhangError } from "./errors.ts";

/** Flag bits of a movement. */
export const FLAG_ADVANCE = 1;
export const FLAG_IMPORTED = 2;

export interface Terms {
  /** Number of the kind, 1 to 16; see kinds.ts. */
  kind: number;
  /** Sum of flag bits: FLAG_ADVANCE, FLAG_IMPORTED. */
  flags: number;
  /** Receipt and refund: GFSM 2014 class as digits (99: opening balance). Class payment: number of persons. Else 0. */
  code: number;
  /** Day the money moved, in days since 1970-01-01; 0 on the budget book alone. */
  valueDate: number;
  /** Record number of the movement that this one corrects, else 0. */
  cites: bigint;
  /** Position on the taking fund's track, for a transfer payment and its recovery; else 0. */
  beyond: bigint;
}

const LIMITS = { kind: 8n, flags: 8n, code: 32n, valueDate: 24n, cites: 64n, beyond: 104n } as const;

/** Takes the word apart. Throws TERMS_INVALID if the 16 bits that are always zero are not. */
export function unpackTerms(word: bigint): Terms {
  if (word < 0n || word >> 240n !== 0n) {
    throw new MingzhangError("TERMS_INVALID", "terms", word, "has bits above 240", "Read it from a Movement event");
  }
  // The low 48 bits as a number: cheaper than bigints, and a sync does this for every movement.
  const low = Number(word & 0xffff_ffff_ffffn);
  return {
    kind: low & 0xff,
    flags: (low >>> 8) & 0xff,
    code: Math.floor(low / 0x1_0000),
    valueDate: Number((word >> 48n) & 0xff_ffffn),
    cites: (word >> 72n) & 0xffff_ffff_ffff_ffffn,
    beyond: word >> 136n,
  };
}

/** Puts the word together. Throws TERMS_INVALID if a field does not fit its bits. */
export function packTerms(terms: Terms): bigint {
  for (const [field, bits] of Object.entries(LIMITS)) {
    const value = BigInt(terms[field as keyof Terms]);
    if (value < 0n || value >> bits !== 0n) {
      throw new MingzhangError("TERMS_INVALID", field, value, `does not fit ${bits} bits`, "Give a smaller number");
    }
  }
  return (
    BigInt(terms.kind) |
    (BigInt(terms.flags) << 8n) |
    (BigInt(terms.code) << 16n) |
    (BigInt(terms.valueDate) << 48n) |
    (terms.cites << 72n) |
    (terms.beyond << 136n)
  );
}

/** Whether the payment is an advance, to be cleared later. */
export function isAdvance(terms: Terms): boolean {
  return (terms.flags & FLAG_ADVANCE) !== 0;
}

/** Whether the movement stands for spending published elsewhere. */
export function isImported(terms: Terms): boolean {
  return (terms.flags & FLAG_IMPORTED) !== 0;
}
