// Nodes of the chains where checkpoints are anchored, as the site offers them to browsers. Server only.
import "server-only";
import type { Deployment } from "@mingzhang/sdk/api";
import { parseRpcUrls } from "@mingzhang/sdk/rpc-urls";

/** MINGZHANG_PUBLIC_ANCHOR_RPC_URLS is `chainId=URL`, several apart by commas. Null where none is of this deployment. */
export function offeredAnchor({ anchors }: Deployment): string | null {
  const urls = parseRpcUrls(process.env.MINGZHANG_PUBLIC_ANCHOR_RPC_URLS ?? "");
  return anchors.map(({ chainId }) => urls.get(chainId)).find((url) => url !== undefined) ?? null;
}
