// Sends transactions on a chain of its own whose every byte repeats, and reads what they cost.
import hre from "hardhat";
import type { BaseContract } from "ethers";

/** Rules of Osaka: what one transaction may use at most. */
export const TRANSACTION_LIMIT = 2 ** 24;

/** Time of the chain's first block: with addresses and times fixed, calldata and so gas come out the same each time. */
const BIRTH = "2026-01-05T09:00:00Z";

const INTERVAL = 12;

/** Peers need room: a hundred attestations in one call are beyond what one transaction may use today. */
const ROOM = 2 ** 26;

async function connect(gasLimit: number) {
  const override = { initialDate: BIRTH, transactionGasCap: gasLimit, blockGasLimit: gasLimit } as const;
  return hre.network.create({ network: "default", override });
}

type Connection = Awaited<ReturnType<typeof connect>>;

export class Meter {
  readonly ethers: Connection["ethers"];
  private readonly connection: Connection;
  private time: number;

  private readonly gasLimit: number;

  private constructor(connection: Connection, time: number, gasLimit: number) {
    this.connection = connection;
    this.ethers = connection.ethers;
    this.time = time;
    this.gasLimit = gasLimit;
    this.keepTime();
  }

  /** @param roomy whether transactions may use more than the rules of Osaka allow */
  static async start(roomy = false): Promise<Meter> {
    const gasLimit = roomy ? ROOM : TRANSACTION_LIMIT;
    return new Meter(await connect(gasLimit), Date.parse(BIRTH) / 1000, gasLimit);
  }

  get today(): number {
    return Math.floor((this.time + INTERVAL) / 86_400);
  }

  /** Lets days go by before the next transaction. */
  pass(days: number): void {
    this.time += days * 86_400;
  }

  /** Sends a transaction in a block of its own; returns the gas that it used, the intrinsic 21,000 included. */
  async gas(from: string, to: BaseContract | string, data: string, value = 0n): Promise<number> {
    const { provider, toQuantity } = this.ethers;
    const target = typeof to === "string" ? to : await to.getAddress();
    const request = { from, to: target, data, value: toQuantity(value), gas: toQuantity(this.gasLimit) };
    const hash: unknown = await provider.send("eth_sendTransaction", [request]);
    const receipt = (await provider.send("eth_getTransactionReceipt", [hash])) as { gasUsed: string };
    return Number(receipt.gasUsed);
  }

  /** Puts every transaction, deployments too, into a block at the next interval: the machine's clock must not show. */
  private keepTime(): void {
    const { provider } = this.connection;
    const request = provider.request.bind(provider);
    provider.request = async (call) => {
      if (call.method === "eth_sendTransaction") {
        this.time += INTERVAL;
        await request({ method: "evm_setNextBlockTimestamp", params: [this.time] });
      }
      const answer: unknown = await request(call);
      return answer;
    };
  }

  async close(): Promise<void> {
    await this.connection.close();
  }
}
