// A case in a sentence that a villager understands: who asked for what, for whom, how much, when.
import type { CaseContent, CaseDetail } from "@mingzhang/sdk/api-cases";
import { useLocale, useTranslations, type RichTranslationValues } from "next-intl";
import type { ReactNode } from "react";
import { Day } from "@/components/dates";
import { PageLink } from "@/components/page-link";
import { Name, Said } from "@/components/said";
import { Hash } from "@/components/hash";
import { AccountLink, PartyLink } from "@/features/accounts/refs";
import { Amount } from "@/features/money/amount";
import { kindLabel } from "@/features/movements/kind";
import { permitHref } from "./links";
import { OfficialLink } from "./refs";
import { dutyInSentence } from "./words";

/** What the sentence says beside the content: a draft in the portal has all of it too. */
export type Asked = Pick<CaseDetail, "agency" | "official" | "submittedAt" | "content"> & {
  /** Of a case on record: the first act says for which agency the official submitted. */
  timeline?: CaseDetail["timeline"];
};

export function Asks({ of }: { of: Asked }) {
  const t = useTranslations("cases");
  const locale = useLocale();
  const { key, values } = useParts(of.content);
  return (
    <>
      {t.rich(`ask.${key}`, {
        who: () => <Who of={of} />,
        date: () => <Day>{of.submittedAt.slice(0, 10)}</Day>,
        agency: () => (
          <PartyLink to={of.content.type === "seat" && of.content.agency ? of.content.agency : of.agency} />
        ),
        duty: of.content.type === "seat" ? dutyInSentence(of.content.duty, locale) : "",
        ...values,
      })}
    </>
  );
}

function Who({ of: { official, timeline } }: { of: Asked }) {
  const t = useTranslations("cases.who");
  if (official === null) return <>{t("citizen")}</>;
  return (
    <>
      {t.rich("official", {
        official: () => <OfficialLink to={official} />,
        agency: () => <PartyLink to={timeline?.[0]?.agency ?? official.agency} />,
      })}
    </>
  );
}

type Key =
  | "payment"
  | "payments"
  | "commitment"
  | "movement"
  | "movements"
  | "openings"
  | "standing"
  | "permit"
  | "revocation"
  | "appoint"
  | "dismiss"
  | "raw";

interface Parts {
  key: Key;
  values: RichTranslationValues;
}

function useParts(content: CaseContent): Parts {
  const t = useTranslations("cases");
  const locale = useLocale();
  switch (content.type) {
    case "orders":
      return ordersParts(
        content,
        new Intl.ListFormat(locale).format(content.kinds.map((kind) => kindLabel(kind, locale))),
      );
    case "openings":
      return openingsParts(content, t(`opened.${content.opens}`, { count: content.count }));
    case "standing-order": {
      const { payee, commitment, times, everyDays, firstDay } = content;
      const values = {
        ...sum(content.amount, content),
        ...purpose(content.purpose),
        payee: () => (payee === null ? <AccountLink to={commitment} /> : <PartyLink to={payee} />),
        times,
        days: everyDays,
        first: () => <Day>{firstDay}</Day>,
      };
      return { key: "standing", values };
    }
    case "permit": {
      const { revokes, typeName, conditions } = content;
      if (revokes === null) return { key: "permit", values: purpose(typeName) };
      const number = t("content.permitNumber", { number: revokes });
      const permit = () => <PageLink href={permitHref(revokes)}>{number}</PageLink>;
      return { key: "revocation", values: { ...purpose(typeName === "" ? conditions : typeName), permit } };
    }
    case "seat": {
      const { act, official, holder } = content;
      const person = () =>
        official !== null ? (
          <OfficialLink to={official} />
        ) : content.name !== "" ? (
          <Name of={content} />
        ) : (
          <Hash short>{holder}</Hash>
        );
      return { key: act, values: { person } };
    }
    case "raw":
      return { key: "raw", values: {} };
  }
}

function ordersParts(content: Extract<CaseContent, { type: "orders" }>, kinds: string): Parts {
  const { count, rows, total } = content;
  const paying = content.kinds.every((kind) => kind === "payment" || kind === "transfer-payment");
  const [row] = rows;
  if (count === 1 && row !== undefined) {
    const values = { ...sum(row.amount, content), ...purpose(content.purpose) };
    const payee = () => (row.payee === null ? <AccountLink to={row.to} /> : <PartyLink to={row.payee} />);
    if (paying) return { key: "payment", values: { ...values, payee } };
    if (row.kind === "commitment") return { key: "commitment", values: { ...values, payee } };
    const sides = { from: () => <AccountLink to={row.from} />, to: () => <AccountLink to={row.to} /> };
    return { key: "movement", values: { ...values, ...sides, kind: kinds } };
  }
  const values = { ...sum(total, content), ...purpose(content.purpose), count };
  return { key: paying ? "payments" : "movements", values: { ...values, kind: kinds } };
}

function openingsParts(content: Extract<CaseContent, { type: "openings" }>, opened: string): Parts {
  const { opens, count, rows, total } = content;
  const values = { ...sum(total, content), ...purpose(content.purpose) };
  const party = rows[0]?.party ?? null;
  if (opens === "commitment" && count === 1 && party !== null && total !== null) {
    return { key: "commitment", values: { ...values, payee: () => <PartyLink to={party} /> } };
  }
  const none = total === null || total === "0";
  return { key: "openings", values: { ...values, opened, money: none ? "none" : "some" } };
}

function sum(amount: string | null, { currency, exponent }: { currency: string | null; exponent: number | null }) {
  const text: ReactNode =
    amount === null || currency === null || exponent === null ? null : (
      <strong className="font-semibold text-ink">
        <Amount amount={amount} currency={currency} exponent={exponent} />
      </strong>
    );
  return { amount: () => text };
}

function purpose(text: string) {
  return { said: text === "" ? "none" : "some", purpose: () => <Said room="heading">{text}</Said> };
}
