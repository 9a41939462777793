// What the vault owes, holds and pays, in plain TypeScript.
import type { KindName } from "@mingzhang/sdk/kinds";
import type { ModelAccount } from "./model-types.ts";

/** Units of the test token (6 decimals) in one minor unit of a currency of 2. */
export const UNIT = 10_000n;

interface Snapshot {
  owed: Map<number, bigint>;
  balances: Map<string, bigint>;
  held: bigint;
}

export class VaultModel {
  owed = new Map<number, bigint>();
  /** Tokens of each wallet. */
  balances = new Map<string, bigint>();
  /** Tokens of the vault. */
  held = 0n;
  readonly wallets = new Map<number, string>();
  /** Wallet that the token refuses to pay. */
  refused = "";

  snapshot(): Snapshot {
    return { owed: new Map(this.owed), balances: new Map(this.balances), held: this.held };
  }

  restore({ owed, balances, held }: Snapshot): void {
    this.owed = owed;
    this.balances = balances;
    this.held = held;
  }

  get owedInAll(): bigint {
    return [...this.owed.values()].reduce((sum, units) => sum + units, 0n);
  }

  /** Number of records that the vault writes, or the error that the movement must fail with. */
  settle(kind: KindName, giver: ModelAccount, taker: ModelAccount, amount: bigint): number | string {
    const units = amount * UNIT;
    switch (kind) {
      case "receipt":
        return this.pull(giver.party ?? 0, units) ?? 0;
      case "refund":
        return this.owe(taker.party ?? 0, units);
      case "payment":
        return this.owe(taker.payee ?? 0, units);
      case "recovery":
        return giver.payeeFund === 0n ? this.takeBack(giver.payee ?? 0, units) : 0;
      default:
        return 0;
    }
  }

  /** All that the party is owed goes to its wallet; the error otherwise. */
  payOut(party: number): string | undefined {
    const units = this.owed.get(party) ?? 0n;
    if (units === 0n) return "NothingOwed";
    const wallet = this.wallets.get(party);
    if (wallet === undefined) return "NoWallet";
    if (wallet === this.refused) return "Refused";
    this.owed.set(party, 0n);
    this.held -= units;
    this.balances.set(wallet, (this.balances.get(wallet) ?? 0n) + units);
    return undefined;
  }

  private owe(party: number, units: bigint): number {
    this.owed.set(party, (this.owed.get(party) ?? 0n) + units);
    // A push that fails leaves it owed.
    return this.payOut(party) === undefined ? 1 : 0;
  }

  private takeBack(party: number, units: bigint): number | string {
    const credit = this.owed.get(party) ?? 0n;
    const cancelled = credit < units ? credit : units;
    this.owed.set(party, credit - cancelled);
    const refusal = cancelled < units ? this.pull(party, units - cancelled) : undefined;
    // What is cancelled is a record of its own.
    return refusal ?? (cancelled > 0n ? 1 : 0);
  }

  private pull(party: number, units: bigint): string | undefined {
    const wallet = this.wallets.get(party);
    if (wallet === undefined) return "NoWallet";
    const balance = this.balances.get(wallet) ?? 0n;
    if (balance < units) return "ERC20InsufficientBalance";
    this.balances.set(wallet, balance - units);
    this.held += units;
    return undefined;
  }
}
