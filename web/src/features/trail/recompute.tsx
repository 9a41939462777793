// "Recompute in my browser": reads the ledger's events by the reader's node and follows the amount anew.
"use client";

import type { Deployment } from "@mingzhang/sdk/api";
import { useTranslations } from "next-intl";
import { CheckPanel, useRun } from "@/features/check/check-panel";
import type { RecomputeOutcome, ToldPage } from "./run";

interface Props {
  page: ToldPage;
  deployment: Deployment;
  offered: string | null;
}

export function Recompute({ page, deployment, offered }: Props) {
  const t = useTranslations("trail.recompute");
  const { outcome, running, reached, start } = useRun<RecomputeOutcome, number>();
  const same = outcome?.done === true && outcome.same;
  return (
    <CheckPanel
      // On paper it says what was computed, or nothing.
      className={`mt-12 max-w-2xl${outcome === null ? " print:hidden" : ""}`}
      title={t(same ? "ok" : "title")}
      what={t("what")}
      noScript={t("noScript")}
      stamp={same ? { top: t("stampTop"), bottom: t("stampBottom") } : null}
      said={
        <>
          {running && <p className="mt-4">{t("running", { events: reached ?? 0 })}</p>}
          {outcome !== null && <Said outcome={outcome} wanted={deployment.chainId} />}
        </>
      }
      offered={offered}
      running={running}
      action={t(outcome === null ? "run" : "again")}
      onRun={(rpc) =>
        // viem and the trails' code are fetched only by readers who recompute.
        start(async (reach) => (await import("./run")).recompute(rpc, deployment, page, reach))
      }
    />
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
