// Makes answers of trails: a page of steps with the movements that they name, and what a receipt paid for.
import type {
  ReceiptSpent,
  TrailMovementRow,
  TrailPage,
  TrailScope,
  TrailStepRow,
  TrailSum,
} from "@mingzhang/sdk/api-trails";
import { sumsByEnd, sumsByMovement, type TrailStep } from "@mingzhang/sdk/trails";
import { sql } from "../../store/drizzle.ts";
import type { Db } from "../../store/open.ts";
import { BadParameter } from "../errors.ts";
import type { ReadContext } from "../movements.ts";
import { Refs } from "../refs.ts";
import { type Followed, followTrail, type TrailAsked } from "./follow.ts";
import { loadMovement } from "./load.ts";
import { trailRows } from "./rows.ts";

type Currency = Pick<TrailScope, "currency" | "exponent">;

/** Pieces that are summed up for one answer about a receipt. */
const PIECES_OF_RECEIPT = 1_000;

/** One page of a trail with everything to show it. Throws BadParameter and NotFound. */
export async function trailPage(db: Db, context: ReadContext, asked: TrailAsked): Promise<TrailPage> {
  const followed = await followTrail(db, asked);
  const { steps } = followed.trail;
  const movements = await trailRows(
    db,
    context,
    [asked.record, ...steps.map(({ record }) => Number(record))],
    followed.records,
  );
  const refs = await accountsOf(
    db,
    steps.flatMap(({ ends }) => ends.map(({ account }) => account)),
  );
  return {
    ...scope(asked.record, await currencyOf(db, asked.record), followed),
    book: asked.book,
    direction: asked.direction,
    part: steps[0]?.part ?? null,
    depth: asked.depth,
    steps: steps.map((step) => stepRow(step, followed.start, refs)),
    movements: [...movements.values()].sort((a, b) => a.record - b.record),
  };
}

/** What a receipt paid for, and what of it is still unspent. Throws BadParameter for what is no receipt, and NotFound. */
export async function receiptSpent(
  db: Db,
  context: ReadContext,
  asked: Pick<TrailAsked, "record" | "at" | "limit" | "cursor">,
): Promise<ReceiptSpent> {
  const movement = await loadMovement(db, asked.record, Number.MAX_SAFE_INTEGER);
  if (movement !== null && movement.kind !== "receipt") {
    const remedy = `It is a ${movement.kind}: follow it by /v1/movements/${asked.record}/trail.`;
    throw new BadParameter("record", String(asked.record), remedy);
  }
  const followed = await followTrail(db, {
    ...asked,
    book: "cash",
    direction: "forward",
    part: null,
    offset: 0n,
    amount: null,
    depth: null,
    limit: PIECES_OF_RECEIPT,
  });
  const sums = sumsByMovement(followed.trail);
  const listed = sums.slice(0, asked.limit);
  const rest = sums.slice(asked.limit);
  const movements = await trailRows(
    db,
    context,
    [asked.record, ...listed.map(({ record }) => Number(record))],
    followed.records,
  );
  const refs = await accountsOf(
    db,
    listed.map(({ account }) => account),
  );
  return {
    ...scope(asked.record, await currencyOf(db, asked.record), followed),
    receipt: movementOf(movements, asked.record),
    items: listed.map(({ end, amount, pieces, recovered, record, account }) => ({
      end,
      amount: amount.toString(),
      pieces,
      recovered: recovered.toString(),
      movement: movementOf(movements, Number(record)),
      account: refs.accountOrNull(account === null ? null : account.toString()),
    })),
    smaller:
      rest.length === 0
        ? null
        : { count: rest.length, amount: rest.reduce((sum, { amount }) => sum + amount, 0n).toString() },
  };
}

function scope(record: number, currency: Currency, followed: Followed): TrailScope {
  const { trail, records, offset, amount, start, next } = followed;
  return {
    record,
    ...currency,
    records,
    offset: offset.toString(),
    amount: amount.toString(),
    start: start.toString(),
    followed: trail.followed.toString(),
    left: (amount - start - trail.followed).toString(),
    sums: sumsByEnd(trail).map((sum): TrailSum => ({ ...sum, amount: sum.amount.toString() })),
    pieces: trail.pieces,
    visits: trail.visits,
    next,
  };
}

/** A step of a page that begins at `page` of the whole amount. */
function stepRow(step: TrailStep, page: bigint, refs: Refs): TrailStepRow {
  return {
    parent: step.parent,
    record: Number(step.record),
    part: step.part,
    start: (page + step.start).toString(),
    amount: step.amount.toString(),
    offset: step.offset.toString(),
    depth: step.depth,
    recovered: step.recovered,
    ends: step.ends.map(({ end, start, amount, account }) => ({
      end,
      start: (page + start).toString(),
      amount: amount.toString(),
      account: refs.accountOrNull(account === null ? null : account.toString()),
    })),
  };
}

async function currencyOf(db: Db, record: number): Promise<Currency> {
  const [row] = await db.rows<Currency>(
    sql`select f.currency, f.exponent from movements m join accounts f on f.id = m.fund where m.record = ${record}`,
  );
  if (row === undefined) throw new Error(`The store has no currency of movement ${record}.`);
  return row;
}

function movementOf(movements: ReadonlyMap<number, TrailMovementRow>, record: number): TrailMovementRow {
  const movement = movements.get(record);
  if (movement === undefined) throw new Error(`The store has no movement ${record}.`);
  return movement;
}

function accountsOf(db: Db, accounts: readonly (bigint | null)[]): Promise<Refs> {
  return Refs.load(
    db,
    accounts.map((account) => (account === null ? null : account.toString())),
    [],
  );
}
