// The sums of the year in one currency, each leading to the movements behind it.
import type { CurrencyTotals } from "@mingzhang/sdk/api";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageLink } from "@/components/page-link";
import { Sums, type SumEntry } from "@/components/sums";
import { movementsHref } from "@/features/accounts/links";
import { Amount } from "@/features/money/amount";
import { shareOf, sumText } from "@/features/money/text";

interface Props {
  totals: CurrencyTotals;
  year: number | null;
  /** Whether the filter must name the currency. */
  several: boolean;
}

export function YearSums({ totals, year, several }: Props) {
  const t = useTranslations("overview");
  const format = useFormatter();
  const locale = useLocale();
  const { currency, exponent, imported } = totals;
  const text = (amount: string) => sumText({ amount, currency, exponent }, locale);
  const percent = (part: string) => {
    const share = shareOf(part, totals.appropriated);
    return share === null ? null : format.number(share, { style: "percent", maximumFractionDigits: 1 });
  };
  const entry = (label: string, amount: string, kinds: string, notes: (string | null)[]): SumEntry => ({
    label,
    sum: (
      <PageLink href={movementsHref({ kind: kinds, year, currency: several ? currency : null })}>
        <Amount amount={amount} currency={currency} exponent={exponent} short />
      </PageLink>
    ),
    below: lines([text(amount), ...notes]),
  });
  const paidShare = percent(totals.paid);
  const committedShare = percent(totals.committed);
  const paid = entry(t("paid"), totals.paid, "payment,transfer-payment,recovery", [
    imported || paidShare === null ? null : t("paidBelow", { share: paidShare }),
  ]);
  const movements: SumEntry = {
    label: t("movements"),
    sum: (
      <PageLink href={movementsHref({ year, currency: several ? currency : null })}>
        {format.number(totals.movements)}
      </PageLink>
    ),
  };
  // Appropriation, commitment and receipt of imported spending only repeat what was paid: nobody decided them.
  const entries: SumEntry[] = imported
    ? [paid, movements]
    : [
        entry(t("revenue"), totals.revenue, "receipt,refund", [
          totals.financing === "0" ? null : t("financing", { sum: text(totals.financing) }),
        ]),
        entry(t("appropriated"), totals.appropriated, "appropriation,cut", [
          t("appropriatedBelow", { available: text(totals.available) }),
        ]),
        entry(t("committed"), totals.committed, "commitment,release", [
          committedShare === null ? null : t("committedBelow", { share: committedShare }),
        ]),
        paid,
      ];
  const open = (BigInt(totals.committed) - BigInt(totals.paid)).toString();
  return (
    <>
      <Sums of={entries} />
      <div className="note num mt-3 space-y-1">
        {!imported && (
          <p>
            {t("identity", {
              appropriated: text(totals.appropriated),
              paid: text(totals.paid),
              open: text(open),
              available: text(totals.available),
              lapsed: text(totals.lapsed),
            })}
          </p>
        )}
        {totals.transferPayments !== "0" && (
          <p>{t("transfers", { sum: text(totals.transferPayments), consolidated: text(totals.consolidated) })}</p>
        )}
        {totals.unconfirmed !== "0" && !imported && <p>{t("unconfirmed", { sum: text(totals.unconfirmed) })}</p>}
      </div>
    </>
  );
}

function lines(texts: (string | null)[]): ReactNode {
  return texts
    .filter((text): text is string => text !== null)
    .map((text) => (
      <span key={text} className="block">
        {text}
      </span>
    ));
}
