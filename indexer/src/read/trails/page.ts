// Makes answers of trails: a page of steps with the movements that they name, and what a receipt paid for.
import type { Movement } from "@mingzhang/sdk/api";
import type {
  ReceiptSpent,
  TrailMovementRow,
  TrailPage,
  TrailScope,
  TrailStepRow,
  TrailSum,
} from "@mingzhang/sdk/api-trails";
import { sumsByEnd, sumsByMovement, type TrailStep } from "@mingzhang/sdk/trails";
import { sql } from "drizzle-orm";
import type { Db } from "../../store/open.ts";
import { numbers } from "../cells.ts";
import { BadParameter } from "../errors.ts";
import { movementsByRecord, type ReadContext } from "../movements.ts";
import { Refs } from "../refs.ts";
import { type Followed, followTrail, PAGE_VISITS, type TrailAsked } from "./follow.ts";
import { loadMovement } from "./load.ts";

/** Pieces that are summed up for one answer about a receipt. */
const PIECES_OF_RECEIPT = 1_000;

/** One page of a trail with everything to show it. Throws BadParameter and NotFound. */
export async function trailPage(db: Db, context: ReadContext, asked: TrailAsked): Promise<TrailPage> {
  const followed = await followTrail(db, asked);
  const { steps } = followed.trail;
  const movements = await rowsOf(db, context, [asked.record, ...steps.map(({ record }) => Number(record))]);
  const refs = await accountsOf(
    db,
    steps.flatMap(({ ends }) => ends.map(({ account }) => account)),
  );
  return {
    ...scope(asked.record, movements, followed),
    book: asked.book,
    direction: asked.direction,
    part: steps[0]?.part ?? null,
    depth: asked.depth,
    steps: steps.map((step) => stepRow(step, followed.start, refs)),
    movements: [...movements.values()].sort((a, b) => a.record - b.record).map(trailMovement),
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
  const movements = await rowsOf(db, context, [asked.record, ...listed.map(({ record }) => Number(record))]);
  const refs = await accountsOf(
    db,
    listed.map(({ account }) => account),
  );
  return {
    ...scope(asked.record, movements, followed),
    receipt: trailMovement(movementOf(movements, asked.record)),
    items: listed.map(({ end, amount, pieces, recovered, record, account }) => ({
      end,
      amount: amount.toString(),
      pieces,
      recovered: recovered.toString(),
      movement: trailMovement(movementOf(movements, Number(record))),
      account: refs.accountOrNull(account === null ? null : account.toString()),
    })),
    smaller:
      rest.length === 0
        ? null
        : { count: rest.length, amount: rest.reduce((sum, { amount }) => sum + amount, 0n).toString() },
  };
}

function scope(record: number, movements: ReadonlyMap<number, Movement>, followed: Followed): TrailScope {
  const { trail, records, offset, amount, start, next } = followed;
  const { currency, exponent } = movementOf(movements, record);
  return {
    record,
    currency,
    exponent,
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

/** Movements by record. A page names at most as many as it may visit. */
async function rowsOf(db: Db, context: ReadContext, records: readonly number[]): Promise<Map<number, Movement>> {
  const found = await movementsByRecord(
    db,
    context,
    sql`m.record in ${numbers([...new Set(records)])}`,
    PAGE_VISITS + 1,
  );
  return new Map(found.map((movement) => [movement.record, movement]));
}

function movementOf(movements: ReadonlyMap<number, Movement>, record: number): Movement {
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

function trailMovement(movement: Movement): TrailMovementRow {
  const { record, kind, from, to, payee, payer, fund, otherFund, line, agency, year, amount, undone } = movement;
  const { persons, valueDate, postedAt, confirmed, awaitsConfirmation, imported, final } = movement;
  return {
    record,
    kind,
    from,
    to,
    payee,
    payer,
    fund,
    otherFund,
    line,
    agency,
    function: movement.function,
    class: movement.class,
    year,
    amount,
    undone,
    persons,
    valueDate,
    postedAt,
    confirmed,
    awaitsConfirmation,
    imported,
    final,
  };
}
