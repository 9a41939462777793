// SHA-256 (FIPS 180-4) of bytes at hand, in little code.
// The hash library's brings along tables of SHA-512 that the explorer's bundler cannot shed, and is slower for the short
// inputs of the log. Tested to be the library's and OpenSSL's at every length; streams use the library.

/** First 32 bits of the fractional parts of the cube roots of the first 64 primes (4.2.2). */
const ROUND = Int32Array.from(firstPrimes(64), (prime) => fraction(prime, 3n));
/** The same of the square roots of the first 8 (5.3.3). */
const START = Int32Array.from(firstPrimes(8), (prime) => fraction(prime, 2n));

const words = new Int32Array(64);
const SCRATCH = 512;
const scratch = new Uint8Array(SCRATCH);
const scratchView = new DataView(scratch.buffer);

export function sha256(bytes: Uint8Array): Uint8Array {
  const { length } = bytes;
  const size = (((length + 8) >> 6) + 1) << 6;
  const short = size <= SCRATCH;
  const padded = short ? scratch : new Uint8Array(size);
  const view = short ? scratchView : new DataView(padded.buffer);
  padded.set(bytes);
  padded[length] = 0x80;
  padded.fill(0, length + 1, size - 8);
  view.setUint32(size - 8, Math.floor(length / 2 ** 29));
  view.setUint32(size - 4, (length * 8) >>> 0);
  const state = START.slice();
  for (let at = 0; at < size; at += 64) compress(state, view, at);
  const hash = new Uint8Array(32);
  const out = new DataView(hash.buffer);
  for (let i = 0; i < 8; i++) out.setInt32(4 * i, state[i] as number);
  return hash;
}

/** 6.2.2, one block. */
function compress(state: Int32Array, view: DataView, at: number): void {
  const w = words;
  for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + 4 * i);
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15] as number;
    const y = w[i - 2] as number;
    const s0 = rotated(x, 7) ^ rotated(x, 18) ^ (x >>> 3);
    const s1 = rotated(y, 17) ^ rotated(y, 19) ^ (y >>> 10);
    w[i] = ((w[i - 16] as number) + s0 + (w[i - 7] as number) + s1) | 0;
  }
  // Read one by one: taking the list apart would cost as much as the rounds.
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  let f = state[5] as number;
  let g = state[6] as number;
  let h = state[7] as number;
  for (let i = 0; i < 64; i++) {
    const big1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
    const t1 = (h + big1 + ((e & f) ^ (~e & g)) + (ROUND[i] as number) + (w[i] as number)) | 0;
    const big0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
    const t2 = (big0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] = (state[0] as number) + a;
  state[1] = (state[1] as number) + b;
  state[2] = (state[2] as number) + c;
  state[3] = (state[3] as number) + d;
  state[4] = (state[4] as number) + e;
  state[5] = (state[5] as number) + f;
  state[6] = (state[6] as number) + g;
  state[7] = (state[7] as number) + h;
}

function rotated(x: number, by: number): number {
  return (x >>> by) | (x << (32 - by));
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return primes;
}

/** First 32 bits after the point of a root, by whole numbers: what engines make of Math.cbrt may differ in the last bit. */
function fraction(prime: number, power: bigint): number {
  const wanted = BigInt(prime) << (32n * power);
  let root = 0n;
  for (let bit = 1n << 40n; bit > 0n; bit >>= 1n) if ((root | bit) ** power <= wanted) root |= bit;
  return Number(BigInt.asIntN(32, root));
}
