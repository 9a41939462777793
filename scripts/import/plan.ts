// Decides what to post: which rows stand already, which payments follow in which order, what each credit note credits.
import { padHex, stringToHex } from "viem";
import type { Hex } from "viem";
import { creditName, Lookup } from "./keys.ts";
import { ImportError } from "./errors.ts";
import { rowRoot, rowSalt } from "./persons.ts";
import type { Profile } from "./profile.ts";
import type { Exception, MappedFile, SpendRow } from "./rows.ts";
import { postedKey } from "./state.ts";
import type { ChainState, Paid } from "./state.ts";

/** A payment still to be posted. */
export interface PlannedPayment {
  row: SpendRow;
  document: Hex;
  detail: Hex;
  /** Stands for the payment among those that a credit note may credit. */
  paid: Paid;
}

/** A credit note still to be posted as a recovery of `credits`. */
export interface PlannedCredit {
  row: SpendRow;
  document: Hex;
  detail: Hex;
  /** Above zero. */
  amount: bigint;
  credits: Paid;
}

export interface Plan {
  /** Sorted by date, then by file and row as given. */
  payments: PlannedPayment[];
  credits: PlannedCredit[];
  exceptions: Exception[];
  /** Rows that stand on the chain from an earlier run. */
  standing: SpendRow[];
  /** Credit notes without a payment to credit, among the exceptions; they wait for a later file. */
  waiting: SpendRow[];
}

/**
 * Plans an import. Payments go in order of date. A credit note then credits, of the payments to the same payee from
 * the same department and area, none dated later and with enough left: the latest with its transaction number, else
 * the latest of all. One that finds none is an exception, and is tried again in every later run.
 * @param carried credit notes of earlier files that wait for their payment
 * @throws ImportError if the chain has payments to natural persons that the salt key does not reproduce
 */
export function planImport(
  files: readonly MappedFile[],
  state: ChainState,
  profile: Profile,
  key: Buffer,
  carried: readonly SpendRow[] = [],
): Plan {
  const plan: Plan = {
    payments: [],
    credits: [],
    exceptions: files.flatMap(({ exceptions }) => exceptions),
    standing: [],
    waiting: [],
  };
  const lookup = new Lookup(state, profile);
  const byCreditName = new Map<string, Paid[]>();
  const remember = (row: SpendRow, paid: Paid): void => {
    const name = creditName(row);
    const list = byCreditName.get(name) ?? [];
    list.push(paid);
    byCreditName.set(name, list);
  };

  const pending: { row: SpendRow; document: Hex; detail: Hex }[] = [];
  const seenByDocument = new Map<Hex, number>();
  for (const { file, rows } of files) {
    for (const row of rows) {
      const document = file.digest;
      const detail = detailOf(row, document, key);
      const record = state.posted.get(postedKey(document, detail));
      if (record === undefined) {
        pending.push({ row, document, detail });
        continue;
      }
      plan.standing.push(row);
      seenByDocument.set(document, (seenByDocument.get(document) ?? 0) + 1);
      const paid = state.payments.get(record);
      if (paid !== undefined && row.person) remember(row, paid);
    }
    refuseStrangers(file.digest, file.path, seenByDocument.get(file.digest) ?? 0, state);
  }
  const given = new Set(files.map(({ file }) => file.digest));
  for (const row of carried) {
    const document = row.file.digest;
    const detail = detailOf(row, document, key);
    if (!given.has(document) && !state.posted.has(postedKey(document, detail))) pending.push({ row, document, detail });
  }
  // Array.sort is stable: rows of one day keep the order of files and rows.
  pending.sort((a, b) => a.row.day - b.row.day);

  for (const { row, document, detail } of pending) {
    if (row.amount < 0n) continue;
    const paid = { record: undefined, commitment: 0n, amount: row.amount, undone: 0n, day: row.day, document, detail };
    plan.payments.push({ row, document, detail, paid });
    remember(row, paid);
  }
  const standing = paymentsByCommitment(state);
  for (const { row, document, detail } of pending) {
    if (row.amount > 0n) continue;
    const amount = -row.amount;
    // Payments to persons share one payee class: only those whose rows are at hand are known to be the same person's.
    const onChain = row.person ? [] : lookup.commitmentsOfAllYears(row).flatMap((at) => standing.get(at) ?? []);
    const credits = choose([...onChain, ...(byCreditName.get(creditName(row)) ?? [])], row, amount);
    if (credits === undefined) {
      plan.waiting.push(row);
      plan.exceptions.push({
        file: row.file,
        row: row.row,
        code: "no-payment-to-credit",
        reason:
          "credit note without a payment that it could credit (same department, area and supplier, not later, enough left)",
        amount: row.amount,
        raw: row.raw,
      });
      continue;
    }
    credits.undone += amount;
    plan.credits.push({ row, document, detail, amount, credits });
  }
  return plan;
}

/** The latest fitting payment, those with the credit note's own transaction number first. */
function choose(candidates: readonly Paid[], row: SpendRow, amount: bigint): Paid | undefined {
  let best: Paid | undefined;
  let bestSame = false;
  for (const paid of candidates) {
    if (paid.day > row.day || paid.amount - paid.undone < amount) continue;
    const same = row.reference !== "" && carriesReference(paid.detail, row.reference);
    const better = best === undefined || (same !== bestSame ? same : paid.day >= best.day);
    if (better) [best, bestSame] = [paid, same];
  }
  return best;
}

function paymentsByCommitment(state: ChainState): Map<bigint, Paid[]> {
  const grouped = new Map<bigint, Paid[]>();
  for (const paid of state.payments.values()) {
    const list = grouped.get(paid.commitment) ?? [];
    list.push(paid);
    grouped.set(paid.commitment, list);
  }
  return grouped;
}

/** Fails where the chain has more under a document than the rows at hand: a lost salt key, or another mapping. */
function refuseStrangers(document: Hex, path: string, seen: number, state: ChainState): void {
  const totals = state.documents.get(document);
  const standing = totals === undefined ? 0 : totals.payments + totals.recoveries;
  if (standing > seen) {
    throw new ImportError(
      `${path}: the chain has ${standing - seen} movements of this file that its rows do not explain. ` +
        "Was it imported with another profile, or has the salt key of the data folder changed? Nothing was posted.",
    );
  }
}

/** `detail` of a row's movement, which with the document is its identity: the salted row for a person, else its text. */
function detailOf(row: SpendRow, document: Hex, key: Buffer): Hex {
  if (row.person && row.amount > 0n) {
    return rowRoot(rowSalt(key, document, row.row), document, row.row, row.amount, row.day);
  }
  return textDetail(`r${row.row} ${row.reference}`.trimEnd());
}

/** Text in 32 bytes of UTF-8, cut between characters, padded with zeros. */
export function textDetail(text: string): Hex {
  let cut = [...text.slice(0, 64)].slice(0, 32).join("");
  while (Buffer.byteLength(cut) > 32) cut = [...cut].slice(0, -1).join("");
  return padHex(stringToHex(cut), { dir: "right", size: 32 });
}

/** Whether a payment's detail names this transaction number (as much of it as 32 bytes hold). */
function carriesReference(detail: Hex, reference: string): boolean {
  const bytes = Buffer.from(detail.slice(2), "hex");
  const text = bytes.toString("utf8").replace(/\0+$/u, "");
  const found = /^r\d+ (.+)$/u.exec(text)?.[1];
  if (found === undefined) return false;
  return found === reference || (bytes[31] !== 0 && reference.startsWith(found));
}
