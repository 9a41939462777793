// Hashes many records and nodes one after the other without memory of its own for each: for whole logs in a browser.
import { sha256 } from "@noble/hashes/sha2.js";
import { leafInput, recordInput, stampOf } from "./hash.ts";
import type { Hex } from "./hex.ts";

const FRESH = sha256.create();
const work = sha256.create();

/** SHA-256 into `out`. The one hasher is set back each time, which is what takes long of a short hash. */
function hashInto(input: Uint8Array, out: Uint8Array): Uint8Array {
  FRESH._cloneInto(work);
  work.update(input).digestInto(out);
  return out;
}

const nodeInput = new Uint8Array(65);
nodeInput[0] = 1;

/** `nodeHash`, faster. */
export function fastNodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  nodeInput.set(left, 1);
  nodeInput.set(right, 33);
  return hashInto(nodeInput, new Uint8Array(32));
}

export interface LeafParts {
  topics: readonly Hex[];
  data: Hex;
  writer: Hex;
  block: number;
  /** Of the block, seconds since 1970. */
  time: number;
}

export class LeafHasher {
  readonly #scratch = new Uint8Array(4_096);
  readonly #record = new Uint8Array(32);
  /** Neighbours are of one writer and block. */
  #last: { block: number; time: number; writer: Hex; stamp: Hex } | null = null;

  /** Throws LOG_INVALID. */
  leafOf({ topics, data, block, time, writer }: LeafParts): Uint8Array {
    let last = this.#last;
    if (last === null || last.block !== block || last.time !== time || last.writer !== writer) {
      const stamp = stampOf({ blockNumber: BigInt(block), blockTime: BigInt(time), writer });
      last = this.#last = { block, time, writer, stamp };
    }
    const record = hashInto(recordInput(topics, data, this.#scratch), this.#record);
    return hashInto(leafInput(last.stamp, record), new Uint8Array(32));
  }
}
