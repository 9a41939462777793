// Reads the movements that a trail names, up to thousands at once: what is shown of each, and no more.
import type { TrailMovementRow } from "@mingzhang/sdk/api-trails";
import { dayText, timeText } from "@mingzhang/sdk/days";
import { kindByNumber } from "@mingzhang/sdk/kinds";
import { FLAG_IMPORTED } from "@mingzhang/sdk/terms";
import { sql } from "../../store/drizzle.ts";
import type { Db } from "../../store/open.ts";
import { hashOrNull, hex, numbers, rowsAtOnce } from "../cells.ts";
import { classCode, functionCode } from "../codes.ts";
import { awaitsConfirmation } from "../filters.ts";
import type { ReadContext } from "../movements.ts";
import { Refs } from "../refs.ts";

interface Cells {
  record: number;
  kind: number;
  flags: number;
  code: number;
  from_id: string;
  to_id: string;
  amount: string;
  fund: string | null;
  other_fund: string | null;
  line: string | null;
  agency: number | null;
  payee: number | null;
  payer: number | null;
  year: number | null;
  value_date: number;
  posted_at: number;
  payee_kind: number | null;
  func: number | null;
  undone: string;
  final: boolean;
  awaits: boolean;
  confirmed_record: number | null;
  confirmed_date: number | null;
  confirmed_document: string | null;
}

/** The movements by record, as of the records before `below`. Throws for a number that is none: then the store is broken. */
export async function trailRows(
  db: Db,
  context: ReadContext,
  records: Iterable<number>,
  below: number,
): Promise<ReadonlyMap<number, TrailMovementRow>> {
  const wanted = [...new Set(records)];
  // Row by row by its key: a plan for many rows would read the whole table.
  const rows = await rowsAtOnce<Cells>(
    db,
    sql`
    select m.record::float8 as record, m.kind, m.flags, m.code::float8 as code, m.from_id::text as from_id,
      m.to_id::text as to_id, m.amount::text as amount, m.fund::text as fund, m.other_fund::text as other_fund,
      m.line::text as line, m.agency, m.payee, m.payer, m.year, m.value_date, m.posted_at::float8 as posted_at,
      p.kind as payee_kind, l.func, m.block <= (select max(number) from blocks) - ${context.finalityDepth} as final,
      coalesce((select sum(u.amount) from movements u where u.cites = m.record and u.record < ${below}), 0)::text as undone,
      ${awaitsConfirmation(below)} as awaits, c.record::float8 as confirmed_record, c.value_date as confirmed_date,
      ${hex("c.document")} as confirmed_document
    from ${numbers(wanted)} as w(record)
      cross join lateral (select * from movements x where x.record = w.record limit 1) m
      join accounts f on f.id = m.fund
      left join accounts l on l.id = m.line
      left join parties p on p.id = m.payee
      left join confirmations c on c.movement = m.record and c.record < ${below}`,
  );
  if (rows.length !== wanted.length) throw new Error(`The store has ${rows.length} of ${wanted.length} movements.`);
  const refs = await Refs.load(
    db,
    rows.flatMap((row) => [row.from_id, row.to_id, row.fund, row.other_fund, row.line]),
    rows.flatMap((row) => [row.agency, row.payee, row.payer]),
  );
  return new Map(rows.map((row) => [row.record, toRow(row, refs)]));
}

function toRow(row: Cells, refs: Refs): TrailMovementRow {
  const kind = kindByNumber(row.kind);
  return {
    record: row.record,
    kind: kind.name,
    from: refs.account(row.from_id),
    to: refs.account(row.to_id),
    payee: refs.partyOrNull(row.payee),
    payer: refs.partyOrNull(row.payer),
    fund: refs.accountOrNull(row.fund),
    otherFund: refs.accountOrNull(row.other_fund),
    line: refs.accountOrNull(row.line),
    agency: refs.partyOrNull(row.agency),
    function: row.func === null ? null : functionCode(row.func),
    class: row.kind <= 2 ? classCode(row.code) : null,
    year: row.year,
    amount: row.amount,
    undone: row.undone,
    persons: kind.name === "payment" && row.payee_kind === 4 ? row.code : null,
    valueDate: row.value_date === 0 ? null : dayText(row.value_date),
    postedAt: timeText(row.posted_at),
    confirmed:
      row.confirmed_record === null || row.confirmed_date === null
        ? null
        : {
            record: row.confirmed_record,
            valueDate: dayText(row.confirmed_date),
            document: hashOrNull(row.confirmed_document),
          },
    awaitsConfirmation: row.awaits,
    imported: (row.flags & FLAG_IMPORTED) !== 0,
    final: row.final,
  };
}
