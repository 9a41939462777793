// Keeps the store fast: puts indexes off while much is to come, builds them, and tells the planner how rows are spread.
import { analyze, buildIndexes, deferIndexes } from "../store/indexes.ts";
import type { Store } from "../store/open.ts";

/** Indexes are put off where records for so many ranges are to come, and as many as there are. */
const MANY_RANGES = 5;

export class Upkeep {
  readonly #store: Store;
  readonly #many: number;
  #deferred = false;
  /** Records of which the planner knows the spread. */
  #analyzed = 0;

  /** @param rangeLogs logs that one range should bring, about */
  constructor(store: Store, rangeLogs: number) {
    this.#store = store;
    this.#many = MANY_RANGES * rangeLogs;
  }

  /** Puts indexes off where more is to come than is held: to build them once is then cheaper than to keep them. */
  async expect(toCome: number, held: number): Promise<void> {
    if (this.#deferred || toCome < Math.max(this.#many, held)) return;
    await this.#store.write(deferIndexes);
    this.#deferred = true;
  }

  /** Builds what was put off; call it when everything is there. */
  async build(): Promise<void> {
    if (!this.#deferred) return;
    await this.#store.write(buildIndexes);
    this.#deferred = false;
  }

  /** Counts rows anew whenever there are a quarter more records than when it last did. */
  async analyze(records: number): Promise<void> {
    if (records < Math.max(this.#many, 1.25 * this.#analyzed)) return;
    await analyze(this.#store);
    this.#analyzed = records;
  }
}
