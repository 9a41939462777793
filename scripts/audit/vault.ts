// Derives what the vault of token-backed funds owes each party, and what it must hold, and compares both with vault and tokens.
import { vaultAbi } from "@mingzhang/sdk/abi/vault";
import { erc20Abi, type Hex } from "viem";
import type { Account, Books } from "./books.ts";
import type { View } from "./contracts.ts";
import type { AuditEvent } from "./decode.ts";
import { Difference, same } from "./difference.ts";

const [REFUND, PAYMENT] = [2, 4] as const;

export class VaultBook {
  /** Token units by `token party`. */
  readonly owed = new Map<string, bigint>();
  readonly #books: Books;
  /** Tokens to which one minor unit of a fund comes. */
  readonly #units = new Map<bigint, bigint>();

  constructor(books: Books) {
    this.#books = books;
  }

  /** Funds that hold tokens. */
  get funds(): Account[] {
    return [...this.#books.accounts.values()].filter(({ kind, token }) => kind === "fund" && BigInt(token) !== 0n);
  }

  /** @param unit 10^(decimals of the token - exponent of the currency) */
  setUnit(fund: bigint, unit: bigint): void {
    this.#units.set(fund, unit);
  }

  unitOf(fund: bigint): bigint {
    return this.#units.get(fund) ?? 0n;
  }

  /** Takes in what records say: units of the funds must be set. Throws Difference where more leaves than is owed. */
  take(record: number, event: AuditEvent): void {
    if (event.name === "Movement") this.#move(record);
    else if (event.name === "PaidOut" || event.name === "OweCancelled") {
      const { token, party, units } = event.args;
      this.#add(record, token, party, -units);
    }
  }

  /** Payments and refunds are owed first, and paid out by a record of their own. Recoveries cancel by one, too, or pull. */
  #move(record: number): void {
    const movement = this.#books.movements.get(record);
    if (movement === undefined || BigInt(movement.fund.token) === 0n) return;
    const { kind } = movement.decoded;
    if (kind !== PAYMENT && kind !== REFUND) return;
    const party = this.#books.account(movement.to).party;
    this.#add(record, movement.fund.token, party, movement.amount * this.unitOf(movement.fund.id));
  }

  #add(record: number, token: string, party: number, units: bigint): void {
    const key = `${token.toLowerCase()} ${party}`;
    const sum = (this.owed.get(key) ?? 0n) + units;
    if (sum < 0n)
      throw new Difference("log", `record ${record}`, "units", `at most what party ${party} is owed`, -units);
    this.owed.set(key, sum);
  }

  /** Of a token: owed to all, and the balances of the funds that it backs. */
  sumsOf(token: string): { owed: bigint; backed: bigint } {
    let [owed, backed] = [0n, 0n];
    for (const [key, units] of this.owed) if (key.startsWith(token)) owed += units;
    for (const fund of this.funds) {
      if (fund.token === token) backed += (fund.in - fund.out) * this.unitOf(fund.id);
    }
    return { owed, backed };
  }
}

/** Reads the decimals of each token, which no record tells. */
export async function readUnits(view: View, book: VaultBook): Promise<number> {
  for (const fund of book.funds) {
    const call = { address: fund.token as Hex, abi: erc20Abi, blockNumber: view.blockNumber } as const;
    const decimals = await view.client.readContract({ ...call, functionName: "decimals" });
    book.setUnit(fund.id, 10n ** BigInt(decimals - fund.exponent));
  }
  return book.funds.length;
}

/** What is owed, one by one and in all, and that the vault holds at least that and the funds' balances. */
export async function compareVault(view: View, book: VaultBook): Promise<number> {
  const { client, deployment, blockNumber } = view;
  const vault = { address: deployment.contracts.vault, abi: vaultAbi, blockNumber } as const;
  for (const [key, units] of book.owed) {
    const [token, party] = key.split(" ") as [Hex, string];
    const told = await client.readContract({ ...vault, functionName: "owed", args: [token, Number(party)] });
    same("contracts", `the vault, party ${party}`, { owed: units }, { owed: told });
  }
  const tokens = new Set(book.funds.map(({ token }) => token as Hex));
  for (const token of tokens) {
    const { owed, backed } = book.sumsOf(token);
    const inAll = await client.readContract({ ...vault, functionName: "owedInAll", args: [token] });
    same("contracts", `the vault, token ${token}`, { owedInAll: owed }, { owedInAll: inAll });
    const call = { address: token, abi: erc20Abi, blockNumber, args: [vault.address] } as const;
    const held = await client.readContract({ ...call, functionName: "balanceOf" });
    if (held < owed + backed) {
      throw new Difference("contracts", `the vault, token ${token}`, "balance", `at least ${owed + backed}`, held);
    }
  }
  return book.owed.size + 2 * tokens.size;
}
