// Plays a generated year on a chain whose clock it moves: every posting goes through the treasury's poster.
import type { RecordEvent } from "@mingzhang/sdk/events";
import type { Citation } from "@mingzhang/sdk/log";
import { numberToHex } from "viem";
import { chunks, GAS, ledgerCall } from "../chain/forward.ts";
import { LOCAL_OFFICE, localAccount } from "../chain/local-accounts.ts";
import { postCiting, postOrders } from "../chain/orders.ts";
import type { Order } from "../chain/orders.ts";
import { Sender } from "../chain/sender.ts";
import type { Session } from "../chain/session.ts";
import type { Moment, Step } from "./agenda.ts";

const CONFIRMED_PER_CALL = 25;

export class Performer {
  readonly #session: Session;
  readonly #registrar: Sender;
  readonly #onMovements: (done: number) => void;
  /** Record numbers by reference, as far as they have been read back. */
  readonly #records: bigint[] = [];
  /** References in the order in which they were posted. */
  readonly #posted: number[] = [];
  #readBack = 0;
  #cite: ((record: bigint) => Citation) | undefined;

  constructor(session: Session, onMovements: (done: number) => void) {
    this.#session = session;
    this.#registrar = new Sender(session.clients, localAccount(LOCAL_OFFICE.registrar));
    this.#onMovements = onMovements;
  }

  /** Sets the clock and carries out a moment's steps in order. */
  async perform({ day, hour, steps }: Moment): Promise<void> {
    await this.#session.clients.publicClient.request<{ Method: string; Parameters: unknown; ReturnType: unknown }>({
      method: "evm_setNextBlockTimestamp",
      params: [numberToHex(day * 86_400 + hour * 3_600 + 1_800)],
    });
    this.#cite = undefined;
    let orders: { order: Order; refs: number[] }[] = [];
    const post = async (): Promise<void> => {
      const now = orders;
      orders = [];
      if (now.length === 0) return;
      this.#posted.push(...now.flatMap(({ refs }) => refs));
      await postOrders(
        this.#session.batcher,
        now.map(({ order }) => order),
      );
    };
    for (const step of steps) {
      if (step.type === "order") {
        orders.push(step);
        continue;
      }
      await post();
      await this.#perform(step);
    }
    await post();
    await this.#session.batcher.flush();
    this.#onMovements(this.#posted.length);
  }

  /** Reads back what is left, so that a gap would show. */
  async finish(): Promise<void> {
    await this.#session.sync(this.#visit);
    if (this.#readBack !== this.#posted.length) {
      throw new Error(`${this.#posted.length} movements were posted, and the chain shows ${this.#readBack}.`);
    }
  }

  async #perform(step: Exclude<Step, { type: "order" }>): Promise<void> {
    const { batcher, deployment, registry } = this.#session;
    switch (step.type) {
      case "open":
        await batcher.add(step.call);
        return;
      case "direct": {
        await batcher.flush();
        const sender = step.call.contract === "roster" ? this.#registrar : registry;
        await sender.send(deployment.contracts[step.call.contract], step.call.data, step.call.contract);
        return;
      }
      case "correct": {
        const citations = await this.#citations(step.cites);
        this.#posted.push(...step.refs);
        await postCiting(batcher, [{ order: step.order, citations }]);
        return;
      }
      case "confirm": {
        const citations = await this.#citations(step.cites);
        for (const part of chunks(citations, CONFIRMED_PER_CALL)) {
          const args = [step.valueDate, step.document, part] as const;
          await batcher.add(ledgerCall("confirm", args, GAS.call + part.length * GAS.citing));
        }
        return;
      }
    }
  }

  /** Citations against the log as sealed once in this moment; what is cited was posted in an earlier one. */
  async #citations(refs: readonly number[]): Promise<Citation[]> {
    if (this.#cite === undefined) {
      await this.#session.batcher.flush();
      this.#cite = await this.#session.seal(this.#visit);
    }
    const cite = this.#cite;
    return refs.map((ref) => {
      const record = this.#records[ref];
      if (record === undefined) throw new Error(`Movement ${ref} is corrected before it is on the chain.`);
      return cite(record);
    });
  }

  readonly #visit = (event: RecordEvent): void => {
    if (event.name !== "Movement") return;
    const ref = this.#posted[this.#readBack];
    if (ref === undefined) throw new Error("Somebody else posts to the chain that is being seeded.");
    this.#records[ref] = event.args.record;
    this.#readBack += 1;
  };
}
