// "Check signatures in my browser": the seal comes only after every act, the terms, the form and all signatures are good.
"use client";

import type { Deployment } from "@mingzhang/sdk/api";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { NodeForm } from "@/features/check/node-form";
import { Seal, Step } from "@/features/check/outcome";
import { useWhat } from "../what";
import type { CheckedCase } from "./checked-case";
import type { EntryCheck } from "./entry";
import type { CaseCheck, CaseOutcome, Finding } from "./run";

interface Props {
  checked: CheckedCase;
  deployment: Deployment;
  offered: string | null;
}

type State = { step: "waiting" } | { step: "running" } | { step: "finished"; outcome: CaseOutcome };

export function SignatureCheck({ checked, deployment, offered }: Props) {
  const t = useTranslations("cases.signatures");
  const c = useTranslations("check");
  const title = useId();
  const [state, setState] = useState<State>({ step: "waiting" });

  async function check(rpc: string) {
    setState({ step: "running" });
    // viem and the typed data are fetched only by readers who check.
    const { runCaseCheck } = await import("./run");
    setState({ step: "finished", outcome: await runCaseCheck(rpc, deployment, checked) });
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

const OK: Record<Finding, boolean | undefined> = { good: true, bad: false, unknown: undefined };

function Found({ of, checked, deployment }: { of: CaseCheck; checked: CheckedCase; deployment: Deployment }) {
  const t = useTranslations("cases.signatures");
  const differing = of.entries.filter(({ how }) => how === "missing" || how === "differs").length;
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
        <Step
          ok={differing === 0}
          title={t(differing === 0 ? "step.acts" : "step.actsDiffer", {
            count: differing === 0 ? of.entries.length : differing,
          })}
        >
          {t("step.actsDetail")}
        </Step>
        <Step ok={OK[of.body]} title={t(of.body === "good" ? "step.body" : "step.bodyDiffers")}>
          {t("step.bodyDetail", { hash: short(of.bodyHash) })}
        </Step>
        <Step
          ok={OK[of.form]}
          title={t(of.form === "good" ? "step.form" : of.form === "bad" ? "step.formDiffers" : "step.formUnknown")}
        >
          {of.form === "unknown"
            ? t("step.formUnknownDetail")
            : t("step.formDetail", { form: of.formName, hash: short(of.content) })}
        </Step>
        {of.id !== "unknown" && (
          <Step ok={OK[of.id]} title={t(of.id === "good" ? "step.id" : "step.idDiffers")}>
            {t("step.idDetail")}
          </Step>
        )}
        {of.entries.map((entry) => (
          <Entry key={entry.record} of={entry} checked={checked} />
        ))}
      </ol>
      <p className="num mt-3 text-[0.8125rem] text-soft">{t("took", { ms: of.ms })}</p>
      <p className="mt-1 text-[0.8125rem] text-soft">{t("scope")}</p>
    </>
  );
}

const ENTRY_OK: Record<EntryCheck["how"], boolean | undefined> = {
  transaction: true,
  ecdsa: true,
  erc1271: true,
  none: true,
  unchecked: undefined,
  invalid: false,
  missing: false,
  differs: false,
};

function Entry({ of: { record, how, signer }, checked }: { of: EntryCheck; checked: CheckedCase }) {
  const t = useTranslations("cases.signatures");
  const what = useWhat();
  const entry = checked.timeline.find((one) => one.record === record);
  if (entry === undefined) return null;
  const who = signer === null ? "" : short(signer);
  return (
    <Step ok={ENTRY_OK[how]} title={t("entry", { what: what(entry), record })}>
      {t(`by.${how}`, { who, signer: who })}
    </Step>
  );
}

function short(hash: string): string {
  return `${hash.slice(0, 10)}…${hash.slice(-6)}`;
}
