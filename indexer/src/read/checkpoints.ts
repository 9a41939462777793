// Reads checkpoints with who signed them and where they are anchored, the witnesses, and how the anchors' chains are doing.
import type { Deployment } from "@mingzhang/sdk/api";
import type {
  AnchorChain,
  AnchorPosition,
  AnchorState,
  CheckpointEntry,
  CheckpointPage,
  CheckpointStatus,
  Witnesses,
} from "@mingzhang/sdk/api-checkpoints";
import type { AnchorRef, Checkpoint, SignedCheckpoint } from "@mingzhang/sdk/checkpoint";
import { timeText } from "@mingzhang/sdk/days";
import type { Hex } from "@mingzhang/sdk/hex";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { hash, hex } from "./cells.ts";
import { type KeyCells, type PageRequest, pageWindow } from "./keyset.ts";
import { originOf } from "./log.ts";

interface SignedCells {
  digest: string;
  size: number;
  root: string;
  block_number: number;
  block_hash: string;
  time: number;
}

interface PlaceCells {
  digest: string;
  chain_id: number;
  transaction: string;
  block: number;
  at: number;
}

/** One row `k` for each checkpoint that anybody signed, from the index alone, and what it says beside it as `s`. */
const signed = (among: SQL): SQL => sql`(select distinct c.size, c.digest from cosignatures c ${among}) k
  cross join lateral (select encode(c.root, 'hex') as root, c.block_number::float8 as block_number,
    encode(c.block_hash, 'hex') as block_hash, c.time::float8 as time from cosignatures c where c.digest = k.digest limit 1) s`;

const columns: SQL = sql`encode(k.digest, 'hex') as digest, k.size::float8 as size, s.root, s.block_number, s.block_hash, s.time`;

const signers: SQL = sql`(select count(distinct c.witness) from cosignatures c where c.digest = k.digest)`;

const places = (alias: "c" | "a"): SQL => sql`encode(${sql.raw(alias)}.digest, 'hex') as digest,
  ${sql.raw(alias)}.chain_id::float8 as chain_id, ${hex(`${alias}.transaction`)} as transaction,
  ${sql.raw(alias)}.block::float8 as block, ${sql.raw(alias)}.at::float8 as at`;

const within = (digests: readonly string[]): SQL =>
  sql`(select decode(value, 'hex') from json_array_elements_text(${JSON.stringify(digests)}::json))`;

function checkpointOf(row: SignedCells): Checkpoint {
  const { size, root, block_number, block_hash, time } = row;
  return { size, root: hash(root), blockNumber: block_number, blockHash: hash(block_hash), time };
}

/** Checkpoints by size, newest first. */
export async function checkpointPage(db: Db, deployment: Deployment, request: PageRequest): Promise<CheckpointPage> {
  // Sizes of several checkpoints may be equal: the digest's first bits tell them apart.
  const tie = sql.raw("('x' || substr(encode(k.digest, 'hex'), 1, 12))::bit(48)::bigint");
  const window = pageWindow(
    { name: "size", key: sql.raw("k.size"), keyType: "bigint", id: tie, order: "desc" },
    request,
  );
  const rows = await db.rows<SignedCells & KeyCells>(sql`
    select ${columns}, ${window.cells} from ${signed(sql``)} where ${window.where} ${window.tail}`);
  const page = window.finish(rows);
  return { items: await entriesOf(db, deployment, page.rows), next: page.next, previous: page.previous };
}

/** One checkpoint by its digest; null if nobody signed it. */
export async function checkpointByDigest(db: Db, deployment: Deployment, digest: Hex): Promise<CheckpointEntry | null> {
  const rows = await db.rows<SignedCells>(sql`
    select ${columns} from ${signed(sql`where c.digest = decode(${digest.slice(2)}, 'hex')`)}`);
  return (await entriesOf(db, deployment, rows))[0] ?? null;
}

/** The largest checkpoint with most signatures; null while there is none. */
export async function latestCheckpoint(db: Db, deployment: Deployment): Promise<CheckpointEntry | null> {
  const rows = await db.rows<SignedCells>(sql`
    select ${columns} from ${signed(sql`where c.size = (select max(size) from cosignatures)`)}
    order by ${signers} desc, k.digest limit 1`);
  return (await entriesOf(db, deployment, rows))[0] ?? null;
}

async function entriesOf(db: Db, deployment: Deployment, rows: readonly SignedCells[]): Promise<CheckpointEntry[]> {
  if (rows.length === 0) return [];
  const digests = rows.map((row) => row.digest);
  const witnesses = await presentWitnesses(db, deployment.chainId);
  const contracts = contractsOf(deployment);
  const cosignatures = await db.rows<PlaceCells & { witness: string; signature: string }>(sql`
    select ${places("c")}, encode(c.witness, 'hex') as witness, encode(c.signature, 'hex') as signature
    from cosignatures c where c.digest in ${within(digests)}
    order by c.witness, (c.chain_id <> ${deployment.chainId}), c.chain_id, c.block, c.log_index`);
  const anchorings = await db.rows<PlaceCells>(sql`
    select ${places("a")} from anchorings a where a.digest in ${within(digests)}
    order by (a.chain_id <> ${deployment.chainId}), a.chain_id, a.block`);
  const compared = await db.rows<{ digest: string; agrees: boolean }>(sql`
    select encode(digest, 'hex') as digest, agrees from checkpoint_roots where digest in ${within(digests)}`);
  const gaps = await gapsOf(db, rows);
  return rows.map((row): CheckpointEntry => {
    const held = new Map<string, CheckpointEntry["cosignatures"][number]>();
    for (const each of cosignatures.filter(({ digest }) => digest === row.digest)) {
      const entry = held.get(each.witness) ?? {
        witness: hash(each.witness),
        signature: hash(each.signature),
        held: [],
      };
      if (!entry.held.some(({ chainId }) => chainId === each.chain_id)) entry.held.push(positionOf(each, contracts));
      held.set(each.witness, entry);
    }
    return {
      digest: hash(row.digest),
      checkpoint: checkpointOf(row),
      cosignatures: [...held.values()],
      missing: (witnesses?.addresses ?? []).filter((address) => !held.has(address.slice(2))),
      anchored: anchorings.filter(({ digest }) => digest === row.digest).map((each) => positionOf(each, contracts)),
      gap: gaps.get(row.digest) ?? null,
      agrees: compared.find(({ digest }) => digest === row.digest)?.agrees ?? null,
    };
  });
}

function contractsOf({ chainId, contracts, anchors }: Deployment): Map<number, Hex> {
  return new Map([
    [chainId, contracts.checkpointAnchor],
    ...anchors.map((each) => [each.chainId, each.contract] as const),
  ]);
}

function positionOf(row: PlaceCells, contracts: ReadonlyMap<number, Hex>): AnchorPosition {
  const { chain_id: chainId, transaction, block, at } = row;
  return { chainId, contract: contracts.get(chainId) ?? "0x", transaction: hash(transaction), block, at: timeText(at) };
}

/** How far each checkpoint is from the next smaller one that is anchored. */
async function gapsOf(
  db: Db,
  rows: readonly SignedCells[],
): Promise<Map<string, { records: number; seconds: number }>> {
  const sizes = [...new Set(rows.map((row) => row.size))];
  const before = await db.rows<{ size: number; before_size: number; before_time: number }>(sql`
    select s.size::float8 as size, p.size::float8 as before_size, p.time::float8 as before_time
    from (select value::bigint as size from json_array_elements_text(${JSON.stringify(sizes)}::json)) s
    cross join lateral (
      select a.size, c.time from anchorings a join cosignatures c on c.digest = a.digest
      where a.size < s.size order by a.size desc limit 1) p`);
  const bySize = new Map(before.map((row) => [row.size, row]));
  return new Map(
    rows.flatMap((row) => {
      const found = bySize.get(row.size);
      if (found === undefined) return [];
      return [[row.digest, { records: row.size - found.before_size, seconds: row.time - found.before_time }] as const];
    }),
  );
}

interface PresentWitnesses {
  epoch: number;
  quorum: number;
  addresses: Hex[];
}

/** Witnesses of one chain's anchor as they are now; null where it was not read. */
async function presentWitnesses(db: Db, chainId: number): Promise<PresentWitnesses | null> {
  const [row] = await db.rows<{ epoch: number; quorum: number; witnesses: string }>(sql`
    select epoch::float8 as epoch, quorum, encode(witnesses, 'hex') as witnesses from witness_sets
    where chain_id = ${chainId} order by witness_sets.epoch desc, block desc, log_index desc limit 1`);
  if (row === undefined) return null;
  return { epoch: row.epoch, quorum: row.quorum, addresses: (row.witnesses.match(/.{40}/g) ?? []).map(hash) };
}

/** The witnesses of the log's own chain, and what each signed. Null while its anchor was not read. */
export async function witnessList(db: Db, deployment: Deployment): Promise<Witnesses | null> {
  const present = await presentWitnesses(db, deployment.chainId);
  if (present === null) return null;
  const rows = await db.rows<{ witness: string; signed: number; digest: string; size: number; at: number }>(sql`
    select distinct on (c.witness) encode(c.witness, 'hex') as witness,
      (select count(*) from cosignatures n where n.chain_id = c.chain_id and n.witness = c.witness)::int as signed,
      encode(c.digest, 'hex') as digest, c.size::float8 as size, c.at::float8 as at
    from cosignatures c where c.chain_id = ${deployment.chainId}
    order by c.witness, c.size desc, c.block desc, c.log_index desc`);
  const last = new Map(rows.map((row) => [row.witness, row]));
  return {
    origin: originOf(deployment),
    epoch: present.epoch,
    quorum: present.quorum,
    items: present.addresses.map((address) => {
      const row = last.get(address.slice(2));
      if (row === undefined) return { address, signed: 0, last: null };
      return { address, signed: row.signed, last: { digest: hash(row.digest), size: row.size, at: timeText(row.at) } };
    }),
  };
}

/**
 * What speaks best for a record: anchored on another chain, else on the log's own, the smallest size above it; where none
 * is anchored yet, what most of the present witnesses signed. One witness alone can sign any number of checkpoints, so
 * that only anchors and counts may decide. Only checkpoints that the indexed log agrees with. Null where there is none.
 */
export async function bestCheckpoint(db: Db, deployment: Deployment, number: number): Promise<SignedCheckpoint | null> {
  const found = (await bestAnchored(db, deployment, number)) ?? (await bestSigned(db, deployment, number));
  if (found === undefined) return null;
  const [row] = await db.rows<SignedCells>(sql`
    select ${columns} from ${signed(sql`where c.digest = decode(${found}, 'hex')`)}`);
  if (row === undefined) return null;
  const [entry] = await entriesOf(db, deployment, [row]);
  return entry === undefined ? null : signedOf(entry);
}

async function bestAnchored(db: Db, deployment: Deployment, number: number): Promise<string | undefined> {
  for (const elsewhere of [true, false]) {
    const [row] = await db.rows<{ digest: string }>(sql`
      select encode(a.digest, 'hex') as digest from anchorings a join checkpoint_roots r on r.digest = a.digest and r.agrees
      where a.size > ${number} and (a.chain_id <> ${deployment.chainId}) = ${elsewhere}
      order by a.size, a.digest limit 1`);
    if (row !== undefined) return row.digest;
  }
  return undefined;
}

async function bestSigned(db: Db, deployment: Deployment, number: number): Promise<string | undefined> {
  const present = (await presentWitnesses(db, deployment.chainId))?.addresses ?? [];
  const [row] = await db.rows<{ digest: string }>(sql`
    select encode(c.digest, 'hex') as digest from cosignatures c join checkpoint_roots r on r.digest = c.digest and r.agrees
    where c.size > ${number} and c.witness in ${within(present.map((address) => address.slice(2)))}
    group by c.digest, c.size order by count(distinct c.witness) desc, c.size, c.digest limit 1`);
  return row?.digest;
}

/** A checkpoint in the form of a portable proof. */
export function signedOf({ checkpoint, cosignatures, anchored }: CheckpointEntry): SignedCheckpoint {
  return {
    checkpoint,
    cosignatures: cosignatures.map(({ witness, signature }) => ({ witness, signature })),
    anchors: anchored.map(({ chainId, contract, transaction, block }): AnchorRef => {
      return { chainId, contract, transaction, block };
    }),
  };
}

interface ChainCells {
  chain_id: number;
  state: AnchorState;
  reason: string | null;
  block: number | null;
  block_hash: string | null;
  block_time: number | null;
  digest: string | null;
  size: number | null;
  at: number | null;
  time: number | null;
}

/** How the anchors' chains are doing, and what contradicts the indexed log. @param indexed size of the log and time of its head */
export async function checkpointStatus(
  db: Db,
  deployment: Deployment,
  indexed: { size: number; time: number },
): Promise<CheckpointStatus> {
  const rows = await db.rows<ChainCells>(sql`
    select h.chain_id::float8 as chain_id, h.state, h.reason, h.block::float8 as block, encode(h.block_hash, 'hex') as block_hash,
      h.block_time::float8 as block_time, encode(l.digest, 'hex') as digest, l.size::float8 as size, l.at::float8 as at,
      (select c.time::float8 from cosignatures c where c.digest = l.digest limit 1) as time
    from anchor_chains h left join lateral (
      select a.digest, a.size, a.at from anchorings a where a.chain_id = h.chain_id order by a.size desc, a.block limit 1) l on true`);
  const chains = await Promise.all(
    [...contractsOf(deployment)].map(async ([chainId, contract]): Promise<AnchorChain> => {
      const row = rows.find((each) => each.chain_id === chainId);
      const witnesses = await presentWitnesses(db, chainId);
      return {
        chainId,
        contract,
        home: chainId === deployment.chainId,
        state: row?.state ?? "unreachable",
        reason: row === undefined ? "It was not asked yet." : row.reason,
        block: blockOf(row),
        latest: latestOf(row, indexed),
        quorum: witnesses?.quorum ?? null,
      };
    }),
  );
  const contradicted = await db.rows<{ digest: string }>(sql`
    select encode(digest, 'hex') as digest from checkpoint_roots where not agrees order by size desc limit 100`);
  const [count] = await db.rows<{ forks: number }>(sql`select count(*)::int as forks from forks`);
  return { chains, contradicted: contradicted.map(({ digest }) => hash(digest)), forks: count?.forks ?? 0 };
}

function blockOf(row: ChainCells | undefined): AnchorChain["block"] {
  if (row === undefined || row.block === null || row.block_hash === null) return null;
  return { number: row.block, hash: hash(row.block_hash), time: timeText(row.block_time ?? 0) };
}

function latestOf(row: ChainCells | undefined, indexed: { size: number; time: number }): AnchorChain["latest"] {
  if (row === undefined || row.digest === null || row.size === null || row.time === null) return null;
  const behind = {
    records: Math.max(0, indexed.size - row.size),
    seconds: indexed.size > row.size ? Math.max(0, indexed.time - row.time) : 0,
  };
  return { digest: hash(row.digest), size: row.size, at: timeText(row.at ?? 0), behind };
}
