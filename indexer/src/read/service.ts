// Counts that /v1/status shows.
import { sql } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";

/** How many movements there are, and whether some of them equal published spending. */
export async function countStored(db: Db): Promise<{ movements: number; records: number; imported: boolean }> {
  const [row] = await db.rows<{ movements: number; records: number; imported: boolean }>(sql`
    select s.records, (select coalesce(sum(count), 0)::float8 from turnover_lines) as movements,
      exists (select 1 from accounts where kind = 3 and act_type = 4) as imported
    from (select coalesce(max(next_record), 0)::float8 as records from blocks) s`);
  return row ?? { movements: 0, records: 0, imported: false };
}
