// Rebuilds a movement's event as the chain holds it: a function of the stored columns, so that it need not be stored.
import type { RawLog } from "@mingzhang/sdk/api";
import { recordTopics } from "@mingzhang/sdk/abi/records";
import type { Hex } from "@mingzhang/sdk/hex";
import { packTerms } from "@mingzhang/sdk/terms";
import { sql, type SQL } from "../store/drizzle.ts";
import { hex } from "./cells.ts";

export interface RawCells {
  record: number;
  from_id: string;
  to_id: string;
  kind: number;
  flags: number;
  code: number;
  value_date: number;
  cites: string;
  beyond: string;
  amount: string;
  from_position: string;
  to_position: string;
  document: string | null;
  detail: string | null;
}

/** The columns of RawCells over `movements m`. */
export const rawColumns: SQL = sql`m.record::float8 as record, m.from_id::text as from_id, m.to_id::text as to_id, m.kind,
  m.flags, m.code::float8 as code, m.value_date, coalesce(m.cites, 0)::text as cites, m.beyond::text as beyond,
  m.amount::text as amount, m.from_position::text as from_position, m.to_position::text as to_position,
  ${hex("m.document")} as document, ${hex("m.detail")} as detail`;

const word = (value: bigint | number): string => value.toString(16).padStart(64, "0");
const topic = (value: bigint | number): Hex => `0x${word(value)}`;

export function rawLog(raw: RawCells): RawLog {
  const terms = packTerms({
    kind: raw.kind,
    flags: raw.flags,
    code: raw.code,
    valueDate: raw.value_date,
    cites: BigInt(raw.cites),
    beyond: BigInt(raw.beyond),
  });
  const amounts = [raw.amount, raw.from_position, raw.to_position].map((text) => word(BigInt(text)));
  return {
    topics: [recordTopics.Movement, topic(raw.record), topic(BigInt(raw.from_id)), topic(BigInt(raw.to_id))],
    data: `0x${word(terms)}${amounts.join("")}${raw.document ?? word(0)}${raw.detail ?? word(0)}`,
  };
}
