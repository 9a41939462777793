// How much of what was paid went to how few payees.
import type { Concentration } from "@mingzhang/sdk/api-charts";
import { sql, type SQL } from "../../store/drizzle.ts";
import type { Db } from "../../store/open.ts";
import { paid } from "../execution.ts";
import { agencyTree, functionRange } from "../filters.ts";
import { Refs } from "../refs.ts";
import { chartScope, ofYear } from "./scope.ts";

export interface ConcentrationRequest {
  currency: string;
  year?: number | undefined;
  agency?: number | undefined;
  fund?: bigint | undefined;
  function?: string | undefined;
  limit: number;
}

/** Ranks up to which the largest payees are added up. */
const RANKS = [1, 5, 10, 20, 50, 100];

interface Cells {
  paid: string;
  payees: number;
  squares: string;
  to_persons: string;
  to_funds: string;
}

export async function readConcentration(db: Db, request: ConcentrationRequest): Promise<Concentration> {
  const { currency, year, limit } = request;
  const scope = await chartScope(db, currency, year);
  const where: SQL[] = [sql`a.kind = 6`, sql`a.currency = ${currency}`, ofYear(sql`a.year`, year)];
  if (request.agency !== undefined) where.push(sql`a.agency = any(${agencyTree(request.agency)})`);
  if (request.fund !== undefined) where.push(sql`a.fund = ${request.fund.toString()}::bigint`);
  if (request.function !== undefined) {
    const [low, high] = functionRange(request.function);
    where.push(sql`a.func between ${low} and ${high}`);
  }
  // Each payee's sum over all its commitments; who gave back more than was paid has no share.
  const sums = sql`
    with sums as (
      select a.party, a.payee_fund is not null as is_fund, p.kind as party_kind, ${paid} as paid
      from accounts a join tallies t on t.owner = a.id join parties p on p.id = a.party
      where ${sql.join(where, sql` and `)} group by 1, 2, 3
    ), payees as (
      select party, paid, row_number() over (order by paid desc, party) as rank from sums
      where not is_fund and party_kind <> 4 and paid > 0
    )`;
  const [row] = await db.rows<Cells>(sql`${sums}
    select coalesce(sum(paid), 0)::text as paid, count(*)::int as payees, coalesce(sum(paid * paid), 0)::text as squares,
      (select coalesce(sum(paid), 0)::text from sums where not is_fund and party_kind = 4) as to_persons,
      (select coalesce(sum(paid), 0)::text from sums where is_fund) as to_funds
    from payees`);
  const top = await db.rows<{ party: number; paid: string }>(sql`${sums}
    select party, paid::text as paid from payees where rank <= ${limit} order by rank`);
  const ranks = await db.rows<{ rank: number; paid: string }>(sql`${sums}
    select r.rank, (select sum(paid)::text from payees where payees.rank <= r.rank) as paid
    from (values ${sql.raw(RANKS.map((rank) => `(${rank})`).join(", "))}) as r(rank)
    where r.rank <= (select count(*) from payees) order by r.rank`);
  const refs = await Refs.load(
    db,
    [],
    top.map(({ party }) => party),
  );
  const whole = BigInt(row?.paid ?? 0);
  return {
    ...scope,
    paid: whole.toString(),
    payees: row?.payees ?? 0,
    toPersons: row?.to_persons ?? "0",
    toFunds: row?.to_funds ?? "0",
    largest: ranks.map(({ rank, paid: sum }) => ({ payees: rank, paid: sum })),
    index: whole === 0n ? null : Number((BigInt(row?.squares ?? 0) * 10_000n) / (whole * whole)),
    top: top.map(({ party, paid: sum }) => ({ payee: refs.party(party), paid: sum })),
  };
}
