// Reads the block journal, and the stamp that says which chain the store was filled from.
import type { Deployment } from "@mingzhang/sdk/api";
import type { Hex } from "@mingzhang/sdk/hex";
import { sql } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import type { Indexed } from "./state.ts";

interface BlockCells {
  number: number;
  hash: string;
  parent_hash: string;
  time: number;
  next_record: number;
}

/** Highest journalled blocks at most `at`, downwards: by the column, since `number` alone is what it is cast to, without an index. */
export async function journal(db: Db, limit: number, at = Number.MAX_SAFE_INTEGER): Promise<Indexed[]> {
  const rows = await db.rows<BlockCells>(sql`
    select number::float8 as number, encode(hash, 'hex') as hash, encode(parent_hash, 'hex') as parent_hash,
      time::float8 as time, next_record::float8 as next_record
    from blocks b where b.number <= ${at} order by b.number desc limit ${limit}`);
  return rows.map((row) => ({
    header: { number: row.number, hash: `0x${row.hash}`, parentHash: `0x${row.parent_hash}`, time: row.time },
    nextRecord: row.next_record,
  }));
}

export interface Origin {
  chainId: number;
  genesisHash: Hex;
  deployBlock: number;
  deployBlockHash: Hex;
  contracts: Deployment["contracts"];
}

/** The chain that the store was filled from; null for an empty store. */
export async function readOrigin(db: Db): Promise<Origin | null> {
  const [row] = await db.rows<{ value: Origin }>(sql`
    select json_build_object('chainId', chain_id, 'genesisHash', genesis_hash, 'deployBlock', deploy_block,
      'deployBlockHash', deploy_block_hash, 'contracts', contracts) as value
    from origin where id = 1`);
  return row?.value ?? null;
}

export async function writeOrigin(db: Db, origin: Origin): Promise<void> {
  await db.rows(sql`
    insert into origin (id, chain_id, genesis_hash, deploy_block, deploy_block_hash, contracts)
    values (1, ${origin.chainId}, ${origin.genesisHash}, ${origin.deployBlock}, ${origin.deployBlockHash},
      ${JSON.stringify(origin.contracts)}::jsonb)`);
}

/** Whether the store was filled from this deployment on this chain. */
export function isSameOrigin(a: Origin, b: Origin): boolean {
  return (
    a.chainId === b.chainId &&
    a.genesisHash === b.genesisHash &&
    a.deployBlock === b.deployBlock &&
    a.deployBlockHash === b.deployBlockHash &&
    Object.entries(a.contracts).every(([name, at]) => b.contracts[name as keyof typeof b.contracts] === at)
  );
}
