// /findings/9001: one finding; by its number on chain too, which leads to its own address.
import { getLocale } from "next-intl/server";
import { notFound, redirect } from "next/navigation";
import { api } from "@/api/client";
import { ProblemPage } from "@/components/states";
import { takingOnly } from "@/features/asked/page";
import { findingHref } from "@/features/findings/links";
import { FindingView } from "@/features/findings/view";

export default takingOnly({}, async function Page({ params }: PageProps<"/[locale]/findings/[number]">) {
  const { number } = await params;
  if (!/^(\d{1,15}|0x[0-9a-f]{64})$/i.test(number)) notFound();
  const [found, status] = await Promise.all([api.finding(number), api.status()]);
  if (!found.ok) {
    if (found.error.failure === "not-found" || found.error.failure === "refused") notFound();
    return <ProblemPage error={found.error} />;
  }
  if (number.startsWith("0x")) redirect(`/${await getLocale()}${findingHref(found.value.number)}`);
  const check = status.ok ? { deployment: status.value, offered: status.value.publicRpcUrl } : null;
  return <FindingView of={found.value} check={check} />;
});
