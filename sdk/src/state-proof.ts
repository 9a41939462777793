// What a header's state root says about the audit trail: its size, its frontier, and so its root.
import { EMPTY_ROOT, nodeHash } from "./hash.ts";
import { bytesOf, type Hex, hexOf, wordOf } from "./hex.ts";
import { keccakHex } from "./keccak.ts";
import { provenValue } from "./mpt.ts";
import { decodeRlp } from "./rlp.ts";
import { Reader } from "./untrusted.ts";

const reader = new Reader("PROOF_INVALID", "Ask another RPC for it");

/**
 * Where AuditTrail keeps what is read here. Fixed by the compiled contract, which is immutable once deployed; a test reads
 * the slots of a real one.
 */
export const SIZE_SLOT = 2n;
/** The size is the slot's low bits; above it stands who appended last. */
const SIZE_BITS = (1n << 64n) - 1n;
export const FRONTIER_SLOT = 3n;
export const SEALED_SLOT = 67n;

/** Levels of the frontier: sizes are uint64. */
const LEVELS = 64n;

/** Storage of a contract under a state root, as far as a proof shows it: value by slot. */
export type ProvenStorage = ReadonlyMap<bigint, bigint>;

/**
 * Checks an answer of eth_getProof: the account under the state root, and each slot that was asked for under the account's
 * storage root. Throws PROOF_INVALID where something does not follow, or a slot was not answered.
 */
export function provenStorage(stateRoot: Hex, address: Hex, slots: readonly bigint[], answer: unknown): ProvenStorage {
  const { accountProof, storageProof } = reader.object(answer, "proof");
  const account = provenValue(stateRoot, bytesOf(address), reader.list(accountProof, "accountProof", 65));
  if (account === null) throw reader.refuse("account", address, "is not in the state");
  const storageRoot = storageRootOf(account);
  const proofs = reader.list(storageProof, "storageProof", slots.length);
  const values = slots.map((slot, i): [bigint, bigint] => {
    const { proof } = reader.object(proofs[i], "storageProof");
    const value = provenValue(storageRoot, slotBytes(slot), reader.list(proof, "storage proof", 65));
    return [slot, value === null ? 0n : numberOf(value)];
  });
  return new Map(values);
}

/** An account is RLP of nonce, balance, storage root and code hash. */
function storageRootOf(rlp: Uint8Array): Hex {
  const fields = decodeRlp(rlp);
  const storageRoot = fields instanceof Uint8Array ? undefined : fields[2];
  if (storageRoot instanceof Uint8Array) return hexOf(storageRoot);
  throw reader.refuse("account", hexOf(rlp), "is no account");
}

function numberOf(rlp: Uint8Array): bigint {
  const bytes = decodeRlp(rlp);
  if (!(bytes instanceof Uint8Array) || bytes.length > 32) throw reader.refuse("slot", hexOf(rlp), "is no word");
  return bytes.length === 0 ? 0n : BigInt(hexOf(bytes));
}

/** A slot's key as eth_getProof wants it: 32 bytes. */
export function slotKey(slot: bigint): Hex {
  return `0x${slot.toString(16).padStart(64, "0")}`;
}

function slotBytes(slot: bigint): Uint8Array {
  return wordOf(slotKey(slot));
}

/** Slots that settle size and root of a log that has this size. */
export function logSlots(size: bigint): bigint[] {
  const slots = [SIZE_SLOT];
  for (let level = 0n; level < LEVELS; level++) if ((size >> level) & 1n) slots.push(FRONTIER_SLOT + level);
  return slots;
}

/**
 * Size and root of the log from proven slots, as AuditTrail.root() computes it. Null where the size is not the one whose
 * frontier was asked for.
 */
export function logOf(storage: ProvenStorage, asked: bigint): { size: bigint; root: Hex } | null {
  const size = sizeOf(storage);
  if (size !== asked) return null;
  let root: Uint8Array | null = null;
  for (let level = 0n; level < LEVELS; level++) {
    if (((size >> level) & 1n) === 0n) continue;
    const node = slotBytes(storage.get(FRONTIER_SLOT + level) ?? 0n);
    root = root === null ? node : nodeHash(node, root);
  }
  return { size, root: root === null ? EMPTY_ROOT : hexOf(root) };
}

/** Size of the log from its proven slot; undefined where that was not asked for. */
export function sizeOf(slots: ReadonlyMap<bigint, bigint>): bigint | undefined {
  const word = slots.get(SIZE_SLOT);
  return word === undefined ? undefined : word & SIZE_BITS;
}

/** Slot of the root that `AuditTrail.seal()` kept for a size: 0 where none was. */
export function sealedSlot(size: bigint): bigint {
  return BigInt(keccakHex(bytesOf(`0x${slotKey(size).slice(2)}${slotKey(SEALED_SLOT).slice(2)}`)));
}
