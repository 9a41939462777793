// How punctual agencies are: each figure leads to the cases behind it.
import type { Timeliness, TimelinessRow } from "@mingzhang/sdk/api-cases";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { durationText } from "@/components/duration";
import { LedgerTable, type Column } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { Name } from "@/components/said";
import { PartyLink } from "@/features/accounts/refs";
import { casesHref } from "@/features/cases/links";
import { ProcedureLink } from "@/features/cases/refs";
import { wordHeading } from "@/features/learn/heading";
import type { OUTCOMES } from "@/features/cases/filter";

/** One agency's procedures, behind its name: most readers come for one. */
export function ByProcedure({ of }: { of: readonly TimelinessRow[] }) {
  const t = useTranslations("timeliness");
  const [first] = of;
  if (first === undefined) return null;
  return (
    <details className="border-b border-rule">
      <summary className="py-2.5">
        <Name of={first.agency} />{" "}
        <span className="num text-sm text-soft">{t("procedures", { count: of.length })}</span>
      </summary>
      <div className="pb-5">
        <TimelinessTable title={t("byProcedure")} of={of} />
      </div>
    </details>
  );
}

type Row = Timeliness["agencies"][number] & Partial<Pick<TimelinessRow, "procedure">>;

interface Props {
  title: string;
  of: readonly Row[];
  /** The first table of its page says what its words mean. */
  explain?: boolean;
}

export function TimelinessTable({ title, of, explain = false }: Props) {
  const t = useTranslations("timeliness");
  const locale = useLocale();
  const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const behind = (row: Row, outcome: (typeof OUTCOMES)[number]) =>
    casesHref({ decider: row.agency.id, outcome, procedure: row.procedure?.code });
  const waiting = (row: Row, overdue: boolean) =>
    casesHref({
      desk: row.agency.id,
      procedure: row.procedure?.code,
      status: "open",
      overdue: overdue ? true : undefined,
    });
  const columns: Column<Row>[] = [
    of.some(({ procedure }) => procedure !== undefined)
      ? {
          key: "procedure",
          heading: t("columns.procedure"),
          room: "name",
          tightRow: "line",
          cell: ({ procedure }) => procedure && <ProcedureLink to={procedure} />,
        }
      : {
          key: "agency",
          heading: t("columns.agency"),
          room: "name",
          tightRow: "line",
          cell: ({ agency }) => <PartyLink to={agency} />,
        },
    {
      key: "median",
      heading: t("columns.median"),
      right: true,
      cell: (row) =>
        row.medianSeconds === null ? (
          t("none")
        ) : (
          <PageLink href={behind(row, "decided")}>{durationText(row.medianSeconds, locale)}</PageLink>
        ),
    },
    {
      key: "onTime",
      heading: t("columns.onTime"),
      tightRow: "wide",
      right: true,
      cell: (row) =>
        row.limited === 0 ? (
          t("none")
        ) : (
          <PageLink href={behind(row, "limited")} className="whitespace-nowrap">
            {t("onTimeOf", {
              share: share.format(row.onTime / row.limited),
              onTime: row.onTime,
              limited: row.limited,
            })}
          </PageLink>
        ),
    },
    {
      key: "decided",
      ...wordHeading(t("columns.decided"), explain ? "case-step" : undefined),
      right: true,
      cell: (row) => count(row.decided, behind(row, "decided")),
    },
    {
      key: "lapsed",
      heading: t("columns.lapsed"),
      right: true,
      cell: (row) => count(row.lapsed, behind(row, "lapsed")),
    },
    { key: "open", heading: t("columns.open"), right: true, cell: (row) => count(row.open, waiting(row, false)) },
    {
      key: "overdue",
      heading: t("columns.overdue"),
      right: true,
      cell: (row) => (
        <span className={row.overdue > 0 ? "text-wait" : undefined}>{count(row.overdue, waiting(row, true))}</span>
      ),
    },
  ];
  return (
    <LedgerTable
      tight
      caption={title}
      columns={columns}
      rows={of}
      rowKey={({ agency, procedure }) => `${agency.id}-${procedure?.number ?? 0}`}
    />
  );
}

function count(figure: number, href: string): ReactNode {
  return figure === 0 ? "0" : <PageLink href={href}>{figure}</PageLink>;
}
