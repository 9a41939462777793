// How much of what was paid went to how few: the largest payees as bars, everybody else as one.
import { getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { plain } from "@/components/said";
import { movementsHref, partyHref } from "@/features/accounts/links";
import { formatMoney } from "@mingzhang/sdk/money-format";
import { shareOf, sumText } from "@/features/money/text";
import { FIGURE_KINDS } from "@/features/movements/figures";
import { MARKS } from "@/i18n/marks";
import { chooseName } from "@/i18n/names";
import { type BarRow, drawBars } from "../bars";
import { scopeOf, scopeQuery } from "../scope";
import { nothing, type Sheet, type SheetMaker } from "../sheet";

const TOP = 15;

export const payeesSheet: SheetMaker = async (asked, locale) => {
  const scope = await scopeOf(asked);
  if (!scope.ok) return scope;
  const t = await getTranslations({ locale, namespace: "charts.payees" });
  const head = { name: "payees", page: "/charts/payees", title: t("title"), empty: t("empty") } as const;
  if (scope.value === null) return { ok: true, value: { ...head, ...nothing } };
  const { year } = scope.value;
  const { agency } = asked;
  const found = await api.concentration({
    year: year ?? undefined,
    currency: scope.value.totals.currency,
    agency,
    limit: TOP,
  });
  if (!found.ok) return found;
  const { currency, exponent, paid, payees, toPersons, toFunds, largest, index, top } = found.value;
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const number = new Intl.NumberFormat(locale);
  const share = (amount: string) => percent.format(shareOf(amount, paid) ?? 0);
  const exact = (amount: string) => sumText({ amount, currency, exponent }, locale);
  const short = (amount: string) =>
    formatMoney(BigInt(amount), { code: currency, exponent }, { locale, unit: "sign", compact: true });
  const listed = top.reduce((sum, each) => sum + BigInt(each.paid), 0n);
  const rest = (BigInt(paid) - listed).toString();
  const list = (payee: number) => movementsHref({ kind: FIGURE_KINDS.paid, payee, year, currency, agency });
  const others = payees - top.length;
  const said = largest
    .filter(({ payees: count }) => count <= 20)
    .map((each) => t("largest", { count: each.payees, share: share(each.paid) }));
  const caption = [
    t("caption", {
      paid: exact(paid),
      count: payees,
      largest: new Intl.ListFormat(locale, { type: "conjunction" }).format(said),
    }),
    index === null ? "" : t("index", { index: number.format(index) }),
    t("beside", { persons: exact(toPersons), funds: exact(toFunds) }),
  ];
  const sheet: Sheet = {
    ...head,
    query: { ...scopeQuery(scope.value), ...(agency === undefined ? {} : { agency }) },
    caption: caption.filter((sentence) => sentence !== "").join(MARKS[locale].sentence),
    currency,
    exponent,
    drawing:
      top.length === 0
        ? null
        : ({ id, href }) => {
            const rows = top.map(({ payee, paid: amount }): BarRow => {
              const name = plain(chooseName(payee, locale).text);
              return {
                name,
                bars: [{ amount: BigInt(amount), fill: "first", text: `${short(amount)} · ${share(amount)}` }],
                href: href(list(payee.id)),
                label: `${name}${MARKS[locale].colon}${exact(amount)}${MARKS[locale].comma}${share(amount)}`,
              };
            });
            if (others > 0) {
              const name = t("smaller", { count: others });
              rows.push({
                name,
                bars: [{ amount: BigInt(rest), fill: "hatched", text: `${short(rest)} · ${share(rest)}` }],
                href: href("/payees"),
                label: `${name}${MARKS[locale].colon}${exact(rest)}${MARKS[locale].comma}${share(rest)}`,
              });
            }
            const most = [...top.map((each) => BigInt(each.paid)), BigInt(rest)].reduce((a, b) => (a > b ? a : b), 0n);
            return drawBars(rows, { id, most, title: t("title"), desc: t("desc", { count: rows.length }) });
          },
    columns: [
      { key: "payee", heading: t("payee") },
      { key: "paid", heading: t("paid"), right: true },
      { key: "share", heading: t("share"), right: true },
      { key: "together", heading: t("together"), right: true },
    ],
    rows: [
      ...top.map(({ payee, paid: amount }, at) => ({
        payee: { text: chooseName(payee, locale).text, said: true, href: partyHref(payee) },
        paid: { sum: amount, href: list(payee.id) },
        share: { share: shareOf(amount, paid) },
        together: {
          share: shareOf(
            top
              .slice(0, at + 1)
              .reduce((sum, each) => sum + BigInt(each.paid), 0n)
              .toString(),
            paid,
          ),
        },
      })),
      ...(others > 0
        ? [
            {
              payee: { text: t("smaller", { count: others }), href: "/payees" },
              paid: { sum: rest },
              share: { share: shareOf(rest, paid) },
              together: { share: 1 },
            },
          ]
        : []),
    ],
  };
  return { ok: true, value: sheet };
};
