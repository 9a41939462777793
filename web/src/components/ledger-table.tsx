// The account table: a table on wide screens and paper, labelled rows on a phone.
import type { ReactNode } from "react";

export interface Column<Row> {
  key: string;
  heading: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Sums stand to the right. */
  right?: boolean;
  /** Share of the width: names need room, bars take what they get. */
  room?: "name" | "bar";
  /** In a phone's tight row: the whole line (`wide` with its label), or its share of it, without one where a cell says itself what it is. */
  tightRow?: TightRow;
  /** Label in a phone's row, where the heading is not text. */
  label?: string;
  /** `aria-sort` of a column that can be sorted. */
  sort?: "ascending" | "descending" | "none";
}

type TightRow = "line" | "wide" | "bare";

interface Props<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  rowClass?: (row: Row) => string | undefined;
  /** Rows that the others make together, below them. */
  foot?: readonly Row[];
  /** On a phone the cells of a row stand in running text rather than one below the other: for long lists. */
  tight?: boolean;
}

/**
 * On a phone the rows are no table boxes any more, which would take the table away from assistive technology as well:
 * the explicit roles keep it.
 */
export function LedgerTable<Row>({ caption, columns, rows, rowKey, rowClass, foot = [], tight = false }: Props<Row>) {
  return (
    <table className={`ledger num${tight ? " ledger-tight" : ""}`} role="table">
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th
              key={column.key}
              role="columnheader"
              scope="col"
              aria-sort={column.sort === "none" ? undefined : column.sort}
              className={column.right ? "right" : column.room === undefined ? undefined : `room-${column.room}`}
            >
              {column.heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <LedgerRow key={rowKey(row)} columns={columns} row={row} className={rowClass?.(row)} />
        ))}
      </tbody>
      {foot.length > 0 && (
        <tfoot role="rowgroup">
          {foot.map((row) => (
            <LedgerRow key={rowKey(row)} columns={columns} row={row} className={undefined} />
          ))}
        </tfoot>
      )}
    </table>
  );
}

interface RowProps<Row> {
  columns: readonly Column<Row>[];
  row: Row;
  className: string | undefined;
}

function LedgerRow<Row>({ columns, row, className }: RowProps<Row>) {
  return (
    <tr role="row" className={className}>
      {columns.map((column) => (
        <LedgerCell
          key={column.key}
          label={column.label ?? column.heading}
          right={column.right}
          tightRow={column.tightRow}
        >
          {column.cell(row)}
        </LedgerCell>
      ))}
    </tr>
  );
}

const TIGHT = { line: "line bare", wide: "line", bare: "bare", labelled: "" } as const;

interface CellProps {
  label: ReactNode;
  right?: boolean | undefined;
  tightRow?: TightRow | undefined;
  children: ReactNode;
}

export function LedgerCell({ label, right, tightRow, children }: CellProps) {
  const empty = children === null || children === undefined || children === false || children === "";
  const className = [right ? "right" : "", TIGHT[tightRow ?? "labelled"], empty ? "empty-cell" : ""].join(" ").trim();
  // What is undefined is sent nevertheless, with every cell of a long list.
  const given = {
    ...(typeof label === "string" ? { "data-label": label } : {}),
    ...(className === "" ? {} : { className }),
  };
  return (
    <td role="cell" {...given}>
      <div>{children}</div>
    </td>
  );
}
