// Every way of getting one bit wrong.

/** The values that differ from `hex` in exactly one bit. */
export function flips(hex: string): string[] {
  const digits = hex.length - 2;
  const value = BigInt(hex);
  return Array.from({ length: digits * 4 }, (_, bit) => {
    const flipped = value ^ (1n << BigInt(bit));
    return `0x${flipped.toString(16).padStart(digits, "0")}`;
  });
}
