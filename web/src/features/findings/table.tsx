// Findings as a table: what was found, about what, who answers, until when.
import type { Finding } from "@mingzhang/sdk/api-findings";
import { useTranslations } from "next-intl";
import { Day } from "@/components/dates";
import { LedgerTable, type Column } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { Said } from "@/components/said";
import { PartyLink } from "@/features/accounts/refs";
import { wordHeading } from "@/features/learn/heading";
import { findingHref } from "./links";
import { SubjectLink } from "./subject";
import { FindingStatusTag, SeverityTag } from "./tags";

export function FindingTable({ findings, asOf }: { findings: readonly Finding[]; asOf: string }) {
  const t = useTranslations("findings.columns");
  const columns: Column<Finding>[] = [
    {
      key: "finding",
      ...wordHeading(t("finding"), "finding"),
      cell: ({ number }) => (
        <PageLink href={findingHref(number)} className="link num whitespace-nowrap">
          {number}
        </PageLink>
      ),
    },
    {
      key: "what",
      ...wordHeading(t("what"), "severity"),
      room: "name",
      tightRow: "line",
      cell: (row) => (
        <>
          <SeverityTag of={row} /> <Said room="list">{row.text}</Said>
        </>
      ),
    },
    {
      key: "about",
      tightRow: "wide",
      ...wordHeading(t("about"), "subject"),
      cell: ({ subject }) => <SubjectLink of={subject} />,
    },
    { key: "agency", tightRow: "wide", heading: t("agency"), cell: ({ agency }) => <PartyLink to={agency} /> },
    { key: "status", tightRow: "bare", heading: t("status"), cell: (row) => <FindingStatusTag of={row} asOf={asOf} /> },
    { key: "opened", heading: t("opened"), cell: ({ openedAt }) => <Day short>{openedAt.slice(0, 10)}</Day> },
    {
      key: "due",
      ...wordHeading(t("due"), "answer"),
      cell: ({ due }) => due !== null && <Day short>{due.slice(0, 10)}</Day>,
    },
  ];
  return <LedgerTable tight caption={t("caption")} columns={columns} rows={findings} rowKey={({ number }) => number} />;
}
