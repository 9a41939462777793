// RLP, Ethereum's encoding of nested lists of bytes (yellow paper, appendix B). Small, since a reader's page carries it.
import { hexOf } from "./hex.ts";
import { Reader } from "./untrusted.ts";

/** Bytes, or a list. */
export type Item = Uint8Array | readonly Item[];

const reader = new Reader("PROOF_INVALID", "Ask another RPC for it");

/** Deepest nesting that is decoded: a trie's node has two. */
const DEEPEST = 16;

export function encodeRlp(item: Item): Uint8Array {
  if (item instanceof Uint8Array) {
    const [first = 0] = item;
    return item.length === 1 && first < 0x80 ? item : joined([head(item.length, 0x80), item]);
  }
  const body = joined(item.map(encodeRlp));
  return joined([head(body.length, 0xc0), body]);
}

function head(length: number, offset: number): Uint8Array {
  if (length < 56) return Uint8Array.of(offset + length);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Uint8Array.of(offset + 55 + bytes.length, ...bytes);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Decodes one item that takes all of the bytes, in the one form that encoding gives. Throws PROOF_INVALID. */
export function decodeRlp(bytes: Uint8Array): Item {
  const { item, end } = itemAt(bytes, 0, 0);
  if (end !== bytes.length) throw bad(bytes);
  return item;
}

function itemAt(bytes: Uint8Array, at: number, depth: number): { item: Item; end: number } {
  const first = bytes[at];
  if (first === undefined || depth > DEEPEST) throw bad(bytes);
  if (first < 0x80) return { item: bytes.subarray(at, at + 1), end: at + 1 };
  const isList = first >= 0xc0;
  const { start, end } = spanOf(bytes, at, isList ? 0xc0 : 0x80);
  if (!isList) {
    const item = bytes.subarray(start, end);
    // A single small byte stands for itself.
    if (item.length === 1 && (item[0] ?? 0) < 0x80) throw bad(bytes);
    return { item, end };
  }
  const items: Item[] = [];
  for (let next = start; next < end;) {
    const inner = itemAt(bytes, next, depth + 1);
    items.push(inner.item);
    next = inner.end;
    if (next > end) throw bad(bytes);
  }
  return { item: items, end };
}

function spanOf(bytes: Uint8Array, at: number, offset: number): { start: number; end: number } {
  const short = (bytes[at] ?? 0) - offset;
  let start = at + 1;
  let length = short;
  if (short > 55) {
    const size = short - 55;
    start += size;
    length = 0;
    for (const byte of bytes.subarray(at + 1, start)) length = length * 256 + byte;
    if (bytes[at + 1] === 0 || length < 56) throw bad(bytes);
  }
  const end = start + length;
  if (end > bytes.length) throw bad(bytes);
  return { start, end };
}

function bad(bytes: Uint8Array) {
  return reader.refuse("bytes", hexOf(bytes.subarray(0, 40)), "are no RLP");
}
