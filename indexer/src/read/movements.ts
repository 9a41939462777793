// Reads movements: lists by filters, one with all that belongs to it.
import type { CitingMovement, Movement, MovementSort, Page, SortOrder } from "@mingzhang/sdk/api";
import { dayText, timeText } from "@mingzhang/sdk/days";
import type { Hex } from "@mingzhang/sdk/hex";
import { kindByNumber } from "@mingzhang/sdk/kinds";
import { FLAG_ADVANCE, FLAG_IMPORTED } from "@mingzhang/sdk/terms";
import { detailToText } from "@mingzhang/sdk/text";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { hash, hashOrNull, hex, rowsAtOnce } from "./cells.ts";
import { classCode, functionCode } from "./codes.ts";
import { awaitsConfirmation, type MovementFilters } from "./filters.ts";
import { type KeyCells, pageWindow, toPage } from "./keyset.ts";
import { MOVEMENT_SORTS, partWays } from "./movement-list.ts";
import type { isRare } from "./movement-rare.ts";
import { Refs } from "./refs.ts";

/** What a query needs to know beside the store. */
export interface ReadContext {
  finalityDepth: number;
  /** Address of the ledger, from which every movement comes. */
  ledger: Hex;
}

interface Cells extends KeyCells {
  record: number;
  kind: number;
  flags: number;
  code: number;
  value_date: number;
  from_id: string;
  to_id: string;
  amount: string;
  from_position: string;
  to_position: string;
  beyond: string;
  cites: number | null;
  document: string | null;
  detail: string | null;
  fund: string | null;
  other_fund: string | null;
  line: string | null;
  agency: number | null;
  payee: number | null;
  payer: number | null;
  year: number | null;
  posted_at: number;
  block: number;
  block_hash: string;
  tx_hash: string;
  log_index: number;
  currency: string;
  exponent: number;
  attested: boolean;
  payee_kind: number | null;
  func: number | null;
  economic: number | null;
  undone: string;
  final: boolean;
  awaits: boolean;
  confirmed_record: number | null;
  confirmed_date: number | null;
  confirmed_document: string | null;
}

/**
 * Everything of the movements in `page`, a relation of record, page_key and page_id. In two steps: the planner tries the
 * orders in which tables can be joined, and for all of them at once that takes longer than the page.
 * @param below tells them as they stood before the record of this number
 */
const cells = (page: SQL, depth: number, below?: number) => sql`
  with page as materialized (select p.*, row_number() over () as place from (${page}) p),
  m as materialized (
    select page.page_key, page.page_id, page.place, m.*, b.hash as block_hash, x.hash as tx_hash
    from page join movements m on m.record = page.record
      join blocks b on b.number = m.block
      join transactions x on x.block = m.block and x.tx_index = m.tx_index)
  select m.page_key, m.page_id, m.record::float8 as record, m.kind, m.flags, m.code::float8 as code, m.value_date,
    m.from_id::text as from_id, m.to_id::text as to_id, m.amount::text as amount,
    m.from_position::text as from_position, m.to_position::text as to_position, m.beyond::text as beyond,
    m.cites::float8 as cites, ${hex("m.document")} as document, ${hex("m.detail")} as detail,
    m.fund::text as fund, m.other_fund::text as other_fund, m.line::text as line, m.agency, m.payee, m.payer, m.year,
    m.posted_at::float8 as posted_at, m.block::float8 as block, ${hex("m.block_hash")} as block_hash,
    ${hex("m.tx_hash")} as tx_hash, m.log_index, f.currency, f.exponent, f.token is null as attested,
    p.kind as payee_kind, l.func, l.economic::float8 as economic,
    coalesce((select sum(u.amount) from movements u where u.cites = m.record${since("u", below)}), 0)::text as undone,
    m.block <= (select max(number) from blocks) - ${depth} as final,
    ${awaitsConfirmation(below)} as awaits, c.record::float8 as confirmed_record, c.value_date as confirmed_date, ${hex("c.document")} as confirmed_document
  from m join accounts f on f.id = m.fund
    left join accounts l on l.id = m.line
    left join parties p on p.id = m.payee
    left join confirmations c on c.movement = m.record${since("c", below)}
  order by m.place`;

export interface MovementPageRequest {
  filters: MovementFilters;
  sort: MovementSort;
  order: SortOrder;
  limit: number;
  cursor?: string | undefined;
  /** What is rare, where it is not left to the rollups. */
  judge?: typeof isRare;
}

/** One page of the movements that pass the filters. Throws BadParameter. */
export async function movementPage(
  db: Db,
  context: ReadContext,
  request: MovementPageRequest,
): Promise<Page<Movement>> {
  const sorting = { name: request.sort, ...MOVEMENT_SORTS[request.sort], id: sql`m.record`, order: request.order };
  const window = pageWindow(sorting, request);
  const part = { rows: request.limit + 1, down: window.down, edge: request.sort === "record" ? window.edge : null };
  const columns = request.sort === "record" ? sql`m.record` : sql`m.record, ${sorting.key}`;
  const ways = (await partWays(db, request.filters, request.sort, part, request.judge)).map(
    ({ from, where }) => sql`(select ${columns} from ${from} where ${where} and ${window.where} ${window.tail})`,
  );
  const page = sql`select m.record, ${window.cells} from (${sql.join(ways, sql` union `)}) m ${window.tail}`;
  const { below } = request.filters;
  const rows = ways.length === 0 ? [] : await rowsAtOnce<Cells>(db, cells(page, context.finalityDepth, below));
  const { items, ...links } = toPage(window.finish(rows), (row) => row);
  return { items: await toMovements(db, context, items, below), ...links };
}

/** Movements by record number, in the order of the numbers. Numbers that are no movements are left out. */
export async function movementsByRecord(
  db: Db,
  context: ReadContext,
  where: SQL,
  limit: number,
  below?: number,
): Promise<Movement[]> {
  const page = sql`select m.record, m.record::text as page_key, m.record::text as page_id from movements m
    where ${where} order by m.record limit ${limit}`;
  const rows = await rowsAtOnce<Cells>(db, cells(page, context.finalityDepth, below));
  return toMovements(db, context, rows, below);
}

async function toMovements(db: Db, context: ReadContext, rows: Cells[], below?: number): Promise<Movement[]> {
  const refs = await Refs.load(
    db,
    rows.flatMap((row) => [row.from_id, row.to_id, row.fund, row.other_fund, row.line]),
    rows.flatMap((row) => [row.agency, row.payee, row.payer]),
    below,
  );
  return rows.map((row) => toMovement(row, refs, context));
}

const ZERO_HASH: Hex = `0x${"0".repeat(64)}`;

function toMovement(row: Cells, refs: Refs, context: ReadContext): Movement {
  const kind = kindByNumber(row.kind);
  const cash = kind.books.includes("cash");
  const detailRaw = row.detail === null ? ZERO_HASH : hash(row.detail);
  const persons = kind.name === "payment" && row.payee_kind === 4 ? row.code : null;
  return {
    record: row.record,
    kind: kind.name,
    books: [...kind.books],
    from: refs.account(row.from_id),
    to: refs.account(row.to_id),
    payee: refs.partyOrNull(row.payee),
    payer: refs.partyOrNull(row.payer),
    fund: refs.accountOrNull(row.fund),
    otherFund: refs.accountOrNull(row.other_fund),
    line: refs.accountOrNull(row.line),
    agency: refs.partyOrNull(row.agency),
    function: row.func === null ? null : functionCode(row.func),
    economic: row.economic === null ? null : classCode(row.economic),
    year: row.year,
    amount: row.amount,
    currency: row.currency,
    exponent: row.exponent,
    fromPosition: row.from_position,
    toPosition: row.to_position,
    beyond: kind.beyondTotal !== null && row.other_fund !== null ? row.beyond : null,
    flags: [
      ...((row.flags & FLAG_ADVANCE) !== 0 ? (["advance"] as const) : []),
      ...((row.flags & FLAG_IMPORTED) !== 0 ? (["imported"] as const) : []),
    ],
    class: row.kind <= 2 ? classCode(row.code) : null,
    persons,
    detail: persons !== null ? detailRaw : row.detail === null ? null : detailToText(detailRaw),
    detailRaw,
    valueDate: row.value_date === 0 ? null : dayText(row.value_date),
    postedAt: timeText(row.posted_at),
    document: hashOrNull(row.document),
    cites: row.cites,
    undone: row.undone,
    settlement: cash ? (row.attested ? "attested" : "token") : null,
    confirmed:
      row.confirmed_record === null || row.confirmed_date === null
        ? null
        : {
            record: row.confirmed_record,
            valueDate: dayText(row.confirmed_date),
            document: hashOrNull(row.confirmed_document),
          },
    awaitsConfirmation: row.awaits,
    imported: (row.flags & FLAG_IMPORTED) !== 0,
    chain: {
      block: row.block,
      blockHash: hash(row.block_hash),
      transaction: hash(row.tx_hash),
      logIndex: row.log_index,
      address: context.ledger,
    },
    final: row.final,
  };
}

/** Leaves out what came later. */
const since = (alias: "u" | "c", below: number | undefined): SQL =>
  below === undefined ? sql`` : sql` and ${sql.raw(alias)}.record < ${below}`;

interface CitingCells {
  record: number;
  kind: number;
  amount: string;
  value_date: number;
  posted_at: number;
}

/** Movements as citations show them, oldest first, at most 1000. */
export async function citing(db: Db, where: SQL): Promise<CitingMovement[]> {
  const rows = await db.rows<CitingCells>(sql`
    select m.record::float8 as record, m.kind, m.amount::text as amount, m.value_date, m.posted_at::float8 as posted_at
    from movements m where ${where} order by m.record limit 1000`);
  return rows.map((row) => ({
    record: row.record,
    kind: kindByNumber(row.kind).name,
    amount: row.amount,
    valueDate: row.value_date === 0 ? null : dayText(row.value_date),
    postedAt: timeText(row.posted_at),
  }));
}
