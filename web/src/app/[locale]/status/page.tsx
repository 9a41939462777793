// /status: how current the site is and which chain it reads.
import { CONTRACT_NAMES } from "@mingzhang/sdk/deployment";
import type { BlockRef, Status } from "@mingzhang/sdk/api";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { api } from "@/api/client";
import { Moment } from "@/components/dates";
import { Hash } from "@/components/hash";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { Pairs } from "@/components/pairs";
import { plain } from "@/components/said";
import { ProblemNote, ProblemPage } from "@/components/states";
import { takingOnly } from "@/features/asked/page";
import { Contradicted, ForkAlarm } from "@/features/checkpoints/forks";
import { CheckpointStatusPart } from "@/features/checkpoints/status-part";
import { DumpPart } from "@/features/take-away/dump";

export default takingOnly({}, async function Page() {
  const [status, t, forks, latest, witnesses] = await Promise.all([
    api.status(),
    getTranslations("status"),
    api.forks(),
    api.latestCheckpoint(),
    api.witnesses(),
  ]);
  if (!status.ok) return <ProblemPage error={status.error} />;
  return (
    <>
      <PageHead
        title={t("title")}
        lead={
          <>
            <p>{t("lead")}</p>
            <p className={status.value.state === "following" ? "mt-2" : "mt-2 text-wait"}>
              {t(`sentence.${status.value.state}`)}
            </p>
          </>
        }
      />
      {forks.ok ? (
        <ForkAlarm forks={forks.value.items} home={status.value.chainId} />
      ) : (
        <ProblemNote error={forks.error} />
      )}
      <Contradicted digests={status.value.checkpoints.contradicted} />
      <StatusParts status={status.value}>
        <CheckpointStatusPart
          status={status.value}
          latest={latest.ok ? latest.value : latest.error.failure === "not-found" ? null : undefined}
          witnesses={witnesses.ok ? witnesses.value : null}
        />
      </StatusParts>
    </>
  );
});

function StatusParts({ status, children }: { status: Status; children: ReactNode }) {
  const t = useTranslations("status");
  const { lag, finalBlock, finalityDepth } = status;
  return (
    <>
      <h2>{t("current")}</h2>
      <Pairs
        of={[
          [
            t("state"),
            <span key="state">
              {t(`stateName.${status.state}`)}
              {status.reason !== null && <bdi lang="en"> {plain(status.reason, 300)}</bdi>}
            </span>,
          ],
          [t("head"), <Block key="head" of={status.chain} />],
          [t("indexed"), <Block key="indexed" of={status.indexed} />],
          [
            t("lag"),
            lag.blocks === null ? t("unknown") : t("lagText", { blocks: lag.blocks, seconds: lag.seconds ?? 0 }),
            "lag",
          ],
          [
            t("final"),
            finalBlock === null ? null : t("finality", { block: finalBlock, depth: finalityDepth }),
            "finality",
          ],
          [t("records"), <Count key="records" of={status.records} />, "record-word"],
          [
            t("movements"),
            <PageLink key="movements" href="/movements">
              <Count of={status.movements} />
            </PageLink>,
            "movement",
          ],
        ]}
      />
      {children}
      <DumpPart dump={status.dump} />
      <h2>{t("chain")}</h2>
      <Pairs
        of={[
          [
            t("chainId"),
            <span key="id" className="num">
              {String(status.chainId)}
            </span>,
          ],
          [t("genesis"), <Hash key="genesis">{status.genesisHash}</Hash>],
          [
            t("deployed"),
            <span key="deployed">
              {t("block", { number: status.deployBlock })}
              {t("comma")}
              <Moment>{status.deployedAt}</Moment>
              <br />
              <Hash>{status.deployBlockHash}</Hash>
            </span>,
          ],
          [t("rpc"), status.publicRpcUrl && <bdi className="mono">{status.publicRpcUrl}</bdi>],
        ]}
      />
      <h3>{t("contracts")}</h3>
      <Pairs
        of={CONTRACT_NAMES.map((name) => [t(`contractName.${name}`), <Hash key={name}>{status.contracts[name]}</Hash>])}
      />
      <h3 id="sources">{t("sources.title")}</h3>
      <ol className="max-w-[68ch] list-decimal space-y-1 pl-5">
        {(["get", "build", "compare", "read"] as const).map((step) => (
          <li key={step}>{t.rich(`sources.${step}`, { code: (text) => <code className="mono">{text}</code> })}</li>
        ))}
      </ol>
      <p className="note mt-2">{t("sources.note")}</p>
      <h2>{t("versions")}</h2>
      <p className="num">{t("version", status.versions)}</p>
    </>
  );
}

function Block({ of: block }: { of: BlockRef | null }) {
  const t = useTranslations("status");
  if (block === null) return <>{t("unknown")}</>;
  return (
    <>
      {t("block", { number: block.number })}
      {t("comma")}
      <Moment>{block.time}</Moment>
      <br />
      <Hash>{block.hash}</Hash>
    </>
  );
}

function Count({ of: count }: { of: number }) {
  return <span className="num">{count.toLocaleString("en")}</span>;
}
