// /functions/09: one function of government, what it may spend and spent, by whom and on what.
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { api } from "@/api/client";
import { LedgerTable } from "@/components/ledger-table";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { Empty, ProblemNote, ProblemPage } from "@/components/states";
import { Sums } from "@/components/sums";
import { YearChooser } from "@/components/year-chooser";
import { movementsHref } from "@/features/accounts/links";
import { PartyLink } from "@/features/accounts/refs";
import { UnfitNote } from "@/features/asked/note";
import { currency as currencyRule, readAsked, yearOrAll } from "@/features/asked/read";
import { executionColumns } from "@/features/budget/execution";
import { ExecutionBar, greatest, Legend } from "@/features/budget/execution-bar";
import { LineTable } from "@/features/budget/line-table";
import { withKnownCurrency } from "@/features/charts/asked";
import { ChartPart } from "@/features/charts/part";
import { scopeOf } from "@/features/charts/scope";
import { trendSheet } from "@/features/charts/sheets/trend";
import { figureHref } from "@/features/cite/address";
import { CiteLinks } from "@/features/cite/links";
import { functionText } from "@/features/classification/labels";
import { SomeDocuments } from "@/features/documents/some";
import { Amount } from "@/features/money/amount";
import { readGrouping } from "@/features/money/grouping";
import { SomeCases } from "@/features/cases/some";
import { SomeMovements } from "@/features/movements/some";

/** Lines that are listed; the tiles of the budget have all of them. */
const LINES = 60;

export default async function Page({ params, searchParams }: PageProps<"/[locale]/functions/[code]">) {
  const { code } = await params;
  if (!/^(0[1-9]|10|00)$/.test(code)) notFound();
  const read = readAsked(await searchParams, { year: yearOrAll, currency: currencyRule });
  const { asked, unfit } = await withKnownCurrency({ ...read, missing: false });
  const scope = await scopeOf(asked);
  if (!scope.ok) return <ProblemPage error={scope.error} />;
  const [t, b, legend, locale, grouping] = await Promise.all([
    getTranslations("charts.function"),
    getTranslations("budget"),
    getTranslations("overview.legend"),
    getLocale(),
    readGrouping(),
  ]);
  const title = functionText({ code, label: null, otherLabel: null }, locale);
  const above = <PageLink href="/charts/budget">{t("above")}</PageLink>;
  if (scope.value === null) {
    return (
      <>
        <PageHead title={title} above={above} />
        <UnfitNote of={unfit} />
        <Empty>{t("empty")}</Empty>
      </>
    );
  }
  const { years, year, totals } = scope.value;
  const { currency } = totals;
  const [level, tree] = await Promise.all([
    api.budgetLevel({ year: year ?? undefined, currency, function: code, limit: 200 }),
    api.lines({ year: year ?? undefined, function: code }),
  ]);
  if (!level.ok) return <ProblemPage error={level.error} />;
  const { total, tiles, exponent, imported } = level.value;
  const lines = tree.ok ? tree.value.agencies.flatMap((row) => (row.currency === currency ? row.lines : [])) : [];
  const shown = executionColumns([total], imported).filter(([name]) => name !== "allotted");
  const longest = greatest(tiles.map((tile) => (imported ? tile.paid : tile.appropriated)));
  const sum = (amount: string, href: string, bare = false) => (
    <PageLink href={href}>
      <Amount amount={amount} currency={currency} exponent={exponent} grouping={grouping} bare={bare} />
    </PageLink>
  );
  const behind = (kind: string, agency?: number) =>
    movementsHref({
      function: code,
      year,
      currency,
      kind,
      agency,
      within: agency === undefined ? undefined : "self",
    });
  return (
    <>
      <PageHead title={title} above={above} lead={t("lead", { count: tiles.length })} />
      <YearChooser
        years={years.years}
        current={year}
        all
        href={(other) => `/functions/${code}?year=${other ?? "all"}`}
      />
      <UnfitNote of={unfit} instead={{ year: year === null ? "all" : String(year), currency }} />
      <Sums of={shown.map(([name, kind, term]) => ({ label: b(name), term, sum: sum(total[name], behind(kind)) }))} />
      <CiteLinks of={[{ href: figureHref("paid", { function: code, year, currency }), of: currency }]} />
      {tiles.length === 0 ? (
        <Empty>{t("empty")}</Empty>
      ) : (
        <section>
          <h2>{t("agencies")}</h2>
          {!imported && <Legend paid={legend("paid")} open={legend("open")} available={legend("available")} />}
          <LedgerTable
            caption={t("agencies")}
            rows={tiles}
            rowKey={(tile) => tile.agency?.id ?? 0}
            columns={[
              {
                key: "agency",
                heading: b("agency"),
                room: "name",
                cell: ({ agency }) => (agency === null ? "" : <PartyLink to={agency} />),
              },
              {
                key: "bar",
                heading: b("execution"),
                room: "bar",
                cell: (tile) => <ExecutionBar of={tile} longest={longest} paidAlone={imported} />,
              },
              ...shown.map(([name, kind]) => ({
                key: name,
                heading: b(name),
                right: true,
                cell: (tile: (typeof tiles)[number]) => sum(tile[name], behind(kind, tile.agency?.id), true),
              })),
            ]}
          />
        </section>
      )}
      <ChartPart maker={trendSheet} asked={{ function: code, currency }} />
      {!tree.ok && <ProblemNote error={tree.error} />}
      {lines.length > 0 && (
        <section>
          <h2>{t("lines")}</h2>
          <LineTable
            lines={lines.slice(0, LINES)}
            caption={t("lines")}
            grouping={grouping}
            imported={imported}
            explain={["allotment"]}
          />
          {lines.length > LINES && (
            <p className="mt-3">
              <PageLink href={`/charts/budget?${new URLSearchParams({ function: code }).toString()}`}>
                {t("moreLines", { count: lines.length - LINES })}
              </PageLink>
            </p>
          )}
        </section>
      )}
      <SomeCases filter={{ function: code }} />
      <SomeMovements title={t("movements")} filter={{ function: code, ...(year === null ? {} : { year }) }} />
      <SomeDocuments filter={{ function: code, ...(year === null ? {} : { year }) }} />
    </>
  );
}
