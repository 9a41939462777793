// /charts/payees: how much of what was paid went to how few.
import { getLocale } from "next-intl/server";
import { chartAsked } from "@/features/charts/asked";
import { ChartPage } from "@/features/charts/page";
import { payeesSheet } from "@/features/charts/sheets/payees";

export default async function Page({ searchParams }: PageProps<"/[locale]/charts/payees">) {
  const { asked, unfit } = await chartAsked("payees", await searchParams);
  return <ChartPage which="payees" unfit={unfit} asked={asked} sheet={await payeesSheet(asked, await getLocale())} />;
}
