// "Check it in your browser": the seal comes only after digest, signatures, quorum and anchor all hold.
"use client";

import type { Deployment } from "@mingzhang/sdk/api";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { NodeForm } from "@/features/check/node-form";
import { Seal, Step } from "@/features/check/outcome";
import { usePlace } from "../place";
import type { AnchorChoice, CheckedCheckpoint, CheckpointCheck, CheckpointOutcome } from "./run";

interface Props {
  checked: CheckedCheckpoint;
  deployment: Deployment;
  /** The log's own chain first. */
  anchors: readonly AnchorChoice[];
  /** Node of the log's own chain that the site offers. */
  offered: string | null;
}

type State = { step: "waiting" } | { step: "running" } | { step: "finished"; outcome: CheckpointOutcome };

export function CheckpointCheckPanel({ checked, deployment, anchors, offered }: Props) {
  const t = useTranslations("checkpoints.check");
  const place = usePlace(deployment.chainId);
  const title = useId();
  const [state, setState] = useState<State>({ step: "waiting" });
  const [at, setAt] = useState(0);
  const choice = anchors[at];
  if (choice === undefined) return null;

  async function run(rpc: string, anchor: AnchorChoice) {
    setState({ step: "running" });
    // viem is fetched only by readers who check.
    const { runCheckpointCheck } = await import("./run");
    setState({ step: "finished", outcome: await runCheckpointCheck(rpc, deployment, anchor, checked) });
  }

  const outcome = state.step === "finished" ? state.outcome : null;
  const sealed = outcome?.done === true && outcome.same;
  return (
    <section aria-labelledby={title} className="mt-8 border border-rule bg-sheet p-5">
      {sealed && <Seal top={t("stampTop")} bottom={t("stampBottom")} />}
      <h2 id={title} className="mt-0 mb-2 text-[1.125rem]">
        {t(sealed ? "ok" : "title")}
      </h2>
      <p className="note">{t("what")}</p>
      <noscript>
        <p className="note mt-3 border-l-4 border-rule pl-3">{t("noScript")}</p>
      </noscript>
      <div role="status" aria-live="polite" className="clear-both">
        {state.step === "running" && <p className="mt-4">{t("running")}</p>}
        {outcome?.done === false && (
          <div className="mt-4 border-l-4 border-wait pl-4" data-testid="check-failed">
            <p className="font-medium">{t("failed")}</p>
            <p className="note">{t(`failure.${outcome.failure}`, { given: outcome.given, wanted: outcome.wanted })}</p>
          </div>
        )}
        {outcome?.done === true && <Found of={outcome} digest={checked.digest} />}
      </div>
      {anchors.length > 1 && (
        <label className="mt-4 block print:hidden">
          <span className="mb-1 block text-sm text-soft">{t("place")}</span>
          <select
            className="field"
            value={at}
            onChange={(event) => {
              setAt(Number(event.target.value));
              setState({ step: "waiting" });
            }}
          >
            {anchors.map(({ chainId }, index) => (
              <option key={chainId} value={index}>
                {place(chainId)}
              </option>
            ))}
          </select>
        </label>
      )}
      <NodeForm
        key={choice.chainId}
        offered={choice.chainId === deployment.chainId ? offered : null}
        running={state.step === "running"}
        action={t(outcome === null ? "run" : "again")}
        onRun={(rpc) => void run(rpc, choice)}
      />
    </section>
  );
}

function Found({ of, digest }: { of: CheckpointCheck; digest: string }) {
  const t = useTranslations("checkpoints.check");
  const { computed, signers, anchor } = of;
  const same = computed === digest.toLowerCase();
  return (
    <>
      {of.contradicted && (
        <div className="mt-4 border-l-4 border-wait pl-4" data-testid="check-differs">
          <p className="font-medium">{t("bad")}</p>
          <p className="note">{t("badDo")}</p>
        </div>
      )}
      {!of.contradicted && !of.same && <p className="note mt-4">{t("notAll")}</p>}
      <ol className="mt-4 [overflow-wrap:anywhere]">
        <Step ok={same} title={t(same ? "digest" : "digestDiffers")}>
          {t("digestDetail", { digest: computed })}
        </Step>
        {signers.map(({ witness, how }) => (
          <Step
            key={witness}
            {...(how === "unchecked" ? {} : { ok: how === "ecdsa" || how === "erc1271" })}
            title={t("signer", { who: `${witness.slice(0, 10)}…${witness.slice(-6)}` })}
          >
            {t(`by.${how}`)}
          </Step>
        ))}
        <Origin of={of} />
        <Step ok={anchor.anchored} title={t(anchor.anchored ? "anchored" : "notAnchored")}>
          {t("anchoredDetail", { count: anchor.count, quorum: anchor.quorum, block: anchor.block })}
        </Step>
        <Step
          ok={anchor.counted >= anchor.quorum}
          title={t("witness", { count: anchor.counted, quorum: anchor.quorum })}
        >
          {t("witnessDetail", { all: anchor.witnesses })}
        </Step>
        <Step ok={anchor.forks === 0} title={anchor.forks === 0 ? t("noForks") : t("forks", { count: anchor.forks })}>
          {t("forksDetail")}
        </Step>
      </ol>
      <p className="mt-3 text-[0.8125rem] text-soft">{t("scope")}</p>
    </>
  );
}

function Origin({ of: { anchor, ofThisLog } }: { of: CheckpointCheck }) {
  const t = useTranslations("checkpoints.check");
  const { contract, origin } = anchor;
  return (
    <Step ok={ofThisLog} title={t(ofThisLog ? "origin" : "originDiffers")}>
      {t("originDetail", { contract, chain: String(origin.chainId), trail: origin.trail })}
    </Step>
  );
}
