// What travels to the browser of a deployment, which may be a whole status.
import type { Deployment } from "@mingzhang/sdk/api";

export function deploymentOnly(deployment: Deployment): Deployment {
  const { chainId, genesisHash, deployBlock, deployBlockHash, deployedAt, contracts, anchors, demo } = deployment;
  return { chainId, genesisHash, deployBlock, deployBlockHash, deployedAt, contracts, anchors, demo };
}
