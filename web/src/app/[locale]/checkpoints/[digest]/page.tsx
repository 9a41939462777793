// /checkpoints/0x…: one checkpoint, who signed it, where it is anchored, and how to keep and check it.
import type { Status } from "@mingzhang/sdk/api";
import type { CheckpointEntry } from "@mingzhang/sdk/api-checkpoints";
import { timeText } from "@mingzhang/sdk/days";
import { useLocale, useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { api } from "@/api/client";
import { Moment } from "@/components/dates";
import { Hash } from "@/components/hash";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { Pairs } from "@/components/pairs";
import { ProblemNote, ProblemPage } from "@/components/states";
import { takingOnly } from "@/features/asked/page";
import { CheckpointCheckPart } from "@/features/checkpoints/check-part";
import { Contradicted, ForkAlarm } from "@/features/checkpoints/forks";
import { checkpointHashes } from "@/features/checkpoints/hashes";
import { keepHref, keepName } from "@/features/checkpoints/links";
import { usePlace } from "@/features/checkpoints/place";
import { withAside } from "@/i18n/marks";

export default takingOnly({}, async function Page({ params }: PageProps<"/[locale]/checkpoints/[digest]">) {
  const { digest } = await params;
  if (!/^0x[0-9a-f]{64}$/.test(digest)) notFound();
  const [found, status, forks, t] = await Promise.all([
    api.checkpoint(digest),
    api.status(),
    api.forks(),
    getTranslations("checkpoints.page"),
  ]);
  if (!found.ok) {
    if (found.error.failure === "not-found") notFound();
    return <ProblemPage error={found.error} />;
  }
  if (!status.ok) return <ProblemPage error={status.error} />;
  const { checkpoint, cosignatures, agrees } = found.value;
  const { size, time } = checkpoint;
  return (
    <>
      <PageHead
        title={t("title", { size })}
        above={<PageLink href="/checkpoints">{t("above")}</PageLink>}
        lead={
          <>
            <p>
              {t.rich("lead", { signed: cosignatures.length, size, time: () => <Moment>{timeText(time)}</Moment> })}
            </p>
            <p className={agrees === true ? "mt-2" : "mt-2 text-wait"}>
              {t(agrees === null ? "unknown" : agrees ? "agrees" : "differs")}
            </p>
          </>
        }
      />
      {forks.ok ? (
        <ForkAlarm
          forks={forks.value.items.filter(({ digestA, digestB }) => digestA === digest || digestB === digest)}
          home={status.value.chainId}
        />
      ) : (
        <ProblemNote error={forks.error} />
      )}
      {agrees === false && <Contradicted digests={[found.value.digest]} />}
      <Signed of={found.value} status={status.value} />
      <CheckpointCheckPart of={found.value} status={status.value} />
      <Keep of={found.value} />
      <Fields of={found.value} status={status.value} />
    </>
  );
});

function Signed({ of: { cosignatures, missing, anchored }, status }: { of: CheckpointEntry; status: Status }) {
  const t = useTranslations("checkpoints.page");
  const c = useTranslations("checkpoints");
  const locale = useLocale();
  const place = usePlace(status.chainId);
  return (
    <>
      <h2>{t("signatures")}</h2>
      {cosignatures.map(({ witness, signature, held }, at) => (
        <div key={witness} className="mt-3">
          <Pairs
            of={[
              at === 0
                ? [t("witness"), <Hash key="witness">{witness}</Hash>, "witness"]
                : [t("witness"), <Hash key="witness">{witness}</Hash>],
              [t("signature"), <Hash key="signature">{signature}</Hash>],
              ...held.map(
                ({ chainId, at, transaction, block }) =>
                  [
                    withAside(t("held"), place(chainId), locale),
                    <span key={chainId}>
                      {t.rich("anchorAt", { place: place(chainId), block, time: () => <Moment>{at}</Moment> })}
                      <br />
                      <Hash>{transaction}</Hash>
                    </span>,
                  ] as const,
              ),
            ]}
          />
        </div>
      ))}
      {missing.length > 0 && (
        <div className="mt-4 border-l-4 border-wait pl-4">
          <p>{c("missing")}</p>
          <ul>
            {missing.map((witness) => (
              <li key={witness}>
                <Hash>{witness}</Hash>
              </li>
            ))}
          </ul>
        </div>
      )}
      <h2>{t("anchors")}</h2>
      {anchored.length === 0 ? (
        <p className="text-wait">{c("notAnchored")}</p>
      ) : (
        <Pairs
          of={anchored.map(({ chainId, at, block, transaction, contract }) => [
            place(chainId),
            <span key={chainId}>
              {t.rich("anchorAt", { place: place(chainId), block, time: () => <Moment>{at}</Moment> })}
              <br />
              <Hash>{contract}</Hash>
              <br />
              <Hash>{transaction}</Hash>
            </span>,
          ])}
        />
      )}
    </>
  );
}

function Keep({ of: { digest, checkpoint } }: { of: CheckpointEntry }) {
  const t = useTranslations("checkpoints.page");
  const name = keepName(checkpoint.size);
  return (
    <>
      <h2>{t("keep")}</h2>
      <p>{t("keepWhat")}</p>
      <p className="mt-3 print:hidden">
        <a href={keepHref(digest)} download={name} className="button">
          {t("download")}
        </a>
      </p>
      <p className="note mt-4">{t("cli")}</p>
      <p className="mono mt-1 [overflow-wrap:anywhere]">npm run verify -- FILE --checkpoint {name} --rpc URL</p>
    </>
  );
}

function Fields({ of: { checkpoint }, status }: { of: CheckpointEntry; status: Status }) {
  const t = useTranslations("checkpoints.page");
  const { size, root, blockNumber, blockHash, time } = checkpoint;
  const origin = { chainId: status.chainId, trail: status.contracts.auditTrail };
  const { domain, struct, final } = checkpointHashes(origin, checkpoint);
  return (
    <>
      <h2>{t("fields")}</h2>
      <Pairs
        of={[
          [
            t("size"),
            <span key="size" className="num">
              {String(size)}
            </span>,
            "checkpoint",
          ],
          [t("root"), <Hash key="root">{root}</Hash>, "root"],
          [
            t("block"),
            <span key="block" className="num">
              {String(blockNumber)}
            </span>,
          ],
          [t("blockHash"), <Hash key="hash">{blockHash}</Hash>],
          [t("time"), <Moment key="time">{timeText(time)}</Moment>],
          [
            t("origin"),
            <span key="origin">
              {t("originText", { chain: String(origin.chainId) })} <Hash>{origin.trail}</Hash>
            </span>,
          ],
        ]}
      />
      <h2>{t("hashes")}</h2>
      <p className="note mb-2">{t("hashesNote")}</p>
      <Pairs
        of={[
          [t("domainHash"), <Hash key="domain">{domain}</Hash>],
          [t("structHash"), <Hash key="struct">{struct}</Hash>],
          [t("digest"), <Hash key="final">{final}</Hash>],
        ]}
      />
    </>
  );
}
