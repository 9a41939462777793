// Tables of the store: a cache of the chain, in which movements are the truth and tallies follow from them.
import {
  bigint,
  customType,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  sql,
  text,
} from "./drizzle.ts";

const bytea = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });
/** Record and block numbers: uint64 and uint48 on chain, far below 2^53 in any life. */
const count = () => bigint({ mode: "number" });
/** Account numbers: kind in the top byte (at most 6), so that they fit a signed 64-bit integer. */
const account = () => bigint({ mode: "bigint" });
/** Minor units: uint104 on chain; sums of them need more. */
const money = () => numeric({ precision: 39, scale: 0 });

/** Indexes that are put off while the store takes in far more than it holds (store/indexes.ts). */
export const deferredIndexes = pgTable("deferred_indexes", {
  name: text().primaryKey(),
  /** The statement that makes it. */
  definition: text().notNull(),
});

/** One row: which chain and deployment the store was filled from. */
export const origin = pgTable("origin", {
  id: smallint().primaryKey(),
  chainId: count().notNull(),
  genesisHash: text().notNull(),
  deployBlock: count().notNull(),
  deployBlockHash: text().notNull(),
  contracts: jsonb().notNull(),
});

/**
 * The block journal: every block that holds records, the last of each range that was read, and within the finality
 * depth every block. `nextRecord` is the number of the record that follows the block, so that one number undoes it.
 */
export const blocks = pgTable(
  "blocks",
  {
    number: count().primaryKey(),
    hash: bytea().notNull(),
    parentHash: bytea().notNull(),
    time: count().notNull(),
    nextRecord: count().notNull(),
  },
  (t) => [index("blocks_hash").on(t.hash)],
);

/** Transactions that wrote records. */
export const transactions = pgTable(
  "transactions",
  {
    block: count().notNull(),
    txIndex: integer().notNull(),
    hash: bytea().notNull(),
  },
  (t) => [primaryKey({ columns: [t.block, t.txIndex] }), index("transactions_hash").on(t.hash)],
);

/** Every record that is no movement, with its raw event; its arguments are decoded when they are read. */
export const records = pgTable("records", {
  number: count().primaryKey(),
  block: count().notNull(),
  txIndex: integer().notNull(),
  logIndex: integer().notNull(),
  address: bytea().notNull(),
  event: text().notNull(),
  topics: bytea().notNull(),
  data: bytea().notNull(),
});

/**
 * Movements. The raw event is not kept: it is rebuilt from the columns, bit for bit. Fund, lines, agency, payee, payer
 * and year are those of the accounts, put here for filters.
 */
export const movements = pgTable(
  "movements",
  {
    record: count().primaryKey(),
    block: count().notNull(),
    txIndex: integer().notNull(),
    logIndex: integer().notNull(),
    postedAt: count().notNull(),
    /** Value date, or day of posting where there is none. */
    day: integer().notNull(),
    kind: smallint().notNull(),
    flags: smallint().notNull(),
    code: count().notNull(),
    valueDate: integer().notNull(),
    fromId: account().notNull(),
    toId: account().notNull(),
    amount: money().notNull(),
    fromPosition: money().notNull(),
    toPosition: money().notNull(),
    beyond: money().notNull(),
    /** Null where nothing is cited. */
    cites: count(),
    /** Where on the cited movement this correction begins: the sum of those before it. Null where nothing is cited. */
    citedPosition: money(),
    /** Null where 0 on chain. */
    document: bytea(),
    detail: bytea(),
    /** Detail as lower-case text, null where it is no text. */
    search: text(),
    fund: account(),
    otherFund: account(),
    /** Line of the taking side where two lines are touched; the giving one is `otherLine`. */
    line: account(),
    otherLine: account(),
    agency: integer(),
    payee: integer(),
    payer: integer(),
    year: integer(),
  },
  (t) => [
    index("movements_kind").on(t.kind, t.record),
    index("movements_fund").on(t.fund, t.record),
    index("movements_agency").on(t.agency, t.record),
    // Kind and amount come with these: which of many are the greatest is told without the movements themselves.
    index("movements_line").on(t.line, t.record, t.kind, t.amount),
    index("movements_payee")
      .on(t.payee, t.record, t.kind, t.amount)
      .where(sql`${t.payee} is not null`),
    index("movements_payer")
      .on(t.payer, t.record, t.kind, t.amount)
      .where(sql`${t.payer} is not null`),
    index("movements_from").on(t.fromId, t.record, t.kind, t.amount),
    index("movements_to").on(t.toId, t.record, t.kind, t.amount),
    index("movements_amount").on(t.amount, t.record),
    // Kinds differ in how great they are: payments by amount would begin behind every receipt and appropriation.
    index("movements_kind_amount").on(t.kind, t.amount, t.record),
    index("movements_day").on(t.day, t.record),
    index("movements_other_fund")
      .on(t.otherFund, t.record)
      .where(sql`${t.otherFund} is not null`),
    index("movements_other_line")
      .on(t.otherLine, t.record, t.kind, t.amount)
      .where(sql`${t.otherLine} is not null`),
    // The tracks of accounts and of spent movements, for trails. A commitment has both its tracks on either side.
    index("movements_leaving").on(t.fromId, sql`((${t.kind} in (6, 16))::int)`, t.fromPosition),
    index("movements_entering").on(t.toId, sql`((${t.kind} in (4, 5, 16))::int)`, t.toPosition),
    index("movements_beyond")
      .on(t.otherFund, t.kind, t.beyond)
      .where(sql`${t.kind} in (5, 6)`),
    index("movements_cites")
      .on(t.cites, t.citedPosition)
      .where(sql`${t.cites} is not null`),
    index("movements_document")
      .on(t.document, t.record)
      .where(sql`${t.document} is not null`),
  ],
);

/**
 * The audit trail's tree (docs/LOG.md): 32 hashes a row, the last row of a level partial. Level 0 has the leaves, each
 * level above the roots of the full rows below. So any path at any size costs some rows of 1 KB, and a record that comes
 * rewrites one. (Rows of 2 KB would be kept out of line, where PGlite, which never vacuums, would not use their room again.)
 */
export const logTiles = pgTable(
  "log_tiles",
  {
    level: smallint().notNull(),
    tile: count().notNull(),
    hashes: bytea().notNull(),
  },
  (t) => [primaryKey({ columns: [t.level, t.tile] })],
);

export const confirmations = pgTable(
  "confirmations",
  {
    movement: count().primaryKey(),
    record: count().notNull(),
    valueDate: integer().notNull(),
    document: bytea(),
  },
  (t) => [
    index("confirmations_record").on(t.record),
    index("confirmations_document")
      .on(t.document)
      .where(sql`${t.document} is not null`),
  ],
);

/** Accounts of the ledger, with what they inherit from those above. */
export const accounts = pgTable(
  "accounts",
  {
    id: account().primaryKey(),
    kind: smallint().notNull(),
    record: count().notNull(),
    openedAt: count().notNull(),
    government: integer().notNull(),
    /** Fund: owner; line, allotment and commitment: the line's agency. */
    agency: integer(),
    /** Allotment: the unit that it was given to. */
    unit: integer(),
    fund: account(),
    line: account(),
    allotment: account(),
    /** Source: payer; commitment: payee. */
    party: integer(),
    payeeFund: account(),
    year: integer(),
    func: integer(),
    economic: count(),
    actType: smallint(),
    currency: text(),
    exponent: smallint(),
    /** Null for attested funds. */
    token: bytea(),
    name: text().notNull(),
    otherName: text().notNull(),
    /** Fund code, national code or contract id. */
    code: text().notNull(),
    document: bytea(),
    search: text().notNull(),
  },
  (t) => [
    index("accounts_kind").on(t.kind, t.id),
    index("accounts_line").on(t.line, t.kind),
    index("accounts_fund").on(t.fund, t.kind),
    index("accounts_party").on(t.party),
    index("accounts_agency").on(t.agency, t.kind),
    index("accounts_record").on(t.record),
    index("accounts_document")
      .on(t.document)
      .where(sql`${t.document} is not null`),
  ],
);

export const parties = pgTable(
  "parties",
  {
    id: integer().primaryKey(),
    kind: smallint().notNull(),
    record: count().notNull(),
    /** 0 for none. */
    parent: integer().notNull(),
    /** Government at the root of an agency's tree, 0 for other kinds. */
    root: integer().notNull(),
    depth: smallint().notNull(),
    name: text().notNull(),
    otherName: text().notNull(),
    scheme: text().notNull(),
    identifier: text().notNull(),
    wallet: bytea(),
    search: text().notNull(),
  },
  (t) => [index("parties_parent").on(t.parent), index("parties_record").on(t.record)],
);

/** Every name a party ever had, from the record on that gave it; parties.name is the last of them. */
export const partyNames = pgTable(
  "party_names",
  {
    record: count().primaryKey(),
    party: integer().notNull(),
    name: text().notNull(),
    otherName: text().notNull(),
    givenAt: count().notNull(),
  },
  (t) => [index("party_names_party").on(t.party, t.record)],
);

export const wallets = pgTable(
  "wallets",
  {
    record: count().primaryKey(),
    party: integer().notNull(),
    wallet: bytea().notNull(),
  },
  (t) => [index("wallets_party").on(t.party, t.record)],
);

export const years = pgTable(
  "years",
  {
    government: integer().notNull(),
    year: integer().notNull(),
    record: count().notNull(),
    firstDay: integer().notNull(),
    lastDay: integer().notNull(),
    commitUntil: integer().notNull(),
    payUntil: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.government, t.year] })],
);

/**
 * Sums of movements by owner, currency, kind and side. The owner is an account, or a party (top byte 0). A line also
 * holds what its commitments do, a party what its commitments and sources do. Side: 0 in, 1 out, 2 the imported part.
 */
export const tallies = pgTable(
  "tallies",
  {
    owner: account().notNull(),
    currency: text().notNull(),
    kind: smallint().notNull(),
    side: smallint().notNull(),
    amount: money().notNull(),
    count: count().notNull(),
  },
  (t) => [primaryKey({ columns: [t.owner, t.currency, t.kind, t.side] })],
);

/** What every rollup of movements tells apart; 0 where there is none. Names are those of `movements`. */
const parts = () => ({
  fund: account().notNull(),
  otherFund: account().notNull(),
  kind: smallint().notNull(),
  /** Class of receipts and refunds, else 0: how many persons a payment was to does not matter here. */
  code: count().notNull(),
  /** Of the flags, the imported one alone (2). */
  flags: smallint().notNull(),
  /** Fiscal year. */
  year: integer().notNull(),
});
const sums = () => ({ amount: money().notNull(), count: count().notNull() });

/** Movements by day (docs/ARCHITECTURE.md, "Rollups"). */
export const turnoverDays = pgTable("turnover_days", { day: integer().notNull(), ...parts(), ...sums() }, (t) => [
  primaryKey({ columns: [t.day, t.fund, t.otherFund, t.kind, t.code, t.flags, t.year] }),
]);

/** Movements by line and agency. */
export const turnoverLines = pgTable(
  "turnover_lines",
  {
    line: account().notNull(),
    otherLine: account().notNull(),
    agency: integer().notNull(),
    ...parts(),
    ...sums(),
  },
  (t) => [
    primaryKey({ columns: [t.line, t.otherLine, t.agency, t.fund, t.otherFund, t.kind, t.code, t.flags, t.year] }),
    index("turnover_lines_agency").on(t.agency),
    index("turnover_lines_other")
      .on(t.otherLine)
      .where(sql`${t.otherLine} <> 0`),
  ],
);

/** Movements by payee and payer, month and line. */
export const turnoverParties = pgTable(
  "turnover_parties",
  {
    /** Months since January 1970, of the day. */
    month: integer().notNull(),
    payee: integer().notNull(),
    payer: integer().notNull(),
    line: account().notNull(),
    otherLine: account().notNull(),
    agency: integer().notNull(),
    ...parts(),
    ...sums(),
  },
  (t) => [
    primaryKey({
      name: "turnover_parties_pkey",
      columns: [
        t.payee,
        t.payer,
        t.month,
        t.line,
        t.otherLine,
        t.agency,
        t.fund,
        t.otherFund,
        t.kind,
        t.code,
        t.flags,
        t.year,
      ],
    }),
    index("turnover_parties_payer_classes")
      .on(t.payer, t.fund, t.kind, t.code)
      .where(sql`${t.payer} <> 0`),
    index("turnover_parties_month").on(t.month),
  ],
);

/** Movements by place in the log: in which spans of records, and in which months, those of a list can be. */
export const turnoverSpans = pgTable(
  "turnover_spans",
  {
    span: integer().notNull(),
    month: integer().notNull(),
    ...parts(),
    ...sums(),
  },
  (t) => [
    primaryKey({
      name: "turnover_spans_pkey",
      columns: [t.span, t.month, t.fund, t.otherFund, t.kind, t.code, t.flags, t.year],
    }),
  ],
);

/** Movements by line and place in the log: what a figure of lines was at any size. */
export const turnoverLineSpans = pgTable(
  "turnover_line_spans",
  {
    line: account().notNull(),
    otherLine: account().notNull(),
    span: integer().notNull(),
    ...parts(),
    ...sums(),
  },
  (t) => [
    primaryKey({
      name: "turnover_line_spans_pkey",
      columns: [t.line, t.otherLine, t.span, t.fund, t.otherFund, t.kind, t.code, t.flags, t.year],
    }),
    index("turnover_line_spans_other")
      .on(t.otherLine)
      .where(sql`${t.otherLine} <> 0`),
  ],
);

/** Movements by the accounts at their ends and place in the log: what a figure of an account or a party was at any size. */
export const turnoverAccountSpans = pgTable(
  "turnover_account_spans",
  {
    fromId: account().notNull(),
    toId: account().notNull(),
    span: integer().notNull(),
    fund: account().notNull(),
    kind: smallint().notNull(),
    ...sums(),
  },
  (t) => [
    primaryKey({
      name: "turnover_account_spans_pkey",
      columns: [t.toId, t.fromId, t.span, t.fund, t.kind],
    }),
    index("turnover_account_spans_from").on(t.fromId),
  ],
);

/** What of attested payments and refunds awaits the bank's confirmation, by fund and fiscal year (0 for none). */
export const unconfirmed = pgTable(
  "unconfirmed",
  { fund: account().notNull(), year: integer().notNull(), ...sums() },
  (t) => [primaryKey({ columns: [t.fund, t.year] })],
);
