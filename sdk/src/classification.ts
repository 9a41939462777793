// Codes of function (COFOG 1999) and of economic class (GFSM 2014): digits of the chain <-> what people read.
import { COFOG_ROWS } from "./cofog.ts";
import { MingzhangError } from "./errors.ts";
import { GFSM_ROWS } from "./gfsm.ts";

/** Digits for "not classified", on lines alone. */
export const NOT_CLASSIFIED = 0;
/** Receipt class of an opening balance. */
export const OPENING_BALANCE = 99;

export interface ClassEntry {
  /** Code as digits, as on chain. */
  digits: number;
  /** Code as people write it: `09.1.2` (COFOG), `1141` (GFSM). */
  code: string;
  en: string;
  zh: string;
}

/** All divisions, groups and classes of COFOG 1999, in order. */
export const COFOG: readonly ClassEntry[] = COFOG_ROWS.map(([digits, en, zh]) =>
  entry(digits, cofogDotted(digits), en, zh),
);

/** The ten divisions. */
export const COFOG_DIVISIONS: readonly ClassEntry[] = COFOG.filter(({ digits }) => digits % 100 === 0);

/** Classes of GFSM 2014 at two and three digits, some deeper, in order. */
export const GFSM: readonly ClassEntry[] = GFSM_ROWS.map(([digits, en, zh]) => entry(digits, String(digits), en, zh));

const cofogByDigits: ReadonlyMap<number, ClassEntry> = new Map(COFOG.map((row) => [row.digits, row]));
const gfsmByDigits: ReadonlyMap<number, ClassEntry> = new Map(GFSM.map((row) => [row.digits, row]));

/** Dotted code of a function: 912 is `09.1.2`, 910 `09.1`, 900 `09`. Null for 0, not classified. */
export function cofogText(digits: number): string | null {
  return digits === NOT_CLASSIFIED ? null : cofogDotted(digits);
}

/**
 * Digits of a function written as `09`, `09.1` or `09.1.2`; also of `09.3.0`, the only class of its group.
 * Throws CLASSIFICATION_INVALID for what COFOG 1999 does not have.
 */
export function parseCofog(code: string): number {
  const match = /^(\d{2})(?:\.(\d)(?:\.(\d))?)?$/.exec(code);
  const [, division = "0", group = "0", ofGroup = "0"] = match ?? [];
  const digits = Number(division) * 100 + Number(group) * 10 + Number(ofGroup);
  if (match === null || !cofogByDigits.has(digits)) {
    const remedy = "Write a division, group or class, for example 09, 09.1 or 09.1.2";
    throw new MingzhangError("CLASSIFICATION_INVALID", "function", code, "is no function of COFOG 1999", remedy);
  }
  return digits;
}

/** Entry of a function; null if it is not classified or unknown. */
export function cofogEntry(digits: number): ClassEntry | null {
  return cofogByDigits.get(digits) ?? null;
}

/** Division that a function belongs to; null if it is not classified or unknown. */
export function cofogDivision(digits: number): ClassEntry | null {
  return cofogEntry(Math.floor(digits / 100) * 100);
}

/**
 * Entry of an economic class or receipt class; of the nearest class above it where the code itself has no name here.
 * Null if it is not classified or unknown.
 */
export function gfsmEntry(digits: number): ClassEntry | null {
  for (let code = digits; code >= 10; code = Math.floor(code / 10)) {
    const found = gfsmByDigits.get(code);
    // 99 is a code of its own and has nothing below it.
    if (found !== undefined && (code !== OPENING_BALANCE || digits === OPENING_BALANCE)) return found;
  }
  return null;
}

/** Digits of a GFSM class; points are allowed (`1.1.4` is 114). Throws CLASSIFICATION_INVALID. */
export function parseGfsm(code: string): number {
  const digits = Number(/^[1-9](?:\.?\d){1,8}$/.test(code) ? code.replaceAll(".", "") : NaN);
  if (!Number.isInteger(digits) || gfsmEntry(digits) === null) {
    const remedy = "Write a GFSM 2014 class, for example 114, 21 or 331, or 99 for an opening balance";
    throw new MingzhangError("CLASSIFICATION_INVALID", "class", code, "is no class of GFSM 2014", remedy);
  }
  return digits;
}

/** What a receipt is by its class: a loan is never revenue. Null where the code is not one of a receipt. */
export function receiptNature(digits: number): "revenue" | "financing" | "opening-balance" | null {
  if (digits === OPENING_BALANCE) return "opening-balance";
  const two = firstTwo(digits);
  if (two >= 11 && two <= 14) return "revenue";
  return two >= 31 && two <= 33 ? "financing" : null;
}

/** Whether a line may carry the class: expense 21 to 28, assets and liabilities 31 to 33, or 0. */
export function isEconomic(digits: number): boolean {
  const two = firstTwo(digits);
  return digits === NOT_CLASSIFIED || (two >= 21 && two <= 28) || (two >= 31 && two <= 33);
}

function firstTwo(digits: number): number {
  return Number(String(digits).slice(0, 2));
}

function cofogDotted(digits: number): string {
  const division = String(Math.floor(digits / 100)).padStart(2, "0");
  const group = Math.floor(digits / 10) % 10;
  const ofGroup = digits % 10;
  return [division, ...(group > 0 ? [group] : []), ...(ofGroup > 0 ? [ofGroup] : [])].join(".");
}

function entry(digits: number, code: string, en: string, zh: string): ClassEntry {
  return { digits, code, en, zh };
}
