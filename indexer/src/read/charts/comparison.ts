// Two fiscal years side by side, by function or by agency.
import type { ComparedRow, Comparison } from "@mingzhang/sdk/api-charts";
import type { Execution } from "@mingzhang/sdk/api";
import { addExecutions } from "@mingzhang/sdk/execution";
import { sql } from "../../store/drizzle.ts";
import type { Db } from "../../store/open.ts";
import { functionCode } from "../codes.ts";
import { type ExecutionCells, executionColumns, toExecution } from "../execution.ts";
import { Refs } from "../refs.ts";
import { chartScope } from "./scope.ts";

export interface ComparisonRequest {
  currency: string;
  year: number;
  before: number;
  by: Comparison["by"];
}

export async function readComparison(db: Db, { currency, year, before, by }: ComparisonRequest): Promise<Comparison> {
  const [now, then] = await Promise.all([chartScope(db, currency, year), chartScope(db, currency, before)]);
  const key = by === "function" ? sql`a.func / 100` : sql`a.agency`;
  const rows = await db.rows<ExecutionCells & { key: number; year: number }>(sql`
    select ${key} as key, a.year, ${executionColumns} from accounts a join tallies t on t.owner = a.id
    where a.kind = 4 and a.currency = ${currency} and a.year in (${year}, ${before}) group by 1, 2 order by 1, 2`);
  const refs = await Refs.load(db, [], by === "agency" ? rows.map((row) => row.key) : []);
  const imported = now.imported || then.imported;
  const of = (of: number, wanted: number | null): Execution =>
    addExecutions(rows.filter((row) => row.year === of && (wanted === null || row.key === wanted)).map(toExecution));
  const compared = [...new Set(rows.map((row) => row.key))].map((each): ComparedRow => ({
    function: by === "function" ? functionCode(each * 100) : null,
    agency: by === "agency" ? refs.party(each) : null,
    now: of(year, each),
    before: of(before, each),
  }));
  const size = ({ now: { appropriated, paid } }: ComparedRow) => BigInt(imported ? paid : appropriated);
  compared.sort((a, b) => (size(a) < size(b) ? 1 : size(a) > size(b) ? -1 : 0));
  return {
    currency,
    exponent: now.exponent,
    imported,
    year,
    before,
    by,
    total: { now: of(year, null), before: of(before, null) },
    rows: compared,
  };
}
