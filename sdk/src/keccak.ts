// Keccak-256, as Ethereum uses it: of bytes, to bytes or hex, in little code. SHA-256, the hash of the log itself, is in hash.ts.
// The hash library's brings along a framework for all hashes, which would be a tenth of what verifying loads. Tested to be the
// library's at every length. No secret passes through it.
import { type Hex, hexOf } from "./hex.ts";

/** Bytes of the sponge that take input: 1600 bits less twice 256 (FIPS 202, 3.2 and 4; Ethereum pads as Keccak did before it). */
const RATE = 136;
const LANES = 25;
const ROUNDS = 24;

/** Lanes in the order of the walk of 3.2.3, and how far each is rotated (3.2.2). */
const WALK: number[] = [];
const TURNS: number[] = [];
for (let step = 0, x = 1, y = 0; step < LANES - 1; step++) {
  WALK.push(x + 5 * y);
  TURNS.push((((step + 1) * (step + 2)) / 2) % 64);
  [x, y] = [y, (2 * x + 3 * y) % 5];
}

/** Constants of the rounds as 32-bit halves, low before high (3.2.5). */
const IOTA = new Int32Array(2 * ROUNDS);
for (let round = 0, bits = 1; round < ROUNDS; round++) {
  for (let power = 0; power < 7; power++) {
    const at = 2 ** power - 1;
    if ((bits & 1) === 1) IOTA[2 * round + (at >> 5)] = (IOTA[2 * round + (at >> 5)] as number) | (1 << at);
    bits = (bits << 1) ^ (bits >> 7 === 1 ? 0x171 : 0);
  }
}

export function keccak(bytes: Uint8Array): Uint8Array {
  const padded = new Uint8Array((Math.floor(bytes.length / RATE) + 1) * RATE);
  padded.set(bytes);
  padded[bytes.length] = 1;
  padded[padded.length - 1] = (padded[padded.length - 1] as number) | 0x80;
  const input = new DataView(padded.buffer);
  // Each lane of 64 bits is two halves, low before high.
  const state = new Int32Array(2 * LANES);
  for (let at = 0; at < padded.length; at += RATE) {
    for (let i = 0; i < RATE / 4; i++) state[i] = (state[i] as number) ^ input.getInt32(at + 4 * i, true);
    permute(state);
  }
  const hash = new Uint8Array(32);
  const out = new DataView(hash.buffer);
  for (let i = 0; i < 8; i++) out.setInt32(4 * i, state[i] as number, true);
  return hash;
}

const columns = new Int32Array(10);
const row = new Int32Array(10);

/** Keccak-f[1600], 3.3. */
function permute(s: Int32Array): void {
  for (let round = 0; round < ROUNDS; round++) {
    // Theta: each bit takes in two columns.
    for (let i = 0; i < 10; i++) {
      columns[i] =
        (s[i] as number) ^
        (s[i + 10] as number) ^
        (s[i + 20] as number) ^
        (s[i + 30] as number) ^
        (s[i + 40] as number);
    }
    for (let x = 0; x < 10; x += 2) {
      const left = (x + 8) % 10;
      const right = (x + 2) % 10;
      const low = columns[right] as number;
      const high = columns[right + 1] as number;
      const dLow = (columns[left] as number) ^ ((low << 1) | (high >>> 31));
      const dHigh = (columns[left + 1] as number) ^ ((high << 1) | (low >>> 31));
      for (let i = x; i < 2 * LANES; i += 10) {
        s[i] = (s[i] as number) ^ dLow;
        s[i + 1] = (s[i + 1] as number) ^ dHigh;
      }
    }
    // Rho and pi: each lane is turned, and takes the place of the next.
    let low = s[2] as number;
    let high = s[3] as number;
    for (let step = 0; step < LANES - 1; step++) {
      const to = 2 * (WALK[(step + 1) % (LANES - 1)] as number);
      const by = TURNS[step] as number;
      const turn = by & 31;
      const a = by < 32 ? low : high;
      const b = by < 32 ? high : low;
      low = s[to] as number;
      high = s[to + 1] as number;
      // No lane is turned by 0 or 32, for which these shifts would not do.
      s[to] = (a << turn) | (b >>> (32 - turn));
      s[to + 1] = (b << turn) | (a >>> (32 - turn));
    }
    // Chi: each bit by the two after it in its row.
    for (let at = 0; at < 2 * LANES; at += 10) {
      for (let i = 0; i < 10; i++) row[i] = s[at + i] as number;
      for (let i = 0; i < 10; i++) {
        s[at + i] = (row[i] as number) ^ (~(row[(i + 2) % 10] as number) & (row[(i + 4) % 10] as number));
      }
    }
    // Iota: no two rounds are alike.
    s[0] = (s[0] as number) ^ (IOTA[2 * round] as number);
    s[1] = (s[1] as number) ^ (IOTA[2 * round + 1] as number);
  }
}

export function keccakHex(bytes: Uint8Array): Hex {
  return hexOf(keccak(bytes));
}

/** Of a text in UTF-8: signatures of functions, names of types. */
export function keccakText(text: string): Hex {
  return keccakHex(new TextEncoder().encode(text));
}
