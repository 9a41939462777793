// Merkle-Patricia tries as Ethereum builds them: the root of a list of entries, and what a proof shows about one key.
import { bytesOf, type Hex, hexOf } from "./hex.ts";
import { keccak, keccakHex } from "./keccak.ts";
import { decodeRlp, encodeRlp, type Item } from "./rlp.ts";
import { Reader } from "./untrusted.ts";

const reader = new Reader("PROOF_INVALID", "Ask another RPC for it");

interface Entry {
  /** Key, a half-byte each. */
  nibbles: readonly number[];
  value: Uint8Array;
}

const EMPTY = new Uint8Array();

/** keccak256 of the RLP of nothing: root of a trie without entries. */
export const EMPTY_TRIE: Hex = "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421";

/** Root of the trie in which the i-th value stands under RLP(i), as receipts and transactions of a block do. */
export function listRoot(values: readonly Uint8Array[]): Hex {
  if (values.length === 0) return EMPTY_TRIE;
  const entries = values.map((value, i) => ({ nibbles: nibblesOf(encodeRlp(indexBytes(i))), value }));
  return keccakHex(encodeRlp(nodeOf(entries, 0)));
}

function indexBytes(index: number): Uint8Array {
  return index === 0 ? EMPTY : bytesOf(evenHex(index));
}

function evenHex(value: number): Hex {
  const text = value.toString(16);
  return `0x${text.length % 2 === 0 ? text : `0${text}`}`;
}

function nibblesOf(bytes: Uint8Array): number[] {
  return [...bytes].flatMap((byte) => [byte >> 4, byte & 15]);
}

/** The node of entries whose keys agree in the first `depth` nibbles. */
function nodeOf(entries: readonly Entry[], depth: number): Item {
  const [first] = entries;
  if (first === undefined) return EMPTY;
  if (entries.length === 1) return [compact(first.nibbles.slice(depth), true), first.value];
  let shared = depth;
  while (entries.every(({ nibbles }) => shared < nibbles.length && nibbles[shared] === first.nibbles[shared])) shared++;
  if (shared > depth) return [compact(first.nibbles.slice(depth, shared), false), referenceTo(nodeOf(entries, shared))];
  const branches = Array.from({ length: 16 }, (_, nibble): Item => {
    const below = entries.filter(({ nibbles }) => nibbles[depth] === nibble);
    return below.length === 0 ? EMPTY : referenceTo(nodeOf(below, depth + 1));
  });
  const ending = entries.find(({ nibbles }) => nibbles.length === depth);
  return [...branches, ending?.value ?? EMPTY];
}

/** A node of less than 32 bytes stands in its parent itself, a longer one by its hash. */
function referenceTo(item: Item): Item {
  const rlp = encodeRlp(item);
  return rlp.length < 32 ? item : keccak(rlp);
}

/** Hex-prefix encoding of the yellow paper: a flag for leaves, and one for an odd count. */
function compact(nibbles: readonly number[], isLeaf: boolean): Uint8Array {
  const odd = nibbles.length % 2;
  const all = [(isLeaf ? 2 : 0) + odd, ...(odd === 1 ? [] : [0]), ...nibbles];
  const bytes = new Uint8Array(all.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = ((all[2 * i] ?? 0) << 4) | (all[2 * i + 1] ?? 0);
  return bytes;
}

/** Longest proof that is followed: a key of 32 bytes has 64 nibbles. */
const MOST_NODES = 65;

/**
 * The value under a key in the trie with this root, or null where the proof shows that there is none. The key is hashed
 * first, as state and storage do. Throws PROOF_INVALID where the nodes do not lead from the root.
 */
export function provenValue(root: Hex, key: Uint8Array, nodes: readonly unknown[]): Uint8Array | null {
  if (nodes.length > MOST_NODES) throw reader.refuse("proof", nodes.length, "nodes are too many");
  if (nodes.length === 0) {
    if (root === EMPTY_TRIE) return null;
    throw reader.refuse("proof", "", "is empty");
  }
  let path = nibblesOf(keccak(key));
  let wanted: Item = bytesOf(root);
  let next = 0;
  for (;;) {
    let item: Item;
    if (wanted instanceof Uint8Array) {
      if (wanted.length === 0) return ended(null, next, nodes);
      // By its hash: the next node of the proof has to have it.
      const rlp = bytesOf(reader.anyHex(nodes[next++], "proof node"));
      if (wanted.length !== 32 || keccakHex(rlp) !== hexOf(wanted))
        throw reader.refuse("proof node", next - 1, "does not follow from the root");
      item = decodeRlp(rlp);
    } else {
      item = wanted;
    }
    if (!isList(item)) throw reader.refuse("proof node", next - 1, "is no node");
    if (item.length === 17) {
      const nibble = path[0];
      const below: Item = item[nibble ?? 16] ?? EMPTY;
      if (nibble === undefined) return ended(bytesOrNull(below), next, nodes);
      path = path.slice(1);
      wanted = below;
      continue;
    }
    const prefix: Item | undefined = item[0];
    const below: Item | undefined = item[1];
    if (item.length !== 2 || !(prefix instanceof Uint8Array) || prefix.length === 0 || below === undefined)
      throw reader.refuse("proof node", next - 1, "is no node");
    const [flag = 0, second = 0, ...rest] = nibblesOf(prefix);
    if (flag > 3 || (flag % 2 === 0 && second !== 0)) throw reader.refuse("proof node", next - 1, "is no node");
    const nibbles = flag % 2 === 1 ? [second, ...rest] : rest;
    const matches = nibbles.every((nibble, i) => nibble === path[i]);
    if (flag >= 2) {
      const here = matches && nibbles.length === path.length;
      return ended(here ? bytesOrNull(below) : null, next, nodes);
    }
    // An extension extends: without nibbles one key would have many ways of being written.
    if (nibbles.length === 0) throw reader.refuse("proof node", next - 1, "is no node");
    if (!matches) return ended(null, next, nodes);
    path = path.slice(nibbles.length);
    wanted = below;
  }
}

/** A proof has no nodes beyond those that were followed. */
function ended(value: Uint8Array | null, used: number, nodes: readonly unknown[]): Uint8Array | null {
  if (used !== nodes.length) throw reader.refuse("proof", nodes.length, `nodes are more than the ${used} that lead on`);
  return value;
}

function bytesOrNull(item: Item): Uint8Array | null {
  if (!(item instanceof Uint8Array)) throw reader.refuse("proof node", "", "holds a node where a value stands");
  return item.length === 0 ? null : item;
}

function isList(item: Item): item is readonly Item[] {
  return !(item instanceof Uint8Array);
}
