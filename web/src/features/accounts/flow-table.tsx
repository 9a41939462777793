// What went in and out of an account, by kind of movement, each leading to its movements.
import type { Flow } from "@mingzhang/sdk/api";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { LedgerTable, type Column } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { Amount } from "@/features/money/amount";
import type { Grouping } from "@/features/money/grouping";
import { kindLabel } from "@/features/movements/kind";
import { movementsHref } from "./links";

interface Props {
  account: string;
  flows: readonly Flow[];
  exponent: number;
  grouping: Grouping;
}

export function FlowTable({ account, flows, exponent, grouping }: Props) {
  const t = useTranslations("accounts.flow");
  const locale = useLocale();
  const format = useFormatter();
  const single = new Set(flows.map(({ currency }) => currency)).size === 1;
  const side = (row: Flow, wanted: Flow["side"]) =>
    row.side === wanted ? (
      <Amount amount={row.amount} currency={row.currency} exponent={exponent} grouping={grouping} bare={single} />
    ) : (
      ""
    );
  const columns: Column<Flow>[] = [
    {
      key: "kind",
      heading: t("kind"),
      cell: (row) => (
        <PageLink href={movementsHref({ account, kind: row.kind })}>{kindLabel(row.kind, locale)}</PageLink>
      ),
    },
    { key: "count", heading: t("count"), right: true, cell: (row) => format.number(row.count) },
    { key: "in", heading: t("in"), right: true, cell: (row) => side(row, "in") },
    { key: "out", heading: t("out"), right: true, cell: (row) => side(row, "out") },
  ];
  return (
    <>
      <LedgerTable
        caption={t("kind")}
        columns={columns}
        rows={flows}
        rowKey={(row) => `${row.kind}-${row.side}-${row.currency}`}
      />
      <p className="mt-3">
        <PageLink href={movementsHref({ account })}>{t("all")}</PageLink>
      </p>
    </>
  );
}
