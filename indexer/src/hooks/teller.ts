// Tells one subscription what is new, in the order of the log, again and again until it is taken.
import type { Movement } from "@mingzhang/sdk/api";
import type { Logger } from "pino";
import type { Feed } from "../api/feed.ts";
import { type MovementFilters, movementWhere } from "../read/filters.ts";
import { movementsByRecord, type ReadContext } from "../read/movements.ts";
import { sql } from "../store/drizzle.ts";
import type { Db, Store } from "../store/open.ts";
import { journal } from "../sync/journal.ts";
import type { Indexed } from "../sync/state.ts";
import { type Position, PositionFile } from "./position.ts";

export interface TellerParts {
  store: Store;
  feed: Feed;
  read: () => ReadContext;
  /** Whether the store has what the chain has. */
  caughtUp: () => Promise<boolean>;
  /** Names chain and deployment. */
  origin: () => string;
  dataDir: string;
  log: Logger;
  /** Milliseconds until the first further attempt; each next one waits twice as long, up to an hour. */
  retryMs?: number;
}

export interface Telling {
  id: string;
  filter: MovementFilters;
  /** Movements that are told at once. */
  atOnce: number;
  /** Milliseconds between two tellings. */
  pauseMs: number;
  /** Throws where it was not taken: then the same is told again. */
  movements: (movements: readonly Movement[], signal: AbortSignal) => Promise<void>;
  undone: (fromRecord: number, signal: AbortSignal) => Promise<void>;
}

const LONGEST_MS = 3_600_000;
const IDLE_MS = 60_000;
const CATCH_UP_MS = 1_000;
/** Blocks that are remembered, against forks. */
const REMEMBERED = 64;

/** Until the signal. What cannot be told now is told later: nothing is left out, and nothing overtakes. */
export async function tell(parts: TellerParts, telling: Telling, signal: AbortSignal): Promise<void> {
  const { feed, log } = parts;
  const file = new PositionFile(parts.dataDir, telling.id);
  // A store that is being filled has neither a "from now on" nor the blocks that were seen before.
  while (!signal.aborted && !(await parts.caughtUp())) await feed.change(feed.changes, CATCH_UP_MS, signal);
  let failures = 0;
  while (!signal.aborted) {
    // From before the rows are read, so that none can come in between unseen.
    const { changes } = feed;
    let done = { told: 0, more: false };
    try {
      done = await step(parts, telling, file, signal);
      failures = 0;
    } catch (error) {
      if (signal.aborted) break;
      failures += 1;
      const wait = Math.min(LONGEST_MS, (parts.retryMs ?? 5_000) * 2 ** Math.min(failures - 1, 20));
      log.warn({ err: error, subscription: telling.id, failures, nextInMs: wait }, "a subscription was not told");
      await pause(wait, signal);
      continue;
    }
    if (done.told > 0 && telling.pauseMs > 0) await pause(telling.pauseMs, signal);
    if (!done.more) await feed.change(changes, IDLE_MS, signal);
  }
}

/** Where the telling stands; a subscription that is new begins with what comes from now on. */
async function currentPosition(
  db: Db,
  head: Indexed | undefined,
  file: PositionFile,
  origin: string,
): Promise<Position> {
  const known = file.read(origin);
  if (known === null) {
    const fresh = { origin, next: head?.nextRecord ?? 0, undone: null, seen: [] };
    file.write(fresh);
    return fresh;
  }
  const seen = [...known.seen];
  for (let last = seen.at(-1); last !== undefined && !(await stands(db, head, last)); last = seen.at(-1)) seen.pop();
  if (seen.length === known.seen.length) return known;
  const last = seen.at(-1);
  // Of a fork that took every block that is remembered, it began at or before the first of them.
  const looked = last === undefined ? (known.seen[0]?.next ?? 0) : Math.max(last.next, await endOf(db, last.block));
  const next = Math.min(known.next, looked);
  const forked = { ...known, seen, next, undone: Math.min(next, known.undone ?? next) };
  file.write(forked);
  return forked;
}

/** Number of the record after those of a block; 0 for one that is no longer journalled. */
async function endOf(db: Db, block: number): Promise<number> {
  const [at] = await journal(db, 1, block);
  return at?.header.number === block ? at.nextRecord : 0;
}

/** Whether a block is still in the chain. Deep ones are no longer journalled: they are final. */
async function stands(db: Db, head: Indexed | undefined, { block, hash }: Position["seen"][number]): Promise<boolean> {
  const [at] = await journal(db, 1, block);
  if (at === undefined || head === undefined || head.header.number < block) return false;
  return at.header.number !== block || at.header.hash === hash;
}

/** One telling: how much was told, and whether there may be more. */
async function step(
  parts: TellerParts,
  telling: Telling,
  file: PositionFile,
  signal: AbortSignal,
): Promise<{ told: number; more: boolean }> {
  // At one moment of the store: else a fork could come between the place and what is read from there on.
  const { position, found, head } = await parts.store.read(async (db) => {
    const [head] = await journal(db, 1);
    const position = await currentPosition(db, head, file, parts.origin());
    if (position.undone !== null) return { position, found: [], head };
    const where = sql`m.record >= ${position.next} and ${movementWhere(telling.filter)}`;
    return { position, found: await movementsByRecord(db, parts.read(), where, telling.atOnce), head };
  });
  if (position.undone !== null) {
    await telling.undone(position.undone, signal);
    file.write({ ...position, undone: null });
    return { told: 0, more: true };
  }
  if (found.length > 0) await telling.movements(found, signal);
  const last = found.at(-1);
  if (found.length === telling.atOnce && last !== undefined) {
    // The block that it stands in is as good as a head: what comes before it in the log was looked at.
    const { block, blockHash: hash } = last.chain;
    file.write(lookedAt(position, { block, hash, next: last.record + 1 }));
    return { told: found.length, more: true };
  }
  if (head !== undefined && (position.seen.at(-1)?.hash !== head.header.hash || position.next !== head.nextRecord)) {
    const { number: block, hash } = head.header;
    file.write(lookedAt(position, { block, hash, next: head.nextRecord }));
  }
  return { told: found.length, more: false };
}

function lookedAt(position: Position, now: Position["seen"][number]): Position {
  const before = position.seen.filter(({ hash }) => hash !== now.hash);
  return { ...position, next: now.next, seen: [...before, now].slice(-REMEMBERED) };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done);
  });
}
