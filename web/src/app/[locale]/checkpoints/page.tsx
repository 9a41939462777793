// /checkpoints: what witnesses signed of the audit trail, when, where it is anchored, and where there are gaps.
import { getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { Pager } from "@/components/list-parts";
import { PageHead } from "@/components/page-head";
import { Empty, ProblemNote, ProblemPage } from "@/components/states";
import { UnfitNote } from "@/features/asked/note";
import { cursor, readAsked } from "@/features/asked/read";
import { Contradicted, ForkAlarm } from "@/features/checkpoints/forks";
import { LatestCheckpoint, WitnessTable } from "@/features/checkpoints/latest";
import { CheckpointTable } from "@/features/checkpoints/table";

const PER_PAGE = 25;

export default async function Page({ searchParams }: PageProps<"/[locale]/checkpoints">) {
  const { asked, unfit } = readAsked(await searchParams, { cursor });
  const query = { limit: PER_PAGE, cursor: asked.cursor };
  const [t, status, page, latest, witnesses, forks] = await Promise.all([
    getTranslations("checkpoints"),
    api.status(),
    api.checkpoints(query),
    api.latestCheckpoint(),
    api.witnesses(),
    api.forks(),
  ]);
  if (!status.ok) return <ProblemPage error={status.error} />;
  const { chainId: home, records, checkpoints } = status.value;
  const href = (to: string | null) => (to === null ? null : `/checkpoints?cursor=${encodeURIComponent(to)}`);
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <UnfitNote of={unfit} />
      {forks.ok ? <ForkAlarm forks={forks.value.items} home={home} /> : <ProblemNote error={forks.error} />}
      <Contradicted digests={checkpoints.contradicted} />
      {latest.ok && (
        <LatestCheckpoint
          entry={latest.value}
          witnesses={witnesses.ok ? witnesses.value : null}
          home={home}
          records={records}
        />
      )}
      {!latest.ok && latest.error.failure !== "not-found" && <ProblemNote error={latest.error} />}
      <h2>{t("history")}</h2>
      {!page.ok ? (
        <ProblemNote error={page.error} />
      ) : page.value.items.length === 0 ? (
        <Empty>{t("none")}</Empty>
      ) : (
        <>
          <CheckpointTable
            entries={page.value.items}
            home={home}
            witnesses={witnesses.ok ? witnesses.value.items.length : null}
          />
          <Pager
            label={t("paging")}
            newer={t("newer")}
            older={t("older")}
            previous={href(page.value.previous)}
            next={href(page.value.next)}
          />
        </>
      )}
      {witnesses.ok && <WitnessTable of={witnesses.value} />}
      {forks.ok && forks.value.items.length === 0 && <p className="note mt-6">{t("fork.none")}</p>}
    </>
  );
}
