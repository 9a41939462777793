// Shares of a hundred in hundredths that add up to the hundred exactly.

/** Largest remainders: each share is rounded down, and what is missing goes to those that lost most. */
export function hundredths(parts: readonly bigint[]): number[] {
  const whole = parts.reduce((sum, part) => sum + part, 0n);
  if (whole === 0n) return parts.map(() => 0);
  const shares = parts.map((part) => (part * 10_000n) / whole);
  const missing = Number(10_000n - shares.reduce((sum, share) => sum + share, 0n));
  const lost = parts
    .map((part, at) => ({ at, rest: (part * 10_000n) % whole }))
    .toSorted((a, b) => (a.rest === b.rest ? a.at - b.at : b.rest > a.rest ? 1 : -1))
    .slice(0, missing);
  const more = new Set(lost.map(({ at }) => at));
  return shares.map((share, at) => Number(share) + (more.has(at) ? 1 : 0));
}
