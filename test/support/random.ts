// A small seeded generator: a failing run can be repeated by the seed that it prints.

/** Seed of this run: MINGZHANG_TEST_SEED, or a fixed one. */
export const seed = Number(process.env["MINGZHANG_TEST_SEED"] ?? 20261123);

/** How many rounds a fuzz test makes: MINGZHANG_TEST_DEPTH is local (default), ci or deep. */
export function rounds(local: number): number {
  const depth = process.env["MINGZHANG_TEST_DEPTH"] ?? "local";
  return local * (depth === "deep" ? 50 : depth === "ci" ? 5 : 1);
}

export interface Random {
  /** Integer from `min` to `max`, both included. */
  int(min: number, max: number): number;
  /** `bytes` random bytes as 0x hex. */
  hex(bytes: number): string;
  pick<T>(values: readonly T[]): T;
}

/** mulberry32. */
export function random(start: number = seed): Random {
  let state = start >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    int,
    hex: (bytes) => `0x${Array.from({ length: bytes }, () => int(0, 255).toString(16).padStart(2, "0")).join("")}`,
    pick: <T>(values: readonly T[]): T => {
      const value = values[int(0, values.length - 1)];
      if (value === undefined) throw new RangeError("nothing to pick from");
      return value;
    },
  };
}
