// The sums of the year in one currency, each leading to the movements behind it.
import type { CurrencyTotals } from "@mingzhang/sdk/api";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageLink } from "@/components/page-link";
import { Sums, type SumEntry } from "@/components/sums";
import { movementsHref } from "@/features/accounts/links";
import { figureHref } from "@/features/cite/address";
import { CiteLinks } from "@/features/cite/links";
import { Amount } from "@/features/money/amount";
import { FIGURE_KINDS, RECEIPT_CLASSES } from "@/features/movements/figures";
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
  const list = (filter: Parameters<typeof movementsHref>[0]) =>
    movementsHref({ ...filter, year, currency: several ? currency : null });
  const linkTo = (filter: Parameters<typeof movementsHref>[0]) =>
    function listLink(words: ReactNode) {
      return <PageLink href={list(filter)}>{words}</PageLink>;
    };
  const receipts = (classes: string) => ({ kind: FIGURE_KINDS.received, class: classes });
  const entry = (
    label: string,
    amount: string,
    filter: Parameters<typeof movementsHref>[0],
    notes: ReactNode[],
    term: string,
  ): SumEntry => ({
    label,
    term,
    sum: (
      <PageLink href={list(filter)}>
        <Amount amount={amount} currency={currency} exponent={exponent} short />
      </PageLink>
    ),
    below: lines([text(amount), ...notes]),
  });
  const paidShare = percent(totals.paid);
  const committedShare = percent(totals.committed);
  const paid = entry(
    t("paid"),
    totals.paid,
    { kind: FIGURE_KINDS.paid },
    [imported || paidShare === null ? null : t("paidBelow", { share: paidShare })],
    "payment",
  );
  const movements: SumEntry = {
    label: t("movements"),
    term: "movement",
    sum: <PageLink href={list({})}>{format.number(totals.movements)}</PageLink>,
  };
  // Appropriation, commitment and receipt of imported spending only repeat what was paid: nobody decided them.
  const entries: SumEntry[] = imported
    ? [paid, movements]
    : [
        entry(
          t("revenue"),
          totals.revenue,
          receipts(RECEIPT_CLASSES.revenue),
          [
            totals.financing === "0"
              ? null
              : t.rich("financing", { sum: text(totals.financing), list: linkTo(receipts(RECEIPT_CLASSES.financing)) }),
          ],
          "revenue",
        ),
        entry(
          t("appropriated"),
          totals.appropriated,
          { kind: FIGURE_KINDS.appropriated },
          [t("appropriatedBelow", { available: text(totals.available) })],
          "appropriation",
        ),
        entry(
          t("committed"),
          totals.committed,
          { kind: FIGURE_KINDS.committed },
          [committedShare === null ? null : t("committedBelow", { share: committedShare })],
          "commitment",
        ),
        paid,
      ];
  const open = (BigInt(totals.committed) - BigInt(totals.paid)).toString();
  return (
    <>
      <Sums of={entries} />
      <CiteLinks of={[{ href: figureHref("paid", { year, currency }), of: currency }]} />
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
          <p>
            {t.rich("transfers", {
              sum: text(totals.transferPayments),
              consolidated: text(totals.consolidated),
              list: linkTo({ kind: "transfer-payment" }),
            })}
          </p>
        )}
        {totals.unconfirmed !== "0" && !imported && (
          <p>{t.rich("unconfirmed", { sum: text(totals.unconfirmed), list: linkTo({ confirmed: false }) })}</p>
        )}
        {totals.openingBalance !== "0" && !imported && (
          <p>
            {t.rich("opening", {
              sum: text(totals.openingBalance),
              list: linkTo(receipts(RECEIPT_CLASSES.opening)),
            })}
          </p>
        )}
      </div>
    </>
  );
}

function lines(notes: ReactNode[]): ReactNode {
  return notes.map((note, index) =>
    note === null ? null : (
      <span key={index} className="block">
        {note}
      </span>
    ),
  );
}
