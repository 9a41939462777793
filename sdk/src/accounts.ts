// Account numbers of the ledger and their text form: kind in the top 8 of 64 bits, running number below; `fund-12`.
import { MingzhangError } from "./errors.ts";

/** Account kinds in the order of ILedgerAccounts.AccountKind; the kind's number is its place here plus 1. */
export const ACCOUNT_KINDS = ["source", "fund", "act", "line", "allotment", "commitment"] as const;

export type AccountKind = (typeof ACCOUNT_KINDS)[number];

export interface AccountId {
  kind: AccountKind;
  /** Number within the kind, from 1. */
  running: bigint;
}

const KIND_SHIFT = 56n;
const MAX_RUNNING = (1n << KIND_SHIFT) - 1n;
const ACCOUNT_TEXT = /^(source|fund|act|line|allotment|commitment)-([1-9]\d{0,16})$/;
const REMEDY = "Write the kind and the number, for example fund-12";

/** Account number of the running number of a kind. Throws ACCOUNT_INVALID outside 1 to 2^56 - 1. */
export function accountNumber(kind: AccountKind, running: bigint | number): bigint {
  const below = BigInt(running);
  if (below < 1n || below > MAX_RUNNING) {
    throw new MingzhangError("ACCOUNT_INVALID", "running", running, "is not a running number", REMEDY);
  }
  return (BigInt(ACCOUNT_KINDS.indexOf(kind) + 1) << KIND_SHIFT) | below;
}

/** Takes an account number apart, or null if it is none: no such kind, or running number 0. */
export function tryAccountId(account: bigint): AccountId | null {
  if (account < 0n) return null;
  const kind = ACCOUNT_KINDS[Number(account >> KIND_SHIFT) - 1];
  const running = account & MAX_RUNNING;
  return kind === undefined || running === 0n ? null : { kind, running };
}

/** Takes an account number apart. Throws ACCOUNT_INVALID. */
export function accountId(account: bigint): AccountId {
  const id = tryAccountId(account);
  if (id === null) {
    throw new MingzhangError("ACCOUNT_INVALID", "account", account, "is not an account number", REMEDY);
  }
  return id;
}

/** Kind of an account number. Throws ACCOUNT_INVALID. */
export function accountKind(account: bigint): AccountKind {
  return accountId(account).kind;
}

/** Public text of an account number, for example `commitment-45`. Throws ACCOUNT_INVALID. */
export function accountText(account: bigint): string {
  const { kind, running } = accountId(account);
  return `${kind}-${running}`;
}

/** Account number of its public text. One spelling only: lower case, no leading zeros. Throws ACCOUNT_INVALID. */
export function parseAccount(text: string): bigint {
  const match = ACCOUNT_TEXT.exec(text);
  const running = BigInt(match?.[2] ?? 0);
  if (match === null || running > MAX_RUNNING) {
    throw new MingzhangError("ACCOUNT_INVALID", "account", text, "is not an account", REMEDY);
  }
  return accountNumber(match[1] as AccountKind, running);
}
