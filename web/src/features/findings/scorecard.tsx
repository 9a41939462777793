// How agencies answer auditors: each figure leads to the findings behind it.
import type { ScorecardRow } from "@mingzhang/sdk/api-findings";
import { SEVERITIES } from "@mingzhang/sdk/findings/words";
import { useLocale, useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { api } from "@/api/client";
import { durationText } from "@/components/duration";
import { LedgerTable, type Column } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { Empty, ProblemNote } from "@/components/states";
import { PartyLink } from "@/features/accounts/refs";
import { wordHeading } from "@/features/learn/heading";
import { findingsHref } from "./links";
import { severityLabel } from "./words";

const WAITING = "open,escalated,reopened";
const UNRESOLVED = "open,answered,escalated,reopened";

interface Props {
  /** One agency and those under it; all without. */
  agency?: number;
}

/** An agency that was never asked has no section on its own page. */
export async function ScorecardPart({ agency }: Props) {
  const [found, t] = await Promise.all([api.scorecard({ agency }), getTranslations("findings.scorecard")]);
  if (agency !== undefined && found.ok && found.value.items.length === 0) return null;
  return (
    <section id="scorecard">
      <h2 id="findings">{t("title")}</h2>
      {!found.ok ? (
        <ProblemNote error={found.error} />
      ) : found.value.items.length === 0 ? (
        <Empty>{t("empty")}</Empty>
      ) : (
        <>
          <ScorecardTable of={found.value.items} />
          <p className="note mt-3">{t("explained")}</p>
        </>
      )}
    </section>
  );
}

function ScorecardTable({ of }: { of: readonly ScorecardRow[] }) {
  const t = useTranslations("findings.scorecard");
  const locale = useLocale();
  const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const behind = (row: ScorecardRow, filter: Record<string, string | boolean>) =>
    findingsHref({ agency: row.agency.id, within: "self", ...filter });
  const columns: Column<ScorecardRow>[] = [
    {
      key: "agency",
      heading: t("agency"),
      room: "name",
      tightRow: "line",
      cell: ({ agency }) => <PartyLink to={agency} />,
    },
    {
      key: "open",
      ...wordHeading(t("open"), "finding"),
      right: true,
      cell: (row) => count(row.open, behind(row, { status: WAITING })),
    },
    {
      key: "overdue",
      heading: t("overdue"),
      right: true,
      cell: (row) => (
        <span className={row.overdue > 0 ? "text-wait" : undefined}>
          {count(row.overdue, behind(row, { overdue: true }))}
        </span>
      ),
    },
    {
      key: "onTime",
      heading: t("onTime"),
      right: true,
      cell: ({ limited, onTime }) =>
        limited === 0 ? t("none") : t("onTimeOf", { share: share.format(onTime / limited), onTime, limited }),
    },
    {
      key: "median",
      heading: t("median"),
      right: true,
      cell: ({ medianSeconds }) => (medianSeconds === null ? t("none") : durationText(medianSeconds, locale)),
    },
    ...SEVERITIES.toReversed().map(({ name }, at) => ({
      key: name,
      ...wordHeading(severityLabel(name, locale), at === 0 ? "severity" : undefined),
      right: true,
      cell: (row: ScorecardRow) => count(row.unresolved[name], behind(row, { severity: name, status: UNRESOLVED })),
    })),
    {
      key: "resolved",
      heading: t("resolved"),
      right: true,
      cell: (row) => count(row.resolved, behind(row, { status: "resolved" })),
    },
  ];
  return <LedgerTable tight caption={t("title")} columns={columns} rows={of} rowKey={({ agency }) => agency.id} />;
}

function count(figure: number, href: string): ReactNode {
  return figure === 0 ? "0" : <PageLink href={href}>{figure}</PageLink>;
}
