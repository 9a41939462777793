// "Ask the chain": the reader's browser asks what a permit is worth; the seal stands for a finished, valid answer
// about a holder alone.
"use client";

import type { Deployment, Hash } from "@mingzhang/sdk/api";
import type { ValidityName } from "@mingzhang/sdk/cases/words";
import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Moment } from "@/components/dates";
import { NodeForm } from "@/features/check/node-form";
import { Seal } from "@/features/check/outcome";
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

type State = { step: "waiting" } | { step: "running" } | { step: "finished"; outcome: PermitOutcome };

export function ChainAnswer({ number, holder, index, deployment, offered }: Props) {
  const t = useTranslations("permits.check");
  const c = useTranslations("check");
  const title = useId();
  const [state, setState] = useState<State>({ step: "waiting" });

  async function ask(rpc: string) {
    setState({ step: "running" });
    // viem is fetched only by readers who ask.
    const { askChain } = await import("./run");
    setState({ step: "finished", outcome: await askChain(rpc, deployment, number, holder) });
  }

  const outcome = state.step === "finished" ? state.outcome : null;
  return (
    <section aria-labelledby={title} className="border border-rule bg-sheet p-5">
      {outcome?.done === true && outcome.validity === "valid" && holder !== null && (
        <Seal top={t("stampTop")} bottom={t("stampBottom")} />
      )}
      <h2 id={title} className="mt-0 mb-2 text-[1.125rem]">
        {t(outcome?.done === true ? "ok" : "title")}
      </h2>
      <p className="note">{t("what")}</p>
      <noscript>
        <p className="note mt-3 border-l-4 border-rule pl-3">{t("noScript")}</p>
      </noscript>
      <div role="status" aria-live="polite" className="clear-both">
        {state.step === "running" && <p className="mt-4">{t("running")}</p>}
        {outcome?.done === false && (
          <div className="mt-4 border-l-4 border-wait pl-4" data-testid="check-failed">
            <p className="font-medium">{c("failed.title")}</p>
            <p className="note">
              {c(`failed.${outcome.failure}`, { given: outcome.given, wanted: String(deployment.chainId) })}
            </p>
          </div>
        )}
        {outcome?.done === true && (
          <Answer of={outcome} anyHolder={holder === null} index={index} chainId={deployment.chainId} />
        )}
      </div>
      <NodeForm
        offered={offered}
        running={state.step === "running"}
        action={t(outcome === null ? "run" : "again")}
        onRun={(rpc) => void ask(rpc)}
      />
    </section>
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
