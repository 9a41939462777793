// Deploys a CheckpointAnchor of a log on another chain, with the witnesses that the log's own chain has now.
import { checkpointAnchorAbi } from "@mingzhang/sdk/abi/checkpoint-anchor";
import type { AnchorPlace, Deployment } from "@mingzhang/sdk/deployment";
import anchorModule from "../../deploy/modules/Anchor.ts";
import { checkAnchor } from "../stack/check-suite.ts";
import type { AnchorTerms } from "../stack/check-suite.ts";
import { DeployError, ignite } from "./ignite.ts";
import { connectDeployment } from "./sender.ts";

export interface AnchorOptions {
  /** Of the chain that is to hold the anchor. */
  rpcUrl: string;
  origin: Deployment;
  /** Of the log's chain: the witnesses of now are read from there. */
  originRpcUrl: string;
  verbose?: boolean;
}

/**
 * Deploys the anchor and reads it back.
 * @throws DeployError if the chain is the log's own or has an anchor of it already; ChainError for another log's RPC
 */
export async function deployAnchor(options: AnchorOptions): Promise<AnchorPlace> {
  const { origin, rpcUrl, originRpcUrl } = options;
  const terms = await termsOf(originRpcUrl, origin);
  const trail = origin.contracts.auditTrail;
  const { client, chainId, addresses, deployBlock } = await ignite(
    anchorModule,
    { rpcUrl, verbose: options.verbose, journal: (id) => `anchor-${id}-of-${origin.chainId}-${trail.slice(2, 10)}` },
    async (ignition) => {
      const { hash } = await ignition.client.getBlock({ blockNumber: 0n });
      if (ignition.chainId === origin.chainId) {
        const own = origin.contracts.checkpointAnchor;
        throw new DeployError(
          `${rpcUrl} serves the log's own chain (${origin.chainId}), where the anchor ${own} stands already: whoever ` +
            "rewrites that chain rewrites both. Give the RPC of another chain.",
        );
      }
      const there = origin.anchors.find((anchor) => anchor.chainId === ignition.chainId && anchor.genesisHash === hash);
      if (there !== undefined) {
        throw new DeployError(
          `Chain ${ignition.chainId} has an anchor of this log already, ${there.contract}. Take it out of the ` +
            "deployment record first if another one is to take its place.",
        );
      }
      const { witnesses, quorum, epoch } = terms;
      return {
        originChainId: origin.chainId,
        originTrail: trail,
        witnesses: [...witnesses],
        witnessQuorum: quorum,
        epoch,
      };
    },
  );
  const contract = addresses["checkpointAnchor"];
  if (contract === undefined) throw new DeployError("The module deployed no anchor.");
  const faults = await checkAnchor(client, contract, terms);
  if (faults.length > 0) throw new DeployError(`The anchor is not as it should be:\n  ${faults.join("\n  ")}`);
  const { hash } = await client.getBlock({ blockNumber: 0n });
  return { chainId, genesisHash: hash, contract, deployBlock: Number(deployBlock) };
}

async function termsOf(rpcUrl: string, deployment: Deployment): Promise<AnchorTerms> {
  const { publicClient } = await connectDeployment(rpcUrl, deployment);
  const anchor = { address: deployment.contracts.checkpointAnchor, abi: checkpointAnchorAbi } as const;
  const [witnesses, quorum, epoch] = await Promise.all([
    publicClient.readContract({ ...anchor, functionName: "witnesses" }),
    publicClient.readContract({ ...anchor, functionName: "quorum" }),
    publicClient.readContract({ ...anchor, functionName: "epoch" }),
  ]);
  return { origin: { chainId: deployment.chainId, trail: deployment.contracts.auditTrail }, witnesses, quorum, epoch };
}
