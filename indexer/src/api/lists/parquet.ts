// Parquet files of lists, one row group at a time: exact decimals for minor units, dates and times as such.
import type { ColumnType } from "@mingzhang/sdk/api-lists";
import type { SchemaElement } from "hyparquet";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { Cell } from "./columns.ts";
import type { Pieces } from "./formats.ts";

/** Rows of one group: readers skip whole groups, writers hold one in memory. */
const GROUP = 20_000;

/** Digits of a sum; sixteen bytes hold 38 of them, and the ledger's sums have 32. */
const PRECISION = 38;

interface Named {
  name: string;
  type: ColumnType;
}

function element({ name, type }: Named): SchemaElement {
  const optional = { name, repetition_type: "OPTIONAL" } as const;
  switch (type) {
    case "count":
      return { ...optional, type: "INT64" };
    case "flag":
      return { ...optional, type: "BOOLEAN" };
    case "day":
      return { ...optional, type: "INT32", converted_type: "DATE" };
    case "time":
      return { ...optional, type: "INT64", converted_type: "TIMESTAMP_MILLIS" };
    case "minor":
      return {
        ...optional,
        type: "FIXED_LEN_BYTE_ARRAY",
        type_length: 16,
        converted_type: "DECIMAL",
        scale: 0,
        precision: PRECISION,
      };
    default:
      // A decimal's number of decimals is its currency's, and differs from row to row: text.
      return { ...optional, type: "BYTE_ARRAY", converted_type: "UTF8" };
  }
}

function value(type: ColumnType, cell: Cell): unknown {
  if (cell === null) return null;
  switch (type) {
    case "count":
    case "minor":
      return BigInt(cell);
    case "day":
      return new Date(`${cell}T00:00:00Z`);
    case "time":
      return new Date(String(cell));
    case "flag":
      return cell === true;
    default:
      return String(cell).toWellFormed();
  }
}

/** What a writer makes is taken away before it writes more; its count of all bytes goes on. */
export class ParquetPieces implements Pieces {
  readonly #columns: readonly Named[];
  readonly #bytes = new ByteWriter();
  readonly #writer: ParquetWriter;
  #waiting: Cell[][] = [];

  constructor(columns: readonly Named[]) {
    this.#columns = columns;
    const schema = [{ name: "root", num_children: columns.length }, ...columns.map(element)];
    this.#writer = new ParquetWriter({ writer: this.#bytes, schema, createdBy: "mingzhang" });
  }

  head(): Uint8Array {
    return this.#take();
  }

  rows(rows: readonly Cell[][]): Uint8Array {
    this.#waiting.push(...rows);
    if (this.#waiting.length >= GROUP) this.#group();
    return this.#take();
  }

  tail(): Uint8Array {
    this.#group();
    void this.#writer.finish();
    return this.#take();
  }

  #group(): void {
    const rows = this.#waiting;
    if (rows.length === 0) return;
    this.#waiting = [];
    const columnData = this.#columns.map(({ name, type }, at) => ({
      name,
      data: rows.map((cells) => value(type, cells[at] ?? null)),
    }));
    void this.#writer.write({ columnData, rowGroupSize: rows.length });
  }

  #take(): Uint8Array {
    const taken = Uint8Array.from(this.#bytes.getBytes());
    this.#bytes.index = 0;
    return taken;
  }
}
