// "Ask the chain": the reader's browser asks what a permit is worth; the seal stands for a finished, valid answer
// about a holder alone.
"use client";

import type { Deployment, Hash } from "@mingzhang/sdk/api";
import type { ValidityName } from "@mingzhang/sdk/cases/words";
import { useLocale, useTranslations } from "next-intl";
import { Moment } from "@/components/dates";
import { CheckPanel, NotFinished, useRun } from "@/features/check/check-panel";
import { validityLabel } from "@/features/cases/words";
import type { PermitAnswer, PermitOutcome } from "./run";

interface Props {
  number: number;
  holder: Hash | null;
  /** What the index says; null where it does not know the permit. */
  index: ValidityName | null;
  deployment: Deployment;
  offered: string | null;
}

export function ChainAnswer({ number, holder, index, deployment, offered }: Props) {
  const t = useTranslations("permits.check");
  const { outcome, running, start } = useRun<PermitOutcome>();
  const sealed = outcome?.done === true && outcome.validity === "valid" && holder !== null;
  return (
    <CheckPanel
      title={t(outcome?.done === true ? "ok" : "title")}
      what={t("what")}
      noScript={t("noScript")}
      stamp={sealed ? { top: t("stampTop"), bottom: t("stampBottom") } : null}
      said={
        <>
          {running && <p className="mt-4">{t("running")}</p>}
          {outcome?.done === false && <NotFinished of={outcome} wanted={deployment.chainId} />}
          {outcome?.done === true && (
            <Answer of={outcome} anyHolder={holder === null} index={index} chainId={deployment.chainId} />
          )}
        </>
      }
      offered={offered}
      running={running}
      action={t(outcome === null ? "run" : "again")}
      onRun={(rpc) =>
        // viem is fetched only by readers who ask.
        start(async () => (await import("./run")).askChain(rpc, deployment, number, holder))
      }
    />
  );
}

interface AnswerProps {
  of: PermitAnswer;
  anyHolder: boolean;
  index: ValidityName | null;
  chainId: number;
}

function Answer({ of, anyHolder, index, chainId }: AnswerProps) {
  const t = useTranslations("permits.check");
  const locale = useLocale();
  const key = of.validity === "valid" && anyHolder ? "valid-no-holder" : of.validity;
  const known = index ?? "unknown";
  return (
    <>
      <p
        data-testid="permit-answer"
        className={`mt-4 font-serif text-[1.5rem] ${of.validity === "valid" ? "text-in" : "text-wait"}`}
      >
        {t(`answer.${key}`)}
      </p>
      {of.validity !== "unknown" && (
        <p className="note num">
          {t.rich("range", { from: () => <Moment>{of.from}</Moment>, until: () => <Moment>{of.until}</Moment> })}
        </p>
      )}
      <p className="note num mt-1">
        {t.rich("asOf", { block: of.block, chain: String(chainId), time: () => <Moment>{of.time}</Moment> })}
      </p>
      {of.validity !== known && (
        <p className="mt-3 border-l-4 border-wait pl-3" data-testid="check-differs">
          {t("differs", { index: validityLabel(known, locale) })}
        </p>
      )}
      <p className="mt-3 text-[0.8125rem] text-soft">{t("scope")}</p>
    </>
  );
}
