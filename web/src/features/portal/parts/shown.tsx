// A payload, and the form that is signed of it, as rows that people read.
import type { Locale } from "@/i18n/routing";
import type { AccountRef } from "@mingzhang/sdk/api";
import { accountText, tryAccountId, type AccountKind } from "@mingzhang/sdk/accounts";
import type { Form } from "@mingzhang/sdk/cases/forms";
import type { PayloadRow, Shown } from "@mingzhang/sdk/cases/show";
import { dayText } from "@mingzhang/sdk/days";
import { currency as currencyOf } from "@mingzhang/sdk/money";
import { formatMoney } from "@mingzhang/sdk/money-format";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { dayInWords, Moment } from "@/components/dates";
import { Hash } from "@/components/hash";
import { Pairs } from "@/components/pairs";
import { plain, Said } from "@/components/said";
import { accountHref } from "@/features/accounts/links";
import { chooseName } from "@/i18n/names";
import { askJson } from "../data/api";

/** Rows of a payload. @param currency ISO 4217 letters of its amounts, "" if it has none */
export function PayloadPairs({ rows, currency }: { rows: readonly PayloadRow[]; currency: string }) {
  const locale = useLocale();
  return (
    <Pairs
      of={rows.map((row) => [
        row[locale],
        <Value key={row.field} of={row.value} currency={currency} locale={locale} />,
      ])}
    />
  );
}

function Value({ of: shown, currency, locale }: { of: Shown; currency: string; locale: Locale }): ReactNode {
  const t = useTranslations("portal.review");
  switch (shown.type) {
    case "text":
      return <Said room="full">{shown.text}</Said>;
    case "words":
      return shown[locale];
    case "money":
      return <b className="num font-serif">{money(shown.amount, currency, locale)}</b>;
    case "number":
      return <span className="num">{shown.number.toLocaleString(locale)}</span>;
    case "account":
      return <AccountName account={shown.account} />;
    case "party":
      return <a href={`/${locale}/payees/${shown.party}`}>#{shown.party}</a>;
    case "movement":
      return <a href={`/${locale}/movements/${shown.record}`}>#{shown.record.toString()}</a>;
    case "day":
      return dayInWords(dayText(shown.day), locale);
    case "time":
      return <Moment>{new Date(shown.time * 1000).toISOString()}</Moment>;
    case "duration":
      return t("days", { days: Math.round(shown.seconds / 864) / 100 });
    case "address":
      return <Hash>{shown.address}</Hash>;
    case "document":
      return (
        <a href={`/documents/${shown.digest}`}>
          <Hash>{shown.digest}</Hash>
        </a>
      );
    case "bytes":
      return <Hash short>{shown.bytes}</Hash>;
  }
}

/** An account by name and id. */
export function AccountName({ account }: { account: bigint }) {
  const known = tryAccountId(account);
  if (known === null) return <span className="mono">{account.toString()}</span>;
  return <NamedAccount id={accountText(account)} kind={known.kind} />;
}

/** With its name, as the indexer has it: nobody knows accounts by their numbers. */
function NamedAccount({ id, kind }: { id: string; kind: AccountKind }) {
  const locale = useLocale();
  const named = useQuery({
    queryKey: ["account", id],
    staleTime: Infinity,
    queryFn: () => askJson<AccountRef>(`/data/v1/accounts/${id}`),
  });
  return (
    <>
      {named.data !== undefined && <bdi>{plain(chooseName(named.data, locale).text, 80)} </bdi>}
      <a href={`/${locale}${accountHref({ id, kind })}`}>{id}</a>
    </>
  );
}

function money(amount: bigint, code: string, locale: Locale): string {
  return code === "" ? amount.toString() : formatMoney(amount, currencyOf(code), { locale, unit: "sign" });
}

/** What the wallet shows: the form's own fields, by their own names, as they are signed. */
export function FormPairs({ form }: { form: Form }) {
  return (
    <Pairs
      of={Object.entries(form.values).map(([name, value]) => [
        name,
        <span key={name} className="mono">
          <Said room="full">{String(value)}</Said>
        </span>,
      ])}
    />
  );
}
