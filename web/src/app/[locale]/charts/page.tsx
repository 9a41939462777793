// /charts: the year's money from its sources to its payees in one picture, and the way to the other pictures.
import { getLocale } from "next-intl/server";
import { ChartPage } from "@/features/charts/page";
import { askedOf } from "@/features/charts/sheet";
import { flowsSheet } from "@/features/charts/sheets/flows";

export default async function Page({ searchParams }: PageProps<"/[locale]/charts">) {
  const asked = askedOf(await searchParams);
  return <ChartPage which="flows" asked={asked} sheet={await flowsSheet(asked, await getLocale())} />;
}
