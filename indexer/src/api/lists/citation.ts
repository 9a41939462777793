// A list as it was at a size of the log, as it is now, and which rows made the difference.
import { parseAccount } from "@mingzhang/sdk/accounts";
import type { Hash } from "@mingzhang/sdk/api";
import type { CitedCell, CitedCount, CitedRow, ListCitation } from "@mingzhang/sdk/api-citations";
import type { Checkpoint } from "@mingzhang/sdk/checkpoint";
import { timeText } from "@mingzhang/sdk/days";
import { pinned } from "../../read/citations.ts";
import { BadParameter, NotFound } from "../../read/errors.ts";
import { parameter } from "../../read/filters.ts";
import { checkpointAt } from "../../read/log.ts";
import { namedFound } from "../../read/named-found.ts";
import { sql } from "../../store/drizzle.ts";
import type { Db } from "../../store/open.ts";
import { journal } from "../../sync/journal.ts";
import { chainNow } from "../clock.ts";
import type { ApiContext } from "../context.ts";
import { type Cell, type Column, cellsOf, Sums } from "./columns.ts";
import type { List, Output, Shape } from "./list.ts";
import { rowsAt } from "./rows.ts";

/** Rows that are told one by one. */
const MOST = 50;
/** Rows of either time that are compared. */
const MOST_ROWS = 10_000;

export interface ListCitationQuery<S extends Shape> {
  query: Output<S>;
  size: number;
  /** Hash of the block that the log has that size after, as the one who cited it knew it. */
  block: Hash | undefined;
}

interface Pins {
  then: Checkpoint;
  now: Checkpoint;
}

/** Throws BadParameter, and NotFound where what the filters name is not there. */
export async function expectListCitable<S extends Shape>(db: Db, asked: ListCitationQuery<S>): Promise<Pins> {
  const [head] = await journal(db, 1);
  const then = await pinned(db, head?.nextRecord ?? 0, asked.size, asked.block);
  if (head === undefined) throw new NotFound(`record ${asked.size - 1}`, "Nothing is indexed yet.");
  await expectNamed(db, asked.query);
  return { then, now: await checkpointAt(db, head.nextRecord) };
}

/** Throws what `expectListCitable` does, and BadParameter where the list has more rows than are compared. */
export async function listCitation<Row, S extends Shape>(
  context: ApiContext,
  list: List<Row, S>,
  asked: ListCitationQuery<S>,
): Promise<ListCitation> {
  const pins = await context.store.read((db) => expectListCitable(db, asked));
  const clock = Math.max(await chainNow(context), pins.now.time);
  const { query, size } = asked;
  const before = new Map<string, Cell[]>();
  const then = new Count(list);
  for await (const rows of rowsAt(context, { list, query, checkpoint: pins.then, now: pins.then.time })) {
    for (const cells of then.add(rows, size)) before.set(keyOf(list, cells), cells);
  }
  const changes: CitedRow[] = [];
  const counts = { added: 0, gone: 0, changed: 0 };
  const tell = (change: CitedRow["change"], cells: Cell[], old: Cell[] | undefined) => {
    counts[change] += 1;
    if (changes.length < MOST)
      changes.push({ change, row: namedCells(list, cells), before: differing(list, cells, old) });
  };
  const now = new Count(list);
  for await (const rows of rowsAt(context, { list, query, checkpoint: pins.now, now: clock })) {
    for (const cells of now.add(rows, size)) {
      const old = takeOld(before, list, cells);
      if (old === undefined) tell("added", cells, undefined);
      else if (old.some((cell, at) => cell !== cells[at])) tell("changed", cells, old);
    }
  }
  for (const cells of before.values()) tell("gone", cells, undefined);
  const asOf = (seconds: number) => (list.byClock ? timeText(seconds) : null);
  return {
    list: list.name,
    size,
    root: pins.then.root,
    block: blockOf(pins.then),
    asOf: asOf(pins.then.time),
    indexed: { size: pins.now.size, block: blockOf(pins.now), asOf: asOf(clock) },
    then: then.told(),
    now: now.told(),
    summed: list.summed,
    key: [...list.key],
    columns: list.columns.map(({ name, type, about }) => ({ name, type, about })),
    ...counts,
    changes,
  };
}

/** The old row of a new one. What had no sums has a row without a currency, which the first one with a currency takes over. */
function takeOld<Row, S extends Shape>(
  before: Map<string, Cell[]>,
  list: List<Row, S>,
  cells: readonly Cell[],
): Cell[] | undefined {
  const bare = () => cells.map((cell, at) => (list.columns[at]?.name === "currency" ? null : cell));
  const own = keyOf(list, cells);
  const key = before.has(own) || !list.key.includes("currency") ? own : keyOf(list, bare());
  const old = before.get(key);
  before.delete(key);
  return old;
}

/** Counts and adds up the rows of one time. */
class Count<Row, S extends Shape> {
  readonly #list: List<Row, S>;
  readonly #sums = new Sums();
  #rows = 0;

  constructor(list: List<Row, S>) {
    this.#list = list;
  }

  /** @returns their cells. Throws BadParameter where they are too many to compare. */
  add(rows: readonly Row[], size: number): Cell[][] {
    const { name, columns, sumOf } = this.#list;
    this.#rows += rows.length;
    if (this.#rows > MOST_ROWS) {
      throw new BadParameter(
        "list",
        name,
        `It has more than ${MOST_ROWS} rows, which is as many as are compared: narrow it by its filters. ` +
          `The file of all of it at that size is /v1/${name}.csv?size=${size}.`,
      );
    }
    for (const sum of rows.map(sumOf)) if (sum !== null) this.#sums.add(sum);
    return rows.map((row) => cellsOf(columns, row));
  }

  told(): CitedCount {
    return { rows: this.#rows, sums: this.#sums.list() };
  }
}

const blockOf = ({ blockNumber, blockHash, time }: Checkpoint) => ({
  number: blockNumber,
  hash: blockHash,
  time: timeText(time),
});

const places = (columns: readonly Column<never>[], names: readonly string[]) =>
  names.map((name) => columns.findIndex((column) => column.name === name));

function keyOf<Row, S extends Shape>({ columns, key }: List<Row, S>, cells: readonly Cell[]): string {
  return JSON.stringify(places(columns, key).map((at) => cells[at] ?? null));
}

function namedCells<Row, S extends Shape>(
  { columns }: List<Row, S>,
  cells: readonly Cell[],
): Record<string, CitedCell> {
  return Object.fromEntries(columns.map(({ name }, at) => [name, cells[at] ?? null]));
}

/** What the old row said where the new one says something else. */
function differing<Row, S extends Shape>(
  { columns }: List<Row, S>,
  cells: readonly Cell[],
  old: readonly Cell[] | undefined,
): Record<string, CitedCell> {
  if (old === undefined) return {};
  const changed = columns.flatMap(({ name }, at): [string, CitedCell][] =>
    old[at] === cells[at] ? [] : [[name, old[at] ?? null]],
  );
  return Object.fromEntries(changed);
}

/** Filters that name an account. */
const ACCOUNTS = ["account", "fund", "line", "allotment"] as const;
/** Filters that name a party, whichever its part. */
const PARTIES = ["payee", "party", "parent", "government", "desk", "decider", "office", "unit"] as const;

async function expectNamed(db: Db, query: Record<string, unknown>): Promise<void> {
  const number = (name: string) => (typeof query[name] === "number" ? query[name] : undefined);
  const text = (name: string) => (typeof query[name] === "string" ? query[name] : undefined);
  await namedFound(db, { agency: number("agency"), year: number("year"), currency: text("currency") });
  for (const name of PARTIES) await namedFound(db, { party: number(name) });
  for (const name of ACCOUNTS) {
    const given = text(name);
    if (given === undefined) continue;
    const id = parameter(name, given, parseAccount).toString();
    const found = await db.rows(sql`select 1 from accounts where id = ${id}::bigint`);
    if (found.length === 0) throw new NotFound(given, "Accounts are numbered from 1 within their kind.");
  }
  const official = number("official");
  if (official === undefined) return;
  const found = await db.rows(sql`select 1 from officials where number = ${official}`);
  if (found.length === 0) throw new NotFound(`official ${official}`, "See /v1/officials for those that there are.");
}
