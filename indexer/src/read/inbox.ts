// Reads what waits for one address: to decide by its seats, returned to it, and its own cases under way.
import type { Inbox, InboxCase, InboxList } from "@mingzhang/sdk/api-cases";
import { DUTIES, nameOf, STATUSES, wordByName } from "@mingzhang/sdk/cases/words";
import { timeText } from "@mingzhang/sdk/days";
import type { Hex } from "@mingzhang/sdk/hex";
import { FOREVER } from "../cases/phases.ts";
import { DECIDED } from "../cases/replay.ts";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { CaseRefs } from "./case-refs.ts";
import { caseOf, casesAt, casesWhere, dueAt, overdueAt } from "./cases.ts";
import { numbers } from "./cells.ts";
import { officialNumberOf, seatsAt, seatsInForce } from "./officials.ts";

const MOST = 200;
const status = (name: "open" | "returned" | "approved") => wordByName(STATUSES, name, "status").number;

/** @param address in lower case */
export async function inboxOf(db: Db, now: number, address: Hex): Promise<Inbox> {
  const number = (await officialNumberOf(db, address)) ?? 0;
  const seats = await seatsInForce(db, now, { address });
  const refs = await CaseRefs.load(db, { officials: [number] });
  const holder = sql`decode(${address.slice(2)}, 'hex')`;
  const own = sql`(c.submitter = ${holder} or (c.official <> 0 and c.official = ${number}))`;
  const waiting = deskOf(now, holder, number);
  const toDecide = await list(db, now, sql`p.status = ${status("open")} and exists (${waiting})`, holder, number);
  const returned = await list(db, now, sql`p.status = ${status("returned")} and ${own}`, holder, 0);
  const mine = await list(db, now, sql`p.status in (${status("open")}, ${status("approved")}) and ${own}`, holder, 0);
  return { asOf: timeText(now), address, official: refs.official(number), seats, toDecide, returned, mine };
}

/**
 * Desks of the case `c` at which the address has a seat and may decide: its official neither submitted the case, nor
 * approved in this round, nor declared a conflict (act 3).
 */
const deskOf = (now: number, holder: SQL, official: number): SQL => sql`
  select d.number, d.step, d.duty, d.agency from case_desks d
    join ${seatsAt(now)} s on s.agency = d.agency and s.duty = d.duty and s.holder = ${holder}
  where d.number = c.number and d.who = 1 and d.from_time <= ${now} and d.until_time > ${now}
    and c.official <> ${official}
    and not exists (select 1 from case_acts a where a.id = c.id and a.official = ${official}
      and ((a.kind = ${DECIDED} and a.round = c.round) or (a.kind = 3 and a.verdict = 3)))`;

/** @param official whose desks are to be told, 0 for none */
async function list(db: Db, now: number, where: SQL, holder: SQL, official: number): Promise<InboxList> {
  const [counted] = await db.rows<{ total: number }>(
    sql`select count(*)::float8 as total from ${casesAt(now)} where ${where}`,
  );
  const total = counted?.total ?? 0;
  if (total === 0) return { items: [], total };
  const order = sql`order by ${overdueAt(now)} desc, coalesce(${dueAt(now)}, ${FOREVER}::bigint), c.number limit ${MOST}`;
  const rows = await casesWhere(db, now, where, order);
  const item = await caseOf(db, now, rows);
  const decides =
    official === 0 ? new Map<number, InboxCase["decides"]>() : await desks(db, now, rows, holder, official);
  return { items: rows.map((row) => ({ ...item(row), decides: decides.get(row.number) ?? [] })), total };
}

async function desks(
  db: Db,
  now: number,
  cases: readonly { number: number }[],
  holder: SQL,
  official: number,
): Promise<Map<number, InboxCase["decides"]>> {
  const wanted = numbers(cases.map((each) => each.number));
  const rows = await db.rows<{ number: number; step: number; duty: number; agency: number }>(sql`
    select w.number::float8 as number, w.step, w.duty, w.agency from cases c
      cross join lateral (${deskOf(now, holder, official)}) w where c.number in ${wanted} order by w.number, w.step`);
  const refs = await CaseRefs.load(db, { parties: rows.map((row) => row.agency) });
  const found = new Map<number, InboxCase["decides"]>();
  for (const { number, step, duty, agency } of rows) {
    const entry = { step, duty: nameOf(DUTIES, duty, "duty"), agency: refs.names.party(agency) };
    found.set(number, [...(found.get(number) ?? []), entry]);
  }
  return found;
}
