// An anchor, eight people of whom five are witnesses at first, and three histories of one log that part at different records.
import type { HDNodeWallet, Wallet } from "ethers";
import { ethers } from "../../network.ts";
import { ascending, ORIGIN } from "../../CheckpointAnchor/setup.ts";
import { leafHash } from "../../support/merkle.ts";
import type { Hash } from "../../support/merkle.ts";

export const RECORDS = 24;
/** Record from which the other histories differ from the first. */
const PARTS_AT = [RECORDS, 6, 13] as const;

export const HISTORIES: readonly (readonly Hash[])[] = PARTS_AT.map((parts, history) =>
  Array.from({ length: RECORDS }, (_, i) => leafHash(ethers.id(i < parts ? `entry ${i}` : `entry ${i} of ${history}`))),
);

export const PEOPLE: readonly (Wallet | HDNodeWallet)[] = Array.from(
  { length: 8 },
  (_, i) => new ethers.Wallet(ethers.id(`person ${i}`)),
).sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));

export const FIRST = { witnesses: ascending(PEOPLE.slice(0, 5).map(({ address }) => address)), quorum: 3 };

export async function deployAnchorWorld() {
  const args = [ORIGIN.chainId, ORIGIN.trail, FIRST.witnesses, FIRST.quorum, 0] as const;
  return { anchor: await ethers.deployContract("CheckpointAnchor", [...args]) };
}

export type AnchorWorld = Awaited<ReturnType<typeof deployAnchorWorld>>;
