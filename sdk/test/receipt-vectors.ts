// Reads published headers and receipts that the tests are held against. They are not part of the repository.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Hex } from "@mingzhang/sdk/hex";

export type Json = Record<string, unknown>;

export interface Vectors {
  /** Mainnet block 21,925,176 and all its receipts, from a16z/helios (MIT). */
  block: Json;
  receipts: Json[];
  /** The RPC conformance chain, and answers about it, from ethereum/execution-apis (CC0-1.0). */
  chain: Uint8Array;
  /** Single receipts by type. */
  types: Record<string, Json>;
  /** All receipts of a block. */
  blocks: Record<string, Json[]>;
  /** Encoded receipts of block 3. */
  raw: Hex[];
  /** Headers by fork. */
  headers: Record<string, Json>;
  head: Json;
}

/** A folder that holds `mainnet-21925176` and `execution-apis`; beside the repository if not set. */
export const VECTORS_AT =
  process.env.MINGZHANG_RECEIPT_VECTORS ?? fileURLToPath(new URL("../../../shared/data/vec-receipts", import.meta.url));

/** Null where the folder is not there. Throws where it is and something in it is missing. */
export function readVectors(): Vectors | null {
  if (!existsSync(VECTORS_AT)) return null;
  const read = (path: string) => readFileSync(`${VECTORS_AT}/${path}`);
  const json = (path: string): unknown => JSON.parse(read(path).toString("utf8"));
  const answer = (name: string): unknown => {
    const line = read(`execution-apis/${name}.io`)
      .toString("utf8")
      .split("\n")
      .find((one) => one.startsWith("<< "));
    return (JSON.parse(line?.slice(3) ?? "{}") as { result?: unknown }).result;
  };
  const receipt = (name: string) => answer(`eth_getTransactionReceipt/${name}`) as Json;
  const ofBlock = (name: string) => answer(`eth_getBlockReceipts/get-block-receipts-${name}`) as Json[];
  const forks = readdirSync(`${VECTORS_AT}/execution-apis/eth_getBlockByNumber`).filter((name) =>
    /-fork\.io$/.test(name),
  );
  return {
    block: json("mainnet-21925176/block.json") as Json,
    receipts: json("mainnet-21925176/receipts.json") as Json[],
    chain: new Uint8Array(read("execution-apis/chain.rlp")),
    types: {
      legacy: receipt("get-legacy-receipt"),
      accessList: receipt("get-access-list"),
      dynamicFee: receipt("get-dynamic-fee"),
      blob: receipt("get-blob-tx"),
      setCode: receipt("get-setcode-tx"),
    },
    blocks: { byHash: ofBlock("by-hash"), latest: ofBlock("latest"), n: ofBlock("n") },
    raw: answer("debug_getRawReceipts/get-block-n") as Hex[],
    headers: Object.fromEntries(
      forks.map((name) => [name, answer(`eth_getBlockByNumber/${name.replace(/\.io$/, "")}`) as Json]),
    ),
    head: answer("eth_getBlockByNumber/get-latest") as Json,
  };
}
