// A CheckpointAnchor of a log on another chain, four witnesses of whom one is a contract, and two histories of the log.
import type { Signer } from "ethers";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { CheckpointAnchor } from "../../types/ethers-contracts/index.ts";
import { ethers } from "../network.ts";
import { consistencyPath, inclusionPath, leafHash, rootOf } from "../support/merkle.ts";
import type { Hash } from "../support/merkle.ts";

/** Neither the chain of the tests nor a contract on it. */
export const ORIGIN = { chainId: 4_242, trail: "0x7777777777777777777777777777777777777777" } as const;
export const QUORUM = 3;

interface Domain {
  name: string;
  version: string;
  chainId: number;
  verifyingContract: string;
}

export const DOMAIN: Domain = {
  name: "Mingzhang",
  version: "1",
  chainId: ORIGIN.chainId,
  verifyingContract: ORIGIN.trail,
};
const CHECKPOINT_TYPES = {
  Checkpoint: [
    { name: "size", type: "uint64" },
    { name: "root", type: "bytes32" },
    { name: "blockNumber", type: "uint64" },
    { name: "blockHash", type: "bytes32" },
    { name: "time", type: "uint64" },
  ],
};
const WITNESSES_TYPES = {
  Witnesses: [
    { name: "epoch", type: "uint64" },
    { name: "witnesses", type: "address[]" },
    { name: "quorum", type: "uint8" },
  ],
};

export interface Checkpoint {
  size: number;
  root: string;
  blockNumber: number;
  blockHash: string;
  time: number;
}

/** Somebody who signs, for an address that may be a contract's. */
export interface Witness<Key extends Signer = Signer> {
  address: string;
  key: Key;
}

export interface Cosignature {
  witness: string;
  signature: string;
}

const SPLIT = 5;
const SIZE = 21;
/** What happened. */
export const leaves: readonly Hash[] = Array.from({ length: SIZE }, (_, i) => leafHash(ethers.id(`entry ${i}`)));
/** What somebody says that happened: another leaf 5 and other ones after it. */
export const otherLeaves: readonly Hash[] = leaves.map((leaf, i) =>
  i < SPLIT ? leaf : leafHash(ethers.id(`other ${i}`)),
);

export function checkpointAt(size: number, history: readonly Hash[] = leaves): Checkpoint {
  return {
    size,
    root: rootOf(history.slice(0, size)),
    blockNumber: 1_000 + size,
    blockHash: ethers.id(`block ${1_000 + size}`),
    time: 1_790_000_000 + 12 * size,
  };
}

/** Path between two sizes, whichever is larger. */
export function pathBetween(size1: number, size2: number, history: readonly Hash[] = leaves): Hash[] {
  const [least, most] = size1 < size2 ? [size1, size2] : [size2, size1];
  return consistencyPath(least, history.slice(0, most));
}

export function includedAt(index: number, size: number, history: readonly Hash[] = leaves): Hash[] {
  return inclusionPath(index, history.slice(0, size));
}

export function digestOf(checkpoint: Checkpoint): string {
  return ethers.TypedDataEncoder.hash(DOMAIN, CHECKPOINT_TYPES, checkpoint);
}

export function signCheckpoint(key: Signer, checkpoint: Checkpoint, domain = DOMAIN): Promise<string> {
  return key.signTypedData(domain, CHECKPOINT_TYPES, checkpoint);
}

/** Signatures of a checkpoint, witnesses ascending. */
export async function cosigned(checkpoint: Checkpoint, ...by: readonly Witness[]): Promise<Cosignature[]> {
  const signatures = by.map(async ({ address, key }) => ({
    witness: address,
    signature: await signCheckpoint(key, checkpoint),
  }));
  return sorted(await Promise.all(signatures));
}

/** Signatures of the next witnesses. */
export async function agreed(
  next: { epoch: number; witnesses: readonly string[]; quorum: number },
  ...by: readonly Witness[]
): Promise<Cosignature[]> {
  const signatures = by.map(async ({ address, key }) => ({
    witness: address,
    signature: await key.signTypedData(DOMAIN, WITNESSES_TYPES, next),
  }));
  return sorted(await Promise.all(signatures));
}

function sorted(cosignatures: Cosignature[]): Cosignature[] {
  return cosignatures.sort((a, b) => (BigInt(a.witness) < BigInt(b.witness) ? -1 : 1));
}

export function ascending(addresses: readonly string[]): string[] {
  return [...addresses].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
}

export async function deployAnchor() {
  const signers = await ethers.getSigners();
  const [sender, owner, ...keys] = signers;
  const [one, two, three, four, five, six] = keys.map((key): Witness<HardhatEthersSigner> => ({
    address: key.address,
    key,
  }));
  if (!sender || !owner || !one || !two || !three || !four || !five || !six) throw new Error("too few signers");
  const wallet = await ethers.deployContract("WalletMock", [owner.address]);
  const contract: Witness<HardhatEthersSigner> = { address: await wallet.getAddress(), key: owner };
  const witnesses = ascending([one, two, three, contract].map(({ address }) => address));
  const args = [ORIGIN.chainId, ORIGIN.trail, witnesses, QUORUM, 0] as const;
  const anchor = await ethers.deployContract("CheckpointAnchor", [...args]);
  return {
    anchor,
    sender,
    wallet,
    owner,
    /** Witnesses at first: three with keys, and a contract. */
    one,
    two,
    three,
    contract,
    witnesses,
    /** Nobody at first. */
    four,
    five,
    six,
    keys,
  };
}

export type Setup = Awaited<ReturnType<typeof deployAnchor>>;

/** The anchor with a checkpoint of `size` records anchored by all but the contract. */
export async function deployAnchored() {
  const setup = await deployAnchor();
  await anchorAt(setup, ANCHORED);
  return setup;
}

/** Size that `deployAnchored` has anchored. */
export const ANCHORED = 8;

export async function anchorAt({ anchor, one, two, three }: Setup, size: number): Promise<Checkpoint> {
  const checkpoint = checkpointAt(size);
  const { size: latest } = await anchor.latest();
  const path = latest === 0n ? [] : pathBetween(size, Number(latest));
  await anchor.cosign(checkpoint, await cosigned(checkpoint, one, two, three), path);
  return checkpoint;
}

/** Replaces the witnesses, agreed by one, two and three. */
export async function rotate(
  { anchor, one, two, three }: Setup,
  next: readonly Witness[],
  quorum: number,
  by: readonly Witness[] = [one, two, three],
): Promise<void> {
  const witnesses = ascending(next.map(({ address }) => address));
  const epoch = Number(await anchor.epoch()) + 1;
  await anchor.changeWitnesses(witnesses, quorum, await agreed({ epoch, witnesses, quorum }, ...by));
}

export async function latestSize(anchor: CheckpointAnchor): Promise<bigint> {
  return (await anchor.latest()).size;
}
