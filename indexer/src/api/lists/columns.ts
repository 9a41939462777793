// What a list's file has in its columns, whatever the format.
import type { Execution } from "@mingzhang/sdk/api";
import type { ColumnType, ListColumn, ListSum } from "@mingzhang/sdk/api-lists";
import { decimalText } from "@mingzhang/sdk/money";

/** A cell as JSON has it. Money is text of digits. */
export type Cell = string | number | boolean | null;

export interface Column<Row> extends ListColumn {
  of: (row: Row) => Cell | undefined;
}

type Reader<Row> = (row: Row) => Cell | undefined;

const column =
  (type: ColumnType) =>
  <Row>(name: string, about: string, of: Reader<Row>): Column<Row> => ({ name, type, about, of });

export const text = column("text");
export const hash = column("hash");
export const count = column("count");
export const flag = column("flag");
export const day = column("day");
export const time = column("time");

interface Named {
  name: string;
  otherName: string;
}

/** Number and both names of what a row refers to. */
export function ref<Row>(
  name: string,
  about: string,
  of: (row: Row) => (Named & { id: string | number }) | null | undefined,
): Column<Row>[] {
  const id: Reader<Row> = (row) => of(row)?.id;
  return [
    // Parties are numbered, accounts have text ids: the type follows from the word.
    ...[
      /^(agency|submit_agency|unit|payee|payer|party|parent|government|owner|asked|office)$/.test(name)
        ? count(name, about, id)
        : text(name, about, id),
    ],
    text<Row>(`${name}_name`, `${about}: name in the first language`, (row) => of(row)?.name),
    text<Row>(`${name}_other_name`, `${about}: name in the second language`, (row) => of(row)?.otherName),
  ];
}

/** Minor units, and the same sum as a decimal. */
export function money<Row>(
  name: string,
  about: string,
  of: (row: Row) => { amount: string; exponent: number } | null,
): Column<Row>[] {
  const minor: Reader<Row> = (row) => of(row)?.amount;
  const decimal: Reader<Row> = (row) => {
    const found = of(row);
    return found === null ? null : decimalText(BigInt(found.amount), found.exponent);
  };
  return [column("minor")(`${name}_minor`, `${about}, in minor units`, minor), column("decimal")(name, about, decimal)];
}

/** Budget execution, of a line or of several together. */
export function execution<Row>(of: (row: Row) => (Execution & { exponent: number }) | null): Column<Row>[] {
  const sum = (name: keyof Execution, about: string) =>
    money<Row>(name, about, (row) => {
      const found = of(row);
      return found === null ? null : { amount: found[name], exponent: found.exponent };
    });
  return [
    ...sum("appropriated", "Acts, cuts, virements and carry-overs together, before lapses"),
    ...sum("allotted", "Allotments less withdrawals"),
    ...sum("committed", "Commitments less releases"),
    ...sum("paid", "Payments less recoveries, with reclassifications"),
    ...sum("lapsed", "Lapsed at the year's end"),
    ...sum("available", "What may still be committed"),
  ];
}

/** A row's cells, in the order of the columns. */
export function cellsOf<Row>(columns: readonly Column<Row>[], row: Row): Cell[] {
  return columns.map((each) => each.of(row) ?? null);
}

export interface Sum {
  currency: string;
  exponent: number;
  amount: string;
}

/** Adds up one column by currency. */
export class Sums {
  readonly #sums = new Map<string, { currency: string; exponent: number; amount: bigint; count: number }>();

  add({ currency, exponent, amount }: Sum): void {
    const key = `${currency} ${exponent}`;
    const sum = this.#sums.get(key) ?? { currency, exponent, amount: 0n, count: 0 };
    sum.amount += BigInt(amount);
    sum.count += 1;
    this.#sums.set(key, sum);
  }

  list(): ListSum[] {
    const sums = [...this.#sums].sort(([a], [b]) => (a < b ? -1 : 1));
    return sums.map(([, sum]) => ({ ...sum, amount: sum.amount.toString() }));
  }
}
