// Reads checkpoints and portable proofs of the log out of the store.
import type { Checkpoint, Origin, SignedCheckpoint } from "@mingzhang/sdk/checkpoint";
import type { Deployment } from "@mingzhang/sdk/api";
import { buildProof, type PortableProof } from "@mingzhang/sdk/proof";
import { EMPTY_ROOT } from "@mingzhang/sdk/hash";
import type { Hex } from "@mingzhang/sdk/hex";
import { verifyInclusion } from "@mingzhang/sdk/verify";
import { sql } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { journal } from "../sync/journal.ts";
import type { Indexed } from "../sync/state.ts";
import { hash, hex } from "./cells.ts";
import { BadParameter, NotFound } from "./errors.ts";
import { inclusionAt, rootAt } from "./log-tree.ts";
import type { ReadContext } from "./movements.ts";
import { recordByNumber } from "./records.ts";

export function originOf(deployment: Deployment): Origin {
  return { chainId: deployment.chainId, trail: deployment.contracts.auditTrail.toLowerCase() as Hex };
}

/** The indexed head as a checkpoint that nobody signed. Null while nothing is indexed. */
export async function headCheckpoint(db: Db): Promise<SignedCheckpoint | null> {
  const [head] = await journal(db, 1);
  return head === undefined ? null : unsigned(await checkpointOf(db, head));
}

async function checkpointOf(db: Db, { header, nextRecord }: Indexed): Promise<Checkpoint> {
  const root = nextRecord === 0 ? EMPTY_ROOT : await rootAt(db, nextRecord);
  return { size: nextRecord, root, blockNumber: header.number, blockHash: header.hash, time: header.time };
}

const unsigned = (checkpoint: Checkpoint): SignedCheckpoint => ({ checkpoint, cosignatures: [], anchors: [] });

/**
 * The checkpoint of a size: as the chain was after the block that brought the log to it. Throws BadParameter for sizes
 * that no block ends with.
 */
export async function checkpointAt(db: Db, size: number): Promise<Checkpoint> {
  const [row] = await db.rows<{ number: number; hash: string; time: number; next: number }>(sql`
    select b.number::float8 as number, ${hex("b.hash")} as hash, b.time::float8 as time, b.next_record::float8 as next
    from blocks b where b.number = coalesce(
      (select block from movements where record = ${size - 1}), (select block from records where number = ${size - 1}))`);
  if (row?.next !== size) {
    const remedy =
      row === undefined
        ? "The log has not come so far: give a smaller size, or leave it out for the log of now."
        : `It lies within block ${row.number}, which ends at ${row.next}: give that size, or leave it out.`;
    throw new BadParameter("size", String(size), remedy);
  }
  const root = await rootAt(db, size);
  return { size, root, blockNumber: row.number, blockHash: hash(row.hash), time: row.time };
}

/** A record's portable proof under a checkpoint that contains it. Throws NotFound. */
export async function proofOf(
  db: Db,
  context: ReadContext,
  deployment: Deployment,
  number: number,
  best: SignedCheckpoint | null,
): Promise<PortableProof> {
  const record = await recordByNumber(db, context, deployment, number);
  const signed = best ?? (await headCheckpoint(db));
  if (record === null || signed === null || number >= signed.checkpoint.size) {
    throw new NotFound(`record ${number}`, "Records are numbered from 0 without gaps.");
  }
  const { size, root } = signed.checkpoint;
  const found = await inclusionAt(db, number, size);
  if (found.leaf !== record.leaf || !verifyInclusion(record.leaf, number, size, found.root, found.path)) {
    throw new Error(
      `The log's tree does not hold record ${number} as it is stored: delete the store, to read it again.`,
    );
  }
  if (found.root !== root) {
    throw new Error(
      `The checkpoint of size ${size} says root ${root}; the indexed log has ${found.root} at that size. ` +
        "The chain that is indexed is not the one that the checkpoint's witnesses saw.",
    );
  }
  const { chain, raw, block } = record;
  const time = Date.parse(block.time) / 1000;
  const place = { block: chain.block, time, blockHash: chain.blockHash, transaction: chain.transaction };
  const proven = { number, ...raw, writer: chain.address, ...place, logIndex: chain.logIndex };
  return buildProof(originOf(deployment), proven, found.path, signed);
}
