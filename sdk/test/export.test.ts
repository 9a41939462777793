// An export that was changed in any way is caught, by an operator's manifest too as long as the checkpoint is the chain's.
import type { ExportFormat, ExportManifest } from "@mingzhang/sdk/api-log";
import { type ExportVerdict, verifyExport } from "@mingzhang/sdk/export";
import { type ExportedRow, ExportMaker, manifestOf } from "@mingzhang/sdk/export-make";
import { EXPORT_COLUMNS, type ExportColumn } from "@mingzhang/sdk/export-row";
import { parseManifest } from "@mingzhang/sdk/export-manifest";
import { sha256Hex } from "@mingzhang/sdk/hash";
import { type Hex, hexOf } from "@mingzhang/sdk/hex";
import { LogTree } from "@mingzhang/sdk/tree";
import { subtreesOf, siblingRanges } from "@mingzhang/sdk/tree-paths";
import { nodeHash } from "@mingzhang/sdk/hash";
import { expect } from "chai";
import { leafOfRow, memoryLog } from "./export-log.ts";
import { random } from "./random.ts";

const TRAIL: Hex = `0x${"7a".repeat(20)}`;
const ORIGIN = { chainId: 31337, trail: TRAIL };
const encoder = new TextEncoder();

interface Made {
  text: string;
  manifest: ExportManifest;
}

type Scope = "log" | "movements";

describe("exports", () => {
  const r = random(44);
  const log = memoryLog(400, r.below);
  const tree = new LogTree();
  for (const row of log) tree.append(leafOfRow(row));
  const checkpoint = {
    size: log.length,
    root: tree.root(),
    blockNumber: 99,
    blockHash: sha256Hex(encoder.encode("b")),
    time: 9,
  };
  const chosen = log.filter((row) => row.denomination !== null && row.number % 3 !== 0);

  function siblingsOf(numbers: readonly number[], of: readonly ExportedRow[] = log): Hex[] {
    const leaves = of.map(leafOfRow);
    const empty = new Uint8Array();
    const node = (level: number, at: number): Uint8Array =>
      level === 0 ? (leaves[at] ?? empty) : nodeHash(node(level - 1, 2 * at), node(level - 1, 2 * at + 1));
    return siblingRanges(numbers, checkpoint.size).map((range) =>
      hexOf(
        subtreesOf(range)
          .map(({ level, at }) => node(level, at))
          .reduceRight((right, left) => nodeHash(left, right)),
      ),
    );
  }

  /** What the API makes of rows; also what an operator makes who hides what he did as well as he can. */
  function make(format: ExportFormat, scope: Scope, rows: readonly ExportedRow[], siblings?: Hex[]): Made {
    const maker = new ExportMaker(format);
    const text = maker.head() + maker.lines(rows);
    return { text, manifest: sealed(format, scope, text, maker.numbers, maker.sums(), siblings) };
  }

  function sealed(
    format: ExportFormat,
    scope: Scope,
    text: string,
    numbers: readonly number[],
    sums: ExportManifest["sums"],
    siblings: Hex[] = scope === "log" ? [] : siblingsOf(numbers),
  ): ExportManifest {
    const bytes = encoder.encode(text);
    return manifestOf({
      export: scope,
      format,
      origin: ORIGIN,
      signed: { checkpoint, cosignatures: [], anchors: [] },
      path: `/v1/export/${scope}.${format}?size=${log.length}`,
      fileName: "x",
      bytes: bytes.length,
      sha256: sha256Hex(bytes),
      rows: numbers.length,
      sums,
      filter: {},
      siblings,
    });
  }

  /** In chunks that cut lines, line ends and letters anywhere. */
  async function* chunks(text: string): AsyncGenerator<Uint8Array> {
    const bytes = encoder.encode(text);
    for (let at = 0; at < bytes.length;) {
      const end = at + 1 + r.below(r.below(3) === 0 ? 3 : 20_000);
      yield bytes.subarray(at, end);
      at = end;
    }
    await Promise.resolve();
  }

  const verify = ({ text, manifest }: Made) => verifyExport(chunks(text), manifest);
  const failed = ({ steps }: ExportVerdict) => steps.filter((each) => each.state === "failed").map((each) => each.id);
  /** The same file under a manifest that says of it what is so. */
  const resealed = (format: ExportFormat, scope: Scope, { text, manifest }: Made, rows: number): Made => ({
    text,
    manifest: { ...sealed(format, scope, text, [], manifest.sums, manifest.siblings ?? []), rows },
  });

  const cases = (["csv", "ndjson"] as const).flatMap((format) =>
    (["log", "movements"] as const).map((scope) => ({ format, scope, rows: scope === "log" ? log : chosen })),
  );

  for (const { format, scope, rows } of cases) {
    describe(`${scope}.${format}`, () => {
      const good = make(format, scope, rows);
      const ends = format === "csv" ? "\r\n" : "\n";
      const head = new ExportMaker(format).head();
      const lines = rows.map((row) => new ExportMaker(format).lines([row]));
      const joined = (list: readonly string[]): string => head + list.join("");

      it("passes, and says what it cannot say", async () => {
        const verdict = await verify(good);
        expect(verdict.difference).to.equal(null);
        const told = scope === "log" ? "passed " : "not tried filter";
        expect(verdict.steps.map(({ id, state, reason }) => `${id} ${state} ${reason}`)).to.deep.equal([
          "manifest passed ",
          "file passed ",
          "rows passed ",
          "columns passed ",
          `sums passed ${scope === "log" ? "" : "told"}`,
          "leaves passed ",
          "root passed ",
          `complete ${told}`,
        ]);
        const sums = String(verdict.steps.find(({ id }) => id === "sums")?.facts.sums);
        for (const { currency, exponent, amount, count } of good.manifest.sums) {
          const digits = amount.padStart(exponent + 1, "0");
          const whole = digits.slice(0, digits.length - exponent).replace(/\B(?=(?:\d{3})+$)/g, ",");
          const decimals = exponent === 0 ? "" : `.${digits.slice(-exponent)}`;
          expect(sums).to.include(`${currency}\u00a0${whole}${decimals} (${count})`);
        }
        const blob = new Blob([good.text]);
        expect(failed(await verifyExport(blob, JSON.stringify(good.manifest)))).to.deep.equal([]);
        expect(failed(await verifyExport(blob.stream(), good.manifest))).to.deep.equal([]);
        expect(parseManifest(JSON.stringify(good.manifest))).to.deep.equal(good.manifest);
      });

      it("names row, column, told and computed value of the first difference, for every column", async () => {
        for (const column of EXPORT_COLUMNS) {
          const at = rows.findIndex((row, i) => i > 20 + r.below(50) && row.denomination !== null);
          const line = altered(format, lines[at] ?? "", column);
          const bad = { ...good, text: joined(lines.with(at, line)) };
          for (const each of [bad, resealed(format, scope, bad, rows.length)]) {
            const verdict = await verify(each);
            const found = failed(verdict);
            expect(found, column).to.not.deep.equal([]);
            expect(found.includes("file"), column).to.equal(each === bad);
            if (column === "data" || column === "topics") expect(found, column).to.include("root");
            else if (scope === "movements" && ["currency", "exponent"].includes(column)) {
              // What a filter's rows do not tell themselves shows by what other rows say of the same accounts.
              expect(found, column).to.include("columns");
            } else if (!["posted_at", "block", "writer", "record"].includes(column)) {
              expect(verdict.difference, column).to.include({ row: at + 1, record: rows[at]?.number, column });
              expect(verdict.difference?.told).to.not.equal(verdict.difference?.computed);
            } else expect(found, column).to.include.oneOf(["root", "rows"]);
          }
        }
      });

      it("catches an event that was altered together with all that follows from it", async () => {
        for (const field of ["data", "writer", "block", "time", "topics"] as const) {
          const at = rows.findIndex(
            ({ topics, denomination }, i) => i > 30 && denomination !== null && topics[2] !== topics[3],
          );
          const row = rows[at];
          if (row === undefined) throw new Error("no row");
          const changed: ExportedRow = {
            ...row,
            ...(field === "data"
              ? { data: `0x${row.data.slice(2, 129)}${row.data[129] === "1" ? "2" : "1"}${row.data.slice(130)}` as Hex }
              : {}),
            ...(field === "topics"
              ? { topics: row.topics.with(2, row.topics[3] ?? "0x").with(3, row.topics[2] ?? "0x") }
              : {}),
            ...(field === "writer" ? { writer: `0x${"bb".repeat(20)}` } : {}),
            ...(field === "block" ? { block: row.block + 1 } : {}),
            ...(field === "time" ? { time: row.time + 1 } : {}),
          };
          const bad = make(format, scope, rows.with(at, changed));
          const siblings = good.manifest.siblings;
          const verdict = await verify({ ...bad, manifest: { ...bad.manifest, ...(siblings ? { siblings } : {}) } });
          expect(failed(verdict), field).to.deep.equal(["root"]);
        }
      });

      it("catches rows that were dropped, doubled, swapped, moved from elsewhere or cut off", async () => {
        const at = 5 + r.below(rows.length - 10);
        const foreign = memoryLog(5, r.below).at(-1);
        if (foreign === undefined) throw new Error("no row");
        const stranger = new ExportMaker(format).lines([{ ...foreign, number: rows[at]?.number ?? 0 }]);
        const changes: Record<string, string[]> = {
          dropped: lines.toSpliced(at, 1),
          "last dropped": lines.slice(0, -1),
          "many dropped": lines.slice(0, at),
          doubled: lines.toSpliced(at, 0, lines[at] ?? ""),
          swapped: lines.with(at, lines[at + 1] ?? "").with(at + 1, lines[at] ?? ""),
          foreign: lines.with(at, stranger),
          empty: [],
        };
        for (const [name, list] of Object.entries(changes)) {
          const bad = { ...good, text: joined(list) };
          for (const each of [bad, resealed(format, scope, bad, list.length)]) {
            const verdict = await verify(each);
            expect(failed(verdict), name).to.not.deep.equal([]);
            if (each !== bad) expect(failed(verdict), name).to.include.oneOf(["root", "rows", "leaves"]);
          }
        }
        for (const cut of [1, 3, 40, (lines.at(-1) ?? "").length + 1]) {
          const bad = { ...good, text: good.text.slice(0, -cut) };
          expect(failed(await verify(bad)), `cut ${cut}`)
            .to.include("file")
            .and.to.include("rows");
        }
        const more = { ...good, text: `${good.text}garbage${ends}` };
        expect(failed(await verify(more))).to.include("rows");
        expect(failed(await verify({ ...good, text: `x${good.text}` }))).to.include("rows");
      });

      it("catches a manifest that says something else", async () => {
        const { manifest } = good;
        const sums = manifest.sums.map((sum, at) => (at === 1 ? { ...sum, amount: `${sum.amount}0` } : sum));
        const wrong: [string, Partial<ExportManifest>][] = [
          ["rows", { rows: manifest.rows + 1 }],
          ["sums", { sums }],
          ["sums", { sums: manifest.sums.slice(1) }],
          ["root", { checkpoint: { ...checkpoint, root: checkpoint.blockHash } }],
          ["file", { file: { ...manifest.file, sha256: checkpoint.root } }],
          ["file", { file: { ...manifest.file, bytes: 1 } }],
        ];
        for (const [id, change] of wrong) {
          expect(failed(await verify({ ...good, manifest: { ...manifest, ...change } })), id).to.deep.equal([id]);
        }
        const grown = { checkpoint: { ...checkpoint, size: checkpoint.size + 1 } };
        const verdict = await verify({ ...good, manifest: { ...manifest, ...grown } });
        expect(failed(verdict)).to.include(scope === "log" ? "complete" : "root");
        const siblings = manifest.siblings ?? [];
        if (scope === "movements") {
          for (const list of [siblings.slice(1), [...siblings, checkpoint.root], siblings.with(0, checkpoint.root)]) {
            expect(failed(await verify({ ...good, manifest: { ...manifest, siblings: list } }))).to.deep.equal([
              "root",
            ]);
          }
        }
        for (const broken of [
          "",
          "[]",
          "null",
          "{",
          JSON.stringify({ ...manifest, version: 2 }),
          JSON.stringify({ ...manifest, rows: "1" }),
        ]) {
          const { steps } = await verifyExport(chunks(good.text), broken);
          expect(steps.map(({ id, state }) => `${id} ${state}`)).to.deep.equal(["manifest failed"]);
        }
      });
    });
  }

  it("does not catch a row that a filter leaves out, and says so", async () => {
    const some = chosen.filter((row) => row.number % 5 !== 0);
    const verdict = await verify(make("csv", "movements", some));
    expect(failed(verdict)).to.deep.equal([]);
    expect(verdict.steps.at(-1)).to.include({ id: "complete", state: "not tried", reason: "filter" });
  });

  it("takes an empty filter and refuses a media type that is not ours", async () => {
    const verdict = await verify(make("csv", "movements", []));
    expect(failed(verdict)).to.deep.equal([]);
    const { text, manifest } = make("csv", "log", log);
    const file = { ...manifest.file, mediaType: "text/html" };
    expect(failed(await verify({ text, manifest: { ...manifest, file } }))).to.deep.equal(["manifest"]);
  });
});

/** The line with one column changed to something that could stand there. */
function altered(format: ExportFormat, line: string, column: ExportColumn): string {
  const other: Partial<Record<ExportColumn, string>> = {
    event: "Confirmed",
    kind: line.includes("payment") ? "receipt" : "payment",
    from: "fund-77",
    to: "fund-78",
    currency: line.includes("CNY") ? "JPY" : "CNY",
    exponent: "5",
    value_date: "2031-01-01",
    reference: "something else",
    document: `0x${"ab".repeat(32)}`,
    posted_at: "2031-01-01T00:00:00Z",
    writer: `0x${"ab".repeat(20)}`,
    topics: `0x${"ab".repeat(32)}`,
    data: `0x${"ab".repeat(192)}`,
  };
  if (format === "ndjson") {
    const row = JSON.parse(line) as Record<string, unknown>;
    const told = other[column] ?? 7_777;
    row[column] =
      column === "topics"
        ? [told]
        : column === "advance" || column === "imported"
          ? row[column] !== true
          : column === "exponent"
            ? 5
            : told;
    return `${JSON.stringify(row)}\n`;
  }
  const cells = splitCsv(line.slice(0, -2));
  if (cells.length !== EXPORT_COLUMNS.length) throw new Error(`${cells.length} cells in ${line}`);
  const at = EXPORT_COLUMNS.indexOf(column);
  const flag = cells[at] === "true" ? "false" : "true";
  cells[at] = other[column] ?? (column === "advance" || column === "imported" ? flag : "7777");
  return `${cells.join(",")}\r\n`;
}

/** Fields of a CSV line as they stand, quotes included. */
function splitCsv(line: string): string[] {
  const cells: string[] = [];
  let quoted = false;
  let cell = "";
  for (const letter of line) {
    if (letter === '"') quoted = !quoted;
    if (letter === "," && !quoted) {
      cells.push(cell);
      cell = "";
    } else cell += letter;
  }
  return [...cells, cell];
}
