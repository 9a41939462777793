// Checks a checkpoint in the reader's browser: its digest, who signed it, and what an anchor says, by a node of choice.
import { checkpointAnchorAbi } from "@mingzhang/sdk/abi/checkpoint-anchor";
import { authenticationOf, type Authentication } from "@mingzhang/sdk/cases/signatures";
import { checkpointDigest, type Checkpoint, type Cosignature, type Origin } from "@mingzhang/sdk/checkpoint";
import type { Deployment, Hash } from "@mingzhang/sdk/api";
import { createClient, http, type Client, type Hex } from "viem";
import { getBlockNumber, getChainId, readContract } from "viem/actions";
import { onSameChain } from "@/features/check/same-chain";

/** A reader waits this long for one answer of a node. */
const TIME_LIMIT_MS = 12_000;

export interface CheckedCheckpoint {
  digest: Hash;
  checkpoint: Checkpoint;
  cosignatures: Cosignature[];
}

/** An anchor that can be asked: the one on the log's own chain, or one elsewhere. */
export interface AnchorChoice {
  chainId: number;
  contract: Hex;
}

export interface CheckpointCheck {
  done: true;
  computed: Hash;
  signers: { witness: Hex; how: Authentication }[];
  anchor: {
    contract: Hex;
    origin: Origin;
    block: number;
    count: number;
    anchored: boolean;
    quorum: number;
    witnesses: number;
    /** Of the signers, those who are witnesses now and whose signatures are good. */
    counted: number;
    forks: number;
  };
  /** The anchor is of the log that the page is about. */
  ofThisLog: boolean;
  /** Something contradicts what the page says. */
  contradicted: boolean;
  /** Everything holds: the seal. */
  same: boolean;
}

export type CheckpointOutcome =
  CheckpointCheck | { done: false; failure: "address" | "chain" | "unreachable"; given: string; wanted: string };

/** Never throws: whatever goes wrong is an outcome with a reason. */
export async function runCheckpointCheck(
  rpc: string,
  deployment: Deployment,
  choice: AnchorChoice,
  checked: CheckedCheckpoint,
): Promise<CheckpointOutcome> {
  const wanted = String(choice.chainId);
  try {
    const client = await connect(rpc, deployment, choice);
    if ("done" in client) return { ...client, wanted };
    return await check(client, deployment, choice, checked);
  } catch (cause) {
    // viem: the node was not reached, or there is no anchor; its own words are left to the console.
    console.warn(cause);
    return { done: false, failure: "unreachable", given: "", wanted };
  }
}

type Failed = { done: false; failure: "address" | "chain"; given: string };

async function connect(rpc: string, deployment: Deployment, { chainId }: AnchorChoice): Promise<Client | Failed> {
  if (chainId === deployment.chainId) return onSameChain(rpc, deployment);
  if (!/^https?:\/\/\S+$/.test(rpc) || !URL.canParse(rpc)) return { done: false, failure: "address", given: "" };
  const client = createClient({ transport: http(rpc, { timeout: TIME_LIMIT_MS, retryCount: 0 }) });
  const given = await getChainId(client);
  return given === chainId ? client : { done: false, failure: "chain", given: String(given) };
}

async function check(
  client: Client,
  { chainId, contracts }: Deployment,
  choice: AnchorChoice,
  { digest, checkpoint, cosignatures }: CheckedCheckpoint,
): Promise<CheckpointCheck> {
  const origin: Origin = { chainId, trail: contracts.auditTrail };
  const computed = checkpointDigest(origin, checkpoint);
  // A contract that signs answers on the log's own chain alone: elsewhere nothing, or another contract, has its address.
  const ask = choice.chainId === chainId ? { client } : {};
  const signers = await Promise.all(
    cosignatures.map(async ({ witness, signature }) => {
      return { witness, how: await authenticationOf({ digest: computed, signer: witness, signature, ...ask }) };
    }),
  );
  // Everything as of one block, so that the answer has one moment.
  const blockNumber = await getBlockNumber(client);
  const call = { address: choice.contract, abi: checkpointAnchorAbi, blockNumber } as const;
  const [place, standing, witnesses, quorum, forks] = await Promise.all([
    readContract(client, { ...call, functionName: "origin" }),
    readContract(client, { ...call, functionName: "standingOf", args: [computed] }),
    readContract(client, { ...call, functionName: "witnesses" }),
    readContract(client, { ...call, functionName: "quorum" }),
    readContract(client, { ...call, functionName: "forks" }),
  ]);
  const present = new Set(witnesses.map((address) => address.toLowerCase()));
  const good = signers.filter(({ how }) => how === "ecdsa" || how === "erc1271");
  const counted = good.filter(({ witness }) => present.has(witness.toLowerCase())).length;
  const here = { chainId: Number(place[0]), trail: place[1] };
  const ofThisLog = isOrigin(here, origin);
  const anchored = standing.anchoredAt > 0n;
  const wrong = signers.some(({ how }) => how === "invalid" || how === "transaction");
  const contradicted = computed !== digest.toLowerCase() || wrong || !ofThisLog || forks > 0n;
  return {
    done: true,
    computed,
    signers,
    anchor: {
      contract: choice.contract,
      origin: here,
      block: Number(blockNumber),
      count: standing.count,
      anchored,
      quorum,
      witnesses: witnesses.length,
      counted,
      forks: Number(forks),
    },
    ofThisLog,
    contradicted,
    same: !contradicted && anchored && counted >= quorum,
  };
}

function isOrigin(one: Origin, other: Origin): boolean {
  return one.chainId === other.chainId && one.trail.toLowerCase() === other.trail.toLowerCase();
}
