// A seeded generator of numbers: the same seed gives the same city, on any machine.

/** sfc32, a small fast generator of 32-bit numbers. Not for secrets. */
export class Random {
  readonly #state: Uint32Array;

  constructor(seed: number) {
    this.#state = new Uint32Array([seed, 0x9e3779b9, 0x243f6a88, 1]);
    for (let i = 0; i < 16; i += 1) this.#next();
  }

  #next(): number {
    const s = this.#state;
    const [a = 0, b = 0, c = 0, d = 0] = s;
    const t = (a + b + d) >>> 0;
    s[3] = d + 1;
    s[0] = b ^ (b >>> 9);
    s[1] = c + (c << 3);
    s[2] = ((c << 21) | (c >>> 11)) + t;
    return t;
  }

  /** Whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor((this.#next() / 2 ** 32) * (high - low + 1));
  }

  /** True in `percent` of a hundred cases. */
  chance(percent: number): boolean {
    return this.int(1, 10_000) <= percent * 100;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.int(0, items.length - 1)];
    if (item === undefined) throw new Error("Nothing to pick from.");
    return item;
  }

  /** `amount` times a factor between `low` and `high` thousandths, to the minor unit. */
  around(amount: bigint, low: number, high: number): bigint {
    return (amount * BigInt(this.int(low * 1_000, high * 1_000))) / 1_000_000n;
  }

  /** Splits an amount into `count` parts of uneven size that add up to it exactly. */
  split(amount: bigint, count: number, unevenness = 400): bigint[] {
    const weights = Array.from({ length: count }, () => BigInt(this.int(1_000 - unevenness, 1_000 + unevenness)));
    const total = weights.reduce((sum, weight) => sum + weight, 0n);
    let left = amount;
    return weights.map((weight, i) => {
      const part = i === count - 1 ? left : (amount * weight) / total;
      left -= part;
      return part;
    });
  }
}
