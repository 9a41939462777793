// What came of a case: the records that its execution made, as movements, accounts, permits, standing orders and seats.
import type { CaseExecution } from "@mingzhang/sdk/api-cases";
import { DUTIES, nameOf } from "@mingzhang/sdk/cases/words";
import { timeText } from "@mingzhang/sdk/days";
import { kindByNumber } from "@mingzhang/sdk/kinds";
import { sql } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { CaseRefs } from "./case-refs.ts";
import { hash, hex } from "./cells.ts";

const MAX_MOVEMENTS = 500;

interface MovementCells {
  record: number;
  kind: number;
  from_id: string;
  to_id: string;
  payee: number | null;
  amount: string;
  currency: string;
  exponent: number;
}

interface SeatCells {
  record: number;
  official: number;
  agency: number;
  duty: number;
  holder: string;
  ended: boolean;
}

/** @param record that says so @param at block time in seconds */
export async function caseExecution(
  db: Db,
  record: number,
  at: number,
  first: number,
  count: number,
): Promise<CaseExecution> {
  const made = (column: string) => sql.raw(`${column} >= ${first} and ${column} < ${first + count}`);
  const movements = await db.rows<MovementCells>(sql`
    select m.record::float8 as record, m.kind, m.from_id::text as from_id, m.to_id::text as to_id, m.payee,
      m.amount::text as amount, f.currency, f.exponent
    from movements m join accounts f on f.id = m.fund where ${made("m.record")} order by m.record limit ${MAX_MOVEMENTS}`);
  const [counted] = await db.rows<{ movements: number }>(
    sql`select count(*)::float8 as movements from movements where ${made("record")}`,
  );
  const accounts = await db.rows<{ id: string }>(
    sql`select id::text as id from accounts where ${made("record")} order by record limit ${MAX_MOVEMENTS}`,
  );
  const numbersOf = async (table: string, column: string) => {
    const rows = await db.rows<{ number: number }>(
      sql.join(
        [sql.raw(`select ${column}::float8 as number from ${table} where`), made("record"), sql`order by record`],
        sql` `,
      ),
    );
    return rows.map((row) => row.number);
  };
  const seats = await db.rows<SeatCells>(sql`
    select record::float8 as record, official, agency, duty, ${hex("holder")} as holder, ended
    from seats where ${made("record")} order by record`);
  const refs = await CaseRefs.load(db, {
    accounts: [...movements.flatMap((row) => [row.from_id, row.to_id]), ...accounts.map((row) => row.id)],
    parties: [...movements.map((row) => row.payee), ...seats.map((row) => row.agency)],
    officials: seats.map((row) => row.official),
  });
  return {
    record,
    time: timeText(at),
    first,
    count,
    movements: movements.map((row) => ({
      record: row.record,
      kind: kindByNumber(row.kind).name,
      from: refs.names.account(row.from_id),
      to: refs.names.account(row.to_id),
      payee: refs.names.partyOrNull(row.payee),
      amount: row.amount,
      currency: row.currency,
      exponent: row.exponent,
    })),
    movementCount: counted?.movements ?? 0,
    accounts: accounts.map((row) => refs.names.account(row.id)),
    permits: await numbersOf("permits", "number"),
    revokedPermits: await numbersOf("permit_revocations", "permit"),
    standingOrders: await numbersOf("standing_orders", "number"),
    seats: seats.flatMap(({ record: number, official, agency, duty, holder, ended }) => {
      const who = refs.official(official);
      if (who === null) return [];
      const seat = { official: who, duty: nameOf(DUTIES, duty, "duty"), agency: refs.names.party(agency) };
      return [
        { record: number, act: ended ? ("dismiss" as const) : ("appoint" as const), ...seat, holder: hash(holder) },
      ];
    }),
  };
}
