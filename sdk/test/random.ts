// A seeded generator for property tests: the same seed gives the same cases; SEED sets another one.
const seed = Number(process.env.SEED ?? 20_261_123);

/** Numbers of one test; the seed stands in the name of every failure. */
export interface Random {
  seed: number;
  /** Whole number from 0 to before `end`. */
  below(end: number): number;
  /** Whole number of up to `bits` bits, with small and greatest ones more often than chance gives. */
  bits(bits: number): bigint;
  pick<T>(items: readonly T[]): T;
  hex(bytes: number): `0x${string}`;
}

/** mulberry32, by Tommy Ettinger (public domain). */
export function random(salt: number): Random {
  let state = (seed ^ (salt * 0x9e37_79b9)) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b_79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  const below = (end: number): number => next() % end;
  const bits = (count: number): bigint => {
    const top = (1n << BigInt(count)) - 1n;
    const shape = below(8);
    if (shape === 0) return 0n;
    if (shape === 1) return top;
    let value = 0n;
    for (let i = 0; i < count; i += 32) value = (value << 32n) | BigInt(next());
    return (value & top) >> BigInt(shape === 2 ? below(count) : 0);
  };
  return {
    seed,
    below,
    bits,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error("nothing to pick from");
      return item;
    },
    hex: (bytes) => `0x${Array.from({ length: bytes }, () => below(256).toString(16).padStart(2, "0")).join("")}`,
  };
}
