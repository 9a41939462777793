// Nodes of the chains where checkpoints are anchored, as the site offers them to browsers. Server only.
import "server-only";
import type { Deployment } from "@mingzhang/sdk/api";

/** MINGZHANG_PUBLIC_ANCHOR_RPC_URLS is `chainId=URL`, several apart by commas. Null where none is of this deployment. */
export function offeredAnchor({ anchors }: Deployment): string | null {
  const pairs = (process.env.MINGZHANG_PUBLIC_ANCHOR_RPC_URLS ?? "").split(",").map((pair) => pair.trim());
  for (const { chainId } of anchors) {
    const found = pairs.find((pair) => pair.startsWith(`${chainId}=`));
    const url = found?.slice(`${chainId}=`.length);
    if (url !== undefined && URL.canParse(url)) return url;
  }
  return null;
}
