// Checkpoints: what a witness's signature costs, alone and with others, over a log of thousands of records.
import { checkpointTypedData } from "@mingzhang/sdk/checkpoint";
import type { Checkpoint } from "@mingzhang/sdk/checkpoint";
import type { Hex } from "viem";
import type { Metrics } from "./matrix.ts";
import type { Suite } from "./suite.ts";

const WITNESSES = [10, 11, 12] as const;
const QUORUM = 2;
/** Before the chain's first block: a checkpoint's time has passed. */
const BEFORE = 1_700_000_000;
/** Sizes, below the log's, of the checkpoints that are measured one after the other. */
const BEHIND = [3_000, 2_000, 1_000, 0] as const;

/** Adds the keys `checkpoint.…` to the metrics. */
export async function measureCheckpoints(suite: Suite, metrics: Metrics): Promise<void> {
  const { ethers } = suite.meter;
  const signers = await ethers.getSigners();
  const witnesses = WITNESSES.flatMap((number) => signers[number] ?? []).sort((a, b) =>
    BigInt(a.address) < BigInt(b.address) ? -1 : 1,
  );
  const origin = { chainId: 31_337, trail: (await suite.contracts.trail.getAddress()) as Hex };
  const addresses = witnesses.map(({ address }) => address);
  const anchor = await ethers.deployContract("CheckpointAnchor", [origin.chainId, origin.trail, addresses, QUORUM, 0]);
  const { tree } = suite;
  let anchored = 0;

  const cosign = async (behind: number, by: readonly number[]): Promise<number> => {
    const size = tree.size - behind;
    const checkpoint: Checkpoint = {
      size,
      root: tree.root(size),
      blockNumber: size,
      blockHash: tree.leaf(size - 1),
      time: BEFORE + size,
    };
    const { domain, types, message } = checkpointTypedData(origin, checkpoint);
    const cosignatures = [];
    for (const at of by) {
      const witness = witnesses[at];
      if (witness === undefined) throw new Error(`no witness ${at}`);
      const signature = await witness.signTypedData(domain, { Checkpoint: [...types.Checkpoint] }, message);
      cosignatures.push({ witness: witness.address, signature });
    }
    const path = anchored === 0 || anchored === size ? [] : tree.consistencyPath(anchored, size);
    const data = anchor.interface.encodeFunctionData("cosign", [message, cosignatures, path]);
    const gas = await suite.meter.gas(witnesses[0]?.address ?? "", anchor, data);
    anchored = Number((await anchor.latest()).size);
    return gas;
  };

  const [first, second, third, fourth] = BEHIND;
  await cosign(first, [0, 1, 2]);
  metrics["checkpoint.cosign.first"] = await cosign(second, [0]);
  metrics["checkpoint.cosign.anchoring"] = await cosign(second, [1]);
  metrics["checkpoint.cosign.later"] = await cosign(second, [2]);
  metrics["checkpoint.cosign.two"] = await cosign(third, [0, 1]);
  metrics["checkpoint.cosign.three"] = await cosign(fourth, [0, 1, 2]);
}
