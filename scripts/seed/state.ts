// The demonstration city while its year is planned: numbers of parties and accounts, lines and commitments.
import type { Agenda } from "./agenda.ts";
import type { LineData } from "./lines.ts";
import type { Random } from "./random.ts";
import type { CommitmentPlan, PaymentPlan, SpendingPlan } from "./spending.ts";

export interface CommitmentState {
  line: LineState;
  plan: CommitmentPlan;
  /** Account number once it is open. */
  account?: bigint;
}

export interface LineState {
  data: LineData;
  plan: SpendingPlan;
  account: bigint;
  fund: bigint;
  /** Account number once it is open. */
  allotment?: bigint;
  commitments: CommitmentState[];
  /** Appropriated provisionally. */
  provisional: bigint;
}

export interface City {
  agenda: Agenda;
  random: Random;
  government: number;
  parties: Map<string, number>;
  funds: Map<string, bigint>;
  sources: Map<string, bigint>;
  acts: { provisional: bigint; original: bigint; supplementary?: bigint };
  lines: Map<string, LineState>;
  /** Payments, transfer payments and refunds that the bank has yet to confirm. */
  toConfirm: { ref: number; from: number }[];
  /** Payments that may be corrected later. */
  paid: PaidState[];
  receipts: { ref: number; source: string; day: number; amount: bigint }[];
  /** Lines of the next year that balances were carried into, by key. */
  carried: Map<string, bigint>;
  /** Running number of vouchers. */
  vouchers: number;
}

export interface PaidState {
  ref: number;
  commitment: CommitmentState;
  plan: PaymentPlan;
}

/** What must be there. */
export function found<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`The demonstration has no ${String(key)}.`);
  return value;
}

export function opened(account: bigint | undefined): bigint {
  if (account === undefined) throw new Error("An account is used before it is opened.");
  return account;
}
