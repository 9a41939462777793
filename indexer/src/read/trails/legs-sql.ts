// The legs of docs/TRAILS.md as range scans: which movements gave to, or took from, a stretch of a track.
import type { Book } from "@mingzhang/sdk/kinds";
import type { Direction } from "@mingzhang/sdk/trails";
import { sql, type SQL } from "../../store/drizzle.ts";

/** What a branch says of where its legs go on: on an account or on a spent movement, at which position. */
interface Next {
  /** SQL of "on a spent movement". */
  spent: string;
  /** SQL of the account or record; null where the book ends. */
  id: string;
  position: string;
}

/** One index, scanned for the stretch `w`. */
interface Branch {
  /** Whether it serves tracks of spent movements or those of accounts. */
  spent: boolean;
  /** Which movements are on the track, with `m` for their table. */
  on: string;
  /** Where the movement begins on the track. */
  position: string;
  next: Next;
}

const account = (id: string, position: string): Next => ({ spent: "false", id, position });
const spentBy = (record: string, position: string): Next => ({ spent: "true", id: record, position });
/** Chooses by condition; the last one is for all others. */
const choose = (condition: string, yes: Next, no: Next): Next => ({
  spent: `case when ${condition} then ${yes.spent} else ${no.spent} end`,
  id: `case when ${condition} then ${yes.id} else ${no.id} end`,
  position: `case when ${condition} then ${yes.position} else ${no.position} end`,
});
const nowhere: Next = { spent: "false", id: "null::bigint", position: "0" };

const LEAVING = "m.from_id = w.id and (m.kind in (6, 16))::int = 0";
const RESTORED = "m.from_id = w.id and (m.kind in (6, 16))::int = 1";
const ENTERING = "m.to_id = w.id and (m.kind in (4, 5, 16))::int = 0";
const SPENT = "m.to_id = w.id and (m.kind in (4, 5, 16))::int = 1";
const BEYOND_ENTERING = "m.other_fund = w.id and m.kind = 5";
const BEYOND_LEAVING = "m.other_fund = w.id and m.kind = 6";

const from = account("m.from_id", "m.from_position");
const to = account("m.to_id", "m.to_position");
const beyond = account("m.other_fund", "m.beyond");
const corrected = spentBy("m.cites", "m.cited_position");
const own = spentBy("m.record", "0");

const BRANCHES: Record<Book, Record<Direction, readonly Branch[]>> = {
  cash: {
    back: [
      {
        spent: false,
        on: ENTERING,
        position: "to_position",
        next: choose(
          "m.kind = 1",
          nowhere,
          choose("m.kind = 3", from, choose("m.other_fund is null", corrected, beyond)),
        ),
      },
      { spent: false, on: BEYOND_ENTERING, position: "beyond", next: from },
      { spent: true, on: "m.record = w.id", position: "", next: choose("m.kind = 4", from, corrected) },
    ],
    forward: [
      {
        spent: false,
        on: LEAVING,
        position: "from_position",
        next: choose("m.kind = 2", nowhere, choose("m.kind = 3", to, choose("m.kind = 4", own, beyond))),
      },
      { spent: false, on: BEYOND_LEAVING, position: "beyond", next: to },
      { spent: true, on: "m.cites = w.id", position: "cited_position", next: choose("m.kind = 6", to, own) },
    ],
  },
  budget: {
    back: [
      { spent: false, on: ENTERING, position: "to_position", next: choose("m.kind = 7", nowhere, from) },
      { spent: false, on: RESTORED, position: "from_position", next: corrected },
      { spent: true, on: "m.record = w.id", position: "", next: to },
    ],
    forward: [
      { spent: false, on: LEAVING, position: "from_position", next: choose("m.kind in (8, 9)", nowhere, to) },
      { spent: false, on: SPENT, position: "to_position", next: own },
      { spent: true, on: "m.cites = w.id", position: "cited_position", next: from },
    ],
  },
};

/**
 * Legs of the stretch `w` (columns spent, id, lo, hi), at most `limit` of each branch from its start on: record, and
 * the stretch that each goes on to (next_spent, next_id, next_lo, next_hi). Movements from record `below` on are not seen.
 */
export function legsOf(book: Book, direction: Direction, below: number, limit: number): SQL {
  return sql.join(
    BRANCHES[book][direction].map((branch) => legsOfBranch(branch, below, limit)),
    sql` union all `,
  );
}

function legsOfBranch({ spent, on, position, next }: Branch, below: number, limit: number): SQL {
  const at = position === "" ? "0::numeric" : `m.${position}`;
  const seen = sql`m.record < ${below}`;
  // A track has no gaps: the leg that covers the first unit is the last one that begins at or before it.
  const starts =
    position === ""
      ? sql`true`
      : sql`m.${sql.raw(position)} < w.hi and m.${sql.raw(position)} >= coalesce((
          select x.${sql.raw(position)} from movements x where ${sql.raw(on.replaceAll("m.", "x."))}
            and x.${sql.raw(position)} <= w.lo order by x.${sql.raw(position)} desc limit 1), w.lo)`;
  const tail = position === "" ? sql`` : sql`order by m.${sql.raw(position)} limit ${limit}`;
  return sql`(select m.record, ${sql.raw(next.spent)} as next_spent, ${sql.raw(next.id)} as next_id,
      ${sql.raw(next.position)} + greatest(w.lo - ${sql.raw(at)}, 0) as next_lo,
      ${sql.raw(next.position)} + least(w.hi - ${sql.raw(at)}, m.amount) as next_hi
    from movements m
    where w.spent = ${spent} and ${sql.raw(on)} and ${starts} and ${sql.raw(at)} + m.amount > w.lo and ${seen}
    ${tail})`;
}
