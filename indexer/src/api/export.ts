// Provable exports: the same bytes for the same address, and the manifest that says which bytes those are.
import { createHash } from "node:crypto";
import type { ExportFormat, ExportManifest, ExportName, ExportSum } from "@mingzhang/sdk/api-log";
import type { BestCheckpoint, Checkpoint, SignedCheckpoint } from "@mingzhang/sdk/checkpoint";
import { ExportMaker, manifestOf } from "@mingzhang/sdk/export-make";
import type { Hex } from "@mingzhang/sdk/hex";
import { siblingRanges } from "@mingzhang/sdk/tree-paths";
import { NotFound } from "../read/errors.ts";
import { logRows, movementRows } from "../read/export.ts";
import { type MovementFilters, movementWhere } from "../read/filters.ts";
import { checkpointAt, originOf } from "../read/log.ts";
import { rangeHashes } from "../read/log-tree.ts";
import type { Db } from "../store/open.ts";
import { journal } from "../sync/journal.ts";
import { type ApiContext, indexedHead } from "./context.ts";
import { untilGone } from "./downloads.ts";
import { fileName } from "./file-name.ts";

/** Whoever else asks waits for one page at most: it is kept short. */
const ROWS_AT_ONCE = 500;
/** Manifests that are kept: making one reads the whole export. */
const KEPT = 16;

/** Finds what speaks best for a record. */
export type FindCheckpoint = (db: Db, number: number) => Promise<BestCheckpoint>;

/** An export as its address names it, at a size of the log. */
export interface ExportRequest {
  export: ExportName;
  format: ExportFormat;
  filters: MovementFilters;
  /** The filters as they were given. */
  given: Record<string, string>;
}

export interface PinnedExport extends ExportRequest {
  signed: SignedCheckpoint;
  /** Path and query that give the same bytes again. */
  path: string;
  fileName: string;
}

/** Ties an export to a size of the log: the one that is asked for, or that of the indexed head. Throws BadParameter. */
export async function pinExport(
  db: Db,
  best: FindCheckpoint,
  request: ExportRequest,
  size: number | undefined,
): Promise<PinnedExport> {
  // Filters that nothing can pass for are refused before anything is read or promised.
  movementWhere(request.filters);
  const [head] = await journal(db, 1);
  const wanted = size ?? head?.nextRecord ?? 0;
  if (wanted === 0) throw new NotFound("record to export yet", "See /v1/status for how far the log is indexed.");
  const known = await best(db, wanted - 1);
  const own = await checkpointAt(db, wanted);
  const signed = known?.checkpoint.size === wanted ? known : { checkpoint: own, cosignatures: [], anchors: [] };
  if (signed.checkpoint.root !== own.root) {
    const { root } = signed.checkpoint;
    throw new Error(`Witnesses signed root ${root} for ${wanted} records; the indexed log has ${own.root} there.`);
  }
  const given = sorted(request.given);
  const query = new URLSearchParams({ ...given, size: String(wanted) });
  return {
    ...request,
    signed,
    path: `/v1/export/${request.export}.${request.format}?${query.toString()}`,
    fileName: fileName({
      ...{ what: request.export, given, block: own.blockNumber },
      ...{ marks: ["provable"], ending: request.format },
    }),
  };
}

const sorted = (given: Record<string, string>) =>
  Object.fromEntries(Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * The export's text page by page, the first with what stands before the rows. Throws where the chain dropped the
 * checkpoint's block meanwhile: half an export of two chains is none.
 */
export async function* exportPages(
  context: ApiContext,
  pinned: PinnedExport,
  maker = new ExportMaker(pinned.format),
): AsyncGenerator<string> {
  const { checkpoint } = pinned.signed;
  let head = maker.head();
  for (let from = 0; from < checkpoint.size;) {
    const next = Math.min(checkpoint.size, from + ROWS_AT_ONCE);
    const rows = await context.store.read(async (db) => {
      await expectBlock(db, checkpoint);
      const { fundLedger } = context.deployment().contracts;
      return pinned.export === "log"
        ? logRows(db, fundLedger, from, next)
        : movementRows(db, fundLedger, pinned.filters, from, checkpoint.size, ROWS_AT_ONCE);
    });
    yield head + maker.lines(rows);
    head = "";
    if (pinned.export === "log") from = next;
    else if (rows.length < ROWS_AT_ONCE) break;
    else from = (rows.at(-1)?.number ?? from) + 1;
  }
}

/** Throws where the chain no longer has a checkpoint's block: half a file of two chains is none. */
export async function expectBlock(db: Db, checkpoint: Checkpoint): Promise<void> {
  const [block] = await journal(db, 1, checkpoint.blockNumber);
  if (block === undefined || block.nextRecord !== checkpoint.size) {
    throw new Error("The chain dropped the block of this export's checkpoint.");
  }
  if (block.header.number === checkpoint.blockNumber && block.header.hash !== checkpoint.blockHash) {
    throw new Error("The chain replaced the block of this export's checkpoint.");
  }
}

interface Measured {
  bytes: number;
  sha256: Hex;
  rows: number;
  sums: ExportSum[];
  siblings: Hex[];
}

/** A measure that is taken once for all who ask meanwhile, and no further when all of them have left. */
interface Measuring {
  measured: Promise<Measured>;
  left: AbortController;
  waiting: number;
}

/** Says what an export's bytes are. Remembers the last ones, each for the block that its log ends with. */
export class Manifests {
  readonly #context: ApiContext;
  readonly #kept = new Map<string, Measuring>();

  constructor(context: ApiContext) {
    this.#context = context;
  }

  /** Throws ReaderLeft where the signal says so and nobody else waits for the same. */
  async of(pinned: PinnedExport, signal: AbortSignal): Promise<ExportManifest> {
    const origin = originOf(this.#context.deployment());
    const filter = sorted(pinned.given);
    const measured = await this.#measured(pinned, await this.#moment(pinned), signal);
    return manifestOf({ ...pinned, origin, filter, ...measured });
  }

  /** What passes a filter can change with later records (names, years): then it is measured again. */
  async #moment(pinned: PinnedExport): Promise<string> {
    if (pinned.export === "log") return "";
    return (await indexedHead(this.#context))?.header.hash ?? "";
  }

  async #measured(pinned: PinnedExport, moment: string, signal: AbortSignal): Promise<Measured> {
    const key = `${pinned.path} ${pinned.signed.checkpoint.blockHash} ${moment}`;
    let found = this.#kept.get(key);
    if (found === undefined || found.left.signal.aborted) {
      found = this.#begin(key, pinned);
      const [oldest] = this.#kept.keys();
      if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
    }
    const { measured, left } = found;
    const leave = () => {
      found.waiting -= 1;
      if (found.waiting === 0) left.abort();
    };
    found.waiting += 1;
    if (signal.aborted) leave();
    else signal.addEventListener("abort", leave, { once: true });
    try {
      return await measured;
    } finally {
      signal.removeEventListener("abort", leave);
    }
  }

  #begin(key: string, pinned: PinnedExport): Measuring {
    const left = new AbortController();
    const begun = { measured: measure(untilGone(this.#context, left.signal), pinned), left, waiting: 0 };
    this.#kept.set(key, begun);
    begun.measured.catch(() => {
      if (this.#kept.get(key) === begun) this.#kept.delete(key);
    });
    return begun;
  }
}

async function measure(context: ApiContext, pinned: PinnedExport): Promise<Measured> {
  const digest = createHash("sha256");
  const maker = new ExportMaker(pinned.format);
  let bytes = 0;
  for await (const text of exportPages(context, pinned, maker)) {
    const chunk = Buffer.from(text);
    digest.update(chunk);
    bytes += chunk.length;
  }
  const ranges = pinned.export === "log" ? [] : siblingRanges(maker.numbers, pinned.signed.checkpoint.size);
  const siblings = await context.store.read((db) => rangeHashes(db, ranges));
  const sha256: Hex = `0x${digest.digest("hex")}`;
  return { bytes, sha256, rows: maker.numbers.length, sums: maker.sums(), siblings };
}
