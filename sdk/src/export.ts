// Verifies an export against its manifest as it streams: every column, every leaf, the root, the sums, nothing missing.
import type { ExportFormat, ExportManifest } from "./api-log.ts";
import { MingzhangError } from "./errors.ts";
import { recordName } from "./events.ts";
import { Denominations } from "./export-denominations.ts";
import { formatOf, parseManifest } from "./export-manifest.ts";
import { isHead, isLine, LineSplitter, RowReader, toldFields, type ToldRow } from "./export-parse.ts";
import { type Denomination, EXPORT_COLUMNS, exportLine, ExportRenderer, type ExportRow } from "./export-row.ts";
import { digestOf } from "./export-digest.ts";
import { ExportSums, sumsText } from "./export-sums.ts";
import { type Hex, hexOf } from "./hex.ts";
import { byLines, chunksOf } from "./export-source.ts";
import { LeafHasher } from "./leaf-hasher.ts";
import { type Facts, type Progress, step, type Step, type StepId } from "./proof-steps.ts";
import { Frontier, SomeLeaves } from "./tree-multi.ts";

/** The file: a browser's File or Blob, a stream of either world, or any chunks of bytes. */
export type ExportSource = Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

export interface ExportOptions {
  /** Bytes read, of the bytes that the manifest tells. */
  progress?: Progress;
}

/** The first row that is not what its raw event says. */
export interface RowDifference {
  /** Place in the file, from 1; the header does not count. */
  row: number;
  record: number;
  column: string;
  told: string;
  computed: string;
}

export interface ExportVerdict {
  manifest: ExportManifest | null;
  /**
   * Steps and the reasons by which they end, with their facts:
   * - manifest: passed {rows, size} | failed "malformed" {message}
   * - file: passed {bytes, sha256} | failed "bytes" | "sha256" {told, computed}
   * - rows: passed {rows} | failed "head" | "malformed" {row, column, told, message} | "order" {row, told, wanted} | "count" {told, computed} | "cut" {row}
   * - columns: passed {rows} | failed "differs" {row, record, column, told, computed} | "undecodable" {row, record, message}
   *   | not tried "unknown" {rows, unknown, topic, row}: events that this verifier does not know, the first topic and row of them
   * - sums: passed, or of a filter passed "told" {sums} | failed "differs" {told, computed}
   * - leaves: passed {leaves} | not tried "empty" | failed "number" {row, told, computed} | "undecodable" {row, record, message}
   * - root: passed {root, size} | failed "differs" {told, computed} | "siblings" {told, computed}
   *   | not tried "empty" {root, size}: a filter without rows, which shows nothing of the log
   * - complete: passed {size} | failed "short" {rows, size} | not tried "filter" {rows, size}
   * `not tried` "broken" where the rows could not be read to the end.
   */
  steps: Step[];
  difference: RowDifference | null;
}

/**
 * Reads the file once. Trusts neither file nor manifest: what is told is computed anew from the raw events. Whether the
 * manifest's checkpoint is the chain's, or was signed, is not looked at here: see the levels of docs/PROOFS.md.
 * Throws only what the source throws.
 */
export async function verifyExport(
  source: ExportSource,
  manifest: unknown,
  options: ExportOptions = {},
): Promise<ExportVerdict> {
  let told: ExportManifest;
  let format: ExportFormat;
  try {
    told = parseManifest(manifest);
    format = formatOf(told);
  } catch (error) {
    if (!(error instanceof MingzhangError)) throw error;
    return { manifest: null, steps: [step("manifest", 0, "failed", "malformed", messageOf(error))], difference: null };
  }
  const digest = digestOf(source);
  const rows = new Rows(told, format);
  // Malformed UTF-8 becomes U+FFFD, which no column is computed to be, and the digest is of the bytes themselves.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let bytes = 0;
  for await (const chunk of chunksOf(source)) {
    digest.update(chunk);
    bytes += chunk.length;
    for (const piece of byLines(chunk)) rows.push(decoder.decode(piece, { stream: true }));
    options.progress?.(bytes, told.file.bytes);
  }
  rows.push(decoder.decode());
  const computed = hexOf(await digest.end());
  const { size } = told.checkpoint;
  return {
    manifest: told,
    steps: [
      step("manifest", 0, "passed", "", { rows: told.rows, size }),
      fileStep(told, bytes, computed),
      ...rows.steps(),
    ],
    difference: rows.difference,
  };
}

function fileStep({ file }: ExportManifest, bytes: number, computed: Hex): Step {
  if (bytes !== file.bytes) return step("file", 0, "failed", "bytes", { told: file.bytes, computed: bytes });
  if (computed !== file.sha256) return step("file", 0, "failed", "sha256", { told: file.sha256, computed });
  return step("file", 0, "passed", "", { bytes, sha256: computed });
}

/** Longest told or computed value in the facts of a step. */
const SHOWN = 160;
const shown = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
const messageOf = (error: MingzhangError): Facts => ({ message: shown(error.message) });

/** Follows the rows of one file. The first fault of each step counts. */
class Rows {
  readonly #manifest: ExportManifest;
  readonly #format: ExportFormat;
  readonly #whole: boolean;
  readonly #lines: LineSplitter;
  readonly #reader: RowReader;
  readonly #renderer = new ExportRenderer();
  readonly #hasher = new LeafHasher();
  readonly #denominations = new Denominations();
  readonly #told = new Map<string, string>();
  readonly #sums = new ExportSums();
  readonly #frontier = new Frontier();
  readonly #some = new SomeLeaves();
  readonly #faults = new Map<StepId, Step>();
  #headSeen: boolean;
  /** Lines cannot be told apart any more, or one of them is no row. */
  #broken = false;
  #rows = 0;
  #last = -1;
  /** Events whose first topic is none of the house's. */
  readonly #unknown: { topic: Hex; row: number }[] = [];
  difference: RowDifference | null = null;

  constructor(manifest: ExportManifest, format: ExportFormat) {
    this.#manifest = manifest;
    this.#format = format;
    this.#whole = manifest.scope.kind === "log";
    this.#lines = new LineSplitter(format);
    this.#reader = new RowReader(format);
    this.#headSeen = format === "ndjson";
  }

  push(text: string): void {
    if (this.#broken) return;
    try {
      for (const line of this.#lines.push(text)) {
        if (this.#headSeen) this.#take(line);
        else if (isHead(line)) this.#headSeen = true;
        else return this.#break("head", { told: shown(line) });
      }
    } catch (error) {
      if (!(error instanceof MingzhangError)) throw error;
      const facts = { row: this.#rows, column: error.field, told: error.value, ...messageOf(error) };
      this.#break("malformed", facts);
    }
  }

  #take(line: string): void {
    this.#rows += 1;
    const told = this.#reader.read(line);
    this.#follow(told.row);
    this.#hash(told.row);
    this.#compare(line, told);
  }

  /** The whole log has every number once; a filter's rows ascend. */
  #follow({ number }: ExportRow): void {
    const wanted = this.#whole ? this.#rows - 1 : this.#last + 1;
    const fits = this.#whole ? number === wanted : number >= wanted && number < this.#manifest.checkpoint.size;
    if (!fits) this.#fail("rows", 0, "order", { row: this.#rows, told: number, wanted });
    this.#last = number;
  }

  #hash(row: ExportRow): void {
    try {
      const said = row.topics[1];
      if (said === undefined || BigInt(said) !== BigInt(row.number)) {
        const facts = { row: this.#rows, told: row.number, computed: said === undefined ? "" : shown(said) };
        this.#fail("leaves", 3, "number", facts);
      }
      const leaf = this.#hasher.leafOf(row);
      if (this.#whole) this.#frontier.append(leaf);
      else this.#some.append(row.number, leaf);
    } catch (error) {
      if (!(error instanceof MingzhangError) && !(error instanceof SyntaxError)) throw error;
      const facts = { row: this.#rows, record: row.number, message: shown(error.message) };
      this.#fail("leaves", 3, "undecodable", facts);
    }
  }

  #compare(line: string, told: ToldRow): void {
    const { row } = told;
    try {
      const event = recordName(row.topics[0]);
      const isMovement = event === "Movement";
      if (event === null) this.#unknown.push({ topic: row.topics[0] ?? "0x", row: this.#rows });
      let denomination: Denomination | null = null;
      if (this.#whole) {
        if (isMovement) denomination = this.#denominations.of(row);
        else this.#denominations.see(row);
      } else if (isMovement) denomination = told.denomination;
      const cells = this.#renderer.cells(row, denomination);
      if (!isLine(this.#format, line, told, cells)) {
        this.#differ(line, exportLine(this.#format, cells).trimEnd(), row);
      }
      if (isMovement && denomination === null) {
        // No movement is without: its fund was opened in a currency.
        this.#note({ column: "currency", told: "", computed: "none that an earlier record tells" }, row);
      } else if (denomination !== null) {
        if (!this.#whole) this.#sameAsBefore(denomination, cells[FROM], cells[TO], row);
        this.#sums.add(denomination, BigInt(cells[AMOUNT] ?? 0));
      }
    } catch (error) {
      if (!(error instanceof MingzhangError) && !(error instanceof SyntaxError)) throw error;
      const facts = { row: this.#rows, record: row.number, message: shown(error.message) };
      this.#fail("columns", 0, "undecodable", facts);
    }
  }

  /** A filter's rows do not tell what opened their accounts; but an account counts in one currency only. */
  #sameAsBefore({ currency, exponent }: Denomination, from: unknown, to: unknown, row: ExportRow): void {
    const told = `${currency} ${exponent}`;
    for (const account of [String(from), String(to)]) {
      if (account.startsWith("act-")) continue;
      const before = this.#told.get(account);
      if (before === undefined) this.#told.set(account, told);
      else if (before !== told) this.#note({ column: "currency", told, computed: before }, row);
    }
  }

  #differ(line: string, computed: string, row: ExportRow): void {
    if (this.difference !== null) return;
    const told = toldFields(this.#format, line);
    const right = toldFields(this.#format, computed);
    const column = [...EXPORT_COLUMNS, ...told.keys()].find((name) => told.get(name) !== right.get(name));
    if (column === undefined) this.#note({ column: "line", told: shown(line), computed: shown(computed) }, row);
    else this.#note({ column, told: told.get(column) ?? "", computed: right.get(column) ?? "" }, row);
  }

  #note(found: { column: string; told: string; computed: string }, { number }: ExportRow): void {
    const difference = { row: this.#rows, record: number, ...found };
    this.difference ??= difference;
    const cut = { ...difference, told: shown(found.told), computed: shown(found.computed) };
    this.#fail("columns", 0, "differs", cut);
  }

  #break(reason: string, facts: Facts): void {
    this.#broken = true;
    this.#fail("rows", 0, reason, facts);
  }

  #fail(id: StepId, level: 0 | 3, reason: string, facts: Facts): void {
    if (!this.#faults.has(id)) this.#faults.set(id, step(id, level, "failed", reason, facts));
  }

  /** Call it once, at the end. */
  steps(): Step[] {
    if (!this.#broken && (this.#lines.rest !== "" || !this.#headSeen)) this.#break("cut", { row: this.#rows + 1 });
    if (this.#rows !== this.#manifest.rows) {
      this.#fail("rows", 0, "count", { told: this.#manifest.rows, computed: this.#rows });
    }
    const ended: Step[] = [
      step("rows", 0, "passed", "", { rows: this.#rows }),
      this.#columnStep(),
      this.#sumStep(),
      this.#isHollow
        ? step("leaves", 3, "not tried", "empty")
        : step("leaves", 3, "passed", "", { leaves: this.#rows }),
      this.#rootStep(),
      this.#completeStep(),
    ];
    return ended.map((good) => {
      const fault = this.#faults.get(good.id);
      if (fault !== undefined) return fault;
      return this.#broken && good.id !== "rows" ? step(good.id, good.level, "not tried", "broken") : good;
    });
  }

  /** A choice without rows: whatever log it is said to be of, it is the same. */
  get #isHollow(): boolean {
    return !this.#whole && this.#rows === 0;
  }

  /** What cannot be decoded here is named: a newer writer's events, or something hidden among them. */
  #columnStep(): Step {
    const [first] = this.#unknown;
    if (first === undefined) return step("columns", 0, "passed", "", { rows: this.#rows });
    return step("columns", 0, "not tried", "unknown", { rows: this.#rows, unknown: this.#unknown.length, ...first });
  }

  #sumStep(): Step {
    const [told, computed] = [sumsText(this.#manifest.sums), sumsText(this.#sums.list())];
    if (told !== computed)
      return step("sums", 0, "failed", "differs", { told: shown(told), computed: shown(computed) });
    return step("sums", 0, "passed", this.#whole ? "" : "told", { sums: shown(computed) });
  }

  #rootStep(): Step {
    const { size, root } = this.#manifest.checkpoint;
    const { siblings = [] } = this.#manifest;
    if (!this.#whole && !isFollowing(this.#some.numbers, size)) {
      return step("root", 3, "not tried", "broken");
    }
    const computed = this.#whole ? this.#frontier.root() : this.#some.root(size, siblings);
    if (computed === null) {
      const facts = { told: siblings.length, computed: this.#some.siblingsFor(size) };
      return step("root", 3, "failed", "siblings", facts);
    }
    if (computed !== root) return step("root", 3, "failed", "differs", { told: root, computed });
    if (this.#isHollow) return step("root", 3, "not tried", "empty", { root, size });
    return step("root", 3, "passed", "", { root, size });
  }

  #completeStep(): Step {
    const { size } = this.#manifest.checkpoint;
    const rows = this.#rows;
    if (!this.#whole) return step("complete", 3, "not tried", "filter", { rows, size });
    if (rows !== size) return step("complete", 3, "failed", "short", { rows, size });
    return step("complete", 3, "passed", "", { size });
  }
}

const [FROM, TO, AMOUNT] = (["from", "to", "amount_minor"] as const).map((name) => EXPORT_COLUMNS.indexOf(name)) as [
  number,
  number,
  number,
];

const isFollowing = (numbers: readonly number[], size: number): boolean =>
  numbers.every((number, at) => number < size && number > (numbers[at - 1] ?? -1));
