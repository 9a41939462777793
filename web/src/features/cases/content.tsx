// What a case would do, taken out of its payload: sums, accounts and payees, each linked.
import type { CaseContent } from "@mingzhang/sdk/api-cases";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Day, Moment } from "@/components/dates";
import { durationText } from "@/components/duration";
import { Hash } from "@/components/hash";
import { PageLink } from "@/components/page-link";
import { Pairs } from "@/components/pairs";
import { Name, Said } from "@/components/said";
import { AccountLink, PartyLink } from "@/features/accounts/refs";
import { DocumentLink } from "@/features/documents/document-link";
import { Amount } from "@/features/money/amount";
import { permitHref } from "./links";
import { OpeningRows, OrderRows } from "./content-rows";
import { OfficialLink } from "./refs";
import { dutyLabel } from "./words";

export function Content({ of }: { of: CaseContent }) {
  switch (of.type) {
    case "orders":
      return (
        <>
          <Shared of={of} />
          <OrderRows of={of} />
        </>
      );
    case "openings":
      return (
        <>
          <Shared of={of} />
          <OpeningRows of={of} />
        </>
      );
    case "standing-order":
      return <Standing of={of} />;
    case "permit":
      return <Permit of={of} />;
    case "seat":
      return <Seat of={of} />;
    case "raw":
      return <Unread reason={of.reason} />;
  }
}

type Of<T extends CaseContent["type"]> = Extract<CaseContent, { type: T }>;

function sumOf(amount: string | null, { currency, exponent }: { currency: string | null; exponent: number | null }) {
  if (amount === null || currency === null || exponent === null) return null;
  return <Amount amount={amount} currency={currency} exponent={exponent} />;
}

function said(text: string): ReactNode {
  return text === "" ? null : <Said room="full">{text}</Said>;
}

function documentOf(digest: string | null): ReactNode {
  return digest === null ? null : <DocumentLink digest={digest} />;
}

function Shared({ of }: { of: Of<"orders"> | Of<"openings"> }) {
  const t = useTranslations("cases.content");
  return (
    <Pairs
      of={[
        [t("purpose"), said(of.purpose)],
        [t("total"), sumOf(of.total, of)],
        [t("document"), documentOf(of.document)],
      ]}
    />
  );
}

function Standing({ of }: { of: Of<"standing-order"> }) {
  const t = useTranslations("cases.content");
  return (
    <Pairs
      of={[
        [t("purpose"), said(of.purpose)],
        [t("payee"), of.payee && <PartyLink to={of.payee} />],
        [t("each"), sumOf(of.amount, of)],
        [t("times"), t("timesValue", { times: of.times, days: of.everyDays })],
        [t("first"), <Day key="first">{of.firstDay}</Day>],
        [t("cap"), sumOf((BigInt(of.amount) * BigInt(of.times)).toString(), of)],
        [t("persons"), of.persons === 0 ? null : of.persons],
        [t("commitment"), <AccountLink key="commitment" to={of.commitment} />],
        [t("fund"), <AccountLink key="fund" to={of.fund} />],
        [t("reference"), of.detail === null ? null : said(of.detail)],
        [t("document"), documentOf(of.document)],
      ]}
    />
  );
}

function Permit({ of }: { of: Of<"permit"> }) {
  const t = useTranslations("cases.content");
  const locale = useLocale();
  const revoking = of.revokes !== null;
  return (
    <>
      <Pairs
        of={[
          [
            t("revokes"),
            of.revokes && (
              <PageLink href={permitHref(of.revokes)}>{t("permitNumber", { number: of.revokes })}</PageLink>
            ),
          ],
          [t("permitType"), said(of.typeName)],
          [
            t("validFrom"),
            revoking ? null : of.validFrom === null ? t("fromGranting") : <Moment>{of.validFrom}</Moment>,
          ],
          [t("validUntil"), of.validUntil && <Moment>{of.validUntil}</Moment>],
          [t("term"), of.term && t("termValue", { span: durationText(of.term, locale) })],
          [t(revoking ? "revocationReason" : "conditions"), said(of.conditions)],
          [t("document"), documentOf(of.document)],
          [t("holder"), <Hash key="holder">{of.holder}</Hash>],
          [t("evidence"), of.evidence === "0x" ? null : <Whole key="evidence">{of.evidence}</Whole>],
        ]}
      />
      <p className="note mt-2">{t("holderNote")}</p>
    </>
  );
}

function Seat({ of }: { of: Of<"seat"> }) {
  const t = useTranslations("cases.content");
  const locale = useLocale();
  return (
    <Pairs
      of={[
        [t("act"), t(of.act)],
        [
          t("person"),
          of.official !== null ? (
            <OfficialLink to={of.official} />
          ) : of.name === "" ? null : (
            <>
              <Name of={of} /> <span className="tag">{t("newOfficial")}</span>
            </>
          ),
        ],
        [t("duty"), dutyLabel(of.duty, locale)],
        [t("agency"), of.agency && <PartyLink to={of.agency} />],
        [t("validFrom"), of.from && <Moment>{of.from}</Moment>],
        [t("validUntil"), of.until && <Moment>{of.until}</Moment>],
        [t("address"), <Hash key="address">{of.holder}</Hash>],
      ]}
    />
  );
}

function Unread({ reason }: { reason: string }) {
  const t = useTranslations("cases.content");
  return <p className="border-l-4 border-wait pl-3">{t.rich("raw", { reason: () => <Said>{reason}</Said> })}</p>;
}

/** Long bytes, behind a disclosure. */
function Whole({ children }: { children: string }) {
  return (
    <details>
      <summary className="mono">{`${children.slice(0, 18)}…`}</summary>
      <Hash>{children}</Hash>
    </details>
  );
}
