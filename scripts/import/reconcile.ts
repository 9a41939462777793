// Adds everything up again: rows read are rows posted plus exceptions, per file and to the penny.
import { basename } from "node:path";
import { decimalText } from "@mingzhang/sdk/money";
import { AmountError, parseAmount, parseRounded } from "./amount.ts";
import type { Plan } from "./plan.ts";
import type { Profile } from "./profile.ts";
import type { MappedFile, SpendRow } from "./rows.ts";
import { atPath, columnIndexes } from "./source.ts";
import type { ChainState } from "./state.ts";

export interface Tally {
  rows: number;
  /** Minor units. */
  amount: bigint;
}

export interface FileReconciliation {
  file: string;
  read: Tally;
  /** As the chain has it; in a dry run as it was planned. */
  posted: Tally;
  excepted: Tally;
  /** Rows that repeat transaction number, supplier, amount and date of another row: posted, since bills are split. */
  repeated: number;
  /** What does not add up, in words; empty if all does. */
  mismatches: string[];
  /** Control totals of the source that agree. */
  controls: string[];
}

/** Compares each file with the chain and with its own control totals. In a dry run `state` is undefined. */
export function reconcile(
  files: readonly MappedFile[],
  plan: Plan,
  profile: Profile,
  state: ChainState | undefined,
): FileReconciliation[] {
  const excepted = new Map<string, Tally>();
  for (const { file, amount } of plan.exceptions) add(excepted, file.digest, amount);
  const planned = new Map<string, Tally>();
  for (const row of plannedRows(plan)) add(planned, row.file.digest, row.amount);

  return files.map((mapped) => {
    const { file } = mapped;
    const mismatches: string[] = [];
    const read = readTally(mapped, profile);
    const posted = state === undefined ? tally(planned, file.digest) : onChain(state, file.digest);
    const except = tally(excepted, file.digest);
    if (read.rows !== posted.rows + except.rows) {
      mismatches.push(`${read.rows} rows read, but ${posted.rows} posted and ${except.rows} exceptions`);
    }
    if (read.amount !== posted.amount + except.amount) {
      const text = (amount: bigint): string => decimalText(amount, profile.amount.exponent);
      mismatches.push(
        `${text(read.amount)} read, but ${text(posted.amount)} posted and ${text(except.amount)} in exceptions`,
      );
    }
    const controls = compareControls(mapped, profile, read, mismatches);
    return {
      file: basename(file.path),
      read,
      posted,
      excepted: except,
      repeated: repeats(mapped.rows),
      mismatches,
      controls,
    };
  });
}

function plannedRows(plan: Plan): SpendRow[] {
  return [...plan.standing, ...plan.payments.map(({ row }) => row), ...plan.credits.map(({ row }) => row)];
}

/** Everything in a file, added up from its cells alone: a second way to the sum, past what the mapping made of it. */
function readTally({ file }: MappedFile, profile: Profile): Tally {
  const { table } = file;
  if (table.notPayments !== undefined) return { rows: Math.max(table.rows.length, 1), amount: 0n };
  const at = columnIndexes(table.columns, profile).get("amount") ?? -1;
  let amount = 0n;
  for (const { cells } of table.rows) amount += amountOrZero(cells[at] ?? "", profile);
  return { rows: table.rows.length, amount };
}

function amountOrZero(text: string, profile: Profile): bigint {
  try {
    return parseAmount(text, profile.amount);
  } catch (error) {
    if (error instanceof AmountError) return 0n;
    throw error;
  }
}

function onChain(state: ChainState, document: `0x${string}`): Tally {
  const totals = state.documents.get(document);
  return { rows: (totals?.payments ?? 0) + (totals?.recoveries ?? 0), amount: totals?.amount ?? 0n };
}

function compareControls({ file }: MappedFile, profile: Profile, read: Tally, mismatches: string[]): string[] {
  if (file.table.notPayments !== undefined) return [];
  return profile.controls.flatMap(({ of, path, round }) => {
    const stated = atPath(file.table.document, path);
    if (typeof stated !== "string") {
      mismatches.push(`no control total at ${path}`);
      return [];
    }
    try {
      const isAmount = of === "amount";
      const wanted = !isAmount
        ? BigInt(stated)
        : round === undefined
          ? parseAmount(stated, profile.amount)
          : parseRounded(stated, round, profile.amount);
      const found = isAmount ? read.amount : BigInt(read.rows);
      if (wanted !== found) {
        const text = isAmount ? decimalText(found, profile.amount.exponent) : String(found);
        mismatches.push(`the source states ${stated} at ${path}, its rows give ${text}`);
        return [];
      }
      return [`${path} = ${stated}`];
    } catch (error) {
      if (!(error instanceof AmountError || error instanceof SyntaxError)) throw error;
      mismatches.push(`the control total at ${path} is no number: ${stated}`);
      return [];
    }
  });
}

function repeats(rows: readonly SpendRow[]): number {
  const seen = new Set<string>();
  let repeated = 0;
  for (const { reference, payeeKey, amount, day } of rows) {
    const key = JSON.stringify([reference, payeeKey, String(amount), day]);
    if (seen.has(key)) repeated += 1;
    seen.add(key);
  }
  return repeated;
}

function tally(map: ReadonlyMap<string, Tally>, key: string): Tally {
  return map.get(key) ?? { rows: 0, amount: 0n };
}

function add(map: Map<string, Tally>, key: string, amount: bigint): void {
  const before = tally(map, key);
  map.set(key, { rows: before.rows + 1, amount: before.amount + amount });
}
