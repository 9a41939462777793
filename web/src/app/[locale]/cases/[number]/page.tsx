// /cases/7702: one case; by its number on chain too, which leads to its own address.
import { getLocale } from "next-intl/server";
import { notFound, redirect } from "next/navigation";
import { api } from "@/api/client";
import { ProblemPage } from "@/components/states";
import { takingOnly } from "@/features/asked/page";
import { CaseView } from "@/features/cases/view";
import { caseHref } from "@/features/cases/links";

export default takingOnly({}, async function Page({ params }: PageProps<"/[locale]/cases/[number]">) {
  const { number } = await params;
  if (!/^(\d{1,15}|0x[0-9a-f]{64})$/i.test(number)) notFound();
  const [found, status] = await Promise.all([api.case(number), api.status()]);
  if (!found.ok) {
    if (found.error.failure === "not-found" || found.error.failure === "refused") notFound();
    return <ProblemPage error={found.error} />;
  }
  if (number.startsWith("0x")) redirect(`/${await getLocale()}${caseHref(found.value.number)}`);
  const given = found.value.execution?.standingOrders ?? [];
  const orders = await Promise.all(given.map((order) => api.standingOrder(order)));
  const check = status.ok ? { deployment: status.value, offered: status.value.publicRpcUrl } : null;
  return (
    <CaseView
      of={found.value}
      standingOrders={orders.flatMap((order) => (order.ok ? [order.value] : []))}
      check={check}
    />
  );
});
