// The table that says what a chart shows, with the exact sums, each leading to the movements behind it.
import { useFormatter, useLocale } from "next-intl";
import type { ReactNode } from "react";
import { LedgerTable, type Column } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { Said } from "@/components/said";
import { Amount } from "@/features/money/amount";
import type { Cell, Sheet } from "./sheet";

interface Row {
  at: number;
  cells: Sheet["rows"][number];
}

export function SheetTable({ sheet }: { sheet: Sheet }) {
  const columns = sheet.columns.map(({ key, heading, right = false }, at): Column<Row> => ({
    key,
    // Sums are written without their currency, which would not fit wide tables.
    heading: sheet.rows.some((row) => row[key]?.sum !== undefined) ? `${heading}, ${sheet.currency}` : heading,
    right,
    ...(at === 0 ? { room: "name" } : {}),
    cell: ({ cells: { [key]: cell } }) => (cell === undefined ? "" : <SheetCell cell={cell} sheet={sheet} />),
  }));
  const rows = sheet.rows.map((cells, at): Row => ({ at, cells }));
  return <LedgerTable caption={sheet.title} rows={rows} rowKey={({ at }) => at} columns={columns} />;
}

function SheetCell({ cell, sheet }: { cell: Cell; sheet: Sheet }) {
  const format = useFormatter();
  const locale = useLocale();
  const { text, sum, count, share, said = false, href } = cell;
  const content: ReactNode =
    sum !== undefined ? (
      <Amount amount={sum} currency={sheet.currency} exponent={sheet.exponent} bare />
    ) : count !== undefined ? (
      format.number(count)
    ) : share !== undefined ? (
      share === null ? (
        ""
      ) : (
        new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(share)
      )
    ) : said ? (
      <Said>{text ?? ""}</Said>
    ) : (
      (text ?? "")
    );
  return href === undefined ? content : <PageLink href={href}>{content}</PageLink>;
}
