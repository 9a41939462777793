// /charts/flags: what stands out by published rules. A question each, and no accusation.
import { getLocale, getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { Empty, ProblemPage } from "@/components/states";
import { YearChooser } from "@/components/year-chooser";
import { UnfitNote } from "@/features/asked/note";
import { chartAsked } from "@/features/charts/asked";
import { ChartFigure } from "@/features/charts/figure";
import { FlagList } from "@/features/charts/flags";
import { subjectOf } from "@/features/charts/subject";
import { CHART_WORDS, ChartLinks } from "@/features/charts/page";
import { Words } from "@/features/learn/term";
import { flagsOf, sheetOfFlags } from "@/features/charts/sheets/flags";

/** Flags of each rule where they are of one agency or payee: nobody has many more. */
const OF_ONE = 200;

export default async function Page({ searchParams }: PageProps<"/[locale]/charts/flags">) {
  const { asked, unfit } = await chartAsked("flags", await searchParams);
  const [found, years, t, locale] = await Promise.all([
    flagsOf(asked, asked.agency === undefined && asked.payee === undefined ? undefined : OF_ONE),
    api.years(),
    getTranslations("charts.flags"),
    getLocale(),
  ]);
  if (!found.ok) return <ProblemPage error={found.error} />;
  const query = found.value?.query ?? {};
  const { agency, payee, ...ofAll } = query;
  const isOfOne = agency !== undefined || payee !== undefined;
  const of = isOfOne ? await subjectOf({ name: "flags", query, currency: asked.currency ?? "" }, locale) : "";
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <Words of={CHART_WORDS.flags} />
      <ChartLinks here="flags" year={query.year} currency={asked.currency} />
      {years.ok && (
        <YearChooser
          years={years.value.years}
          current={found.value?.flags.year ?? null}
          href={(other) => `/charts/flags?${new URLSearchParams({ ...query, year: String(other ?? "") }).toString()}`}
        />
      )}
      <UnfitNote of={unfit} instead={query} />
      {isOfOne && (
        <p className="mt-4">
          {t.rich("ofOne", {
            of,
            all: (text) => <PageLink href={`/charts/flags?${new URLSearchParams(ofAll).toString()}`}>{text}</PageLink>,
          })}
        </p>
      )}
      <p className="mt-6 max-w-[62ch] border-l-4 border-rule pl-3">{t("accusation")}</p>
      {found.value === null ? (
        <Empty>{t("empty")}</Empty>
      ) : (
        <>
          <ChartFigure sheet={await sheetOfFlags(found.value, locale)} table="none" />
          <FlagList flags={found.value.flags} window={found.value.window} />
        </>
      )}
    </>
  );
}
