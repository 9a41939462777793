// Sends transactions of one account, one after the other, and explains why one failed.
import { createPublicClient, createWalletClient, http, TransactionReceiptNotFoundError } from "viem";
import type { Account, Chain, Hex, PublicClient, TransactionReceipt, WalletClient, HttpTransport } from "viem";
import type { Deployment } from "@mingzhang/sdk/deployment";
import { ChainError, explainFailure, OUT_OF_GAS, TransactionFailed } from "./failures.ts";

/** What one transaction may use at most (EIP-7825). */
export const MAX_GAS = 2n ** 24n;

export interface ChainClients {
  rpcUrl: string;
  chain: Chain;
  publicClient: PublicClient<HttpTransport, Chain>;
}

/** Clients of the chain behind an RPC. Asks the chain for its id. */
export async function connectChain(rpcUrl: string): Promise<ChainClients> {
  const transport = http(rpcUrl, { retryCount: 2, timeout: 120_000 });
  const id = await createPublicClient({ transport }).getChainId();
  const chain: Chain = {
    id,
    name: `chain ${id}`,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  };
  // Local chains mine at once: looking for a receipt every few seconds would be most of the time spent.
  const pollingInterval = 50;
  return { rpcUrl, chain, publicClient: createPublicClient({ chain, transport, pollingInterval, cacheTime: 0 }) };
}

/**
 * Clients of the chain that a deployment was made on.
 * @throws ChainError if the RPC serves another chain
 */
export async function connectDeployment(rpcUrl: string, deployment: Deployment): Promise<ChainClients> {
  const clients = await connectChain(rpcUrl);
  const block = await clients.publicClient.getBlock({ blockNumber: BigInt(deployment.deployBlock) }).catch(() => null);
  if (clients.chain.id !== deployment.chainId || block?.hash !== deployment.deployBlockHash) {
    throw new ChainError(`${rpcUrl} does not serve the chain of this deployment (chain ${deployment.chainId}).`);
  }
  return clients;
}

/** Sends from one account with nonces of its own, so that it never waits for a node to count. */
export class Sender {
  readonly account: Account;
  readonly #clients: ChainClients;
  readonly #wallet: WalletClient<HttpTransport, Chain, Account>;
  #nonce: number | undefined;
  #fees: { maxFeePerGas: bigint; maxPriorityFeePerGas: bigint } | undefined;

  constructor(clients: ChainClients, account: Account) {
    this.account = account;
    this.#clients = clients;
    this.#wallet = createWalletClient({
      account,
      chain: clients.chain,
      transport: http(clients.rpcUrl, { timeout: 120_000 }),
    });
  }

  /**
   * Sends a transaction and waits until it is mined.
   * @param gas its limit; all that a transaction may use if left out
   * @throws TransactionFailed with the contract's own error, in words
   */
  async send(to: Hex, data: Hex, label: string, gas = MAX_GAS): Promise<TransactionReceipt> {
    return this.#send(to, data, label, gas);
  }

  /** Deploys a contract: `data` is its creation code with arguments. */
  async deploy(data: Hex, label: string): Promise<TransactionReceipt> {
    return this.#send(undefined, data, label, MAX_GAS);
  }

  async #send(to: Hex | undefined, data: Hex, label: string, gas: bigint): Promise<TransactionReceipt> {
    const { publicClient } = this.#clients;
    this.#nonce ??= await publicClient.getTransactionCount({ address: this.account.address, blockTag: "pending" });
    this.#fees ??= await this.#readFees();
    let hash: Hex;
    try {
      hash = await this.#wallet.sendTransaction({ to, data, gas, nonce: this.#nonce, ...this.#fees });
    } catch (error) {
      // The node may or may not have counted it: ask again next time.
      this.#nonce = undefined;
      throw explainFailure(error, label);
    }
    this.#nonce += 1;
    const receipt = await this.#receipt(hash);
    if (receipt.status === "success") return receipt;
    if (receipt.gasUsed >= gas - 10_000n) throw new TransactionFailed(`${label}: out of gas`, OUT_OF_GAS);
    try {
      await publicClient.call({ account: this.account, to, data, gas, blockNumber: receipt.blockNumber });
    } catch (error) {
      throw explainFailure(error, label);
    }
    throw new TransactionFailed(`${label}: transaction ${hash} was reverted`, "Reverted");
  }

  /** A chain that mines at once has the receipt already; any other is asked until it has. */
  async #receipt(hash: Hex): Promise<TransactionReceipt> {
    const { publicClient } = this.#clients;
    try {
      return await publicClient.getTransactionReceipt({ hash });
    } catch (error) {
      if (!(error instanceof TransactionReceiptNotFoundError)) throw error;
      return publicClient.waitForTransactionReceipt({ hash });
    }
  }

  /** Room for the base fee to rise while a long import runs. */
  async #readFees() {
    const { baseFeePerGas } = await this.#clients.publicClient.getBlock();
    const maxPriorityFeePerGas = 1_000_000_000n;
    return { maxPriorityFeePerGas, maxFeePerGas: (baseFeePerGas ?? 0n) * 10n + maxPriorityFeePerGas };
  }
}
