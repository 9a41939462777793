// The chain's clock, asked once when the portal opens and run on from there.
import { getBlock } from "viem/actions";
import type { Config } from "wagmi";

/** Milliseconds that the portal waits for its node before it goes by this machine's clock. */
const PATIENCE_MS = 4_000;

/** @returns seconds by the chain's clock; this machine's where the node does not answer, which every later read will say */
export async function chainClock(config: Config): Promise<() => number> {
  const here = () => Math.floor(Date.now() / 1000);
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  try {
    const block = await Promise.race([getBlock(config.getClient(), { blockTag: "pending" }), late]);
    if (block === null) return here;
    const ahead = Number(block.timestamp) - here();
    return () => here() + ahead;
  } catch {
    // Unreachable: the pages say so when they read.
    return here;
  }
}
