// Deploys a CheckpointAnchor of a log on another chain than the log's own. It belongs to nobody from its first block on.
import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

export default buildModule("Anchor", (m) => ({
  checkpointAnchor: m.contract("CheckpointAnchor", [
    m.getParameter<number>("originChainId"),
    m.getParameter<string>("originTrail"),
    m.getParameter<string[]>("witnesses"),
    m.getParameter<number>("witnessQuorum"),
    m.getParameter<bigint>("epoch"),
  ]),
}));
