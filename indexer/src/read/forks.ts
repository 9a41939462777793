// Reads proven forks of the log, with the evidence taken out of the call that proved each.
import type { Deployment } from "@mingzhang/sdk/api";
import type { ForkEntry, ForkEvidence, Forks, ForkSide } from "@mingzhang/sdk/api-checkpoints";
import { checkpointAnchorAbi } from "@mingzhang/sdk/abi/checkpoint-anchor";
import { timeText } from "@mingzhang/sdk/days";
import type { Hex } from "@mingzhang/sdk/hex";
import { type AbiParameterToPrimitiveType, decodeFunctionData } from "viem";
import { sql } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { hash } from "./cells.ts";
import { originOf } from "./log.ts";

interface Cells {
  chain_id: number;
  contract: string;
  transaction: string;
  block: number;
  at: number;
  digest_a: string;
  digest_b: string;
  signers_a: number;
  signers_b: number;
  input: string;
}

type Prove = Extract<(typeof checkpointAnchorAbi)[number], { name: "proveFork" }>;
type Side = AbiParameterToPrimitiveType<Prove["inputs"][0]>;

/** All of them, newest first: there should be none. */
export async function forkList(db: Db, deployment: Deployment): Promise<Forks> {
  const rows = await db.rows<Cells>(sql`
    select f.chain_id::float8 as chain_id, encode(h.contract, 'hex') as contract, encode(f.transaction, 'hex') as transaction,
      f.block::float8 as block, f.at::float8 as at, encode(f.digest_a, 'hex') as digest_a,
      encode(f.digest_b, 'hex') as digest_b, f.signers_a, f.signers_b, encode(f.input, 'hex') as input
    from forks f join anchor_chains h on h.chain_id = f.chain_id order by f.at desc, f.block desc, f.log_index desc limit 200`);
  return {
    items: rows.map((row): ForkEntry => {
      return {
        digestA: hash(row.digest_a),
        digestB: hash(row.digest_b),
        signersA: row.signers_a,
        signersB: row.signers_b,
        proven: {
          chainId: row.chain_id,
          contract: hash(row.contract),
          transaction: hash(row.transaction),
          block: row.block,
          at: timeText(row.at),
        },
        evidence: evidenceOf(deployment, hash(row.input)),
      };
    }),
  };
}

/** Null where the fork was proven by way of another contract, whose call is of another form. */
function evidenceOf(deployment: Deployment, input: Hex): ForkEvidence | null {
  try {
    const call = decodeFunctionData({ abi: checkpointAnchorAbi, data: input });
    if (call.functionName !== "proveFork") return null;
    const [a, b] = call.args;
    // Leaves matter only where the sizes differ: one size with two roots is a fork by itself.
    const leaves = a.checkpoint.size !== b.checkpoint.size;
    return {
      format: "mingzhang-fork",
      version: 1,
      origin: originOf(deployment),
      a: sideOf(a, leaves),
      b: sideOf(b, leaves),
    };
  } catch (error) {
    // The only thing that can fail is decoding bytes that somebody else wrote.
    if (error instanceof Error) return null;
    throw error;
  }
}

function sideOf({ checkpoint, cosignatures, index, leaf, path }: Side, leaves: boolean): ForkSide {
  const { size, blockNumber, time, root, blockHash } = checkpoint;
  return {
    checkpoint: { size: Number(size), root, blockNumber: Number(blockNumber), blockHash, time: Number(time) },
    cosignatures: cosignatures.map(({ witness, signature }) => ({ witness: lower(witness), signature })),
    ...(leaves ? { index: Number(index), leaf, path: [...path] } : {}),
  };
}

const lower = (address: Hex): Hex => address.toLowerCase() as Hex;
