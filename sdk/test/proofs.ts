// Proofs made by the naive reference, signed by witnesses of the tests.
import { expect } from "chai";
import { privateKeyToAccount } from "viem/accounts";
import { type Checkpoint, checkpointTypedData, type Cosignature, type Origin } from "@mingzhang/sdk/checkpoint";
import type { Hex } from "@mingzhang/sdk/hex";
import { buildProof, type PortableProof, type ProvenRecord } from "@mingzhang/sdk/proof";
import * as naive from "./naive.ts";
import { random } from "./random.ts";

const r = random(77);
export const origin: Origin = { chainId: 31_337, trail: `0x${"a1".repeat(20)}` };
export const witnesses = [1n, 2n, 3n]
  .map((key) => privateKeyToAccount(`0x${key.toString(16).padStart(64, "0")}`))
  .sort((a, b) => (a.address.toLowerCase() < b.address.toLowerCase() ? -1 : 1));
export const trusted = { addresses: witnesses.map(({ address }) => address), quorum: 2 };

/** A record with random content. */
export function recordOf(number: number): ProvenRecord {
  return {
    number,
    topics: [r.hex(32), `0x${number.toString(16).padStart(64, "0")}`, ...(r.below(2) ? [r.hex(32)] : [])],
    data: r.hex(32 * r.below(8)),
    writer: r.hex(20),
    block: 10 + number,
    time: 1_795_000_000 + 12 * number,
    blockHash: r.hex(32),
    transaction: r.hex(32),
    logIndex: r.below(9),
  };
}

/** The leaf of a record by the naive reference. */
export function naiveLeaf({ topics, data, writer, block, time }: ProvenRecord): Buffer {
  return naive.leaf(Buffer.concat([naive.stamp(block, time, writer), naive.record(topics, data)]));
}

export async function sign(checkpoint: Checkpoint, signers = witnesses): Promise<Cosignature[]> {
  return Promise.all(
    signers.map(async (one) => ({
      witness: one.address.toLowerCase() as Hex,
      signature: await one.signTypedData(checkpointTypedData(origin, checkpoint)),
    })),
  );
}

/** A proof whose leaf, path and root come from the naive reference. */
export async function makeProof(size: number, number: number): Promise<PortableProof> {
  const records = Array.from({ length: size }, (_, i) => recordOf(i));
  const leaves = records.map(naiveLeaf);
  const checkpoint = {
    size,
    root: naive.hex(naive.root(leaves)),
    blockNumber: 10 + size,
    blockHash: r.hex(32),
    time: 1_795_000_000 + 12 * size,
  };
  const path = naive.inclusion(number, leaves).map(naive.hex);
  const record = records[number] ?? expect.fail("no record");
  const anchors = [{ chainId: 31_338, contract: r.hex(20), transaction: r.hex(32), block: 7 }];
  return buildProof(origin, record, path, { checkpoint, cosignatures: await sign(checkpoint), anchors });
}
