// /: where the money of the year went.
import { getLocale, getTranslations } from "next-intl/server";
import type { Totals, Years } from "@mingzhang/sdk/api";
import { api } from "@/api/client";
import { Moment } from "@/components/dates";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { plain } from "@/components/said";
import { Empty, ProblemNote, ProblemPage } from "@/components/states";
import { YearChooser } from "@/components/year-chooser";
import { ChartLinks } from "@/features/charts/page";
import { UnfitNote } from "@/features/asked/note";
import { readAsked, yearOrAll } from "@/features/asked/read";
import { ChartPart } from "@/features/charts/part";
import { flowsSheet } from "@/features/charts/sheets/flows";
import { latestQuery } from "@/features/live/latest";
import { LatestPart } from "@/features/live/latest-part";
import { readGrouping } from "@/features/money/grouping";
import { ByFunction } from "@/features/overview/by-function";
import { EmptyYear } from "@/features/overview/empty-year";
import { chosenYear } from "@/features/overview/year";
import { YearSums } from "@/features/overview/year-sums";
import { chooseName } from "@/i18n/names";

export default async function Page({ searchParams }: PageProps<"/[locale]">) {
  const [years, status] = await Promise.all([api.years(), api.status()]);
  if (!years.ok) return <ProblemPage error={years.error} />;
  const { asked, unfit } = readAsked(await searchParams, { year: yearOrAll });
  const year = chosenYear(asked.year, years.value, status.ok ? status.value : null);
  const locale = await getLocale();
  const [totals, latest, t] = await Promise.all([
    api.totals(year),
    api.movements(latestQuery(year)),
    getTranslations("overview"),
  ]);
  const government = governmentOf(years.value);
  const imported = totals.ok && totals.value.currencies.some((currency) => currency.imported);
  return (
    <>
      <PageHead
        title={t("title", {
          year: year === null ? "all" : String(year),
          government: government === null ? "none" : "one",
          name: government === null ? "" : plain(chooseName(government, locale).text),
        })}
        description={t(imported ? "leadImported" : "lead")}
        lead={
          <>
            {t(imported ? "leadImported" : "lead")} {!imported && <PageLink href="/my-tax">{t("myTax")}</PageLink>}
          </>
        }
      />
      <YearChooser
        years={years.value.years}
        current={year}
        all
        href={(other) => (other === null ? "/?year=all" : `/?year=${other}`)}
      />
      <UnfitNote of={unfit} instead={{ year: year === null ? "all" : String(year) }} />
      {!totals.ok ? (
        <ProblemNote error={totals.error} />
      ) : year !== null && totals.value.currencies.length === 0 ? (
        <EmptyYear year={year} years={years.value} href={(other) => `/?year=${other}`} />
      ) : (
        <TotalsPart totals={totals.value} year={year} />
      )}
      <h2>{t("latest")}</h2>
      {!latest.ok ? (
        <ProblemNote error={latest.error} />
      ) : latest.value.items.length === 0 ? (
        <Empty>{year === null ? t("empty") : t("emptyOf", { year: String(year) })}</Empty>
      ) : (
        <LatestPart movements={latest.value.items} year={year} />
      )}
      <p className="mt-4">
        <PageLink href="/movements">{t("all")}</PageLink>
      </p>
    </>
  );
}

/** The one government whose accounts these are; null where there are several, or none yet. */
function governmentOf({ opened }: Years) {
  const [first] = opened;
  if (first === undefined || opened.some(({ government }) => government.id !== first.government.id)) return null;
  return first.government;
}

async function TotalsPart({ totals, year }: { totals: Totals; year: number | null }) {
  const [t, grouping] = await Promise.all([getTranslations("overview"), readGrouping()]);
  const several = totals.currencies.length > 1;
  const count = totals.currencies.reduce((sum, { movements }) => sum + movements, 0);
  return (
    <>
      {totals.currencies.map((currency) => (
        <section key={currency.currency}>
          {several && <h2>{t("currency", { currency: currency.currency })}</h2>}
          <YearSums totals={currency} year={totals.year} several={several} />
          <ChartPart
            maker={flowsSheet}
            asked={{ year: year === null ? "all" : String(year), currency: currency.currency }}
          />
          <ChartLinks year={year === null ? "all" : String(year)} currency={currency.currency} />
          <ByFunction totals={currency} year={totals.year} grouping={grouping} />
        </section>
      ))}
      <p className="note num mt-4">
        {t.rich("recomputed", {
          count,
          block: totals.indexed.number,
          time: () => <Moment>{totals.indexed.time}</Moment>,
        })}
      </p>
    </>
  );
}
