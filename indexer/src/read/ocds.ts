// Reads contracting processes: commitments to payees that share a contract id, and what moved on them.
import type { Movement } from "@mingzhang/sdk/api";
import type { OcdsProcess } from "@mingzhang/sdk/standards/ocds";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { numbers } from "./cells.ts";
import { type CommitmentRequest, commitmentsByIds, commitmentWhere } from "./commitments.ts";
import { movementsByRecord, type ReadContext } from "./movements.ts";
import { partiesByIds } from "./parties.ts";

/** Whatever has moved on some commitments is read at once. */
const ALL = Number.MAX_SAFE_INTEGER;

/**
 * The commitments of each process that has one that passes the filters, oldest process first. Payee classes are paid
 * without contracts, and funds are no suppliers: both are left out. Contracts that came from OCDS carry their process.
 * @param below leaves out commitments that were opened later
 */
export async function processIds(db: Db, filters: Partial<CommitmentRequest>, below: number): Promise<string[][]> {
  const rows = await db.rows<{ ids: string[] }>(sql`
    select json_agg(a.id::text order by a.id) as ids ${processesFrom(filters, below)}
    group by ${PROCESS} order by min(a.id)`);
  return rows.map((row) => row.ids);
}

/** Whether there is any such process. */
export async function hasProcess(db: Db, filters: Partial<CommitmentRequest>, below: number): Promise<boolean> {
  const rows = await db.rows(sql`select a.id::text as id ${processesFrom(filters, below)} limit 1`);
  return rows.length > 0;
}

/** What ties commitments `a` to one process. */
const PROCESS = sql`coalesce(substring(a.code from '^(ocds-[a-z0-9]{6}-[^/]{1,128})/.'), nullif(a.agency || ' ' || a.code, a.agency || ' '), 'a ' || a.id)`;

const processesFrom = (filters: Partial<CommitmentRequest>, below: number): SQL => sql`
  from accounts a join parties p on p.id = a.party
  where a.kind = 6 and a.payee_fund is null and p.kind = 2 and a.record < ${below}
    and ${PROCESS} in (select ${PROCESS} from accounts a where ${commitmentWhere(filters)})`;

/** Processes as they stood before the record of number `below`, in the order in which they are given. */
export async function readProcesses(
  db: Db,
  context: ReadContext,
  processes: readonly string[][],
  below: number,
): Promise<OcdsProcess[]> {
  const ids = numbers(processes.flat());
  const commitments = await commitmentsByIds(db, processes.flat());
  const touched = sql`(m.from_id in ${ids} or m.to_id in ${ids}) and m.record < ${below}`;
  const movements = await movementsByRecord(db, context, touched, ALL, below);
  const parties = await partiesByIds(db, [...new Set(commitments.flatMap((each) => [each.agency.id, each.payee.id]))]);
  const cases = await casesOf(db, movements);
  const byId = new Map(commitments.map((each) => [each.id, each]));
  return processes.map((own) => {
    const mine = own.flatMap((number) => byId.get(`commitment-${BigInt(number) & 0xff_ffff_ffff_ffffn}`) ?? []);
    const names = new Set(mine.map(({ id }) => id));
    const here = movements.filter(({ from, to }) => names.has(from.id) || names.has(to.id));
    return { commitments: mine, movements: here, parties, cases };
  });
}

/** The case that each movement came of: executed by it, or drawn from a standing order that it gave. */
async function casesOf(db: Db, movements: readonly Movement[]): Promise<Map<number, number>> {
  const records = numbers(movements.map(({ record }) => record));
  const rows = await db.rows<{ record: number; number: number }>(sql`
    select m.record::float8 as record, c.number::float8 as number from movements m cross join lateral (
        select e.number, e.executed_first + e.executed_count as next from cases e
        where e.executed_first <= m.record and e.executed_count > 0 order by e.executed_first desc limit 1) c
      where m.record in ${records} and c.next > m.record
    union all select d.movement::float8, e.number::float8 from standing_draws d
      join standing_orders s on s.number = d.standing join cases e on e.id = s.id where d.movement in ${records}`);
  return new Map(rows.map((row) => [row.record, row.number]));
}
