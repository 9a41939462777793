// What the relay asks of a chain, seen from its own account.
import type { Hex } from "@mingzhang/sdk/hex";

/** The contract, or the node before it, refuses the call; asking again changes nothing. */
export class CallRefused extends Error {
  override name = "CallRefused";
  /** What the contract reverted with; null where the node says no more than its message. */
  readonly data: Hex | null;

  constructor(message: string, data: Hex | null) {
    super(message);
    this.data = data;
  }
}

/** The node does not answer, or not to this; later it may. */
export class ChainUnavailable extends Error {
  override name = "ChainUnavailable";
}

/** The node did not take a transaction. */
export class NotTaken extends Error {
  override name = "NotTaken";
}

/** Wei. A chain without a base fee has the legacy price. */
export type Fees = { maxFeePerGas: bigint; maxPriorityFeePerGas: bigint } | { gasPrice: bigint };

export type Transaction = { to: Hex; data: Hex; gas: bigint; nonce: number } & Fees;

export interface Log {
  address: Hex;
  topics: Hex[];
  data: Hex;
}

export interface Receipt {
  hash: Hex;
  block: number;
  blockHash: Hex;
  succeeded: boolean;
  logs: Log[];
}

/** Every method may throw ChainUnavailable. */
export interface Chain {
  readonly account: Hex;
  /** Answer of a call, on top of what is pending unless said otherwise. Throws CallRefused. */
  call(to: Hex, data: Hex, at?: "pending" | "latest"): Promise<Hex>;
  /** Throws CallRefused. */
  estimateGas(to: Hex, data: Hex): Promise<bigint>;
  head(): Promise<number>;
  /** Transactions of the account in blocks. */
  transactionCount(): Promise<number>;
  /** Wei. */
  balance(): Promise<bigint>;
  fees(): Promise<Fees>;
  sign(transaction: Transaction): Promise<{ hash: Hex; raw: Hex }>;
  /** Throws NotTaken. */
  broadcast(raw: Hex): Promise<void>;
  receipt(hash: Hex): Promise<Receipt | null>;
  /** Whether the node has the transaction, mined or not. */
  knows(hash: Hex): Promise<boolean>;
}
