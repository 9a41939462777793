// "Check against the chain": the reader's browser re-reads the event; the seal comes only after all of it is the same.
"use client";

import type { CheckedMovement } from "@mingzhang/sdk/check";
import type { Deployment } from "@mingzhang/sdk/api";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { NodeForm } from "./node-form";
import { Outcome, Seal } from "./outcome";
import type { CheckOutcome } from "./run";

interface Props {
  movement: CheckedMovement;
  deployment: Deployment;
  /** Node that the site offers; null if it offers none. */
  offered: string | null;
}

type State = { step: "waiting" } | { step: "running" } | { step: "finished"; outcome: CheckOutcome };

export function ChainCheck({ movement, deployment, offered }: Props) {
  const t = useTranslations("check");
  const title = useId();
  const [state, setState] = useState<State>({ step: "waiting" });

  async function check(rpc: string) {
    setState({ step: "running" });
    // viem and the comparison are fetched only by readers who check.
    const { runCheck } = await import("./run");
    setState({ step: "finished", outcome: await runCheck(rpc, deployment, movement) });
  }

  const outcome = state.step === "finished" ? state.outcome : null;
  return (
    <section aria-labelledby={title} className="border border-rule bg-sheet p-5">
      {outcome?.done && outcome.same && <Seal top={t("stampTop")} bottom={t("stampBottom")} />}
      <h2 id={title} className="mt-0 mb-2 text-[1.125rem]">
        {outcome?.done && outcome.same ? t("ok") : t("title")}
      </h2>
      <p className="note">{t("what")}</p>
      <noscript>
        <p className="note mt-3 border-l-4 border-rule pl-3">{t("noScript")}</p>
      </noscript>
      <div role="status" aria-live="polite" className="clear-both">
        {state.step === "running" && <p className="mt-4">{t("running")}</p>}
        {outcome !== null && <Outcome outcome={outcome} movement={movement} deployment={deployment} />}
      </div>
      <NodeForm
        offered={offered}
        running={state.step === "running"}
        action={t(outcome === null ? "run" : "again")}
        onRun={(rpc) => void check(rpc)}
      />
    </section>
  );
}
