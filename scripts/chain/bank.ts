// Records the bank's facts as the treasurer does: receipts, recoveries, confirmations, and sources, in calls that fit.
import { bankFactsAbi } from "@mingzhang/sdk/abi/bank-facts";
import type { SourceSpec } from "@mingzhang/sdk/cases/specs";
import { kindByName } from "@mingzhang/sdk/kinds";
import type { Citation } from "@mingzhang/sdk/log";
import { encodeFunctionData } from "viem";
import type { Hex } from "viem";
import { chunks, citingGroupsOf, groupsOf } from "./orders.ts";
import type { CitingOrder, Order } from "./orders.ts";
import type { Sender } from "./sender.ts";

/** How many of each fit a transaction with room to spare. */
const RECEIPTS_PER_CALL = 200;
const CITED_PER_CALL = 60;
const SOURCES_PER_CALL = 60;

export class BankDesk {
  readonly #treasurer: Sender;
  readonly #bankFacts: Hex;

  /** @param treasurer holds a treasurer's seat at the treasury */
  constructor(treasurer: Sender, bankFacts: Hex) {
    this.#treasurer = treasurer;
    this.#bankFacts = bankFacts;
  }

  async openSources(specs: readonly SourceSpec[]): Promise<void> {
    for (const part of chunks(specs, SOURCES_PER_CALL)) {
      await this.#send(
        encodeFunctionData({ abi: bankFactsAbi, functionName: "openSources", args: [part] }),
        "openSources",
      );
    }
  }

  async receive(receipts: readonly Order[]): Promise<void> {
    for (const group of groupsOf(receipts, RECEIPTS_PER_CALL)) await this.#post(group, []);
  }

  async recover(recoveries: readonly CitingOrder[], posted: (entries: number) => void = () => undefined) {
    for (const group of citingGroupsOf(recoveries, CITED_PER_CALL)) {
      const citations = group.flatMap((citing) => citing.citations);
      await this.#post(
        group.map((citing) => citing.order),
        citations,
      );
      posted(citations.length);
    }
  }

  async confirm(valueDate: number, document: Hex, citations: readonly Citation[]): Promise<void> {
    for (const part of chunks(citations, CITED_PER_CALL)) {
      const args = [valueDate, document, part] as const;
      await this.#send(encodeFunctionData({ abi: bankFactsAbi, functionName: "confirm", args }), "confirm");
    }
  }

  async #post(orders: readonly Order[], citations: readonly Citation[]): Promise<void> {
    const numbered = orders.map((order) => ({ ...order, kind: kindByName(order.kind).number }));
    await this.#send(
      encodeFunctionData({ abi: bankFactsAbi, functionName: "post", args: [numbered, citations] }),
      "post",
    );
  }

  async #send(data: Hex, label: string): Promise<void> {
    await this.#treasurer.send(this.#bankFacts, data, label);
  }
}
