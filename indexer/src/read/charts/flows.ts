// Sums between sources, funds, functions, agencies and payees; the smallest payees together.
import type { Flows } from "@mingzhang/sdk/api-charts";
import { sql } from "../../store/drizzle.ts";
import type { Db } from "../../store/open.ts";
import { classCode, functionCode } from "../codes.ts";
import { cameBack, gross, paid, rebooked } from "../execution.ts";
import { Refs } from "../refs.ts";
import { chartScope, ofYear } from "./scope.ts";

interface PaidCells {
  fund: string;
  division: number;
  agency: number;
  payee_fund: string | null;
  party: number | null;
  paid: string;
  gross: string;
  recovered: string;
  rebooked: string;
}

export interface FlowsRequest {
  currency: string;
  year?: number | undefined;
  /** Payees that are named; the others are one. */
  payees: number;
}

export async function readFlows(db: Db, { currency, year, payees }: FlowsRequest): Promise<Flows> {
  const scope = await chartScope(db, currency, year);
  // Commitments hold what was paid by payee; there are far fewer of them than movements.
  const cells = await db.rows<PaidCells & { smaller: number }>(sql`
    with cells as (
      select a.fund, a.func / 100 as division, a.agency, a.payee_fund,
        a.party, ${paid} as paid, ${gross} as gross, ${cameBack} as recovered, ${rebooked} as rebooked
      from accounts a join tallies t on t.owner = a.id
      where a.kind = 6 and a.currency = ${currency} and ${ofYear(sql`a.year`, year)}
      group by 1, 2, 3, 4, 5 having ${gross} <> 0 or ${paid} <> 0
    ), ranks as (
      select party, row_number() over (order by sum(paid) desc, party) as rank from cells
      where party is not null and payee_fund is null and paid <> 0 group by party
    ), named as (
      select c.fund, c.division, c.agency, c.payee_fund, c.paid, c.gross, c.recovered, c.rebooked,
        case when c.payee_fund is not null or r.rank <= ${payees} then c.party end as party
      from cells c left join ranks r on r.party = c.party
    )
    select n.fund::text as fund, n.division, n.agency, n.payee_fund::text as payee_fund, n.party, sum(n.paid)::text as paid,
      sum(n.gross)::text as gross, sum(n.recovered)::text as recovered, sum(n.rebooked)::text as rebooked,
      (select greatest(count(*) - ${payees}, 0)::int from ranks) as smaller
    from named n group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`);
  const receipts = await db.rows<{ fund: string; class: number; net: string }>(sql`
    select m.fund::text as fund, left(m.code::text, 2)::int as class,
      sum(case m.kind when 1 then m.amount else -m.amount end)::text as net
    from turnover_days m join accounts f on f.id = m.fund
    where m.kind in (1, 2) and f.currency = ${currency} and ${ofYear(sql`m.year`, year)}
    group by 1, 2 order by 2, 1`);
  const transfers = await db.rows<{ from: string; to: string; amount: string }>(sql`
    select m.fund::text as "from", m.other_fund::text as "to", sum(m.amount)::text as amount
    from turnover_days m join accounts f on f.id = m.fund
    where m.kind = 3 and f.currency = ${currency} and ${ofYear(sql`m.year`, year)}
    group by 1, 2 order by 1, 2`);
  const refs = await Refs.load(
    db,
    [
      ...cells.flatMap((cell) => [cell.fund, cell.payee_fund]),
      ...receipts.map((row) => row.fund),
      ...transfers.flatMap((row) => [row.from, row.to]),
    ],
    cells.flatMap((cell) => [cell.agency, cell.party]),
  );
  return {
    ...scope,
    receipts: receipts.map((row) => ({ class: classCode(row.class), fund: refs.account(row.fund), amount: row.net })),
    transfers: transfers.map((row) => ({
      from: refs.account(row.from),
      to: refs.account(row.to),
      amount: row.amount,
    })),
    paid: cells.map((cell) => ({
      fund: refs.account(cell.fund),
      function: functionCode(cell.division * 100),
      agency: refs.party(cell.agency),
      payee: refs.partyOrNull(cell.party),
      payeeFund: refs.accountOrNull(cell.payee_fund),
      amount: cell.paid,
      gross: cell.gross,
      recovered: cell.recovered,
      rebooked: cell.rebooked,
    })),
    smallerPayees: cells[0]?.smaller ?? 0,
  };
}
