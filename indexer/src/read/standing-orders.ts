// Reads standing orders: what was approved once, what has been drawn, and what comes next.
import { parseAccount } from "@mingzhang/sdk/accounts";
import type { StandingOrder, StandingOrderPage } from "@mingzhang/sdk/api-cases";
import { dayOfTime, dayText, timeText } from "@mingzhang/sdk/days";
import { detailToText } from "@mingzhang/sdk/text";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { CaseRefs } from "./case-refs.ts";
import { caseRefsWhere } from "./cases.ts";
import { hash, hashOrNull, hex, numbers } from "./cells.ts";
import { agencyTree } from "./filters.ts";
import { type KeyCells, pageWindow, toPage } from "./keyset.ts";

interface Cells extends KeyCells {
  number: number;
  record: number;
  id: string;
  agency: number;
  fund: string;
  commitment: string;
  payee: number | null;
  currency: string;
  exponent: number;
  amount: string;
  times: number;
  first_day: number;
  every_days: number;
  persons: number;
  detail: string | null;
  purpose: string;
  document: string | null;
  at: number;
  drawn: number;
  stop_record: number | null;
  stop_at: number | null;
  stop_official: number | null;
  stop_reason: string | null;
}

interface DrawCells {
  standing: number;
  record: number;
  nth: number;
  due_day: number;
  movement: number;
  at: number;
}

export interface StandingRequest {
  number?: number | undefined;
  /** And those under it. */
  agency?: number | undefined;
  /** Account id. */
  commitment?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

const DRAWS = 24;

/** Standing orders, newest first. */
export async function standingPage(db: Db, now: number, request: StandingRequest): Promise<StandingOrderPage> {
  const all: SQL[] = [sql`true`];
  if (request.number !== undefined) all.push(sql`s.number = ${request.number}`);
  if (request.agency !== undefined) all.push(sql`s.agency = any(${agencyTree(request.agency)})`);
  if (request.commitment !== undefined)
    all.push(sql`s.commitment = ${parseAccount(request.commitment).toString()}::bigint`);
  const id = sql`s.number`;
  const window = pageWindow({ name: "standing", key: id, keyType: "bigint", id, order: "desc" }, request);
  const page = window.finish(
    await db.rows<Cells>(sql`
      select s.number::float8 as number, s.record::float8 as record, ${hex("s.id")} as id, s.agency, s.fund::text as fund,
        s.commitment::text as commitment, k.party as payee, f.currency, f.exponent, s.amount::text as amount, s.times,
        s.first_day, s.every_days, s.persons::float8 as persons, ${hex("s.detail")} as detail, s.purpose,
        ${hex("s.document")} as document, s.at::float8 as at,
        (select count(*)::int from standing_draws d where d.standing = s.number) as drawn,
        t.record::float8 as stop_record, t.at::float8 as stop_at, t.official as stop_official, t.reason as stop_reason,
        ${window.cells}
      from standing_orders s join accounts f on f.id = s.fund join accounts k on k.id = s.commitment
        left join standing_stops t on t.standing = s.number
      where ${sql.join(all, sql` and `)} and ${window.where} ${window.tail}`),
  );
  return { asOf: timeText(now), ...toPage(page, await orderOf(db, now, page.rows)) };
}

async function orderOf(db: Db, now: number, rows: readonly Cells[]): Promise<(row: Cells) => StandingOrder> {
  const draws = await db.rows<DrawCells>(sql`
    select standing::float8 as standing, record::float8 as record, nth, due_day, movement::float8 as movement, at::float8 as at
    from (select d.*, row_number() over (partition by standing order by record desc) as place from standing_draws d
      where standing in ${numbers(rows.map((row) => row.number))}) n
    where place <= ${DRAWS} order by record desc`);
  const ids = JSON.stringify(rows.map((row) => row.id));
  const cases = await caseRefsWhere(
    db,
    now,
    sql`c.id in (select decode(value, 'hex') from json_array_elements_text(${ids}::json))`,
  );
  const refs = await CaseRefs.load(db, {
    accounts: rows.flatMap((row) => [row.fund, row.commitment]),
    parties: rows.flatMap((row) => [row.agency, row.payee]),
    officials: rows.map((row) => row.stop_official),
  });
  return (row) => {
    const stopper = refs.official(row.stop_official);
    const ended = stopper !== null || row.drawn >= row.times;
    const nextDay = ended ? null : dueDay(row.first_day, row.every_days, row.drawn);
    const detail = row.detail === null ? null : hash(row.detail);
    return {
      number: row.number,
      case: cases.get(row.id) ?? null,
      agency: refs.names.party(row.agency),
      fund: refs.names.account(row.fund),
      commitment: refs.names.account(row.commitment),
      payee: refs.names.partyOrNull(row.payee),
      purpose: row.purpose,
      amount: row.amount,
      currency: row.currency,
      exponent: row.exponent,
      times: row.times,
      drawn: row.drawn,
      drawnAmount: (BigInt(row.amount) * BigInt(row.drawn)).toString(),
      cap: (BigInt(row.amount) * BigInt(row.times)).toString(),
      firstDay: dayText(row.first_day),
      everyDays: row.every_days,
      nextDay: nextDay === null ? null : dayText(nextDay),
      due: nextDay !== null && dayOfTime(now) >= nextDay,
      persons: row.persons,
      detail: detail === null ? null : row.persons > 0 ? detail : detailToText(detail),
      document: hashOrNull(row.document),
      givenRecord: row.record,
      givenAt: timeText(row.at),
      stopped:
        row.stop_record === null || row.stop_at === null || stopper === null
          ? null
          : { record: row.stop_record, time: timeText(row.stop_at), official: stopper, reason: row.stop_reason ?? "" },
      draws: draws
        .filter((draw) => draw.standing === row.number)
        .map(({ record, nth, due_day, movement, at }) => ({
          record,
          nth,
          dueDay: dayText(due_day),
          movement,
          drawnAt: timeText(at),
        })),
    };
  };
}

/** Day on which payment `drawn` + 1 is due, as contracts/services/StandingOrders.sol counts. */
function dueDay(firstDay: number, everyDays: number, drawn: number): number {
  return everyDays === 0 ? addMonths(firstDay, drawn) : firstDay + everyDays * drawn;
}

/** The same day of the month, so many months later; the month's last day where it is shorter. */
export function addMonths(day: number, months: number): number {
  const from = new Date(day * 86_400_000);
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(from.getUTCDate(), last)) / 86_400_000;
}
