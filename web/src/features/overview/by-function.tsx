// Budget execution by function: a chart that is a table.
import type { CurrencyTotals, FunctionTotal } from "@mingzhang/sdk/api";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { LedgerTable, type Column } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { Empty } from "@/components/states";
import { movementsHref } from "@/features/accounts/links";
import { ExecutionBar, greatest, Legend } from "@/features/budget/execution-bar";
import { functionText } from "@/features/classification/labels";
import { Amount } from "@/features/money/amount";
import type { Grouping } from "@/features/money/grouping";
import { FIGURE_KINDS } from "@/features/movements/figures";
import { shareOf } from "@/features/money/text";

interface Props {
  totals: CurrencyTotals;
  year: number | null;
  grouping: Grouping;
}

export function ByFunction({ totals, year, grouping }: Props) {
  const t = useTranslations("overview");
  const format = useFormatter();
  const locale = useLocale();
  const { currency, exponent, imported } = totals;
  const measure = (row: FunctionTotal) => (imported ? row.paid : row.appropriated);
  const rows = totals.byFunction
    .filter((row) => row.appropriated !== "0" || row.paid !== "0")
    .sort((a, b) => (BigInt(measure(b)) > BigInt(measure(a)) ? 1 : -1));
  const longest = greatest(rows.map(measure));
  const sum = (row: FunctionTotal, figure: "appropriated" | "committed" | "paid") => (
    <PageLink href={movementsHref({ function: row.function.code, year, currency, kind: FIGURE_KINDS[figure] })}>
      <Amount amount={row[figure]} currency={currency} exponent={exponent} grouping={grouping} bare />
    </PageLink>
  );

  const columns: Column<FunctionTotal>[] = [
    {
      key: "function",
      heading: t("function"),
      room: "name",
      cell: (row) => (
        <PageLink href={`/functions/${row.function.code}?year=${year ?? "all"}&currency=${currency}`} className="link">
          {functionText(row.function, locale)}
        </PageLink>
      ),
    },
    {
      key: "bar",
      heading: t("execution"),
      room: "bar",
      cell: (row) => <ExecutionBar of={row} longest={longest} paidAlone={imported} />,
    },
  ];
  if (!imported) {
    columns.push(
      { key: "appropriated", heading: t("appropriated"), right: true, cell: (row) => sum(row, "appropriated") },
      { key: "committed", heading: t("committed"), right: true, cell: (row) => sum(row, "committed") },
    );
  }
  columns.push({ key: "paid", heading: t("paid"), right: true, cell: (row) => sum(row, "paid") });
  if (!imported) {
    columns.push({
      key: "share",
      heading: t("share"),
      right: true,
      cell: (row) => {
        const share = shareOf(row.paid, row.appropriated);
        return share === null ? "" : format.number(share, { style: "percent", maximumFractionDigits: 1 });
      },
    });
  }
  return (
    <section>
      <h2>{t("byFunction")}</h2>
      <p className="note mb-2">{t(imported ? "byFunctionImported" : "byFunctionNote")}</p>
      {rows.length === 0 ? (
        <Empty>{t("none")}</Empty>
      ) : (
        <>
          {!imported && <Legend paid={t("legend.paid")} open={t("legend.open")} available={t("legend.available")} />}
          <LedgerTable caption={t("byFunction")} columns={columns} rows={rows} rowKey={(row) => row.function.code} />
        </>
      )}
    </section>
  );
}
