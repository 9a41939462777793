// A chain behind a node's JSON-RPC.
import type { Deployment } from "@mingzhang/sdk/api";
import type { Hex } from "@mingzhang/sdk/hex";
import {
  createClient,
  http,
  HttpRequestError,
  isHex,
  keccak256,
  numberToHex,
  RpcRequestError,
  TimeoutError,
} from "viem";
import type { EIP1193RequestFn, LocalAccount, PublicRpcSchema, TransactionSerializable } from "viem";
import { CallRefused, type Chain, ChainUnavailable, type Fees, NotTaken, type Transaction } from "./chain.ts";

/** What one transaction may use at most (EIP-7825). */
export const MAX_GAS = 2n ** 24n;
const GWEI = 1_000_000_000n;

type Ask = EIP1193RequestFn<PublicRpcSchema>;

/** Where the suite stands. */
type Place = Pick<Deployment, "chainId" | "genesisHash">;

/** @param place a node of another chain counts as one that does not answer */
export function connectNode(rpcUrl: string, place: Place, account: LocalAccount): Chain {
  const { chainId } = place;
  const ask = checked(createClient({ transport: http(rpcUrl, { timeout: 15_000, retryCount: 0 }) }).request, place);
  const from = account.address;
  const called = (to: Hex, data: Hex) => ({ from, to, data, gas: numberToHex(MAX_GAS) });
  return {
    account: from,
    call: (to, data, at = "pending") => calling(ask({ method: "eth_call", params: [called(to, data), at] })),
    estimateGas: async (to, data) =>
      BigInt(await calling(ask({ method: "eth_estimateGas", params: [called(to, data), "pending"] }))),
    head: async () => Number(await asking(ask({ method: "eth_blockNumber" }))),
    transactionCount: async () =>
      Number(await asking(ask({ method: "eth_getTransactionCount", params: [from, "latest"] }))),
    balance: async () => BigInt(await asking(ask({ method: "eth_getBalance", params: [from, "latest"] }))),
    fees: () => readFees(ask),
    sign: async (transaction) => {
      const raw = await account.signTransaction(serializable(transaction, chainId));
      return { raw, hash: keccak256(raw) };
    },
    broadcast: async (raw) => {
      try {
        await ask({ method: "eth_sendRawTransaction", params: [raw] });
      } catch (error) {
        const rpc = rpcErrorOf(error);
        if (rpc === undefined) throw unavailable(error);
        // It has it already, which is what was wanted.
        if (!/already known|known transaction|already imported|already exists/i.test(rpc.details)) {
          throw new NotTaken(rpc.details);
        }
      }
    },
    receipt: async (hash) => {
      const found = await asking(ask({ method: "eth_getTransactionReceipt", params: [hash] }));
      if (found === null) return null;
      const { blockNumber, blockHash, status, logs } = found;
      return {
        hash,
        block: Number(blockNumber),
        blockHash,
        succeeded: status === "0x1",
        logs: logs.map(({ address, topics, data }) => ({ address, topics, data })),
      };
    },
    knows: async (hash) => (await asking(ask({ method: "eth_getTransactionByHash", params: [hash] }))) !== null,
  };
}

/** Looks which chain it is before the first question, and again after each failure: a node may have been exchanged. */
function checked(ask: Ask, { chainId, genesisHash }: Place): Ask {
  let sure = false;
  const check = async () => {
    const id = Number(await ask({ method: "eth_chainId" }));
    if (id !== chainId)
      throw new ChainUnavailable(`The node serves chain ${id}, and the deployment is on chain ${chainId}.`);
    const first = await ask({ method: "eth_getBlockByNumber", params: ["0x0", false] });
    if (first?.hash !== genesisHash) {
      throw new ChainUnavailable(`The node's chain ${id} begins with another block than the deployment's.`);
    }
    sure = true;
  };
  const asking = async (request: Parameters<Ask>[0], options: Parameters<Ask>[1]): Promise<unknown> => {
    if (!sure) await check();
    try {
      return await ask(request, options);
    } catch (error) {
      sure = rpcErrorOf(error) !== undefined;
      throw error;
    }
  };
  return asking as Ask;
}

function serializable({ to, data, gas, nonce, ...fees }: Transaction, chainId: number): TransactionSerializable {
  const common = { to, data, gas, nonce, chainId };
  return "gasPrice" in fees ? { ...common, ...fees, type: "legacy" } : { ...common, ...fees, type: "eip1559" };
}

/** Room for the base fee to double while the transaction waits. */
async function readFees(ask: Ask): Promise<Fees> {
  const block = await asking(ask({ method: "eth_getBlockByNumber", params: ["latest", false] }));
  const base = block?.baseFeePerGas;
  if (base === undefined || base === null) return { gasPrice: BigInt(await asking(ask({ method: "eth_gasPrice" }))) };
  const tip = await tipOf(ask);
  return { maxPriorityFeePerGas: tip, maxFeePerGas: BigInt(base) * 2n + tip };
}

async function tipOf(ask: Ask): Promise<bigint> {
  try {
    return BigInt(await ask({ method: "eth_maxPriorityFeePerGas" }));
  } catch (error) {
    // Not every node has the method.
    if (rpcErrorOf(error) !== undefined) return GWEI;
    throw unavailable(error);
  }
}

async function asking<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw unavailable(error);
  }
}

async function calling<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw refusal(error) ?? unavailable(error);
  }
}

/** A revert, or gas that no transaction may have. Anything else that a node says may pass. */
function refusal(error: unknown): CallRefused | null {
  const rpc = rpcErrorOf(error);
  if (rpc === undefined) return null;
  const data = revertData(rpc.data);
  if (data === null && !/revert|out of gas|gas required exceeds|exceeds.*gas|invalid opcode/i.test(rpc.details)) {
    return null;
  }
  return new CallRefused(rpc.details, data);
}

/** Nodes put what a contract reverted with in `data` or in `data.data`. */
function revertData(data: unknown): Hex | null {
  if (isHex(data)) return data;
  if (data instanceof Object && "data" in data && isHex(data.data)) return data.data;
  return null;
}

/** viem's own messages repeat the request, signatures and all, and the URL, which may hold a key: they are left behind. */
function unavailable(error: unknown): ChainUnavailable {
  if (error instanceof ChainUnavailable) return error;
  for (const cause of causes(error)) {
    if (cause instanceof RpcRequestError) return new ChainUnavailable(`The node answers: ${cause.details}`);
    if (cause instanceof TimeoutError) return new ChainUnavailable("The node does not answer in time.");
    if (cause instanceof HttpRequestError) {
      return new ChainUnavailable(`The node cannot be reached${cause.status ? ` (HTTP ${cause.status})` : ""}.`);
    }
  }
  throw error;
}

function rpcErrorOf(error: unknown): RpcRequestError | undefined {
  return causes(error).find((cause) => cause instanceof RpcRequestError);
}

function causes(error: unknown): unknown[] {
  const found: unknown[] = [];
  for (let at = error; at instanceof Error && found.length < 10; at = at.cause) found.push(at);
  return found;
}
