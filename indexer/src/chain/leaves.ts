// Hashes records into leaves of the audit trail with the runtime's own SHA-256 and hex, several times as fast as portable ones.
import { hash } from "node:crypto";
import { stampOf } from "@mingzhang/sdk/hash";
import type { Hex } from "@mingzhang/sdk/hex";
import type { NodeLog } from "./node.ts";

const sha256 = (input: Uint8Array): Uint8Array => hash("sha256", input, "buffer");
/** Room for a record of usual size. */
const SCRATCH = 4_096;
const WORD = 32;

/** Hash of a node: SHA-256(0x01 | left | right). */
export function nativeNodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  const input = new Uint8Array(65);
  input[0] = 1;
  input.set(left, 1);
  input.set(right, 33);
  return sha256(input);
}

/** What `recordInput` of the SDK makes, written into `scratch` where it fits. */
function recordInput(topics: readonly Hex[], data: Hex, scratch: Buffer): Uint8Array {
  const length = WORD * (1 + topics.length) + ((data.length - 2) >> 1);
  const input = length <= scratch.length ? scratch : Buffer.alloc(length);
  input.fill(0, 0, WORD);
  input[WORD - 1] = topics.length;
  let at = WORD;
  for (const topic of topics) at += input.write(topic.slice(2), at, "hex");
  at += input.write(data.slice(2), at, "hex");
  // `write` ends at the first thing that is no digit.
  if (at !== length || data.length % 2 !== 0) {
    throw new Error(`The node answered with a log whose topics or data are no hex: ${topics.join()} ${data}`);
  }
  return input.subarray(0, length);
}

/** Remembers the last stamp: neighbours are of one writer and block. */
export class LeafHasher {
  #block = -1;
  #address = "";
  readonly #record = Buffer.alloc(SCRATCH);
  /** 0x00 | stamp | record hash. */
  readonly #leaf = Buffer.alloc(1 + 2 * WORD);

  /** @param time of the block, in seconds; the same for the same block */
  leafOf(log: Pick<NodeLog, "topics" | "data" | "address">, block: number, time: number): Uint8Array {
    if (block !== this.#block || log.address !== this.#address) {
      this.#block = block;
      this.#address = log.address;
      const stamp = stampOf({ blockNumber: BigInt(block), blockTime: BigInt(time), writer: log.address });
      this.#leaf.write(stamp.slice(2), 1, "hex");
    }
    this.#leaf.set(sha256(recordInput(log.topics, log.data, this.#record)), 1 + WORD);
    return sha256(this.#leaf);
  }
}
