// /charts/compare: two fiscal years side by side.
import { getLocale } from "next-intl/server";
import { chartAsked } from "@/features/charts/asked";
import { ChartPage } from "@/features/charts/page";
import { compareSheet } from "@/features/charts/sheets/compare";

export default async function Page({ searchParams }: PageProps<"/[locale]/charts/compare">) {
  const { asked, unfit } = await chartAsked("compare", await searchParams);
  return <ChartPage which="compare" unfit={unfit} asked={asked} sheet={await compareSheet(asked, await getLocale())} />;
}
