// /charts/payees: how much of what was paid went to how few.
import { getLocale } from "next-intl/server";
import { ChartPage } from "@/features/charts/page";
import { askedOf } from "@/features/charts/sheet";
import { payeesSheet } from "@/features/charts/sheets/payees";

export default async function Page({ searchParams }: PageProps<"/[locale]/charts/payees">) {
  const asked = askedOf(await searchParams);
  return <ChartPage which="payees" asked={asked} sheet={await payeesSheet(asked, await getLocale())} />;
}
