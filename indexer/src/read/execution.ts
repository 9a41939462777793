// Sums of tallies as budget execution: what was appropriated, allotted, committed, paid, lapsed.
import type { Execution, Flow } from "@mingzhang/sdk/api";
import { kindByNumber } from "@mingzhang/sdk/kinds";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { numbers } from "./cells.ts";

/** `sum` of a signed choice of (kind, side): plus and minus are lists of [kind, side]. */
function net(plus: readonly [number, number][], minus: readonly [number, number][] = []): SQL {
  const match = (pairs: readonly [number, number][]) => pairs.map(([kind, side]) => `(${kind},${side})`).join(", ");
  const less = minus.length === 0 ? "" : `when (t.kind, t.side) in (${match(minus)}) then -t.amount `;
  return sql.raw(`coalesce(sum(case when (t.kind, t.side) in (${match(plus)}) then t.amount ${less}end), 0)`);
}

const IN = 0;
const OUT = 1;

/** Each as one aggregate over `tallies t` of lines. Kind numbers are those of IFundLedger. */
export const appropriated = net(
  [
    [7, IN],
    [10, IN],
    [11, IN],
  ],
  [
    [8, OUT],
    [10, OUT],
    [11, OUT],
  ],
);
export const lapsed = net([[9, OUT]], [[9, IN]]);
export const allotted = net([[12, OUT]], [[13, IN]]);
export const committed = net([[14, IN]], [[15, OUT]]);
export const paid = net(
  [
    [4, OUT],
    [5, OUT],
    [16, OUT],
  ],
  [
    [6, IN],
    [16, IN],
  ],
);
/** What went out, what of it came back, and what reclassifications took to another commitment. */
export const gross = net([
  [4, OUT],
  [5, OUT],
]);
export const cameBack = net([[6, IN]]);
export const rebooked = net([[16, IN]]);
/** Of sources: receipts less refunds. */
export const received = net([[1, OUT]], [[2, IN]]);
export const isImported = sql.raw("coalesce(bool_or(t.side = 2), false)");

export interface ExecutionCells {
  appropriated: string;
  allotted: string;
  committed: string;
  paid: string;
  lapsed: string;
  imported: boolean;
}

/** The columns of ExecutionCells over `tallies t` of lines. */
export const executionColumns = sql`${appropriated}::text as appropriated, ${allotted}::text as allotted,
  ${committed}::text as committed, ${paid}::text as paid, ${lapsed}::text as lapsed, ${isImported} as imported`;

export function toExecution(row: Omit<ExecutionCells, "imported">): Execution {
  const { appropriated, allotted, committed, paid, lapsed } = row;
  const available = BigInt(appropriated) - BigInt(lapsed) - BigInt(committed);
  return { appropriated, allotted, committed, paid, lapsed, available: available.toString() };
}

interface FlowCells {
  owner: string;
  kind: number;
  side: number;
  currency: string;
  amount: string;
  count: number;
}

/** Flows of accounts by account number; those of lines without what their commitments did. */
export async function flowsOf(db: Db, owners: readonly string[]): Promise<Map<string, Flow[]>> {
  const rows = await db.rows<FlowCells>(sql`
    select t.owner::text as owner, t.kind, t.side, t.currency, t.amount::text as amount, t.count::float8 as count
    from tallies t join accounts a on a.id = t.owner
    where t.owner in ${numbers(owners)} and t.side < 2 and (a.kind <> 4 or t.kind between 7 and 13)
    order by t.owner, t.currency, t.kind, t.side`);
  const flows = new Map<string, Flow[]>();
  for (const { owner, kind, side, currency, amount, count } of rows) {
    const list = flows.get(owner) ?? [];
    list.push({ kind: kindByNumber(kind).name, side: side === IN ? "in" : "out", currency, amount, count });
    flows.set(owner, list);
  }
  return flows;
}

/** Sum of the flows of some kinds on one side, in minor units. */
export function sumFlows(flows: readonly Flow[], side: Flow["side"], kinds?: readonly string[]): bigint {
  return flows
    .filter((flow) => flow.side === side && (kinds === undefined || kinds.includes(flow.kind)))
    .reduce((sum, flow) => sum + BigInt(flow.amount), 0n);
}
