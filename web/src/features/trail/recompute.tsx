// "Recompute in my browser": reads the ledger's events by the reader's node and follows the amount anew.
"use client";

import type { Deployment } from "@mingzhang/sdk/api";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { NodeForm } from "@/features/check/node-form";
import { Seal } from "@/features/check/outcome";
import type { RecomputeOutcome, ToldPage } from "./run";

interface Props {
  page: ToldPage;
  deployment: Deployment;
  offered: string | null;
}

type State =
  { step: "waiting" } | { step: "running"; events: number } | { step: "finished"; outcome: RecomputeOutcome };

export function Recompute({ page, deployment, offered }: Props) {
  const t = useTranslations("trail.recompute");
  const title = useId();
  const [state, setState] = useState<State>({ step: "waiting" });

  async function run(rpc: string) {
    setState({ step: "running", events: 0 });
    // viem and the trails' code are fetched only by readers who recompute.
    const { recompute } = await import("./run");
    const onProgress = (events: number) => setState({ step: "running", events });
    setState({ step: "finished", outcome: await recompute(rpc, deployment, page, onProgress) });
  }

  const outcome = state.step === "finished" ? state.outcome : null;
  const same = outcome?.done === true && outcome.same;
  return (
    // On paper it says what was computed, or nothing.
    <section
      aria-labelledby={title}
      className={`mt-12 max-w-2xl border border-rule bg-sheet p-5${outcome === null ? " print:hidden" : ""}`}
    >
      {same && <Seal top={t("stampTop")} bottom={t("stampBottom")} />}
      <h2 id={title} className="mt-0 mb-2 text-[1.125rem]">
        {t(same ? "ok" : "title")}
      </h2>
      <p className="note">{t("what")}</p>
      <noscript>
        <p className="note mt-3 border-l-4 border-rule pl-3">{t("noScript")}</p>
      </noscript>
      <div role="status" aria-live="polite" className="clear-both">
        {state.step === "running" && <p className="mt-4">{t("running", { events: state.events })}</p>}
        {outcome !== null && <Said outcome={outcome} wanted={deployment.chainId} />}
      </div>
      <NodeForm
        offered={offered}
        running={state.step === "running"}
        action={t(outcome === null ? "run" : "again")}
        onRun={(rpc) => void run(rpc)}
      />
    </section>
  );
}

function Said({ outcome, wanted }: { outcome: RecomputeOutcome; wanted: number }) {
  const t = useTranslations("trail.recompute");
  if (!outcome.done) {
    return (
      <p className="mt-4 border-l-4 border-wait pl-3" data-testid="recompute-failed">
        {t(`failed.${outcome.failure}`, { given: outcome.given, wanted })}
      </p>
    );
  }
  const { events, steps, pieces, ms, differs } = outcome;
  if (outcome.same) {
    return (
      <div className="mt-4" data-testid="recompute-same">
        <p>{t("same", { events, steps, pieces, ms })}</p>
        <p className="note mt-2">{t("scope")}</p>
      </div>
    );
  }
  return (
    <p className="mt-4 border-l-4 border-seal pl-3" data-testid="recompute-differs">
      {t("differs", { events, step: (differs ?? 0) + 1 })}
    </p>
  );
}
