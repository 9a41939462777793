// How many blocks to ask for at once, so that an answer brings about the wanted number of logs.

const FIRST = 16;
const MOST = 20_000;

export class RangeSize {
  blocks = FIRST;
  readonly #wanted: number;

  /** @param wanted logs that one range should bring, about */
  constructor(wanted: number) {
    this.#wanted = wanted;
  }

  /** A range of `blocks` brought `logs`; where there were many, the next aims at what is wanted. */
  brought(logs: number, blocks: number): void {
    const aimed = logs === 0 ? MOST : Math.floor((blocks * this.#wanted) / logs);
    // It doubles at most: after a quiet stretch a busy one may follow.
    this.blocks = Math.max(1, Math.min(MOST, aimed, Math.max(blocks, this.blocks) * 2));
  }

  /** The node refused a range of `blocks`. */
  refused(blocks: number): void {
    this.blocks = Math.max(1, Math.floor(blocks / 2));
  }
}
