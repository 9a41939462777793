// The filter `except` of movements: what a list leaves out, each with its kind before it, such as `payee-3,function-09`.

export const EXCEPT_KINDS = ["fund", "agency", "payee", "function", "class"] as const;
export type ExceptKind = (typeof EXCEPT_KINDS)[number];

/** Most that one list leaves out. */
export const MOST_EXCEPTED = 60;

/** A fund's or a party's number; a COFOG division, group or class; first digits of a class of receipts (GFSM 2014). */
const ONE = /(?:(?:fund|agency|payee)-[1-9]\d{0,8}|function-\d{2}(?:\.\d(?:\.\d)?)?|class-[1-9]\d{0,8})/;
export const EXCEPT_PATTERN = new RegExp(`^${ONE.source}(?:,${ONE.source})*$`);

export interface Excepted {
  kind: ExceptKind;
  /** What stands after the kind: a number, or a code. */
  id: string;
}

/** @param list one that EXCEPT_PATTERN lets through */
export function parseExcept(list: string): Excepted[] {
  return list.split(",").flatMap((each): Excepted[] => {
    const kind = EXCEPT_KINDS.find((name) => each.startsWith(`${name}-`));
    return kind === undefined ? [] : [{ kind, id: each.slice(kind.length + 1) }];
  });
}
