// The demonstration's witnesses: at the end of each month of its year they cosign the log, and it is anchored on the second chain.
import { join } from "node:path";
import type { AnchorPlace, Deployment } from "@mingzhang/sdk/deployment";
import type { Cosignature } from "@mingzhang/sdk/checkpoint";
import { numberToHex } from "viem";
import type { LocalAccount } from "viem";
import { LOCAL_OFFICE, localAccount } from "../chain/local-accounts.ts";
import { connectChain, connectDeployment } from "../chain/sender.ts";
import type { ChainClients } from "../chain/sender.ts";
import { originOf, sendCosign } from "./cosign.ts";
import { LogReader } from "./log-reader.ts";
import { WitnessState } from "./state.ts";
import { signContinuing } from "./witness.ts";

/** Accounts of the demonstration's witnesses, and the month (1 to 12) in which one of them was away. */
export const DEMONSTRATION_WITNESSES: readonly { account: number; away?: number }[] = [
  { account: LOCAL_OFFICE.witnessA },
  { account: LOCAL_OFFICE.witnessB },
  { account: LOCAL_OFFICE.witnessC, away: 8 },
];

/** Seconds between the log's chain and the second one. */
const ON_THE_WAY = 120;

/** Where a witness of the demonstration keeps what it signed. */
export function stateFolder(folder: string, account: number): string {
  return join(folder, `witness-${account}`);
}

interface Hand {
  state: WitnessState;
  account: LocalAccount;
  away: number | undefined;
}

export class MonthlyCheckpoints {
  readonly #reader: LogReader;
  readonly #hands: readonly Hand[];
  readonly #second: ChainClients;
  readonly #place: AnchorPlace;

  private constructor(reader: LogReader, hands: readonly Hand[], second: ChainClients, place: AnchorPlace) {
    this.#reader = reader;
    this.#hands = hands;
    this.#second = second;
    this.#place = place;
  }

  /** @param folder holds the witnesses' states, which programs that run later continue */
  static async open(
    rpcUrl: string,
    deployment: Deployment,
    anchor: { rpcUrl: string; place: AnchorPlace },
    folder: string,
  ): Promise<MonthlyCheckpoints> {
    const clients = await connectDeployment(rpcUrl, deployment);
    const hands = DEMONSTRATION_WITNESSES.map(({ account: number, away }) => {
      const account = localAccount(number);
      const state = WitnessState.open(stateFolder(folder, number), originOf(deployment), account.address);
      return { state, account, away };
    });
    const reader = new LogReader(clients, deployment, 0);
    return new MonthlyCheckpoints(reader, hands, await connectChain(anchor.rpcUrl), anchor.place);
  }

  /**
   * Cosigns what the log has now, at a time of the chain's clock.
   * @param month that has ended, 1 to 12
   * @param at seconds since 1970; later if the clock is past it
   */
  async cosign(month: number, at: number): Promise<void> {
    const reader = this.#reader;
    await reader.read();
    const checkpoint = reader.checkpoint();
    if (checkpoint === null) return;
    const { clients, deployment } = reader;
    const signatures: Cosignature[] = [];
    for (const { state, account, away } of this.#hands) {
      if (away === month) continue;
      signatures.push(await signContinuing(state, originOf(deployment), account, reader.tree, checkpoint));
    }
    signatures.sort((a, b) => (a.witness < b.witness ? -1 : 1));
    const time = await setClock(clients, at);
    const payer = localAccount(LOCAL_OFFICE.courier);
    await sendCosign(
      { clients, account: payer },
      deployment.contracts.checkpointAnchor,
      reader.tree,
      checkpoint,
      signatures,
    );
    await setClock(this.#second, time + ON_THE_WAY);
    await sendCosign(
      { clients: this.#second, account: payer },
      this.#place.contract,
      reader.tree,
      checkpoint,
      signatures,
    );
  }
}

/** Time of the next block: as wished, or a second after the last one. */
async function setClock({ publicClient }: ChainClients, at: number): Promise<number> {
  const { timestamp } = await publicClient.getBlock();
  const time = Math.max(at, Number(timestamp) + 1);
  await publicClient.request<{ Method: string; Parameters: unknown; ReturnType: unknown }>({
    method: "evm_setNextBlockTimestamp",
    params: [numberToHex(time)],
  });
  return time;
}
