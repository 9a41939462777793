// Computes a list of movements, or a figure, as it was at a size of the log, as it is now, and what happened in between.
import type { Hash } from "@mingzhang/sdk/api";
import type { Citation, CitedCorrection } from "@mingzhang/sdk/api-citations";
import type { Checkpoint } from "@mingzhang/sdk/checkpoint";
import { timeText } from "@mingzhang/sdk/days";
import type { FigureName } from "@mingzhang/sdk/figures";
import { kindByNumber } from "@mingzhang/sdk/kinds";
import { sql } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { journal } from "../sync/journal.ts";
import { BadParameter, NotFound } from "./errors.ts";
import type { Indexed } from "../sync/state.ts";
import { difference, expectFigure, figureAt } from "./figures.ts";
import { type MovementFilters, movementWhere } from "./filters.ts";
import { checkpointAt } from "./log.ts";
import { sumMovements } from "./movement-sums.ts";
import { namedFound } from "./named-found.ts";

/** Corrections, or changes, that are named one by one. */
const MOST = 50;

export interface CitationQuery {
  filters: MovementFilters;
  figure: FigureName | undefined;
  size: number;
  /** Hash of the block that the log has that size after, as the one who cited it knew it. */
  block: Hash | undefined;
}

/** Whether it can be cited, without counting anything. Throws BadParameter, and NotFound where there is no such thing. */
export async function expectCitable(db: Db, query: CitationQuery): Promise<{ head: Indexed; checkpoint: Checkpoint }> {
  const { filters, figure, size, block } = query;
  const [head] = await journal(db, 1);
  const checkpoint = await pinned(db, head?.nextRecord ?? 0, size, block);
  if (head === undefined) throw new NotFound(`record ${size - 1}`, "Nothing is indexed yet.");
  await namedFound(db, filters);
  if (figure === undefined) movementWhere(filters);
  else await expectFigure(db, { name: figure, filters });
  return { head, checkpoint };
}

/** Throws BadParameter, and NotFound where there is no such thing. */
export async function citationOf(db: Db, query: CitationQuery): Promise<Citation> {
  const { filters, figure, size } = query;
  const { head, checkpoint } = await expectCitable(db, query);
  const { root, blockNumber, blockHash, time } = checkpoint;
  const at = {
    size,
    root,
    block: { number: blockNumber, hash: blockHash, time: timeText(time) },
    indexed: {
      size: head.nextRecord,
      block: { number: head.header.number, hash: head.header.hash, time: timeText(head.header.time) },
    },
  };
  if (figure !== undefined) {
    const cited = await figureAt(db, { name: figure, filters }, size, { head: head.nextRecord, most: MOST });
    return { figure, ...at, ...cited, gone: [], corrected: [], corrections: 0 };
  }
  const before = { ...filters, below: size };
  const now = await sumMovements(db, filters);
  const added = size === head.nextRecord ? [] : await sumMovements(db, { ...filters, since: size });
  // Nothing but a confirmation makes a movement pass no more: else what was there is what is there less what came.
  const then = filters.confirmed === undefined ? difference(now, added) : await sumMovements(db, before);
  const { corrected, corrections } = await correctionsSince(db, before, size);
  const gone = difference([...then, ...added], now);
  return { figure: null, ...at, then, now, added, gone, corrected, corrections, changes: [] };
}

/** The checkpoint that a citation is pinned to. Throws BadParameter, which says what a fork may have to do with it. */
export async function pinned(db: Db, head: number, size: number, block: Hash | undefined): Promise<Checkpoint> {
  const gone =
    block === undefined
      ? ""
      : " Where it was otherwise once, a reorganisation of the chain has taken the block back: cite it anew.";
  if (size > head) {
    throw new BadParameter("size", String(size), `The indexed log has ${head} records: see /v1/status.${gone}`);
  }
  const checkpoint = await checkpointAt(db, size).catch((error: unknown) => {
    if (!(error instanceof BadParameter)) throw error;
    throw new BadParameter(error.field, error.value, `${error.remedy}${gone}`);
  });
  if (block !== undefined && block !== checkpoint.blockHash) {
    throw new BadParameter(
      "block",
      block,
      `The log has ${size} records after block ${checkpoint.blockNumber}, which is ${checkpoint.blockHash}. Either the ` +
        "link is mistyped, or a reorganisation of the chain has put that block in the place of yours: cite it anew.",
    );
  }
  return checkpoint;
}

interface Cells {
  record: number;
  kind: number;
  currency: string;
  exponent: number;
  amount: string;
  cites: number;
  all: number;
}

async function correctionsSince(
  db: Db,
  before: MovementFilters,
  size: number,
): Promise<Pick<Citation, "corrected" | "corrections">> {
  const rows = await db.rows<Cells>(sql`
    select u.record::float8 as record, u.kind, f.currency, f.exponent, u.amount::text as amount,
      u.cites::float8 as cites, (count(*) over ())::float8 as all
    from movements u join movements m on m.record = u.cites join accounts f on f.id = u.fund
    where u.record >= ${size} and u.cites < ${size} and ${movementWhere(before)}
    order by u.record desc limit ${MOST}`);
  const corrected = rows.map(({ record, kind, currency, exponent, amount, cites }): CitedCorrection => ({
    record,
    kind: kindByNumber(kind).name,
    currency,
    exponent,
    amount,
    cites,
  }));
  return { corrected, corrections: rows[0]?.all ?? 0 };
}
