// Keeps the tallies: what movements add to accounts, lines and parties, and take away again when a block is undone.
import { KINDS } from "@mingzhang/sdk/kinds";
import { fromRecord } from "./bulk.ts";
import { sql, type SQL } from "./drizzle.ts";
import type { Db } from "./open.ts";

const side = (total: "in" | "out" | null) => (total === null ? "null" : total === "in" ? "0" : "1");
/** The table of edges as SQL values: kind, side of `from`, side of `to`, side of the payee fund. */
const edges = KINDS.map(
  (kind) => `(${kind.number}, ${side(kind.fromTotal)}, ${side(kind.toTotal)}, ${side(kind.beyondTotal)})`,
).join(", ");

/** Side of a tally that counts the imported part of an appropriation. */
export const IMPORTED_SIDE = 2;

const from = (first: number): SQL => fromRecord("m.record", first);

/**
 * Sums by (owner, currency, kind, side) of the movements `m` that match. Movements between the same accounts are added up
 * before they are spread over owners, which is most of the work in a payroll.
 */
export const tallySums = (where: SQL): SQL => sql`
  select s.owner, g.currency, g.kind, s.side, sum(g.amount) as amount, sum(g.count)::bigint as count
  from (
    select m.kind, m.from_id, m.to_id, m.flags & 2 as imported, sum(m.amount) as amount, count(*) as count,
      coalesce(f.currency, t.currency) as currency, f.kind as from_kind, t.kind as to_kind,
      f.line as from_line, t.line as to_line, f.party as from_party, t.party as to_party,
      coalesce(f.payee_fund, t.payee_fund) as payee_fund
    from movements m join accounts f on f.id = m.from_id join accounts t on t.id = m.to_id
    where ${where}
    group by m.kind, m.from_id, m.to_id, m.flags & 2, f.id, t.id
  ) g
  join (values ${sql.raw(edges)}) as e(kind, from_side, to_side, beyond_side) on e.kind = g.kind
  cross join lateral (values
    (g.from_id, e.from_side),
    (g.to_id, e.to_side),
    (case when e.beyond_side is not null then g.payee_fund end, e.beyond_side),
    (case when g.from_kind = 6 then g.from_line end, e.from_side),
    (case when g.to_kind = 6 then g.to_line end, e.to_side),
    (case when g.from_kind in (1, 6) then g.from_party::bigint end, e.from_side),
    (case when g.to_kind in (1, 6) then g.to_party::bigint end, e.to_side),
    (case when g.kind = 7 and g.imported > 0 then g.to_id end, ${sql.raw(String(IMPORTED_SIDE))})
  ) as s(owner, side)
  where s.owner is not null
  group by s.owner, g.currency, g.kind, s.side`;

/** Adds what the movements from record `first` on bring. */
export async function addTallies(db: Db, first: number): Promise<void> {
  await db.rows(sql`
    insert into tallies (owner, currency, kind, side, amount, count) ${tallySums(from(first))}
    on conflict (owner, currency, kind, side)
    do update set amount = tallies.amount + excluded.amount, count = tallies.count + excluded.count`);
}

/** Takes away what the movements from record `first` on brought; call it before they are deleted. */
export async function takeTallies(db: Db, first: number): Promise<void> {
  await db.rows(sql`
    update tallies t set amount = t.amount - s.amount, count = t.count - s.count from (${tallySums(from(first))}) s
    where t.owner = s.owner and t.currency = s.currency and t.kind = s.kind and t.side = s.side`);
  await db.rows(sql`delete from tallies where count = 0`);
}

/** Owners whose tallies differ from their movements; empty in a sound store. */
export async function auditTallies(db: Db): Promise<{ owner: string }[]> {
  return db.rows(sql`
    select coalesce(t.owner, s.owner)::text as owner from tallies t full join (${tallySums(from(0))}) s
      on t.owner = s.owner and t.currency = s.currency and t.kind = s.kind and t.side = s.side
    where t.amount is distinct from s.amount or t.count is distinct from s.count`);
}
