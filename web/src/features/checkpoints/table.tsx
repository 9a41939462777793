// The history of checkpoints: who signed each, who did not, where it is anchored, and how long nothing was.
import type { CheckpointEntry } from "@mingzhang/sdk/api-checkpoints";
import { timeText } from "@mingzhang/sdk/days";
import { useLocale, useTranslations } from "next-intl";
import { Moment } from "@/components/dates";
import { durationText } from "@/components/duration";
import { Hash } from "@/components/hash";
import { LedgerTable } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { wordHeading } from "@/features/learn/heading";
import { checkpointHref } from "./links";
import { usePlace } from "./place";

/** Checkpoints are due once a month: a longer time without one is a gap. */
const LONG_GAP_SECONDS = 32 * 86_400;

interface Props {
  entries: readonly CheckpointEntry[];
  /** Chain of the log. */
  home: number;
  /** How many witnesses there are now; null where the anchor was not read yet. */
  witnesses: number | null;
}

export function CheckpointTable({ entries, home, witnesses }: Props) {
  const t = useTranslations("checkpoints");
  return (
    <LedgerTable
      tight
      caption={t("history")}
      rows={entries}
      rowKey={({ digest }) => digest}
      columns={[
        {
          key: "checkpoint",
          ...wordHeading(t("columns.checkpoint"), "checkpoint"),
          tightRow: "line",
          cell: ({ digest, checkpoint, agrees }) => (
            <>
              <PageLink href={checkpointHref(digest)} className="link whitespace-nowrap">
                {t("size", { size: checkpoint.size })}
              </PageLink>
              {agrees === false && <span className="block text-wait">{t("contradicts")}</span>}
            </>
          ),
        },
        {
          key: "time",
          heading: t("columns.time"),
          tightRow: "wide",
          cell: ({ checkpoint }) => <Moment short>{timeText(checkpoint.time)}</Moment>,
        },
        {
          key: "signed",
          tightRow: "wide",
          ...wordHeading(t("columns.signed"), "witness"),
          cell: (entry) => <Signers of={entry} all={witnesses} />,
        },
        {
          key: "anchored",
          tightRow: "wide",
          heading: t("columns.anchored"),
          cell: (entry) => <Anchored of={entry} home={home} />,
        },
        { key: "gap", tightRow: "wide", heading: t("columns.gap"), cell: (entry) => <Gap of={entry} /> },
      ]}
    />
  );
}

function Signers({ of: { cosignatures, missing }, all }: { of: CheckpointEntry; all: number | null }) {
  const t = useTranslations("checkpoints");
  return (
    <>
      {/* Former witnesses are listed, and counted among nobody: "missing" is of those who are witnesses now. */}
      {all !== null && <p className="whitespace-nowrap">{t("signedOf", { signed: all - missing.length, all })}</p>}
      <ul>
        {cosignatures.map(({ witness, held: [first] }) => (
          <li key={witness}>
            <Hash short>{witness}</Hash>
            {first !== undefined && (
              <small className="text-soft md:block">
                {" "}
                <Moment short>{first.at}</Moment>
              </small>
            )}
          </li>
        ))}
      </ul>
      {missing.length > 0 && (
        <div className="text-wait">
          {t("missing")}
          <ul>
            {missing.map((witness) => (
              <li key={witness}>
                <Hash short>{witness}</Hash>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function Anchored({ of: { anchored }, home }: { of: CheckpointEntry; home: number }) {
  const t = useTranslations("checkpoints");
  const place = usePlace(home);
  if (anchored.length === 0) return <span className="text-wait">{t("notAnchored")}</span>;
  return (
    <ul>
      {anchored.map(({ chainId, at }) => (
        <li key={chainId}>
          {place(chainId)}
          <small className="text-soft md:block">
            {" "}
            <Moment short>{at}</Moment>
          </small>
        </li>
      ))}
    </ul>
  );
}

function Gap({ of: { gap } }: { of: CheckpointEntry }) {
  const t = useTranslations("checkpoints");
  const locale = useLocale();
  if (gap === null) return <span className="text-soft">{t("first")}</span>;
  const text = t("gap", { records: gap.records, span: durationText(gap.seconds, locale) });
  if (gap.seconds <= LONG_GAP_SECONDS) return <>{text}</>;
  return (
    <span className="text-wait">
      {text}
      <span className="block">{t("gapLong")}</span>
    </span>
  );
}
