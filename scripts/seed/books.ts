// The generator's own copy of both books: it plans only what the ledger would accept.
import { accountNumber } from "@mingzhang/sdk/accounts";
import type { AccountKind } from "@mingzhang/sdk/accounts";
import { kindByName } from "@mingzhang/sdk/kinds";
import type { KindName, Total } from "@mingzhang/sdk/kinds";

/** A movement that the generator planned. Its place in the list is its reference. */
export interface PlannedMove {
  kind: KindName;
  from: bigint;
  to: bigint;
  amount: bigint;
  /** Day of posting. */
  day: number;
  undone: bigint;
}

/** Numbers that the next accounts and parties get on the chain that is seeded. */
export interface FirstNumbers {
  party: number;
  accounts: Record<AccountKind, bigint>;
}

export class Books {
  readonly moves: PlannedMove[] = [];
  readonly #totals = new Map<bigint, Record<Total, bigint>>();
  /** Fund that a commitment pays into, where its payee is a fund. */
  readonly #payeeFunds = new Map<bigint, bigint>();
  readonly #next: Record<AccountKind, bigint>;
  #nextParty: number;

  constructor(first: FirstNumbers) {
    this.#next = { ...first.accounts };
    this.#nextParty = first.party;
  }

  /** Number that the party opened next will get. */
  party(): number {
    return this.#nextParty++;
  }

  /** Number that the account opened next will get. */
  account(kind: AccountKind, payeeFund?: bigint): bigint {
    const account = accountNumber(kind, this.#next[kind]++);
    if (payeeFund !== undefined) this.#payeeFunds.set(account, payeeFund);
    return account;
  }

  /** What an account has: what entered less what left. */
  available(account: bigint): bigint {
    const { in: entered, out: left } = this.totals(account);
    return entered - left;
  }

  totals(account: bigint): Record<Total, bigint> {
    let totals = this.#totals.get(account);
    if (totals === undefined) {
      totals = { in: 0n, out: 0n };
      this.#totals.set(account, totals);
    }
    return totals;
  }

  /**
   * Plans a movement; returns its reference.
   * @throws Error if an account that may not be overdrawn would be: the generator is wrong then, not the city
   */
  move(kind: KindName, from: bigint, to: bigint, amount: bigint, day: number, cites?: number): number {
    const info = kindByName(kind);
    if (amount <= 0n) throw new Error(`${kind} of ${amount}`);
    this.totals(from)[info.fromTotal] += amount;
    this.totals(to)[info.toTotal] += amount;
    const payeeFund = this.#payeeFunds.get(info.from === "commitment" ? from : to);
    if (payeeFund !== undefined && info.beyondTotal !== null) this.totals(payeeFund)[info.beyondTotal] += amount;
    for (const account of [from, to, ...(payeeFund === undefined ? [] : [payeeFund])]) this.#check(kind, account);
    if (cites !== undefined) {
      const cited = this.moves[cites];
      if (cited === undefined || cited.amount - cited.undone < amount) throw new Error(`${kind} undoes too much`);
      cited.undone += amount;
    }
    return this.moves.push({ kind, from, to, amount, day, undone: 0n }) - 1;
  }

  #check(kind: KindName, account: bigint): void {
    const boundary = account >> 56n === 1n || account >> 56n === 3n;
    if (!boundary && this.available(account) < 0n) throw new Error(`${kind} overdraws account ${account}`);
  }
}
