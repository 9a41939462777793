// /movements/48213: one movement.
import { notFound } from "next/navigation";
import { api } from "@/api/client";
import { ProblemPage } from "@/components/states";
import { takingOnly } from "@/features/asked/page";
import { accountsOf, actsOf } from "@/features/movement/accounts";
import { MovementView } from "@/features/movement/view";

export default takingOnly({}, async function Page({ params }: PageProps<"/[locale]/movements/[record]">) {
  const { record } = await params;
  if (!/^\d{1,15}$/.test(record)) notFound();
  const [found, status] = await Promise.all([api.movement(record), api.status()]);
  if (!found.ok) {
    if (found.error.failure === "not-found") notFound();
    return <ProblemPage error={found.error} />;
  }
  const check = status.ok ? { deployment: status.value, offered: status.value.publicRpcUrl } : null;
  const [accounts, acts] = await Promise.all([accountsOf(found.value), actsOf(found.value)]);
  return <MovementView movement={found.value} accounts={accounts} acts={acts} check={check} />;
});
