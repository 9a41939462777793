// Sends ledger calls through the treasury's poster in batches that fit one transaction.
import { fundLedgerAbi } from "@mingzhang/sdk/abi/fund-ledger";
import { treasuryPosterAbi } from "@mingzhang/sdk/abi/treasury-poster";
import { encodeFunctionData } from "viem";
import type { ContractFunctionArgs, ContractFunctionName, Hex, TransactionReceipt } from "viem";
import { mayBeTooLarge } from "./failures.ts";
import type { Sender } from "./sender.ts";

/** One call of the ledger, ready to be forwarded, with a guess at its gas. */
export interface LedgerCall {
  data: Hex;
  gas: number;
  /** What it is, for errors. */
  label: string;
}

type Writes = ContractFunctionName<typeof fundLedgerAbi, "nonpayable">;

/** Encodes a call of the ledger. `gas` decides how many calls share a transaction. */
export function ledgerCall<Name extends Writes>(
  functionName: Name,
  args: ContractFunctionArgs<typeof fundLedgerAbi, "nonpayable", Name>,
  gas: number,
): LedgerCall {
  // viem cannot relate a generic name to its arguments; the signature above did.
  const encode = encodeFunctionData as (input: { abi: unknown; functionName: string; args: unknown }) => Hex;
  return { data: encode({ abi: fundLedgerAbi, functionName, args }), gas, label: functionName };
}

/** Gas of a call of the ledger, for batching alone: an upper estimate, from measurements with room to spare. */
export const GAS = {
  /** Each forwarded call on its own: dispatch, log append. */
  call: 40_000,
  /** A movement between accounts that have moved before. */
  movement: 30_000,
  /** A movement that may touch accounts for the first time. */
  firstMovement: 75_000,
  /** A movement that proves the one it corrects. */
  citing: 160_000,
  /** Opening one account, names included. */
  account: 170_000,
} as const;

/** Gas that a batch aims at; a transaction may use 2^24. */
const BATCH_GAS = 13_500_000;

/** Collects calls and forwards them, in order, in as few transactions as fit. */
export class Batcher {
  readonly #sender: Sender;
  readonly #poster: Hex;
  #calls: LedgerCall[] = [];
  #gas = 0;
  /** Transactions sent so far. */
  sent = 0;

  constructor(sender: Sender, poster: Hex) {
    this.#sender = sender;
    this.#poster = poster;
  }

  /** Adds a call; sends what was collected before if the two do not fit one transaction. */
  async add(call: LedgerCall): Promise<void> {
    if (this.#calls.length > 0 && this.#gas + call.gas > BATCH_GAS) await this.flush();
    this.#calls.push(call);
    this.#gas += call.gas;
  }

  /** Sends what is left. Resolves when it is mined. */
  async flush(): Promise<void> {
    const calls = this.#calls;
    this.#calls = [];
    this.#gas = 0;
    if (calls.length > 0) await this.#forward(calls);
  }

  /** A batch that runs out of gas is sent as two halves: all or none holds within each transaction only. */
  async #forward(calls: LedgerCall[]): Promise<TransactionReceipt | undefined> {
    const data = encodeFunctionData({
      abi: treasuryPosterAbi,
      functionName: "forward",
      args: [calls.map((call) => call.data)],
    });
    try {
      const receipt = await this.#sender.send(
        this.#poster,
        data,
        [...new Set(calls.map(({ label }) => label))].join(", "),
      );
      this.sent += 1;
      return receipt;
    } catch (error) {
      if (calls.length === 1 || !mayBeTooLarge(error)) throw error;
      const half = Math.ceil(calls.length / 2);
      await this.#forward(calls.slice(0, half));
      return this.#forward(calls.slice(half));
    }
  }
}

/** Splits entries into orders that fit a transaction: `size` entries each. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < items.length; at += size) parts.push(items.slice(at, at + size));
  return parts;
}
