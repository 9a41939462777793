// Reads one movement with all that belongs to it: what it cites, what cites it, its accounts above, its raw event.
import type { AccountRef, Movement, MovementDetail, RawLog } from "@mingzhang/sdk/api";
import { recordTopics } from "@mingzhang/sdk/abi/records";
import type { Hex } from "@mingzhang/sdk/hex";
import { packTerms } from "@mingzhang/sdk/terms";
import { sql } from "drizzle-orm";
import type { Db } from "../store/open.ts";
import { citing, movementsByRecord, type ReadContext } from "./movements.ts";
import { Refs } from "./refs.ts";

interface RawCells {
  from_id: string;
  to_id: string;
  kind: number;
  flags: number;
  code: number;
  value_date: number;
  cites: string;
  beyond: string;
}

/** One movement by its record number, without the sender, whom only the node knows. Null if there is none. */
export async function movementDetail(
  db: Db,
  context: ReadContext,
  record: number,
): Promise<Omit<MovementDetail, "transactionFrom"> | null> {
  const [movement] = await movementsByRecord(db, context, sql`m.record = ${record}`, 1);
  const [raw] = await db.rows<RawCells>(sql`
    select from_id::text as from_id, to_id::text as to_id, kind, flags, code::float8 as code, value_date,
      coalesce(cites, 0)::text as cites, beyond::text as beyond
    from movements where record = ${record}`);
  if (movement === undefined || raw === undefined) return null;
  const cited = movement.cites === null ? [] : await citing(db, sql`m.record = ${movement.cites}`);
  return {
    ...movement,
    raw: rawLog(movement, raw),
    citesMovement: cited[0] ?? null,
    citedBy: await citing(db, sql`m.cites = ${record}`),
    authority: await authority(db, [raw.from_id, raw.to_id]),
  };
}

const word = (value: bigint | number): string => value.toString(16).padStart(64, "0");
const topic = (value: bigint | number): Hex => `0x${word(value)}`;

/** The event as the chain holds it. It is a function of the columns, so that it need not be stored. */
export function rawLog(movement: Movement, raw: RawCells): RawLog {
  const terms = packTerms({
    kind: raw.kind,
    flags: raw.flags,
    code: raw.code,
    valueDate: raw.value_date,
    cites: BigInt(raw.cites),
    beyond: BigInt(raw.beyond),
  });
  const amounts = [movement.amount, movement.fromPosition, movement.toPosition].map((text) => word(BigInt(text)));
  const document = movement.document?.slice(2) ?? word(0);
  return {
    topics: [recordTopics.Movement, topic(movement.record), topic(BigInt(raw.from_id)), topic(BigInt(raw.to_id))],
    data: `0x${word(terms)}${amounts.join("")}${document}${movement.detailRaw.slice(2)}`,
  };
}

/** Lines, allotments and commitments that the movement touches or that stand above what it touches, and acts. */
async function authority(db: Db, accounts: string[]): Promise<AccountRef[]> {
  const rows = await db.rows<{ id: string }>(sql`
    select distinct x.id::text as id, x.id as place from accounts a
      cross join lateral (values (a.line), (a.allotment), (case when a.kind in (3, 6) then a.id end)) as x(id)
    where a.id in (${sql.join(
      accounts.map((id) => sql`${id}::bigint`),
      sql`, `,
    )}) and x.id is not null order by x.id`);
  const refs = await Refs.load(
    db,
    rows.map((row) => row.id),
    [],
  );
  return rows.map((row) => refs.account(row.id));
}
