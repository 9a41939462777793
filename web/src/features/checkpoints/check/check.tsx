// "Check it in your browser": the seal comes only after digest, signatures, quorum and anchor all hold.
"use client";

import type { Deployment } from "@mingzhang/sdk/api";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAwake } from "@/components/awake";
import { CheckPanel, Contradicted, short, useRun } from "@/features/check/check-panel";
import { Step } from "@/features/check/outcome";
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

export function CheckpointCheckPanel({ checked, deployment, anchors, offered }: Props) {
  const t = useTranslations("checkpoints.check");
  const place = usePlace(deployment.chainId);
  const { outcome, running, start, reset } = useRun<CheckpointOutcome>();
  const awake = useAwake();
  const [at, setAt] = useState(0);
  const choice = anchors[at];
  if (choice === undefined) return null;

  const sealed = outcome?.done === true && outcome.same;
  return (
    <CheckPanel
      className="mt-8"
      title={t(sealed ? "ok" : "title")}
      what={t("what")}
      noScript={t("noScript")}
      stamp={sealed ? { top: t("stampTop"), bottom: t("stampBottom") } : null}
      said={
        <>
          {running && <p className="mt-4">{t("running")}</p>}
          {outcome?.done === false && (
            <div className="mt-4 border-l-4 border-wait pl-4" data-testid="check-failed">
              <p className="font-medium">{t("failed")}</p>
              <p className="note">
                {t(`failure.${outcome.failure}`, { given: outcome.given, wanted: outcome.wanted })}
              </p>
            </div>
          )}
          {outcome?.done === true && <Found of={outcome} digest={checked.digest} />}
        </>
      }
      chain={choice.chainId}
      offered={choice.chainId === deployment.chainId ? offered : null}
      running={running}
      action={t(outcome === null ? "run" : "again")}
      onRun={(rpc) =>
        // viem is fetched only by readers who check.
        start(async () => (await import("./run")).runCheckpointCheck(rpc, deployment, choice, checked))
      }
    >
      {anchors.length > 1 && (
        <label className={`mt-4 block print:hidden${awake ? "" : " asleep"}`}>
          <span className="mb-1 block text-sm text-soft">{t("place")}</span>
          <select
            className="field"
            value={at}
            onChange={(event) => {
              setAt(Number(event.target.value));
              reset();
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
    </CheckPanel>
  );
}

function Found({ of, digest }: { of: CheckpointCheck; digest: string }) {
  const t = useTranslations("checkpoints.check");
  const { computed, signers, anchor } = of;
  const same = computed === digest.toLowerCase();
  return (
    <>
      {of.contradicted && <Contradicted what={t("bad")} remedy={t("badDo")} />}
      {!of.contradicted && !of.same && <p className="note mt-4">{t("notAll")}</p>}
      <ol className="mt-4 [overflow-wrap:anywhere]">
        <Step ok={same} title={t(same ? "digest" : "digestDiffers")}>
          {t("digestDetail", { digest: computed })}
        </Step>
        {signers.map(({ witness, how }) => (
          <Step
            key={witness}
            {...(how === "unchecked" ? {} : { ok: how === "ecdsa" || how === "erc1271" })}
            title={t("signer", { who: short(witness) })}
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
