// /agencies/12: one party.
import { notFound } from "next/navigation";
import { api } from "@/api/client";
import { ProblemPage } from "@/components/states";
import { takingOnly } from "@/features/asked/page";
import { PartyPage } from "@/features/parties/party-page";

export default takingOnly({}, async function Page({ params }: PageProps<"/[locale]/agencies/[id]">) {
  const { id } = await params;
  if (!/^\d{1,10}$/.test(id)) notFound();
  const found = await api.party(id);
  if (found.ok) return <PartyPage party={found.value} />;
  if (found.error.failure === "not-found" || found.error.failure === "refused") notFound();
  return <ProblemPage error={found.error} />;
});
