// One level of the budget: its functions, the agencies within one, or the lines of an agency.
import type { BudgetLevel, BudgetTile } from "@mingzhang/sdk/api-charts";
import { addExecutions } from "@mingzhang/sdk/execution";
import { sql, type SQL } from "../../store/drizzle.ts";
import type { Db } from "../../store/open.ts";
import { functionCode } from "../codes.ts";
import { type ExecutionCells, executionColumns, toExecution } from "../execution.ts";
import { BadParameter } from "../errors.ts";
import { functionRange } from "../filters.ts";
import { Refs } from "../refs.ts";
import { chartScope, ofYear } from "./scope.ts";

export interface LevelRequest {
  currency: string;
  year?: number | undefined;
  /** COFOG division, group or class. */
  function?: string | undefined;
  agency?: number | undefined;
  /** Tiles that are listed one by one. */
  limit: number;
}

interface TileCells extends ExecutionCells {
  division: number | null;
  agency: number | null;
  line: string | null;
  lines: number;
}

/** By what each level is divided, and what of it a tile names. */
const KEYS: Record<BudgetLevel["of"], { by: SQL; cells: SQL }> = {
  function: { by: sql`a.func / 100`, cells: sql`a.func / 100 as division, null::int as agency, null::text as line` },
  agency: { by: sql`a.agency`, cells: sql`null::int as division, a.agency, null::text as line` },
  line: { by: sql`a.id`, cells: sql`null::int as division, null::int as agency, a.id::text as line` },
};

export async function readBudgetLevel(db: Db, request: LevelRequest): Promise<BudgetLevel> {
  const { currency, year, agency, limit } = request;
  const scope = await chartScope(db, currency, year);
  const where: SQL[] = [sql`a.kind = 4`, sql`a.currency = ${currency}`, ofYear(sql`a.year`, year)];
  let low: number | null = null;
  if (request.function !== undefined) {
    const range = functionRange(request.function);
    low = range[0];
    where.push(sql`a.func between ${range[0]} and ${range[1]}`);
  }
  if (agency !== undefined) {
    const [known] = await db.rows<{ id: number }>(sql`select id from parties where id = ${agency}::int`);
    if (known === undefined) throw new BadParameter("agency", String(agency), "Give the number of a party.");
    where.push(sql`a.agency = ${agency}::int`);
  }
  const of = request.function === undefined ? "function" : agency === undefined ? "agency" : "line";
  const { by, cells } = KEYS[of];
  const rows = await db.rows<TileCells>(sql`
    select ${cells}, count(distinct a.id)::int as lines, ${executionColumns}
    from accounts a left join tallies t on t.owner = a.id where ${sql.join(where, sql` and `)} group by ${by} order by ${by}`);
  const refs = await Refs.load(
    db,
    rows.map((row) => row.line),
    [...rows.map((row) => row.agency), agency],
  );
  const tiles = rows.map((row): BudgetTile => ({
    function: row.division === null ? null : functionCode(row.division * 100),
    agency: refs.partyOrNull(row.agency),
    line: refs.accountOrNull(row.line),
    lines: row.lines,
    ...toExecution(row),
  }));
  const size = (tile: BudgetTile) => BigInt(scope.imported ? tile.paid : tile.appropriated);
  tiles.sort((a, b) => (size(a) < size(b) ? 1 : size(a) > size(b) ? -1 : 0));
  const rest = tiles.slice(limit);
  return {
    ...scope,
    function: low === null ? null : functionCode(low),
    agency: agency === undefined ? null : refs.party(agency),
    of,
    total: addExecutions(tiles),
    tiles: tiles.slice(0, limit),
    smaller: rest.length === 0 ? null : { count: rest.length, ...addExecutions(rest) },
  };
}
