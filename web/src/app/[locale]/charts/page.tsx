// /charts: the year's money from its sources to its payees in one picture, and the way to the other pictures.
import { getLocale } from "next-intl/server";
import { chartAsked } from "@/features/charts/asked";
import { ChartPage } from "@/features/charts/page";
import { flowsSheet } from "@/features/charts/sheets/flows";

export default async function Page({ searchParams }: PageProps<"/[locale]/charts">) {
  const { asked, unfit } = await chartAsked("flows", await searchParams);
  return <ChartPage which="flows" unfit={unfit} asked={asked} sheet={await flowsSheet(asked, await getLocale())} />;
}
