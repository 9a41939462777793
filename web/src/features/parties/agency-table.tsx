// Agencies as the tree they form, with the execution of one year or of all.
import { inTreeOrder } from "@mingzhang/sdk/agency-tree";
import type { AgencyRow } from "@mingzhang/sdk/api";
import { useFormatter, useTranslations } from "next-intl";
import { LedgerTable, type Column } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { Name } from "@/components/said";
import { movementsHref, partyHref } from "@/features/accounts/links";
import { Amount } from "@/features/money/amount";
import type { Grouping } from "@/features/money/grouping";
import { FIGURE_KINDS } from "@/features/movements/figures";

/** How far a row stands in, by its depth in the tree; deeper ones stand in no further. */
const INDENT = ["", "pl-4", "pl-8", "pl-12"] as const;

interface Props {
  rows: readonly AgencyRow[];
  year: number | null;
  grouping: Grouping;
  imported: boolean;
}

export function AgencyTable({ rows, year, grouping, imported }: Props) {
  const t = useTranslations("parties.agencies");
  const format = useFormatter();
  const sum = (row: AgencyRow, amount: string, kind: string) =>
    row.currency === null ? (
      ""
    ) : (
      <PageLink href={movementsHref({ agency: row.agency.id, within: "self", year, kind, currency: row.currency })}>
        <Amount amount={amount} currency={row.currency} exponent={row.exponent} grouping={grouping} />
      </PageLink>
    );
  const columns: Column<AgencyRow>[] = [
    {
      key: "agency",
      heading: t("agency"),
      cell: (row) => (
        <div className={INDENT[Math.min(row.depth, INDENT.length - 1)]}>
          <PageLink href={partyHref(row.agency)} className="link">
            <Name of={row.agency} />
          </PageLink>
        </div>
      ),
    },
    {
      key: "lines",
      heading: t("lines"),
      right: true,
      cell: (row) => (row.lineCount === 0 ? "" : format.number(row.lineCount)),
    },
  ];
  if (!imported) {
    columns.push(
      {
        key: "appropriated",
        heading: t("appropriated"),
        right: true,
        cell: (row) => sum(row, row.appropriated, FIGURE_KINDS.appropriated),
      },
      {
        key: "committed",
        heading: t("committed"),
        right: true,
        cell: (row) => sum(row, row.committed, FIGURE_KINDS.committed),
      },
    );
  }
  columns.push({
    key: "paid",
    heading: t("paid"),
    right: true,
    cell: (row) => sum(row, row.paid, FIGURE_KINDS.paid),
  });
  return (
    <LedgerTable
      caption={t("title")}
      columns={columns}
      rows={inTreeOrder(rows)}
      rowKey={(row) => `${row.agency.id}-${row.currency ?? ""}`}
    />
  );
}
