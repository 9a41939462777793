// Compares the indexed log's root and size with the chain's own at the same block; what differs is told, never hidden.
import { timeText } from "@mingzhang/sdk/days";
import type { RootCheck } from "@mingzhang/sdk/api-log";
import type { Hex } from "@mingzhang/sdk/hex";
import type { Node } from "../chain/node.ts";
import { rootAt } from "../read/log-tree.ts";
import type { Store } from "../store/open.ts";
import { journal } from "./journal.ts";
import type { Indexed } from "./state.ts";

const unanswered = (reason: string): RootCheck => ({ result: "unanswered", block: null, reason });

export class RootWatch {
  readonly #store: Store;
  readonly #node: Node;
  readonly #trail: () => Hex;
  /** The last comparison, and the head that it was made for. */
  #last: { hash: Hex; check: RootCheck } | null = null;

  constructor(store: Store, node: Node, trail: () => Hex) {
    this.#store = store;
    this.#node = node;
    this.#trail = trail;
  }

  /** The last comparison that was made; null before the first. */
  get last(): RootCheck | null {
    return this.#last?.check ?? null;
  }

  /** Compares at the indexed head, once for each head. Never throws: what cannot be asked is said to be unanswered. */
  async look(indexed: Indexed | null): Promise<RootCheck> {
    if (indexed === null) return unanswered("Nothing is indexed yet.");
    if (this.#last?.hash === indexed.header.hash) return this.#last.check;
    const check = await this.#compare(indexed);
    if (check.result !== "unanswered") this.#last = { hash: indexed.header.hash, check };
    return check;
  }

  async #compare({ header, nextRecord }: Indexed): Promise<RootCheck> {
    const block = { number: header.number, hash: header.hash, time: timeText(header.time) };
    let chain: { size: number; root: Hex };
    try {
      chain = await this.#node.logRoot(this.#trail(), header.number);
    } catch (error) {
      const what = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
      return unanswered(`The chain's log does not say its root at block ${header.number}: ${what}`);
    }
    const found = await this.#store.read(async (db) => {
      const [head] = await journal(db, 1, header.number);
      if (head?.header.hash !== header.hash) return null;
      try {
        return { size: nextRecord, root: await rootAt(db, nextRecord) };
      } catch (error) {
        // A tree with holes is what this looks for.
        return { size: nextRecord, root: error instanceof Error ? error.message : String(error) };
      }
    });
    if (found !== null && found.size === chain.size && found.root === chain.root) {
      return { result: "same", block, reason: null };
    }
    const now = await this.#node.header(header.number).catch(() => null);
    if (found === null || now?.hash !== header.hash) {
      return unanswered(`The chain moved while the root of block ${header.number} was compared.`);
    }
    const reason =
      `The log is indexed with ${found.size} records under root ${found.root}; at block ${header.number} the chain's ` +
      `own log has ${chain.size} under ${chain.root}. The node left a record out or changed one, or the store was ` +
      "changed: delete the store, and read the chain again from a node that you trust.";
    return { result: "different", block, reason };
  }
}
