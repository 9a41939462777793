// Reads a list at a size of the log page by page, each in a transaction of its own: nobody waits for a slow reader.
import type { Checkpoint } from "@mingzhang/sdk/checkpoint";
import type { Past } from "../../read/past.ts";
import type { Db } from "../../store/open.ts";
import { journal } from "../../sync/journal.ts";
import { type ApiContext, readContext } from "../context.ts";
import { expectBlock } from "../export.ts";
import { type List, type Output, type Rows, type Shape, storeAt } from "./list.ts";

const ROWS_AT_ONCE = 1_000;

/** What is read of which list, and when. */
export interface RowsAtSize<Row, S extends Shape> {
  list: List<Row, S>;
  query: Output<S>;
  /** The size of the log that the rows are told at. Throws where the chain drops its block meanwhile. */
  checkpoint: Checkpoint;
  /** Seconds since 1970, for effective states. */
  now: number;
}

const listContext = (context: ApiContext) => ({ ...readContext(context), deployment: context.deployment() });

export async function* rowsAt<Row, S extends Shape>(
  context: ApiContext,
  { list, query, checkpoint, now }: RowsAtSize<Row, S>,
): AsyncGenerator<Row[]> {
  const { size } = checkpoint;
  let cursor: string | undefined;
  // What was made of the past for one page does for the next, until a block comes in between.
  let made: { head: string; past: Past } | null = null;
  do {
    const page: Rows<Row> = await context.store.read(async (db) => {
      await expectBlock(db, checkpoint);
      const [head] = await journal(db, 1);
      if (head === undefined || made?.head !== head.header.hash)
        made = { head: head?.header.hash ?? "", past: new Map() };
      const then = storeAt(db, list, { size, head: head?.nextRecord ?? 0, past: made.past });
      return list.page(then, listContext(context), query, { size, now }, { limit: ROWS_AT_ONCE, cursor });
    });
    yield page.rows;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}

/** Throws what reading the list would where a filter does not fit: that hangs on no size of the log, so a row of now does. */
export async function expectFilters<Row, S extends Shape>(
  db: Db,
  context: ApiContext,
  { list, query }: Pick<RowsAtSize<Row, S>, "list" | "query">,
): Promise<void> {
  const [head] = await journal(db, 1);
  const pin = { size: head?.nextRecord ?? 0, now: head?.header.time ?? 0 };
  await list.page(db, listContext(context), query, pin, { limit: 1, cursor: undefined });
}
