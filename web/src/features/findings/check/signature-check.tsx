// "Check signatures in my browser" for a finding: the seal comes only after every act, all signatures and the contract's state are good.
"use client";

import type { Deployment } from "@mingzhang/sdk/api";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { NodeForm } from "@/features/check/node-form";
import { Seal, Step } from "@/features/check/outcome";
import type { CheckedFinding } from "./checked-finding";
import type { ActCheck, FindingCheck, FindingOutcome } from "./run";

interface Props {
  checked: CheckedFinding;
  deployment: Deployment;
  offered: string | null;
}

type State = { step: "waiting" } | { step: "running" } | { step: "finished"; outcome: FindingOutcome };

export function FindingSignatureCheck({ checked, deployment, offered }: Props) {
  const t = useTranslations("findings.signatures");
  const c = useTranslations("check");
  const title = useId();
  const [state, setState] = useState<State>({ step: "waiting" });

  async function check(rpc: string) {
    setState({ step: "running" });
    // viem and the typed data are fetched only by readers who check.
    const { runFindingCheck } = await import("./run");
    setState({ step: "finished", outcome: await runFindingCheck(rpc, deployment, checked) });
  }

  const outcome = state.step === "finished" ? state.outcome : null;
  const sealed = outcome?.done === true && outcome.same;
  return (
    <section aria-labelledby={title} className="border border-rule bg-sheet p-5">
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
            <p className="font-medium">{c("failed.title")}</p>
            <p className="note">
              {c(`failed.${outcome.failure}`, { given: outcome.given, wanted: String(deployment.chainId) })}
            </p>
            {outcome.detail !== "" && <p className="mono mt-1 text-soft">{c("detail", { detail: outcome.detail })}</p>}
          </div>
        )}
        {outcome?.done === true && <Found of={outcome} checked={checked} deployment={deployment} />}
      </div>
      <NodeForm
        offered={offered}
        running={state.step === "running"}
        action={c(outcome === null ? "run" : "again")}
        onRun={(rpc) => void check(rpc)}
      />
    </section>
  );
}

function Found({ of, checked, deployment }: { of: FindingCheck; checked: CheckedFinding; deployment: Deployment }) {
  const t = useTranslations("findings.signatures");
  return (
    <>
      {of.contradicted && (
        <div className="mt-4 border-l-4 border-wait pl-4" data-testid="check-differs">
          <p className="font-medium">{t("bad")}</p>
          <p className="note">{t("badDo")}</p>
        </div>
      )}
      {!of.contradicted && !of.same && <p className="note mt-4">{t("notDone")}</p>}
      <ol className="mt-4">
        <Step ok title={t("step.chain")}>
          {t("step.chainDetail", { chain: String(deployment.chainId), genesis: short(deployment.genesisHash) })}
        </Step>
        <Step ok={of.state} title={t(of.state ? "step.state" : "step.stateDiffers")}>
          {t("step.stateDetail")}
        </Step>
        <Step ok={of.id} title={t(of.id ? "step.id" : "step.idDiffers")}>
          {t("step.idDetail")}
        </Step>
        {of.acts.map((act) => (
          <Act key={act.record} of={act} checked={checked} />
        ))}
      </ol>
      <p className="num mt-3 text-[0.8125rem] text-soft">{t("took", { ms: of.ms })}</p>
      <p className="mt-1 text-[0.8125rem] text-soft">{t("scope")}</p>
    </>
  );
}

const ACT_OK: Record<ActCheck["how"], boolean | undefined> = {
  transaction: true,
  ecdsa: true,
  erc1271: true,
  unchecked: undefined,
  invalid: false,
  missing: false,
  differs: false,
};

function Act({ of: { record, how, signer }, checked }: { of: ActCheck; checked: CheckedFinding }) {
  const t = useTranslations("findings");
  const act = checked.acts.find((one) => one.record === record);
  if (act === undefined) return null;
  const what = t(`timeline.act.${act.act}`);
  return (
    <Step ok={ACT_OK[how]} title={t("signatures.act", { what, record })}>
      {t(`signatures.by.${how}`, { signer: short(signer) })}
    </Step>
  );
}

function short(hash: string): string {
  return `${hash.slice(0, 10)}…${hash.slice(-6)}`;
}
