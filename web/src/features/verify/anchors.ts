// Which contracts are asked for checkpoints, and on whose word: the site names them, unless the reader kept them.
import type { Deployment } from "@mingzhang/sdk/api";
import type { AnchorChoice, KeptAnchor, KeptCheckpoint } from "@mingzhang/sdk/proof-context";
import type { NamedRpc } from "@mingzhang/sdk/rpc";

/**
 * @param here the node of the log's chain, whose contract gathers signatures
 * @param elsewhere the node of the other chain, and whether the reader chose it: one that the site offers may tell its story
 */
export function anchorsOf(
  deployment: Deployment,
  here: NamedRpc | undefined,
  elsewhere: { node: NamedRpc; own: boolean } | null,
  kept: readonly KeptCheckpoint[],
): AnchorChoice[] {
  const own =
    here === undefined ? [] : [{ ...here, contract: deployment.contracts.checkpointAnchor, source: "site" as const }];
  if (elsewhere === null) return own;
  const held = kept.flatMap(({ anchors = [] }) => anchors);
  const isHeld = (place: KeptAnchor) => held.some((one) => isSame(one, place));
  const places = [...deployment.anchors, ...held];
  const different = places.filter((place, i) => places.findIndex((one) => isSame(one, place)) === i);
  const there = different.map((place): AnchorChoice => {
    const { contract, chainId, genesisHash } = place;
    const source = elsewhere.own && isHeld(place) ? "kept" : "site";
    return { ...elsewhere.node, contract, source, on: { chainId, genesisHash } };
  });
  return [...there, ...own];
}

function isSame(a: KeptAnchor, b: KeptAnchor): boolean {
  return a.chainId === b.chainId && a.contract === b.contract && a.genesisHash === b.genesisHash;
}
