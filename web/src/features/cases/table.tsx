// Cases as a table: what is asked, of whom, where it is, until when, how much.
import type { Case } from "@mingzhang/sdk/api-cases";
import { useLocale, useTranslations } from "next-intl";
import { Day } from "@/components/dates";
import { LedgerTable, type Column } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { Name, Said } from "@/components/said";
import { PartyLink } from "@/features/accounts/refs";
import { Amount } from "@/features/money/amount";
import type { Grouping } from "@/features/money/grouping";
import { MARKS } from "@/i18n/marks";
import { caseHref } from "./links";
import { StatusTag } from "./status-tag";
import { dutyInSentence } from "./words";

interface Props {
  cases: readonly Case[];
  asOf: string;
  grouping: Grouping;
  /** On an agency's own page the column would repeat it. */
  withoutAgency?: boolean;
  /** On the page of something that a case moved money of among others: the sum is all that the case moved. */
  ofWhole?: boolean;
}

export function CaseTable({ cases, asOf, grouping, withoutAgency = false, ofWhole = false }: Props) {
  const t = useTranslations("cases.columns");
  const priced = cases.filter(({ amount }) => amount !== null);
  const [first] = priced;
  // One currency stands in the heading, several beside each sum.
  const single = first !== undefined && priced.every(({ currency }) => currency === first.currency);
  const columns: Column<Case>[] = [
    {
      key: "case",
      heading: t("case"),
      cell: ({ number }) => (
        <PageLink href={caseHref(number)} className="link num whitespace-nowrap">
          {number}
        </PageLink>
      ),
    },
    {
      key: "what",
      heading: t("what"),
      room: "name",
      tightRow: "line",
      cell: ({ procedure, title }) => (
        <>
          <Name of={procedure} />
          {title !== "" && (
            <>
              <span className="md:hidden"> · </span>
              <span className="text-soft md:block">
                <Said room="list">{title}</Said>
              </span>
            </>
          )}
        </>
      ),
    },
    ...(withoutAgency
      ? []
      : [
          {
            key: "agency",
            heading: t("agency"),
            tightRow: "line" as const,
            cell: ({ agency }: Case) => <PartyLink to={agency} />,
          },
        ]),
    {
      key: "where",
      heading: t("where"),
      tightRow: "bare",
      cell: (row) => (
        <>
          <StatusTag of={row} asOf={asOf} /> <Desks of={row} />
        </>
      ),
    },
    {
      key: "submitted",
      heading: t("submitted"),
      cell: ({ submittedAt }) => <Day short>{submittedAt.slice(0, 10)}</Day>,
    },
    {
      key: "due",
      heading: t("due"),
      cell: ({ due, status }) =>
        due !== null && ["open", "returned", "approved"].includes(status) ? <Day short>{due.slice(0, 10)}</Day> : null,
    },
    {
      key: "amount",
      heading: single
        ? t(ofWhole ? "wholeIn" : "amountIn", { currency: first.currency ?? "" })
        : t(ofWhole ? "whole" : "amount"),
      right: true,
      tightRow: "wide",
      cell: ({ amount, currency, exponent }) =>
        amount !== null && amount !== "0" && currency !== null && exponent !== null ? (
          <Amount amount={amount} currency={currency} exponent={exponent} grouping={grouping} bare={single} />
        ) : null,
    },
  ];
  return <LedgerTable tight caption={t("caption")} columns={columns} rows={cases} rowKey={({ number }) => number} />;
}

/** Who has it, in a few words. */
function Desks({ of: { desks, agency } }: { of: Case }) {
  const t = useTranslations("cases.route");
  const locale = useLocale();
  const waiting = desks.filter(({ who }) => who === "official");
  if (waiting.length === 0) return null;
  return (
    <span className="text-sm text-soft md:block">
      {waiting.map((desk, index) => (
        <span key={desk.step ?? index} className={waiting.length === 1 ? "md:block" : "block"}>
          {t("duty", { duty: dutyInSentence(desk.duty, locale) })}
          {desk.agency !== null && desk.agency.id !== agency.id && (
            <>
              {MARKS[locale].comma}
              <Name of={desk.agency} />
            </>
          )}
          {desk.escalated && (
            <>
              {MARKS[locale].comma}
              {t("escalated")}
            </>
          )}
        </span>
      ))}
    </span>
  );
}
