// Files of lists: pinned to a size of the log, streamed, measured as they are made, and told by a manifest.
import { createHash } from "node:crypto";
import { z } from "@hono/zod-openapi";
import { LIST_FORMATS, type ListFormat, type ListManifest } from "@mingzhang/sdk/api-lists";
import type { Checkpoint } from "@mingzhang/sdk/checkpoint";
import { timeText } from "@mingzhang/sdk/days";
import type { Context } from "hono";
import { NotFound } from "../../read/errors.ts";
import { checkpointAt, originOf } from "../../read/log.ts";
import { journal } from "../../sync/journal.ts";
import { chainNow } from "../clock.ts";
import type { ApiContext } from "../context.ts";
import { untilGone } from "../downloads.ts";
import { attachment, fileName, manifestName } from "../file-name.ts";
import { parseInput } from "../get.ts";
import { flag, logSize } from "../params.ts";
import { parameterProblem } from "../problem.ts";
import { sendPieces } from "../send.ts";
import { cellsOf, Sums } from "./columns.ts";
import { LIST_MEDIA, piecesOf } from "./formats.ts";
import type { List, Output, Pin, Shape } from "./list.ts";
import { expectFilters, rowsAt } from "./rows.ts";

/** Measures that are kept: a file's manifest is asked for soon after the file, or before it. */
const KEPT = 500;

export const pinShape = {
  size: logSize.optional().openapi({ description: "Size of the log that the file is of; else that of now" }),
  asOf: z.iso
    .datetime({ precision: 0, error: "Give a time of UTC with seconds, for example 2026-03-01T09:00:00Z" })
    .optional()
    .openapi({
      description: "Moment for which effective states are told; else now, and of an earlier size the time of its block",
    }),
  bom: flag
    .optional()
    .openapi({ description: "CSV: whether a byte order mark stands first, for spreadsheets; default true" }),
};
export const formatShape = { format: z.enum(LIST_FORMATS, `Give one of ${LIST_FORMATS.join(", ")}`).default("csv") };

/** What a list's file takes as parameters: no moment where no clock touches it, no mark where it is no CSV. */
export function fileQuery<Row, S extends Shape>(list: List<Row, S>, format: ListFormat | "any"): Shape {
  const { asOf, bom, ...pin } = pinShape;
  return {
    ...list.query,
    ...pin,
    ...(list.byClock ? { asOf } : {}),
    ...(format === "csv" || format === "any" ? { bom } : {}),
    ...(format === "any" ? formatShape : {}),
  };
}

interface Pinned<Row, S extends Shape> {
  /** Reads no more once who asked has left. */
  context: ApiContext;
  list: List<Row, S>;
  format: ListFormat;
  query: Output<S>;
  given: Record<string, string>;
  bom: boolean;
  pin: Pin;
  checkpoint: Checkpoint;
  path: string;
  /** Under which its measure is kept: the same key, the same bytes. */
  key: string;
}

type Measured = Pick<ListManifest, "rows" | "sums"> & Pick<ListManifest["file"], "bytes" | "sha256">;

export class ListFiles {
  readonly #context: ApiContext;
  readonly #measured = new Map<string, Measured>();

  constructor(context: ApiContext) {
    this.#context = context;
  }

  /** The file that an address asks for, as it streams. */
  async answer<Row, S extends Shape>(c: Context, list: List<Row, S>, format: ListFormat): Promise<Response> {
    const pinned = await this.#pin(c, list, format);
    if (pinned instanceof Response) return pinned;
    const manifest = `/v1/${list.name}.manifest.json?${new URLSearchParams([["format", format], ...queryOf(pinned)]).toString()}`;
    c.header("content-type", LIST_MEDIA[format]);
    c.header("content-disposition", attachment(nameOf(pinned)));
    c.header("cache-control", "no-store");
    c.header("link", `<${manifest}>; rel="describedby"`);
    c.header("vary", "Accept");
    if (c.req.method === "HEAD") return c.body(null, 200);
    const pieces = this.#pieces(pinned);
    // The first piece is made before anything is sent, so that a filter that does not fit is still a problem document.
    return sendPieces(c, this.#context, await pieces.next(), pieces);
  }

  async manifest<Row, S extends Shape>(c: Context, list: List<Row, S>): Promise<ListManifest | Response> {
    const format = formatShape.format.safeParse(c.req.query("format"));
    if (!format.success) {
      const remedy = `Give one of ${LIST_FORMATS.join(", ")}.`;
      return parameterProblem(c, [{ field: "format", value: c.req.query("format") ?? null, remedy }]);
    }
    const pinned = await this.#pin(c, list, format.data, true);
    if (pinned instanceof Response) return pinned;
    let measured = this.#measured.get(pinned.key);
    c.header("content-disposition", attachment(manifestName(nameOf(pinned))));
    if (c.req.method === "HEAD") return c.body(null, 200, { "content-type": "application/json" });
    if (measured === undefined) {
      const pieces = this.#pieces(pinned);
      for (let step = await pieces.next(); measured === undefined; step = await pieces.next()) {
        if (step.done === true) measured = step.value;
      }
    }
    return toManifest(this.#context, pinned, measured);
  }

  async #pin<Row, S extends Shape>(
    c: Context,
    list: List<Row, S>,
    format: ListFormat,
    manifest = false,
  ): Promise<Pinned<Row, S> | Response> {
    const input = parseInput(c, z.strictObject({}), z.strictObject(fileQuery(list, manifest ? "any" : format)));
    if (input instanceof Response) return input;
    const { size: wanted, asOf, bom, format: _, ...query } = input.query as Output<typeof pinShape & Shape>;
    const clock = await chainNow(this.#context);
    return this.#context.store.read(async (db) => {
      const [head] = await journal(db, 1);
      const size = wanted ?? head?.nextRecord ?? 0;
      if (size === 0) throw new NotFound("record to export yet", "See /v1/status for how far the log is indexed.");
      const checkpoint = await checkpointAt(db, size);
      const past = size < (head?.nextRecord ?? 0);
      // A block may have come since the clock was read.
      const latest = Math.max(clock, checkpoint.time);
      const now = asOf === undefined ? (past ? checkpoint.time : latest) : Date.parse(asOf) / 1000;
      if (now > latest || now < checkpoint.time) {
        const remedy =
          now > latest
            ? `Give a time up to ${timeText(latest)}, which it is on the chain, or leave it out.`
            : `Give a time from ${timeText(checkpoint.time)}, when the log came to ${size} records, or leave it out.`;
        return parameterProblem(c, [{ field: "asOf", value: asOf ?? null, remedy }]);
      }
      // Else the first page says whether the filters fit.
      if (c.req.method === "HEAD") await expectFilters(db, this.#context, { list, query: query as Output<S> });
      const given = Object.fromEntries(
        Object.entries(c.req.query()).filter(([name]) => !["size", "asOf", "format", "bom"].includes(name)),
      );
      const pinned = {
        context: untilGone(this.#context, c.req.raw.signal),
        ...{ list, format, query: query as Output<S>, given: sorted(given) },
        ...{ bom: bom ?? true, pin: { size, now }, checkpoint, path: "", key: "" },
      };
      const path = `/v1/${list.name}.${format}?${new URLSearchParams(queryOf(pinned)).toString()}`;
      // Names that movements are looked for by are those of the present.
      const moment = list.asOfSize && "text" in given ? (head?.header.hash ?? "") : "";
      return { ...pinned, path, key: `${path} ${checkpoint.root} ${moment}` };
    });
  }

  /** The file's bytes; what they measure at the end, which is also kept. */
  async *#pieces<Row, S extends Shape>(pinned: Pinned<Row, S>): AsyncGenerator<Uint8Array, Measured> {
    const { list } = pinned;
    const digest = createHash("sha256");
    const sums = new Sums();
    const pieces = piecesOf(pinned.format, list.columns, pinned.bom);
    let bytes = 0;
    let rows = 0;
    const measure = (piece: Uint8Array) => {
      digest.update(piece);
      bytes += piece.length;
      return piece;
    };
    let head = measure(pieces.head());
    for await (const page of rowsAt(pinned.context, { ...pinned, now: pinned.pin.now })) {
      rows += page.length;
      for (const sum of page.map(list.sumOf)) if (sum !== null) sums.add(sum);
      const piece = measure(pieces.rows(page.map((row) => cellsOf(list.columns, row))));
      yield head.length === 0 ? piece : Buffer.concat([head, piece]);
      head = new Uint8Array();
    }
    yield Buffer.concat([head, measure(pieces.tail())]);
    const measured = { bytes, sha256: `0x${digest.digest("hex")}` as const, rows, sums: sums.list() };
    this.#keep(pinned.key, measured);
    return measured;
  }

  #keep(key: string, measured: Measured): void {
    this.#measured.delete(key);
    this.#measured.set(key, measured);
    const [oldest] = this.#measured.keys();
    if (this.#measured.size > KEPT && oldest !== undefined) this.#measured.delete(oldest);
  }
}

const sorted = (given: Record<string, string>) =>
  Object.fromEntries(Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1)));

type Addressed = Pick<Pinned<unknown, Shape>, "given" | "format" | "bom" | "pin"> & { list: { byClock: boolean } };

/** The whole query of a file, so that the same address gives the same bytes. */
function queryOf({ given, format, bom, pin, list }: Addressed): [string, string][] {
  return [
    ...Object.entries(given),
    ...(format === "csv" && !bom ? ([["bom", "false"]] as [string, string][]) : []),
    ...(list.byClock ? ([["asOf", timeText(pin.now)]] as [string, string][]) : []),
    ["size", String(pin.size)],
  ];
}

function nameOf<Row, S extends Shape>({ list, given, checkpoint, pin, format, bom }: Pinned<Row, S>): string {
  const moment = list.byClock ? [`at-${timeText(pin.now).replace(/[-:]/g, "")}`] : [];
  const marks = [...moment, ...(format === "csv" && !bom ? ["no-bom"] : [])];
  return fileName({ what: list.name, given, block: checkpoint.blockNumber, marks, ending: format });
}

function toManifest<Row, S extends Shape>(
  context: ApiContext,
  pinned: Pinned<Row, S>,
  measured: Measured,
): ListManifest {
  const { list, format, given, pin, checkpoint, path } = pinned;
  const { bytes, sha256, rows, sums } = measured;
  const { sort: _sort, order: _order, ...filter } = given;
  const query: Record<string, unknown> = pinned.query;
  return {
    format: "mingzhang-list",
    version: 1,
    origin: originOf(context.deployment()),
    list: list.name,
    size: pin.size,
    root: checkpoint.root,
    block: { number: checkpoint.blockNumber, hash: checkpoint.blockHash, time: timeText(checkpoint.time) },
    asOf: list.byClock ? timeText(pin.now) : null,
    filter,
    sort: textOr(query["sort"], list.sort ?? "agency"),
    order: query["order"] === "desc" ? "desc" : "asc",
    file: { name: nameOf(pinned), mediaType: LIST_MEDIA[format], path, bytes, sha256 },
    rows,
    summed: list.summed,
    sums,
    columns: list.columns.map(({ name, type, about }) => ({ name, type, about })),
  };
}

const textOr = (value: unknown, otherwise: string) => (typeof value === "string" ? value : otherwise);
