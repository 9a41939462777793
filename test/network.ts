// One in-process chain for all contract tests of a run; fixtures are snapshots of it.
import { network } from "hardhat";

export const { ethers, networkHelpers } = await network.create();
