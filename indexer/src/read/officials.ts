// Reads the roster as it is at a moment: the seats in force.
import type { Seat } from "@mingzhang/sdk/api-cases";
import { DUTIES, nameOf } from "@mingzhang/sdk/cases/words";
import type { Hex } from "@mingzhang/sdk/hex";
import { sql, type SQL } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { CaseRefs } from "./case-refs.ts";
import { hash, hex, momentText } from "./cells.ts";
import { agencyTree } from "./filters.ts";

interface Cells {
  record: number;
  official: number;
  agency: number;
  duty: number;
  holder: string;
  from_time: number;
  until_time: number;
}

/** Seats in force at a moment, as a relation: of each seat the last record counts. */
export const seatsAt = (now: number): SQL => sql`(select t.* from (
  select distinct on (agency, duty, holder) * from seats order by agency, duty, holder, record desc) t
  where not t.ended and t.from_time <= ${now} and t.until_time > ${now})`;

export interface SeatRequest {
  /** And those under it. */
  agency?: number | undefined;
  address?: Hex | undefined;
  official?: number | undefined;
}

/** Seats in force by agency, duty and official. */
export async function seatsInForce(db: Db, now: number, request: SeatRequest): Promise<Seat[]> {
  const all: SQL[] = [sql`true`];
  if (request.agency !== undefined) all.push(sql`s.agency = any(${agencyTree(request.agency)})`);
  if (request.address !== undefined) all.push(sql`s.holder = decode(${request.address.slice(2).toLowerCase()}, 'hex')`);
  if (request.official !== undefined) all.push(sql`s.official = ${request.official}`);
  const rows = await db.rows<Cells>(sql`
    select s.record::float8 as record, s.official, s.agency, s.duty, ${hex("s.holder")} as holder,
      s.from_time::float8 as from_time, s.until_time::float8 as until_time
    from ${seatsAt(now)} s where ${sql.join(all, sql` and `)} order by s.agency, s.duty, s.official, s.holder`);
  const refs = await CaseRefs.load(db, {
    officials: rows.map((row) => row.official),
    parties: rows.map((row) => row.agency),
  });
  return rows.flatMap((row): Seat[] => {
    const official = refs.official(row.official);
    if (official === null) return [];
    return [
      {
        official,
        duty: nameOf(DUTIES, row.duty, "duty"),
        agency: refs.names.party(row.agency),
        holder: hash(row.holder),
        from: momentText(row.from_time),
        until: momentText(row.until_time),
        record: row.record,
      },
    ];
  });
}

/** Official to whom an address belongs, for ever; null for none. */
export async function officialNumberOf(db: Db, address: Hex): Promise<number | null> {
  const [row] = await db.rows<{ official: number }>(
    sql`select official from seats where holder = decode(${address.slice(2).toLowerCase()}, 'hex') limit 1`,
  );
  return row?.official ?? null;
}
