// Tables of what the checkpoint anchors hold, chain by chain: a cache of their events, read anew where a chain changed.
import { bigint, boolean, customType, index, integer, pgTable, primaryKey, sql, text } from "./drizzle.ts";

const bytea = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });
const count = () => bigint({ mode: "number" });

/** Up to which block each anchor was read, and how it goes. */
export const anchorChains = pgTable("anchor_chains", {
  chainId: count().primaryKey(),
  genesisHash: bytea().notNull(),
  contract: bytea().notNull(),
  state: text().notNull(),
  reason: text(),
  block: count(),
  blockHash: bytea(),
  blockTime: count(),
});

const place = {
  chainId: count().notNull(),
  block: count().notNull(),
  logIndex: integer().notNull(),
  at: count().notNull(),
  transaction: bytea().notNull(),
};

export const cosignatures = pgTable(
  "cosignatures",
  {
    ...place,
    digest: bytea().notNull(),
    witness: bytea().notNull(),
    size: count().notNull(),
    root: bytea().notNull(),
    blockNumber: count().notNull(),
    blockHash: bytea().notNull(),
    time: count().notNull(),
    signature: bytea().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.chainId, t.block, t.logIndex] }),
    index("cosignatures_size").on(t.size, t.digest),
    index("cosignatures_digest").on(t.digest),
    index("cosignatures_witness").on(t.witness, t.size),
  ],
);

export const anchorings = pgTable(
  "anchorings",
  { ...place, digest: bytea().notNull(), size: count().notNull() },
  (t) => [
    primaryKey({ columns: [t.chainId, t.block, t.logIndex] }),
    index("anchorings_digest").on(t.digest),
    index("anchorings_size").on(t.chainId, t.size),
  ],
);

export const witnessSets = pgTable(
  "witness_sets",
  { ...place, epoch: count().notNull(), quorum: integer().notNull(), witnesses: bytea().notNull() },
  (t) => [primaryKey({ columns: [t.chainId, t.block, t.logIndex] })],
);

export const forks = pgTable(
  "forks",
  {
    ...place,
    digestA: bytea().notNull(),
    digestB: bytea().notNull(),
    signersA: integer().notNull(),
    signersB: integer().notNull(),
    /** Call data of the transaction that proved it. */
    input: bytea().notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.block, t.logIndex] })],
);

/** Whether the indexed log has the root that a signed checkpoint says, for those it is indexed far enough for. */
export const checkpointRoots = pgTable(
  "checkpoint_roots",
  { digest: bytea().primaryKey(), size: count().notNull(), agrees: boolean().notNull() },
  (t) => [
    index("checkpoint_roots_size").on(t.size),
    index("checkpoint_roots_false")
      .on(t.digest)
      .where(sql`not ${t.agrees}`),
  ],
);
