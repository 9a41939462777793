// /charts/calendar: payments of a year, day by day.
import { getLocale } from "next-intl/server";
import { chartAsked } from "@/features/charts/asked";
import { ChartPage } from "@/features/charts/page";
import { calendarSheet } from "@/features/charts/sheets/calendar";

export default async function Page({ searchParams }: PageProps<"/[locale]/charts/calendar">) {
  const { asked, unfit } = await chartAsked("calendar", await searchParams);
  return (
    <ChartPage
      which="calendar"
      unfit={unfit}
      asked={asked}
      sheet={await calendarSheet(asked, await getLocale())}
      folded
    />
  );
}
