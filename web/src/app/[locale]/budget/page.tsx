// /budget: what each agency may spend, as a tree; ?agency= opens one of them.
import { getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { PageHead } from "@/components/page-head";
import { Empty, ProblemPage } from "@/components/states";
import { YearChooser } from "@/components/year-chooser";
import { BudgetTree } from "@/features/budget/tree";
import { UnfitNote } from "@/features/asked/note";
import { party, readAsked, year as yearRule } from "@/features/asked/read";
import { SavedPart } from "@/features/find/saved-part";
import { ChartLinks } from "@/features/charts/page";
import { readGrouping } from "@/features/money/grouping";
import { EmptyYear } from "@/features/overview/empty-year";
import { chosenYear } from "@/features/overview/year";
import { TakeFiles } from "@/features/take-away/panel";

export default async function Page({ searchParams }: PageProps<"/[locale]/budget">) {
  const [years, status] = await Promise.all([api.years(), api.status()]);
  if (!years.ok) return <ProblemPage error={years.error} />;
  const t = await getTranslations("budget");
  const chain = status.ok ? status.value : null;
  const { asked, unfit } = readAsked(await searchParams, { year: yearRule, agency: party });
  const year = chosenYear(asked.year, years.value, chain);
  if (year === null) {
    return (
      <>
        <PageHead title={(await getTranslations("site.nav"))("budget")} />
        <Empty>{t("noYears")}</Empty>
      </>
    );
  }
  const [tree, grouping] = await Promise.all([api.lineTree(year), readGrouping()]);
  if (!tree.ok) return <ProblemPage error={tree.error} />;
  const opened = asked.agency;
  if (opened !== undefined && !tree.value.agencies.some((row) => String(row.agency.id) === opened)) {
    unfit.push({ name: "agency", value: opened, remedy: "offered", of: [] });
  }
  const imported = tree.value.agencies.some((row) => row.imported);
  // One agency can be read across the years.
  const same = opened === undefined ? "" : `&agency=${opened}`;
  return (
    <>
      <PageHead
        title={t(imported ? "titleImported" : "title", { year: String(year) })}
        lead={t(imported ? "leadImported" : "lead")}
      />
      <YearChooser years={years.value.years} current={year} href={(other) => `/budget?year=${other ?? ""}${same}`} />
      <UnfitNote of={unfit} instead={{ year: String(year) }} />
      {tree.value.agencies.length > 0 && (
        <>
          <ChartLinks year={String(year)} />
          <SavedPart path={`/budget?year=${year}`} />
        </>
      )}
      {tree.value.agencies.length === 0 ? (
        <EmptyYear year={year} years={years.value} href={(other) => `/budget?year=${other}`} />
      ) : (
        <>
          <BudgetTree tree={tree.value} grouping={grouping} opened={opened} />
          <TakeFiles
            list="lines"
            query={{ year: String(year) }}
            standards={[
              ...[...new Set(tree.value.agencies.map(({ currency }) => currency))].map((currency) => ({
                name: "fiscal" as const,
                href: `/export/fiscal/${year}/${currency}/datapackage.json`,
                currency,
              })),
              { name: "ocdsReleases", href: `/export/ocds/releases.json?year=${year}` },
              { name: "ocdsRecords", href: `/export/ocds/records.json?year=${year}` },
            ]}
          />
        </>
      )}
    </>
  );
}
