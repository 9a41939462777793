// Agencies as the tree they form, with the execution of one year or of all.
import { inTreeOrder } from "@mingzhang/sdk/agency-tree";
import type { AgencyRow, Execution } from "@mingzhang/sdk/api";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { LedgerTable, type Column } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { Name } from "@/components/said";
import { movementsHref, partyHref } from "@/features/accounts/links";
import { addExecutions } from "@mingzhang/sdk/execution";
import { executionColumns } from "@/features/budget/execution";
import { wordHeading } from "@/features/learn/heading";
import { Amount } from "@/features/money/amount";
import type { Grouping } from "@/features/money/grouping";
import { Share } from "@/features/money/share";
import { withAside } from "@/i18n/marks";

/** How far a row stands in, by its depth in the tree; deeper ones stand in no further. */
const INDENT = ["", "pl-4", "pl-8", "pl-12"] as const;

interface Props {
  rows: readonly AgencyRow[];
  year: number | null;
  grouping: Grouping;
  imported: boolean;
}

/** Null: all agencies together, in one currency. */
type Row = Execution & Omit<AgencyRow, "agency" | "parent"> & { agency: AgencyRow["agency"] | null };

/** What was allotted is for the lines of one agency. */
const SHORTER = new Set<string>(["allotted"]);

export function AgencyTable({ rows, year, grouping, imported }: Props) {
  const t = useTranslations("parties.agencies");
  const b = useTranslations("budget");
  const format = useFormatter();
  const locale = useLocale();
  const currencies = [...new Set(rows.flatMap(({ currency }) => currency ?? []))];
  const sums = executionColumns(rows, imported)
    .filter(([name]) => !SHORTER.has(name))
    .map(([name, kind, term]): Column<Row> => ({
      key: name,
      ...wordHeading(b(name), term),
      right: true,
      cell: ({ agency, currency, exponent, [name]: amount }) =>
        currency === null ? (
          ""
        ) : (
          <PageLink
            href={movementsHref({
              ...(agency !== null && { agency: agency.id, within: "self" }),
              year,
              kind,
              currency,
            })}
          >
            <Amount
              amount={amount}
              currency={currency}
              exponent={exponent}
              grouping={grouping}
              bare={currencies.length === 1}
            />
          </PageLink>
        ),
    }));
  const columns: Column<Row>[] = [
    {
      key: "agency",
      ...wordHeading(t("agency"), "agency"),
      cell: ({ agency, depth, currency }) =>
        agency === null ? (
          currency === null ? (
            b("sum")
          ) : (
            withAside(b("sum"), currency, locale)
          )
        ) : (
          <div className={INDENT[Math.min(depth, INDENT.length - 1)]}>
            <PageLink href={partyHref(agency)} className="link">
              <Name of={agency} />
            </PageLink>
          </div>
        ),
    },
    {
      key: "lines",
      heading: t("lines"),
      right: true,
      cell: ({ lineCount }) => (lineCount === 0 ? "" : format.number(lineCount)),
    },
    ...sums,
  ];
  if (!imported) {
    columns.push({
      key: "rate",
      ...wordHeading(b("rate"), "rate"),
      right: true,
      cell: ({ paid, appropriated }) => appropriated !== "0" && <Share of={paid} whole={appropriated} />,
    });
  }
  return (
    <LedgerTable
      caption={t("title")}
      columns={columns}
      rows={inTreeOrder(rows)}
      rowKey={(row) => `${row.agency?.id ?? "all"}-${row.currency ?? ""}`}
      foot={currencies.map((currency) => together(rows.filter((row) => row.currency === currency)))}
    />
  );
}

function together(rows: readonly AgencyRow[]): Row {
  const lineCount = rows.reduce((all, row) => all + row.lineCount, 0);
  return {
    depth: 0,
    currency: null,
    exponent: 0,
    imported: false,
    ...rows[0],
    agency: null,
    lineCount,
    ...addExecutions(rows),
  };
}
