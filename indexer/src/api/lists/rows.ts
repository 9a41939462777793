// Reads a list at a size of the log page by page, each in a transaction of its own: nobody waits for a slow reader.
import type { Checkpoint } from "@mingzhang/sdk/checkpoint";
import { journal } from "../../sync/journal.ts";
import { type ApiContext, readContext } from "../context.ts";
import { expectBlock } from "../export.ts";
import { type List, type Output, type Rows, type Shape, storeAt } from "./list.ts";

const ROWS_AT_ONCE = 1_000;

/** What is read of which list, and when. */
export interface Asked<Row, S extends Shape> {
  list: List<Row, S>;
  query: Output<S>;
  /** The size of the log that the rows are told at. Throws where the chain drops its block meanwhile. */
  checkpoint: Checkpoint;
  /** Seconds since 1970, for effective states. */
  now: number;
  /** Rows of a page. */
  atOnce?: number;
}

export async function* rowsAt<Row, S extends Shape>(
  context: ApiContext,
  { list, query, checkpoint, now, atOnce = ROWS_AT_ONCE }: Asked<Row, S>,
): AsyncGenerator<Row[]> {
  const { size } = checkpoint;
  const of = { ...readContext(context), deployment: context.deployment() };
  let cursor: string | undefined;
  do {
    const page: Rows<Row> = await context.store.read(async (db) => {
      await expectBlock(db, checkpoint);
      const [head] = await journal(db, 1);
      const then = storeAt(db, list, size, head?.nextRecord ?? 0);
      return list.page(then, of, query, { size, now }, { limit: atOnce, cursor });
    });
    yield page.rows;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}
