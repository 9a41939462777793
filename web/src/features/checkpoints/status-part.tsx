// The status page's part about checkpoints: how far signing and anchoring are behind the log, on each chain.
import type { Status } from "@mingzhang/sdk/api";
import type { AnchorChain, CheckpointEntry, Witnesses } from "@mingzhang/sdk/api-checkpoints";
import { useLocale, useTranslations } from "next-intl";
import { Moment } from "@/components/dates";
import { durationText } from "@/components/duration";
import { Hash } from "@/components/hash";
import { LedgerTable } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { plain } from "@/components/said";
import { wordHeading } from "@/features/learn/heading";
import { checkpointHref } from "./links";

interface Props {
  status: Status;
  /** Null where none is signed; undefined where the index did not say. */
  latest: CheckpointEntry | null | undefined;
  witnesses: Witnesses | null;
}

export function CheckpointStatusPart({ status, latest, witnesses }: Props) {
  const t = useTranslations("checkpoints.status");
  const s = useTranslations("status");
  const signed = latest?.cosignatures.filter(({ witness }) =>
    witnesses?.items.some(({ address }) => address === witness),
  );
  return (
    <>
      <h2 id="checkpoints">{t("title")}</h2>
      <p className="note">{t.rich("more", { link: (text) => <PageLink href="/checkpoints">{text}</PageLink> })}</p>
      <p className="mt-2">
        {latest === undefined
          ? s("unknown")
          : latest === null
            ? t("notCosigned")
            : t("cosigned", {
                size: latest.checkpoint.size,
                signed: signed?.length ?? 0,
                all: witnesses?.items.length ?? 0,
                behind: Math.max(0, status.records - latest.checkpoint.size),
              })}
      </p>
      {witnesses !== null && (
        <ul className="mt-2 list-disc pl-5">
          {witnesses.items.map(({ address, signed: count }) => (
            <li key={address} className={count === 0 ? "text-wait" : undefined}>
              <span className="mono">{t("witness", { address, count })}</span>
            </li>
          ))}
        </ul>
      )}
      <div className="mt-4">
        <Chains chains={status.checkpoints.chains} />
      </div>
    </>
  );
}

function Chains({ chains }: { chains: readonly AnchorChain[] }) {
  const t = useTranslations("checkpoints.status");
  const s = useTranslations("status");
  const c = useTranslations("checkpoints");
  const locale = useLocale();
  return (
    <LedgerTable
      caption={t("title")}
      rows={chains}
      rowKey={({ chainId }) => chainId}
      columns={[
        {
          key: "chain",
          heading: t("chain"),
          cell: ({ chainId, home }) => (home ? t("home", { chain: String(chainId) }) : String(chainId)),
        },
        {
          key: "state",
          heading: t("state"),
          cell: ({ state, reason }) => (
            <span className={state === "following" ? undefined : "text-wait"}>
              {t(state)}
              {reason !== null && <bdi lang="en"> {plain(reason, 200)}</bdi>}
            </span>
          ),
        },
        {
          key: "block",
          heading: t("block"),
          cell: ({ block }) => (block === null ? null : s("block", { number: block.number })),
        },
        {
          key: "latest",
          ...wordHeading(t("latest"), "checkpoint"),
          cell: ({ latest }) =>
            latest === null ? (
              <span className="text-wait">{t("nothing")}</span>
            ) : (
              <>
                <PageLink href={checkpointHref(latest.digest)}>{c("size", { size: latest.size })}</PageLink>
                <small className="block text-soft">
                  <Moment>{latest.at}</Moment>
                </small>
              </>
            ),
        },
        {
          key: "behind",
          heading: t("behind"),
          cell: ({ latest }) => {
            if (latest === null) return null;
            const { records, seconds } = latest.behind;
            return records === 0 ? t("upToDate") : c("gap", { records, span: durationText(seconds, locale) });
          },
        },
        { key: "contract", heading: t("contract"), cell: ({ contract }) => <Hash>{contract}</Hash> },
      ]}
    />
  );
}
