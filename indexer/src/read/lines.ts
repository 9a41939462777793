// Reads budget lines: the tree of a year by agency, and one line with what stands behind it.
import type { AgencyLines, Line, LineDetail, LineTree } from "@mingzhang/sdk/api";
import { closingDayText } from "@mingzhang/sdk/days";
import { addExecutions } from "@mingzhang/sdk/execution";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { actType, idText } from "./cells.ts";
import { classCode, functionCode } from "./codes.ts";
import { type ExecutionCells, executionColumns, flowsOf, sumFlows, toExecution } from "./execution.ts";
import { BadParameter } from "./errors.ts";
import { agencyTree, functionRange } from "./filters.ts";
import { Refs } from "./refs.ts";

interface LineCells extends ExecutionCells {
  id: string;
  record: number;
  government: number;
  agency: number;
  fund: string;
  year: number;
  func: number;
  economic: number;
  currency: string;
  exponent: number;
  code: string;
}

export interface LineFilters {
  year?: number | undefined;
  agency?: number | undefined;
  within?: "self" | undefined;
  fund?: bigint | undefined;
  function?: string | undefined;
  currency?: string | undefined;
}

/** Most lines that one answer holds; a tree that is larger is asked for by agency or function. */
const MAX_LINES = 20_000;

async function readLines(db: Db, where: SQL, limit = MAX_LINES): Promise<{ line: Line; cells: LineCells }[]> {
  const rows = await db.rows<LineCells>(sql`
    select a.id::text as id, a.record::float8 as record, a.government, a.agency, a.fund::text as fund, a.year, a.func,
      a.economic::float8 as economic, a.currency, a.exponent, a.code, ${executionColumns}
    from accounts a left join tallies t on t.owner = a.id
    where a.kind = 4 and ${where}
    group by a.id, a.record, a.government, a.agency, a.fund, a.year, a.func, a.economic, a.currency, a.exponent, a.code
    order by a.agency, a.id limit ${limit}`);
  const refs = await Refs.load(
    db,
    rows.flatMap((row) => [row.id, row.fund]),
    rows.map((row) => row.agency),
  );
  return rows.map((row) => {
    const { name, otherName } = refs.account(row.id);
    const line: Line = {
      id: idText(row.id),
      name,
      otherName,
      fund: refs.account(row.fund),
      agency: refs.party(row.agency),
      year: row.year,
      function: functionCode(row.func),
      economic: classCode(row.economic),
      nationalCode: row.code === "" ? null : row.code,
      currency: row.currency,
      exponent: row.exponent,
      imported: row.imported,
      openedRecord: row.record,
      ...toExecution(row),
    };
    return { line, cells: row };
  });
}

/** Lines of a year, by agency. Without a year, of the latest that has lines. */
export async function lineRows(
  db: Db,
  filters: LineFilters,
  limit = Number.MAX_SAFE_INTEGER,
): Promise<{ year: number; lines: Line[] }> {
  const [latest] = await db.rows<{ year: number | null }>(sql`select max(year) as year from accounts where kind = 4`);
  const year = filters.year ?? latest?.year ?? new Date().getUTCFullYear();
  const all: SQL[] = [sql`a.year = ${year}`];
  if (filters.currency !== undefined) all.push(sql`a.currency = ${filters.currency}`);
  if (filters.within !== undefined && filters.agency === undefined) {
    throw new BadParameter("within", filters.within, "Give agency with it, or leave it out.");
  }
  if (filters.agency !== undefined) {
    all.push(
      filters.within === "self"
        ? sql`a.agency = ${filters.agency}::int`
        : sql`a.agency = any(${agencyTree(filters.agency)})`,
    );
  }
  if (filters.fund !== undefined) all.push(sql`a.fund = ${filters.fund.toString()}::bigint`);
  if (filters.function !== undefined) {
    const [low, high] = functionRange(filters.function);
    all.push(sql`a.func between ${low} and ${high}`);
  }
  return { year, lines: (await readLines(db, sql.join(all, sql` and `), limit)).map((row) => row.line) };
}

/** Lines of a year as a tree: agency and currency, then lines. */
export async function lineTree(db: Db, filters: LineFilters): Promise<LineTree> {
  const { year, lines } = await lineRows(db, filters, MAX_LINES);
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const key = `${line.agency.id} ${line.currency}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  const agencies = [...groups.values()].map((group) => toAgency(group)).filter((group) => group !== null);
  return { year, agencies };
}

function toAgency(lines: Line[]): AgencyLines | null {
  const [first] = lines;
  if (first === undefined) return null;
  const { agency, currency, exponent } = first;
  const imported = lines.some((line) => line.imported);
  return { agency, currency, exponent, imported, ...addExecutions(lines), lines };
}

/** A line by its account number. Null if there is none. */
export async function lineById(db: Db, id: bigint): Promise<LineDetail | null> {
  const number = id.toString();
  const [found] = await readLines(db, sql`a.id = ${number}::bigint`);
  if (found === undefined) return null;
  const { line, cells } = found;
  const [days] = await db.rows<{ commit_until: number; pay_until: number }>(sql`
    select commit_until, pay_until from years where government = ${cells.government} and year = ${cells.year}`);
  const acts = await db.rows<{ id: string; act_type: number; amount: string }>(sql`
    select a.id::text as id, a.act_type, sum(m.amount)::text as amount
    from movements m join accounts a on a.id = m.from_id
    where m.to_id = ${number}::bigint and m.kind = 7 group by a.id order by a.id`);
  const allotments = await db.rows<{ id: string; unit: number }>(sql`
    select id::text as id, unit from accounts where line = ${number}::bigint and kind = 5 order by id limit 1000`);
  const ids = allotments.map((row) => row.id);
  const flows = await flowsOf(db, [number, ...ids]);
  const refs = await Refs.load(
    db,
    [...ids, ...acts.map((row) => row.id)],
    allotments.map((row) => row.unit),
  );
  const own = flows.get(number) ?? [];
  const net = (kind: string) => (sumFlows(own, "in", [kind]) - sumFlows(own, "out", [kind])).toString();
  const bySource = new Map<LineDetail["appropriation"][number]["source"], bigint>();
  for (const act of acts) {
    const type = actType(act.act_type);
    bySource.set(type, (bySource.get(type) ?? 0n) + BigInt(act.amount));
  }
  const changes = (["cut", "virement", "carry-over", "lapse"] as const).map((source) => ({
    source,
    amount: net(source),
  }));
  return {
    ...line,
    commitUntil: days === undefined ? null : closingDayText(days.commit_until),
    payUntil: days === undefined ? null : closingDayText(days.pay_until),
    appropriation: [
      ...[...bySource].map(([source, amount]) => ({ source, amount: amount.toString() })),
      ...changes.filter((change) => change.amount !== "0"),
    ],
    acts: acts.map((row) => refs.account(row.id)),
    allotments: allotments.map((row) => {
      const its = flows.get(row.id) ?? [];
      const net = (plus: "in" | "out", kinds: [string, string]) =>
        (sumFlows(its, plus, [kinds[0]]) - sumFlows(its, plus === "in" ? "out" : "in", [kinds[1]])).toString();
      return {
        ...refs.account(row.id),
        unit: refs.party(row.unit),
        allotted: net("in", ["allotment", "withdrawal"]),
        committed: net("out", ["commitment", "release"]),
      };
    }),
    flows: own,
  };
}
