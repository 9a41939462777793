// Derives budget execution and the totals of every currency from the books.
import { type Account, type Books, type Movement, net } from "./books.ts";

export interface Execution {
  appropriated: bigint;
  allotted: bigint;
  committed: bigint;
  paid: bigint;
  lapsed: bigint;
  /** What may still be committed. */
  available: bigint;
}

/** Of a line; docs of ILedgerAccounts and IFundLedger. */
export function executionOf(line: Account): Execution {
  const appropriated = net(line, "7 in", "10 in", "11 in", "-8 out", "-10 out", "-11 out");
  const allotted = net(line, "12 out", "-13 in");
  const committed = net(line, "14 in", "-15 out");
  const paid = net(line, "4 out", "5 out", "16 out", "-6 in", "-16 in");
  const lapsed = net(line, "9 out");
  return { appropriated, allotted, committed, paid, lapsed, available: appropriated - lapsed - committed };
}

export interface CurrencyTotals extends Execution {
  revenue: bigint;
  financing: bigint;
  openingBalance: bigint;
  transferPayments: bigint;
  consolidated: bigint;
  unconfirmed: bigint;
  movements: number;
  exponent: number;
}

/** Sums over all lines, funds and movements of each currency, in the order of the codes. */
export function totalsOf(books: Books): Map<string, CurrencyTotals> {
  const all = new Map<string, CurrencyTotals>();
  const at = (account: Account): CurrencyTotals => {
    const found = all.get(account.currency) ?? nothing(account.exponent);
    all.set(account.currency, found);
    return found;
  };
  for (const account of books.accounts.values()) {
    if (account.kind === "line") {
      const execution = executionOf(account);
      const sums = at(account);
      for (const name of Object.keys(execution) as (keyof Execution)[]) sums[name] += execution[name];
    } else if (account.kind === "commitment" && account.payeeFund !== 0n) {
      at(account).transferPayments += net(account, "4 out", "5 out", "16 out", "-6 in", "-16 in");
    }
  }
  for (const movement of books.movements.values()) {
    const sums = at(movement.fund);
    sums.movements += 1;
    sums.unconfirmed += unconfirmedOf(books, movement);
    const { kind, code } = movement.decoded;
    if (kind > 2) continue;
    const amount = kind === 1 ? movement.amount : -movement.amount;
    const two = Number(String(code).slice(0, 2));
    if (code === 99) sums.openingBalance += amount;
    else if (two >= 11 && two <= 14) sums.revenue += amount;
    else if (two >= 31 && two <= 33) sums.financing += amount;
  }
  for (const sums of all.values()) sums.consolidated = sums.paid - sums.transferPayments;
  const moved = [...all].filter(([, { movements }]) => movements > 0);
  return new Map(moved.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What of a movement waits for the bank: payments and refunds of attested funds, less what recoveries brought back. */
export function unconfirmedOf(books: Books, { number, amount, decoded, fund }: Movement): bigint {
  const isAttested = BigInt(fund.token) === 0n;
  if (![2, 4, 5].includes(decoded.kind) || !isAttested || books.confirmed.has(number)) return 0n;
  return amount - (books.undone.get(number)?.recovered ?? 0n);
}

function nothing(exponent: number): CurrencyTotals {
  return {
    appropriated: 0n,
    allotted: 0n,
    committed: 0n,
    paid: 0n,
    lapsed: 0n,
    available: 0n,
    revenue: 0n,
    financing: 0n,
    openingBalance: 0n,
    transferPayments: 0n,
    consolidated: 0n,
    unconfirmed: 0n,
    movements: 0,
    exponent,
  };
}
