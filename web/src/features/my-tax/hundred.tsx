// What every hundred that a year paid went to: all of the year's money together, for whoever has no receipt at hand.
import type { FunctionTotal } from "@mingzhang/sdk/api";
import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import { PageLink } from "@/components/page-link";
import { movementsHref } from "@/features/accounts/links";
import { scopeOf } from "@/features/charts/scope";
import { functionText } from "@/features/classification/labels";
import { Amount } from "@/features/money/amount";
import { FIGURE_KINDS } from "@/features/movements/figures";
import { hundredths } from "./hundredths";

export async function EveryHundred() {
  const [scope, t, format, locale] = await Promise.all([
    scopeOf({}),
    getTranslations("myTax.hundred"),
    getFormatter(),
    getLocale(),
  ]);
  if (!scope.ok || scope.value === null) return null;
  const { year, totals } = scope.value;
  const { currency, exponent } = totals;
  const rows = totals.byFunction
    .filter(({ paid }) => BigInt(paid) > 0n)
    .toSorted((a, b) => (BigInt(b.paid) > BigInt(a.paid) ? 1 : -1));
  if (rows.length === 0) return null;
  const shares = hundredths(rows.map(({ paid }) => BigInt(paid)));
  const inYear = year === null ? "all" : String(year);
  const sum = (row: FunctionTotal) => (
    <PageLink href={movementsHref({ function: row.function.code, year, currency, kind: FIGURE_KINDS.paid })}>
      <Amount amount={row.paid} currency={currency} exponent={exponent} />
    </PageLink>
  );
  return (
    <section aria-labelledby="hundred">
      <h2 id="hundred">{t("title", { year: inYear, currency })}</h2>
      <p className="max-w-[68ch]">{t("lead")}</p>
      <ul className="num mt-3 border-t border-rule-strong" data-testid="hundred">
        {rows.map((row, at) => (
          <li key={row.function.code} className="flex flex-wrap items-baseline gap-x-4 border-b border-rule py-2">
            <strong className="w-20 text-right">
              {format.number((shares[at] ?? 0) / 100, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}
            </strong>
            <PageLink href={`/functions/${row.function.code}?year=${inYear}&currency=${currency}`}>
              {functionText(row.function, locale)}
            </PageLink>
            <span className="text-sm text-soft">{t.rich("of", { sum: () => sum(row) })}</span>
          </li>
        ))}
      </ul>
      <p className="note mt-2">{t("note")}</p>
    </section>
  );
}
