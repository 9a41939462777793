// /agencies/12: one party; ?year= is the fiscal year of its lines.
import { notFound } from "next/navigation";
import { api } from "@/api/client";
import { ProblemPage } from "@/components/states";
import { takingOnly } from "@/features/asked/page";
import { readAsked, year } from "@/features/asked/read";
import { PartyPage } from "@/features/parties/party-page";

const RULES = { year };

export default takingOnly(RULES, async function Page({ params, searchParams }: PageProps<"/[locale]/agencies/[id]">) {
  const { id } = await params;
  if (!/^\d{1,10}$/.test(id)) notFound();
  const found = await api.party(id);
  if (found.ok) return <PartyPage party={found.value} year={readAsked(await searchParams, RULES).asked.year} />;
  if (found.error.failure === "not-found" || found.error.failure === "refused") notFound();
  return <ProblemPage error={found.error} />;
});
