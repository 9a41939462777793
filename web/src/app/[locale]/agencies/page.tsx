// /agencies: who spends the money.
import { getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { PageHead } from "@/components/page-head";
import { Empty, ProblemPage } from "@/components/states";
import { YearChooser } from "@/components/year-chooser";
import { UnfitNote } from "@/features/asked/note";
import { readAsked, yearOrAll } from "@/features/asked/read";
import { SavedPart } from "@/features/find/saved-part";
import { readGrouping } from "@/features/money/grouping";
import { EmptyYear } from "@/features/overview/empty-year";
import { chosenYear } from "@/features/overview/year";
import { AgencyTable } from "@/features/parties/agency-table";
import { TakeFiles } from "@/features/take-away/panel";

export default async function Page({ searchParams }: PageProps<"/[locale]/agencies">) {
  const [years, status] = await Promise.all([api.years(), api.status()]);
  if (!years.ok) return <ProblemPage error={years.error} />;
  const { asked, unfit } = readAsked(await searchParams, { year: yearOrAll });
  const year = chosenYear(asked.year, years.value, status.ok ? status.value : null);
  const [agencies, t, grouping] = await Promise.all([
    api.agencies(year),
    getTranslations("parties.agencies"),
    readGrouping(),
  ]);
  if (!agencies.ok) return <ProblemPage error={agencies.error} />;
  const imported = agencies.value.items.some((row) => row.imported);
  return (
    <>
      <PageHead title={t("title")} lead={t(imported ? "leadImported" : "lead")} />
      <YearChooser years={years.value.years} current={year} all href={(other) => `/agencies?year=${other ?? "all"}`} />
      <UnfitNote of={unfit} instead={{ year: year === null ? "all" : String(year) }} />
      <SavedPart path={`/agencies?year=${year ?? "all"}`} />
      <div className="mt-6">
        {year !== null && !years.value.years.includes(year) ? (
          <EmptyYear year={year} years={years.value} href={(other) => `/agencies?year=${other}`} />
        ) : agencies.value.items.length === 0 ? (
          <Empty>{t("empty")}</Empty>
        ) : (
          <AgencyTable rows={agencies.value.items} year={year} grouping={grouping} imported={imported} />
        )}
      </div>
      <TakeFiles list="agencies" query={year === null ? {} : { year: String(year) }} />
    </>
  );
}
