// /charts/budget: the budget as tiles that open on what is in them.
import { getLocale } from "next-intl/server";
import { Crumbs } from "@/features/charts/crumbs";
import { chartAsked } from "@/features/charts/asked";
import { ChartPage } from "@/features/charts/page";
import { budgetCrumbs, budgetSheet } from "@/features/charts/sheets/budget";

export default async function Page({ searchParams }: PageProps<"/[locale]/charts/budget">) {
  const { asked, unfit } = await chartAsked("budget", await searchParams);
  const locale = await getLocale();
  const [sheet, crumbs] = await Promise.all([budgetSheet(asked, locale), budgetCrumbs(asked, locale)]);
  return (
    <ChartPage which="budget" unfit={unfit} asked={asked} sheet={sheet}>
      <Crumbs of={crumbs} />
    </ChartPage>
  );
}
