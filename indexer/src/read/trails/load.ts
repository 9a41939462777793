// Looks up what a trail asks for: movements on stretches of tracks, and ahead of them as far as one query may go.
import type { Book } from "@mingzhang/sdk/kinds";
import { kindByNumber } from "@mingzhang/sdk/kinds";
import type { Direction, TrackKind, TrailIndex, TrailMovement, Unknown } from "@mingzhang/sdk/trails";
import { sql, type SQL } from "../../store/drizzle.ts";
import type { Db } from "../../store/open.ts";
import { legsOf } from "./legs-sql.ts";

export interface Look {
  book: Book;
  direction: Direction;
  /** Records from this number on are not seen. */
  below: number;
  /** How many legs one query may bring, about. */
  ahead: number;
}

interface MovementCells {
  record: number;
  kind: number;
  from_id: string;
  to_id: string;
  amount: string;
  from_position: string;
  to_position: string;
  beyond: string;
  cites: number | null;
  cited_position: string | null;
  taking_fund: string | null;
}

/** A leg, or (without a record) a stretch on which nothing is. */
interface LegCells extends Partial<MovementCells> {
  spent: boolean;
  id: string;
  lo: string;
}

/** Levels of a path that one query goes down at most. */
const LEVELS = 500;
const LEAST_EACH = 20;

const movementColumns = sql.raw(`m.record::float8 as record, m.kind, m.from_id::text as from_id, m.to_id::text as to_id,
  m.amount::text as amount, m.from_position::text as from_position, m.to_position::text as to_position,
  m.beyond::text as beyond, m.cites::float8 as cites, m.cited_position::text as cited_position,
  (case when m.kind in (5, 6) then m.other_fund
    when m.kind = 16 then (select a.payee_fund from accounts a where a.id = m.from_id) end)::text as taking_fund`);

/** One movement for trails; null if there is none below the record that is looked up to. */
export async function loadMovement(db: Db, record: number, below: number): Promise<TrailMovement | null> {
  const [cells] = await db.rows<MovementCells>(
    sql`select ${movementColumns} from movements m where m.record = ${record} and m.record < ${below}`,
  );
  return cells === undefined ? null : toMovement(cells);
}

/** Adds to the index what is on the stretches, and what follows from it. Throws TRAIL_GAP for a broken store. */
export async function loadLegs(db: Db, index: TrailIndex, look: Look, asked: readonly Unknown[]): Promise<void> {
  const each = Math.max(LEAST_EACH, Math.ceil(look.ahead / asked.length));
  const legs = legsOf(look.book, look.direction, look.below, each);
  // The first level is never cut: each stretch that was asked for is answered, so that every query gets on.
  const rows = await db.rows<LegCells>(sql`
    with recursive walk(level, spent, id, lo, record, next_spent, next_id, next_lo, next_hi) as (
      select 0, w.spent, w.id, w.lo, l.* from ${stretches(asked)} left join lateral (${legs}) l on true
      union all
      select w.level + 1, w.spent, w.id, w.lo, l.*
      from (select level, next_spent as spent, next_id as id, next_lo as lo, next_hi as hi from walk
        where next_id is not null and level < ${LEVELS}) w
      left join lateral (${legs}) l on true
    )
    select f.spent, f.id::text as id, f.lo::text as lo, m.*
    from (select distinct spent, case when record is null then id else 0 end as id,
        case when record is null then lo else 0 end as lo, record
      from (select * from walk limit ${2 * each * asked.length}) seen) f
      left join lateral (select ${movementColumns} from movements m where m.record = f.record limit 1) m on true`);
  for (const row of rows) {
    if (isMovement(row)) index.add(toMovement(row));
  }
  const side = look.direction === "back" ? "giving" : "taking";
  for (const row of rows) {
    if (isMovement(row)) continue;
    const track: TrackKind = row.spent ? "spent" : "account";
    const from = BigInt(row.lo);
    index.settle({ side, track, id: BigInt(row.id), from, to: from }, from);
  }
}

/** The stretches as the relation `w`. */
function stretches(asked: readonly Unknown[]): SQL {
  const rows = asked.map(({ track, id, from, to }) => ({
    spent: track === "spent",
    id: id.toString(),
    lo: from.toString(),
    hi: to.toString(),
  }));
  return sql`json_to_recordset(${JSON.stringify(rows)}::json) as w(spent boolean, id bigint, lo numeric, hi numeric)`;
}

function isMovement(row: LegCells): row is LegCells & MovementCells {
  return row.record !== null && row.record !== undefined;
}

function toMovement(cells: MovementCells): TrailMovement {
  return {
    record: BigInt(cells.record),
    kind: kindByNumber(cells.kind).name,
    from: BigInt(cells.from_id),
    to: BigInt(cells.to_id),
    amount: BigInt(cells.amount),
    fromPosition: BigInt(cells.from_position),
    toPosition: BigInt(cells.to_position),
    beyond: BigInt(cells.beyond),
    cites: cells.cites === null ? null : BigInt(cells.cites),
    citedPosition: BigInt(cells.cited_position ?? 0),
    takingFund: cells.taking_fund === null ? null : BigInt(cells.taking_fund),
  };
}
