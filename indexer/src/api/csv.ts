// Movements as CSV: exactly what the filters say, streamed page by page, safe to open in a spreadsheet.
import type { HttpBindings } from "@hono/node-server";
import type { Movement, MovementSort, SortOrder } from "@mingzhang/sdk/api";
import { decimalText } from "@mingzhang/sdk/money";
import { csvField } from "@mingzhang/sdk/text";
import type { Context } from "hono";
import { stream } from "hono/streaming";
import type { MovementFilters } from "../read/filters.ts";
import { movementPage } from "../read/movements.ts";
import { journal } from "../sync/journal.ts";
import { type ApiContext, readContext } from "./context.ts";

export const CSV_TYPE = "text/csv; charset=utf-8; header=present";
const ROWS_AT_ONCE = 1_000;
/** Tells spreadsheets that the file is UTF-8. */
const BOM = "\uFEFF";

type Column = (movement: Movement) => string | number | boolean | null | undefined;

const COLUMNS: Record<string, Column> = {
  record: (m) => m.record,
  kind: (m) => m.kind,
  from: (m) => m.from.id,
  from_name: (m) => m.from.name,
  from_other_name: (m) => m.from.otherName,
  to: (m) => m.to.id,
  to_name: (m) => m.to.name,
  to_other_name: (m) => m.to.otherName,
  payee: (m) => m.payee?.id,
  payee_name: (m) => m.payee?.name,
  payee_other_name: (m) => m.payee?.otherName,
  payer: (m) => m.payer?.id,
  payer_name: (m) => m.payer?.name,
  payer_other_name: (m) => m.payer?.otherName,
  agency: (m) => m.agency?.id,
  agency_name: (m) => m.agency?.name,
  agency_other_name: (m) => m.agency?.otherName,
  fund: (m) => m.fund?.id,
  line: (m) => m.line?.id,
  line_name: (m) => m.line?.name,
  line_other_name: (m) => m.line?.otherName,
  function: (m) => m.function?.code,
  economic: (m) => m.economic?.code,
  class: (m) => m.class?.code,
  year: (m) => m.year,
  amount_minor: (m) => m.amount,
  amount: (m) => decimalText(BigInt(m.amount), m.exponent),
  currency: (m) => m.currency,
  value_date: (m) => m.valueDate,
  posted_at: (m) => m.postedAt,
  persons: (m) => m.persons,
  reference: (m) => m.detail,
  document: (m) => m.document,
  cites: (m) => m.cites,
  undone_minor: (m) => m.undone,
  settlement: (m) => m.settlement,
  confirmed_record: (m) => m.confirmed?.record,
  awaits_confirmation: (m) => m.awaitsConfirmation,
  advance: (m) => m.flags.includes("advance"),
  imported: (m) => m.imported,
  block: (m) => m.chain.block,
  transaction: (m) => m.chain.transaction,
  log_index: (m) => m.chain.logIndex,
};

export const CSV_HEADER = Object.keys(COLUMNS).join(",");

export function csvRow(movement: Movement): string {
  return Object.values(COLUMNS)
    .map((column) => csvField(String(column(movement) ?? "")))
    .join(",");
}

export interface CsvRequest {
  filters: MovementFilters;
  sort: MovementSort;
  order: SortOrder;
}

/** All rows at the head of now. If the chain drops that head meanwhile, the download breaks off rather than mix two. */
export async function csvResponse(c: Context, context: ApiContext, request: CsvRequest): Promise<Response> {
  const [head] = await journal(context.store, 1);
  const read = (cursor: string | undefined) =>
    context.store.read(async (db) => {
      const [now] = await journal(db, 1, head?.header.number);
      if (now?.header.hash !== head?.header.hash) throw new Error("The chain dropped the head of this download.");
      const filters = { ...request.filters, below: head?.nextRecord ?? 0 };
      return movementPage(db, readContext(context), { ...request, filters, limit: ROWS_AT_ONCE, cursor });
    });
  // The first page is read before anything is sent, so that a filter that does not fit is still a problem document.
  const first = await read(undefined);
  c.header("content-type", CSV_TYPE);
  c.header("content-disposition", 'attachment; filename="movements.csv"');
  c.header("cache-control", "no-store");
  c.header("vary", "Accept");
  return stream(
    c,
    async (out) => {
      await out.write(`${BOM}${CSV_HEADER}\r\n`);
      let page = first;
      for (;;) {
        if (page.items.length > 0) await out.write(`${page.items.map(csvRow).join("\r\n")}\r\n`);
        if (page.next === null || out.aborted) break;
        page = await read(page.next);
      }
    },
    async (error) => {
      context.log.warn({ err: error }, "a download broke off");
      // Ends the connection without its proper end, so that nobody takes the part for the whole.
      (c.env as Partial<HttpBindings>).outgoing?.destroy();
    },
  );
}
