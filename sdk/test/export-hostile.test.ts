// An operator who writes both an export and its manifest can hide nothing in how the file is spelt, under the chain's root.
import type { ExportFormat, ExportManifest } from "@mingzhang/sdk/api-log";
import { checkFiles } from "@mingzhang/sdk/check-files";
import { type ExportVerdict, verifyExport } from "@mingzhang/sdk/export";
import { type ExportedRow, ExportMaker, manifestOf } from "@mingzhang/sdk/export-make";
import { LineSplitter } from "@mingzhang/sdk/export-parse";
import { recordInput, sha256Hex } from "@mingzhang/sdk/hash";
import type { Hex } from "@mingzhang/sdk/hex";
import { recordName } from "@mingzhang/sdk/events";
import { LogTree } from "@mingzhang/sdk/tree";
import { inclusionRanges, siblingRanges, split, subtreesOf } from "@mingzhang/sdk/tree-paths";
import { expect } from "chai";
import { leafOfRow, memoryLog } from "./export-log.ts";
import { random } from "./random.ts";
import { refusal } from "./refusal.ts";

const encoder = new TextEncoder();
const BLOCK_HASH = sha256Hex(encoder.encode("b"));
const ORIGIN = { chainId: 31337, trail: `0x${"7a".repeat(20)}` as const };

function treeOf(rows: readonly ExportedRow[]): { size: number; root: Hex } {
  const tree = new LogTree();
  for (const row of rows) tree.append(leafOfRow(row));
  return { size: tree.size, root: tree.root() };
}

/** The manifest of whoever wants the text to pass: digest, length and sums are those of the text. */
function sealed(
  format: ExportFormat,
  text: string | Uint8Array,
  rows: number,
  sums: ExportManifest["sums"],
  head: { size: number; root: Hex },
  siblings?: Hex[],
): ExportManifest {
  const bytes = typeof text === "string" ? encoder.encode(text) : text;
  return manifestOf({
    export: siblings === undefined ? "log" : "movements",
    format,
    origin: ORIGIN,
    signed: { checkpoint: { ...head, blockNumber: 99, blockHash: BLOCK_HASH, time: 9 }, cosignatures: [], anchors: [] },
    path: "/x",
    fileName: "x",
    bytes: bytes.length,
    sha256: sha256Hex(bytes),
    rows,
    sums,
    filter: {},
    siblings: siblings ?? [],
  });
}

function made(format: ExportFormat, rows: readonly ExportedRow[], head: { size: number; root: Hex }) {
  const maker = new ExportMaker(format);
  const text = maker.head() + maker.lines(rows);
  return { text, manifest: sealed(format, text, rows.length, maker.sums(), head) };
}

function spliced(bytes: Uint8Array, at: number, out: number, put: readonly number[]): Uint8Array {
  const changed = new Uint8Array(bytes.length - out + put.length);
  changed.set(bytes.subarray(0, at));
  changed.set(put, at);
  changed.set(bytes.subarray(at + out), at + put.length);
  return changed;
}

const failed = ({ steps }: ExportVerdict) => steps.filter(({ state }) => state === "failed").map(({ id }) => id);
const ends = ({ steps }: ExportVerdict) => steps.map(({ id, state, reason }) => `${id} ${state} ${reason}`);
const check = (text: string | Uint8Array, manifest: ExportManifest) =>
  verifyExport(new Blob([typeof text === "string" ? text : new Uint8Array(text)]), manifest);

const FOREIGN: Hex = `0x${"f1".repeat(32)}`;
const loud = (hex: Hex): Hex => `0x${hex.slice(2).toUpperCase()}`;

/** An export in which movements are spelt in capitals, and so shown as events without decoded columns. */
function spelt(format: ExportFormat, rows: readonly ExportedRow[], hidden: (row: ExportedRow) => boolean) {
  const maker = new ExportMaker(format);
  let text = maker.head();
  for (const row of rows) {
    const [first = FOREIGN, ...topics] = row.topics;
    const isHidden = row.denomination !== null && hidden(row);
    const line = maker.lines([isHidden ? { ...row, denomination: null, topics: [FOREIGN, ...topics] } : row]);
    text += isHidden ? line.replace(FOREIGN, loud(first)) : line;
  }
  return { text, sums: maker.sums() };
}

describe("exports by a hostile hand", () => {
  const r = random(71);
  const log = memoryLog(20, r.below);
  const head = treeOf(log);

  for (const format of ["csv", "ndjson"] as const) {
    it(`are not taken with movements spelt so that they look like none (${format})`, async () => {
      const one = log.find(({ denomination }) => denomination !== null);
      for (const hidden of [(row: ExportedRow) => row === one, () => true]) {
        const { text, sums } = spelt(format, log, hidden);
        expect(failed(await check(text, sealed(format, text, log.length, sums, head)))).to.include("rows");
      }
      const data = log.map((row) => (row === one ? { ...row, data: loud(row.data) } : row));
      const { text, manifest } = made(format, data, head);
      expect(failed(await check(text, manifest))).to.include("rows");
    });

    it(`are not taken with more topics than an event has (${format})`, async () => {
      const word = "ab".repeat(32);
      const number = log.length;
      const topics: Hex[] = [FOREIGN, `0x${number.toString(16).padStart(64, "0")}`];
      const last = log.at(-1);
      if (last === undefined) throw new Error("The log is empty.");
      const honest: ExportedRow = { ...last, number, topics, data: `0x${word.repeat(256)}`, denomination: null };
      const other: ExportedRow = { ...honest, topics: [...topics, ...Array<Hex>(256).fill(`0x${word}`)], data: "0x" };
      const { text, manifest } = made(format, [...log, other], treeOf([...log, honest]));
      expect(failed(await check(text, manifest))).to.include("rows");
    });

    it(`name how many of a log's events this verifier does not know (${format})`, async () => {
      const foreign = (number: number): ExportedRow => ({
        ...(log[0] as ExportedRow),
        number,
        topics: [FOREIGN, `0x${number.toString(16).padStart(64, "0")}`],
      });
      const rows = [...log, foreign(log.length), foreign(log.length + 1)];
      const { text, manifest } = made(format, rows, treeOf(rows));
      const verdict = await check(text, manifest);
      expect(failed(verdict)).to.deep.equal([]);
      const columns = verdict.steps.find(({ id }) => id === "columns");
      expect(columns).to.include({ state: "not tried", reason: "unknown" });
      expect(columns?.facts).to.include({ unknown: 2, topic: FOREIGN, row: log.length + 1 });
    });

    it(`fail, or mean the same, whichever byte of whichever line is changed (${format})`, async () => {
      const { text, manifest } = made(format, log, head);
      expect(failed(await check(text, manifest))).to.deep.equal([]);
      const bytes = encoder.encode(text);
      const other = (byte: number): number => {
        const isLetter = (byte | 32) >= 97 && (byte | 32) <= 122;
        if (isLetter && r.below(2) === 0) return byte ^ 32;
        return (byte + 1 + r.below(255)) % 256;
      };
      const changes: ((at: number) => Uint8Array)[] = [
        (at) => bytes.with(at, other(bytes[at] ?? 0)),
        (at) => bytes.with(at, other(bytes[at] ?? 0)),
        (at) => spliced(bytes, at, 1, []),
        (at) => spliced(bytes, at, 0, [r.pick([32, 34, 39, 44, 48, 10, 13])]),
      ];
      // The manifest tells of the changed bytes: its digest is not what has to catch it. Some twenty changes a line.
      for (let at = r.below(90); at < bytes.length; at += 1 + r.below(90)) {
        const change = changes[r.below(changes.length)];
        if (change === undefined) throw new Error("no change");
        const bad = change(at);
        const verdict = await check(bad, sealed(format, bad, log.length, manifest.sums, head));
        const told = `seed ${r.seed}, byte ${at}: ${new TextDecoder().decode(bad.subarray(Math.max(0, at - 30), at + 30))}`;
        expect(failed(verdict), told).to.not.deep.equal([]);
        expect(failed(verdict), told).to.not.include("file");
      }
    });
  }

  it("take no number in another spelling", async () => {
    const { text, manifest } = made("ndjson", log, head);
    for (const [from, to] of [
      ['{"record":0,', '{"record":-0,'],
      ['{"record":1,', '{"record":1.0,'],
      ['{"record":1,', '{"record":1e0,'],
      ['{"record":1,', '{"record":"1",'],
      ['{"record":1,', '{"record":9,"record":1,'],
      ['"block":1,', '"block":"1",'],
      ['{"record":1,', '{"\\u0072ecord":1,'],
      ['{"record":1,', '{ "record":1,'],
    ] as const) {
      const bad = text.replace(from, to);
      expect(bad).to.not.equal(text);
      expect(failed(await check(bad, sealed("ndjson", bad, log.length, manifest.sums, head))), to).to.not.deep.equal(
        [],
      );
    }
  });

  it("say of a choice without rows that its rows show nothing", async () => {
    const text = new ExportMaker("csv").head();
    const verdict = await check(text, sealed("csv", text, 0, [], head, [head.root]));
    expect(failed(verdict)).to.deep.equal([]);
    expect(ends(verdict)).to.include.members([
      "leaves not tried empty",
      "root not tried empty",
      "complete not tried filter",
    ]);
    const wrong = await check(text, sealed("csv", text, 0, [], head, [BLOCK_HASH]));
    expect(failed(wrong)).to.deep.equal(["root"]);
  });

  it("end with a verdict whatever size the manifest tells, up to the greatest whole number", async () => {
    const row = log.find(({ denomination }) => denomination !== null);
    if (row === undefined) throw new Error("The log has no movement.");
    const maker = new ExportMaker("csv");
    const text = maker.head() + maker.lines([row]);
    for (const size of [2 ** 31, 2 ** 31 + 1, 2 ** 32, 2 ** 32 + 1, 2 ** 48, 2 ** 53 - 1]) {
      const bad = sealed("csv", text, 1, maker.sums(), { size, root: head.root }, [head.root]);
      const verdict = await check(text, bad);
      if (size <= 2 ** 48) expect(failed(verdict), String(size)).to.deep.equal(["root"]);
      else {
        expect(failed(verdict), String(size)).to.deep.equal(["manifest"]);
        expect(verdict.steps[0]?.facts.message).to.contain("checkpoint.size");
      }
    }
  });

  it("end with a verdict where an opening tells of a unit that no number can be written in", async () => {
    const rows = log.map((row): ExportedRow => {
      if (recordName(row.topics[0]) !== "FundOpened") return row;
      const word = (at: number) => 2 + 64 * at;
      return { ...row, data: `${row.data.slice(0, word(2))}${"f".repeat(64)}${row.data.slice(word(3))}` as Hex };
    });
    const { text, manifest } = made("csv", rows, treeOf(rows));
    expect(failed(await check(text, manifest))).to.include("columns");
  });

  it("are read in a time that grows with their length, an open quote or not", () => {
    // 4 MB of line ends in quotes: read again from the start at each line end this takes half a minute.
    const text = `17,"${"\r\n".repeat(2 * 1024 * 1024 - 64)}`;
    for (const step of [64 * 1024, text.length]) {
      const splitter = new LineSplitter("csv");
      const started = performance.now();
      for (let at = 0; at < text.length; at += step) {
        expect(splitter.push(text.slice(at, at + step))).to.deep.equal([]);
      }
      expect(splitter.push('"\r\nlast')).to.have.length(1);
      expect(splitter.rest).to.equal("last");
      expect(performance.now() - started).to.be.lessThan(5_000);
    }
  });

  it("are cut into the same lines wherever the chunks are cut", () => {
    for (const format of ["csv", "ndjson"] as const) {
      const { text } = made(format, log, head);
      const whole = new LineSplitter(format);
      const wanted = whole.push(text);
      expect(wanted).to.have.length(log.length + (format === "csv" ? 1 : 0));
      for (let turn = 0; turn < 20; turn += 1) {
        const splitter = new LineSplitter(format);
        const lines: string[] = [];
        for (let at = 0; at < text.length;) {
          const end = at + 1 + r.below(turn === 0 ? 1 : 400);
          lines.push(...splitter.push(text.slice(at, end)));
          at = end;
        }
        expect(lines).to.deep.equal(wanted);
        expect(splitter.rest).to.equal("");
      }
    }
    const open = new LineSplitter("csv");
    expect(open.push("a\r")).to.deep.equal([]);
    expect(open.rest).to.equal("a\r");
  });

  it("come with manifests of more than 4 MB, which are read as what they are", async () => {
    const siblings = Array.from({ length: 61_000 }, (_, i): Hex => `0x${i.toString(16).padStart(64, "0")}`);
    const text = new ExportMaker("csv").head();
    const manifest = JSON.stringify(sealed("csv", text, 0, [], { size: 2 ** 20, root: head.root }, siblings));
    expect(manifest.length).to.be.greaterThan(4 * 1024 * 1024);
    const files = [
      { name: "x", blob: new Blob([text]) },
      { name: "manifest.json", blob: new Blob([manifest]) },
    ];
    const [checked, ...more] = await checkFiles(files, {}, () => Promise.resolve(verifyExport));
    expect(more).to.deep.equal([]);
    if (checked?.kind !== "export") throw new Error(`It was taken for a ${checked?.kind}.`);
    const root = checked.verdict.steps.find(({ id }) => id === "root");
    expect(root).to.deep.include({ state: "failed", reason: "siblings", facts: { told: 61_000, computed: 1 } });
  });
});

describe("hashes of events and ranges of leaves", () => {
  it("are of one spelling of an event alone", () => {
    const topic: Hex = `0x${"ab".repeat(32)}`;
    refusal(() => recordInput([loud(topic)], "0x"), "LOG_INVALID");
    refusal(() => recordInput([topic], "0xAB"), "LOG_INVALID");
    refusal(() => recordInput([topic], "0xabc"), "LOG_INVALID");
    refusal(() => recordInput(Array<Hex>(5).fill(topic), "0x"), "LOG_INVALID");
    expect(recordInput(Array<Hex>(4).fill(topic), "0x")).to.have.length(160);
  });

  it("are computed alike for logs of any size", () => {
    for (const size of [2 ** 31 - 1, 2 ** 31, 2 ** 31 + 1, 2 ** 32, 2 ** 32 + 5, 2 ** 47 + 3, 2 ** 48, 2 ** 53 - 1]) {
      const half = split(size);
      expect(half, String(size)).to.satisfy((value: number) => value < size && 2 * value >= size);
      expect(Number.isInteger(Math.log2(half)), String(size)).to.equal(true);
      const trees = subtreesOf({ start: 0, end: size });
      expect(trees.reduce((sum, { level }) => sum + 2 ** level, 0)).to.equal(size);
      for (const { level, at } of trees) expect(Number.isSafeInteger(at) && level < 53).to.equal(true);
      const numbers = [0, 5, size - 1];
      const covered = siblingRanges(numbers, size).reduce((sum, { start, end }) => sum + end - start, 0);
      expect(covered).to.equal(size - numbers.length);
      expect(inclusionRanges(size - 1, size).reduce((sum, { start, end }) => sum + end - start, 0)).to.equal(size - 1);
    }
    expect([0, 1, 2, 3, 4, 5].map(split)).to.deep.equal([0, 0, 1, 2, 2, 4]);
  });
});
