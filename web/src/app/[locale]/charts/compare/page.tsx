// /charts/compare: two fiscal years side by side.
import { getLocale } from "next-intl/server";
import { ChartPage } from "@/features/charts/page";
import { askedOf } from "@/features/charts/sheet";
import { compareSheet } from "@/features/charts/sheets/compare";

export default async function Page({ searchParams }: PageProps<"/[locale]/charts/compare">) {
  const asked = askedOf(await searchParams);
  return <ChartPage which="compare" asked={asked} sheet={await compareSheet(asked, await getLocale())} />;
}
