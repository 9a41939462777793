// Nodes that lie, for the tests of verdicts: each answers what an operator would like a reader to hear.
import type { Checkpoint } from "@mingzhang/sdk/checkpoint";
import type { Hex } from "@mingzhang/sdk/hex";
import { keccakText } from "@mingzhang/sdk/keccak";
import type { AnchorChoice } from "@mingzhang/sdk/proof-context";
import type { Rpc } from "@mingzhang/sdk/rpc";
import { origin } from "./proofs.ts";

/** The answer of a contract that agrees with any signature (ERC-1271). */
const AGREES = "0x1626ba7e".padEnd(66, "0");
export const OTHER_CHAIN = 31_338;
export const CONTRACT: Hex = `0x${"cc".repeat(20)}`;

/** A node that says of every address that a contract stands there and agrees. */
export const agreeing: Rpc = {
  request: async ({ method }) => {
    if (method === "eth_call") return AGREES;
    throw new Error("down");
  },
};

/** A node without contracts. */
export const honest: Rpc = {
  request: async ({ method }) => {
    if (method === "eth_call") return "0x";
    throw new Error("down");
  },
};

export interface Told {
  chainId?: number;
  witnesses: readonly Hex[];
  quorum: number;
  latest?: Checkpoint;
  anchoredAt?: number;
  forks?: number;
  /** Null: the contract is of a time before it told such forks apart. */
  quorumForks?: number | null;
  /** Witnesses whose signature under whatever digest it has recorded. */
  recorded?: readonly Hex[];
}

const word = (value: number) => BigInt(value).toString(16).padStart(64, "0");
const padded = (value: Hex) => value.slice(2).toLowerCase().padStart(64, "0");

/** A node that knows a CheckpointAnchor, as this tells it. */
export function anchorRpc(told: Told): Rpc {
  const { chainId = OTHER_CHAIN, witnesses, quorum, latest, anchoredAt = 0, forks = 0, recorded = [] } = told;
  const answers: Record<string, (args: string) => string> = {
    "origin()": () => word(origin.chainId) + padded(origin.trail),
    "witnesses()": () => word(32) + word(witnesses.length) + witnesses.map(padded).join(""),
    "quorum()": () => word(quorum),
    "epoch()": () => word(0),
    "forks()": () => word(forks),
    "latest()": () =>
      latest === undefined
        ? word(0).repeat(5)
        : [
            word(latest.size),
            padded(latest.root),
            word(latest.blockNumber),
            padded(latest.blockHash),
            word(latest.time),
          ].join(""),
    "standingOf(bytes32)": () => word(0) + word(anchoredAt),
    "hasSigned(bytes32,address)": (args) => word(recorded.some((one) => args.endsWith(padded(one))) ? 1 : 0),
    ...(told.quorumForks === undefined || told.quorumForks === null
      ? {}
      : { "forksWithQuorum()": () => word(told.quorumForks ?? 0) }),
  };
  const bySelector = new Map(Object.entries(answers).map(([name, answer]) => [keccakText(name).slice(0, 10), answer]));
  return {
    request: async ({ method, params }) => {
      if (method === "eth_chainId") return `0x${chainId.toString(16)}`;
      const [call] = (params ?? []) as [{ data?: string }];
      const answer = bySelector.get(call.data?.slice(0, 10) ?? "");
      if (method !== "eth_call" || answer === undefined) throw new Error("execution reverted");
      return `0x${answer(call.data ?? "")}`;
    },
  };
}

export function anchor(told: Told, source: AnchorChoice["source"] = "reader", name = "the node"): AnchorChoice {
  return { name, rpc: anchorRpc(told), contract: CONTRACT, source };
}
