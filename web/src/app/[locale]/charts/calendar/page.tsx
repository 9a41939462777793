// /charts/calendar: payments of a year, day by day.
import { getLocale } from "next-intl/server";
import { ChartPage } from "@/features/charts/page";
import { askedOf } from "@/features/charts/sheet";
import { calendarSheet } from "@/features/charts/sheets/calendar";

export default async function Page({ searchParams }: PageProps<"/[locale]/charts/calendar">) {
  const asked = askedOf(await searchParams);
  return <ChartPage which="calendar" asked={asked} sheet={await calendarSheet(asked, await getLocale())} folded />;
}
