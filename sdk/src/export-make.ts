// Makes an export and its manifest out of rows: what the API does for the store, and a test for a log in memory.
import type { ExportFormat, ExportManifest, ExportName } from "./api-log.ts";
import type { Origin, SignedCheckpoint } from "./checkpoint.ts";
import { decodeMovement } from "./events.ts";
import { MANIFEST_FORMAT, MANIFEST_VERSION } from "./export-manifest.ts";
import {
  type Denomination,
  exportHead,
  exportLine,
  ExportRenderer,
  type ExportRow,
  MEDIA_TYPES,
} from "./export-row.ts";
import { ExportSums } from "./export-sums.ts";
import type { Hex } from "./hex.ts";

export interface ExportedRow extends ExportRow {
  /** Of movements alone. */
  denomination: Denomination | null;
}

/** Writes rows as text, and counts what the manifest tells of them. */
export class ExportMaker {
  readonly #format: ExportFormat;
  readonly #renderer = new ExportRenderer();
  readonly #sums = new ExportSums();
  /** Record numbers of the rows so far. */
  readonly numbers: number[] = [];

  constructor(format: ExportFormat) {
    this.#format = format;
  }

  /** What stands before the rows. */
  head(): string {
    return exportHead(this.#format);
  }

  lines(rows: readonly ExportedRow[]): string {
    let text = "";
    for (const row of rows) {
      this.numbers.push(row.number);
      if (row.denomination !== null) this.#sums.add(row.denomination, decodeMovement(row).amount);
      text += exportLine(this.#format, this.#renderer.cells(row, row.denomination));
    }
    return text;
  }

  sums() {
    return this.#sums.list();
  }
}

export interface ManifestParts {
  export: ExportName;
  format: ExportFormat;
  origin: Origin;
  signed: SignedCheckpoint;
  /** Path and query that give the file. */
  path: string;
  fileName: string;
  bytes: number;
  sha256: Hex;
  rows: number;
  sums: ExportManifest["sums"];
  filter: Record<string, string>;
  siblings: Hex[];
}

/** A manifest; the whole log has neither filter nor siblings. */
export function manifestOf(parts: ManifestParts): ExportManifest {
  const { origin, signed, path, bytes, sha256, rows, sums, filter, siblings } = parts;
  const { checkpoint, cosignatures, anchors } = signed;
  return {
    format: MANIFEST_FORMAT,
    version: MANIFEST_VERSION,
    origin,
    checkpoint,
    cosignatures,
    anchors,
    file: { name: parts.fileName, mediaType: MEDIA_TYPES[parts.format], path, bytes, sha256 },
    rows,
    sums,
    ...(parts.export === "log" ? { scope: { kind: "log" } } : { scope: { kind: "filter", filter }, siblings }),
  };
}
