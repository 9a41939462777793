// The latest signed checkpoint in one sentence, and the witnesses who sign.
import type { CheckpointEntry, Witnesses } from "@mingzhang/sdk/api-checkpoints";
import { timeText } from "@mingzhang/sdk/days";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Moment } from "@/components/dates";
import { Hash } from "@/components/hash";
import { LedgerTable } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { checkpointHref } from "./links";

interface Props {
  entry: CheckpointEntry;
  /** Null where the anchor was not read yet. */
  witnesses: Witnesses | null;
  home: number;
  /** Records of the indexed log. */
  records: number;
}

export function LatestCheckpoint({ entry, witnesses, home, records }: Props) {
  const t = useTranslations("checkpoints.latest");
  const { digest, checkpoint, cosignatures, anchored } = entry;
  const here = anchored.some(({ chainId }) => chainId === home);
  const elsewhere = anchored.some(({ chainId }) => chainId !== home);
  // Of those who are witnesses now: a former one's signature stands in the history and does not count here.
  const signed = cosignatures.filter(({ witness }) => witnesses?.items.some(({ address }) => address === witness));
  const values = {
    size: checkpoint.size,
    signed: signed.length,
    all: witnesses?.items.length ?? 0,
    quorum: witnesses?.quorum ?? 0,
    elsewhere: elsewhere ? "yes" : "no",
    time: () => <Moment>{timeText(checkpoint.time)}</Moment>,
    link: (text: ReactNode) => <PageLink href={checkpointHref(digest)}>{text}</PageLink>,
  };
  const behind = Math.max(0, records - checkpoint.size);
  return (
    <>
      <h2>{t("title")}</h2>
      <p className={`lead ${here ? "" : "text-wait"}`}>
        {t.rich(here ? "anchored" : elsewhere ? "elsewhereOnly" : "open", values)}
      </p>
      <p className="note mt-2">{t("growth", { records: behind })}</p>
      {witnesses === null && <p className="note mt-2 text-wait">{t("unknown")}</p>}
    </>
  );
}

export function WitnessTable({ of: { quorum, items } }: { of: Witnesses }) {
  const t = useTranslations("checkpoints");
  return (
    <>
      <h2>{t("witnesses.title")}</h2>
      <p className="note mb-3">{t("witnesses.what", { quorum, all: items.length })}</p>
      <LedgerTable
        caption={t("witnesses.title")}
        rows={items}
        rowKey={({ address }) => address}
        columns={[
          { key: "address", heading: t("witnesses.address"), cell: ({ address }) => <Hash>{address}</Hash> },
          { key: "signed", heading: t("witnesses.signed"), right: true, cell: ({ signed }) => String(signed) },
          {
            key: "last",
            heading: t("witnesses.last"),
            cell: ({ last }) =>
              last === null ? (
                <span className="text-wait">{t("witnesses.never")}</span>
              ) : (
                <>
                  <PageLink href={checkpointHref(last.digest)}>{t("size", { size: last.size })}</PageLink>{" "}
                  <small className="block text-soft">
                    <Moment short>{last.at}</Moment>
                  </small>
                </>
              ),
          },
        ]}
      />
    </>
  );
}
