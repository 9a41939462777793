// /movements/48213/trail: where the money or the permission of one movement came from, and where it went.
import { kindByName } from "@mingzhang/sdk/kinds";
import { notFound } from "next/navigation";
import { api } from "@/api/client";
import { ProblemPage } from "@/components/states";
import { readAsked } from "@/features/asked/read";
import { trailRules } from "@/features/trail/rules";
import { readState, trailQuery } from "@/features/trail/state";
import { TrailView } from "@/features/trail/view";

export default async function Page({ params, searchParams }: PageProps<"/[locale]/movements/[record]/trail">) {
  const { record } = await params;
  if (!/^\d{1,15}$/.test(record)) notFound();
  const [found, status] = await Promise.all([api.movement(record), api.status()]);
  if (!found.ok) {
    if (found.error.failure === "not-found") notFound();
    return <ProblemPage error={found.error} />;
  }
  const { books } = kindByName(found.value.kind);
  const { asked, unfit } = readAsked(await searchParams, trailRules(books));
  const state = readState(asked, books);
  const trail = await api.trail(record, trailQuery(state));
  if (!trail.ok) return <ProblemPage error={trail.error} />;
  const check = status.ok ? { deployment: status.value, offered: status.value.publicRpcUrl } : null;
  return (
    <TrailView movement={found.value} books={books} state={state} unfit={unfit} page={trail.value} check={check} />
  );
}
