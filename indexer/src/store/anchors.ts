// Writes what the checkpoint anchors hold: the rows of a range, or all of a chain anew where it changed.
import type { Hex } from "@mingzhang/sdk/hex";
import type { AnchorState } from "@mingzhang/sdk/api-checkpoints";
import type { AnchorRows, Head, Place } from "../anchors/read-anchor.ts";
import { insertRows } from "./bulk.ts";
import { sql } from "./drizzle.ts";
import type { Db } from "./open.ts";

const TABLES = ["cosignatures", "anchorings", "witness_sets", "forks"] as const;

const placed = {
  chainId: "bigint",
  block: "bigint",
  logIndex: "int",
  at: "bigint",
  transaction: "bytea",
} as const;

/** Up to where a chain's anchor was read; null for one that was not. */
export async function anchorCursor(db: Db, { chainId, contract }: Place, genesisHash: Hex): Promise<Cursor | null> {
  const [row] = await db.rows<{ block: number; hash: string }>(sql`
    select block::float8 as block, encode(block_hash, 'hex') as hash from anchor_chains
    where chain_id = ${chainId} and block is not null and encode(contract, 'hex') = ${contract.slice(2).toLowerCase()}
      and encode(genesis_hash, 'hex') = ${genesisHash.slice(2).toLowerCase()}`);
  return row === undefined ? null : { block: row.block, hash: `0x${row.hash}` };
}

export interface Cursor {
  block: number;
  hash: Hex;
}

/** Puts a range's rows beside those that are there, or, `anew`, in their place. */
export async function writeAnchor(
  db: Db,
  place: Place & { genesisHash: Hex },
  rows: AnchorRows,
  head: Head,
  anew: boolean,
): Promise<void> {
  if (anew) await forgetAnchor(db, place.chainId);
  await insertRows(db, "cosignatures", rows.cosignatures, {
    ...placed,
    digest: "bytea",
    witness: "bytea",
    size: "bigint",
    root: "bytea",
    blockNumber: "bigint",
    blockHash: "bytea",
    time: "bigint",
    signature: "bytea",
  });
  await insertRows(db, "anchorings", rows.anchorings, { ...placed, digest: "bytea", size: "bigint" });
  await insertRows(db, "witness_sets", rows.witnessSets, {
    ...placed,
    epoch: "bigint",
    quorum: "int",
    witnesses: "bytea",
  });
  await insertRows(db, "forks", rows.forks, {
    ...placed,
    digestA: "bytea",
    digestB: "bytea",
    signersA: "int",
    signersB: "int",
    input: "bytea",
  });
  await putState(db, place, "following", null, head);
}

async function forgetAnchor(db: Db, chainId: number): Promise<void> {
  for (const table of TABLES) await db.rows(sql`delete from ${sql.raw(table)} where chain_id = ${chainId}`);
}

/** Forgets the anchors of chains that the deployment names no more. */
export async function keepAnchors(db: Db, chainIds: readonly number[]): Promise<void> {
  const kept = sql`(select value::bigint from json_array_elements_text(${JSON.stringify(chainIds)}::json))`;
  for (const table of [...TABLES, "anchor_chains"]) {
    await db.rows(sql`delete from ${sql.raw(table)} where chain_id not in ${kept}`);
  }
}

/** Says how an anchor's chain is doing. Without a head, what was read of it stays as it is. */
export async function putState(
  db: Db,
  { chainId, contract, genesisHash }: Place & { genesisHash: Hex },
  state: AnchorState,
  reason: string | null,
  head: Head | null = null,
): Promise<void> {
  await db.rows(sql`
    insert into anchor_chains (chain_id, genesis_hash, contract, state, reason, block, block_hash, block_time)
    values (${chainId}, ${bytes(genesisHash)}, ${bytes(contract)}, ${state}, ${reason},
      ${head?.number ?? null}::bigint, ${head === null ? sql`null` : bytes(head.hash)}, ${head?.time ?? null}::bigint)
    on conflict (chain_id) do update set state = excluded.state, reason = excluded.reason
      ${
        head === null
          ? sql``
          : sql`, genesis_hash = excluded.genesis_hash, contract = excluded.contract,
        block = excluded.block, block_hash = excluded.block_hash, block_time = excluded.block_time`
      }`);
}

const bytes = (hex: Hex) => sql`decode(${hex.slice(2)}, 'hex')`;

/** Signed checkpoints up to a size that were not compared with the indexed log yet, some at once. */
export async function uncomparedCheckpoints(db: Db, size: number): Promise<{ digest: Hex; size: number; root: Hex }[]> {
  const rows = await db.rows<{ digest: string; size: number; root: string }>(sql`
    select distinct encode(c.digest, 'hex') as digest, c.size::float8 as size, encode(c.root, 'hex') as root
    from cosignatures c left join checkpoint_roots r on r.digest = c.digest
    where r.digest is null and c.size <= ${size} limit 200`);
  return rows.map((row) => ({ digest: `0x${row.digest}`, size: row.size, root: `0x${row.root}` }));
}

export async function putComparison(db: Db, digest: Hex, size: number, agrees: boolean): Promise<void> {
  await db.rows(sql`insert into checkpoint_roots (digest, size, agrees) values (${bytes(digest)}, ${size}, ${agrees})
    on conflict (digest) do update set agrees = excluded.agrees`);
}

/** Drops what was compared, or of that what nobody holds any more: the rest is as good as it was. */
export async function dropComparisons(db: Db, which: "all" | "forgotten"): Promise<void> {
  await db.rows(sql`delete from checkpoint_roots r
    where ${which === "all"} or not exists (select 1 from cosignatures c where c.digest = r.digest)`);
}
