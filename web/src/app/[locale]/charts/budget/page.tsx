// /charts/budget: the budget as tiles that open on what is in them.
import { getLocale } from "next-intl/server";
import { Crumbs } from "@/features/charts/crumbs";
import { ChartPage } from "@/features/charts/page";
import { askedOf } from "@/features/charts/sheet";
import { budgetCrumbs, budgetSheet } from "@/features/charts/sheets/budget";

export default async function Page({ searchParams }: PageProps<"/[locale]/charts/budget">) {
  const asked = askedOf(await searchParams);
  const locale = await getLocale();
  const [sheet, crumbs] = await Promise.all([budgetSheet(asked, locale), budgetCrumbs(asked, locale)]);
  return (
    <ChartPage which="budget" asked={asked} sheet={sheet}>
      <Crumbs of={crumbs} />
    </ChartPage>
  );
}
