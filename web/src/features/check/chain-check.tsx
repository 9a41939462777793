// "Check against the chain": the reader's browser re-reads the event; the seal comes only after all of it is the same.
"use client";

import type { CheckedMovement } from "@mingzhang/sdk/check";
import type { Deployment } from "@mingzhang/sdk/api";
import { useTranslations } from "next-intl";
import { useEffect, useId, useState, type FormEvent } from "react";
import { readRpc, keepRpc } from "./rpc-choice";
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
  const hint = useId();
  const [rpc, setRpc] = useState(offered ?? "");
  const [ready, setReady] = useState(false);
  const [state, setState] = useState<State>({ step: "waiting" });

  useEffect(() => {
    const kept = readRpc();
    if (kept !== null) setRpc(kept);
    setReady(true);
  }, []);

  async function check(event: FormEvent) {
    event.preventDefault();
    setState({ step: "running" });
    keepRpc(rpc === offered ? null : rpc);
    // viem and the comparison are fetched only by readers who check.
    const { runCheck } = await import("./run");
    setState({ step: "finished", outcome: await runCheck(rpc.trim(), deployment, movement) });
  }

  const outcome = state.step === "finished" ? state.outcome : null;
  return (
    <section aria-labelledby={`${hint}-title`} className="border border-rule bg-sheet p-5">
      {outcome?.done && outcome.same && <Seal top={t("stampTop")} bottom={t("stampBottom")} />}
      <h2 id={`${hint}-title`} className="mt-0 mb-2 text-[1.125rem]">
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
      <form onSubmit={check} className="mt-4 print:hidden" hidden={!ready}>
        <label className="block text-sm text-soft" htmlFor={`${hint}-rpc`}>
          {t("node")}
        </label>
        <input
          id={`${hint}-rpc`}
          type="url"
          required
          value={rpc}
          onChange={(event) => setRpc(event.target.value)}
          aria-describedby={hint}
          spellCheck={false}
          placeholder="https://"
          className="field mono mt-1"
        />
        <p id={hint} className="mt-1 text-[0.8125rem] text-soft">
          {t("nodeHint")}
        </p>
        <div className="mt-3 flex flex-wrap items-center gap-3">
          <button className="button" disabled={state.step === "running"}>
            {t(outcome === null ? "run" : "again")}
          </button>
          {offered !== null && rpc !== offered && (
            <button
              type="button"
              className="cursor-pointer text-sm text-link underline"
              onClick={() => {
                setRpc(offered);
                keepRpc(null);
              }}
            >
              {t("nodeReset")}
            </button>
          )}
        </div>
      </form>
    </section>
  );
}
