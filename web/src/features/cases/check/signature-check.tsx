// "Check signatures in my browser": the seal comes only after every act, the terms, the form and all signatures are good.
"use client";

import type { Deployment } from "@mingzhang/sdk/api";
import { useTranslations } from "next-intl";
import { CheckPanel, Contradicted, NotFinished, short, useRun } from "@/features/check/check-panel";
import { Step } from "@/features/check/outcome";
import { useWhat } from "../what";
import type { CheckedCase } from "./checked-case";
import type { EntryCheck } from "./entry";
import type { CaseCheck, CaseOutcome, Finding } from "./run";

interface Props {
  checked: CheckedCase;
  deployment: Deployment;
  offered: string | null;
}

export function SignatureCheck({ checked, deployment, offered }: Props) {
  const t = useTranslations("cases.signatures");
  const c = useTranslations("check");
  const { outcome, running, start } = useRun<CaseOutcome>();
  const sealed = outcome?.done === true && outcome.same;
  return (
    <CheckPanel
      title={t(sealed ? "ok" : "title")}
      what={t("what")}
      noScript={t("noScript")}
      stamp={sealed ? { top: t("stampTop"), bottom: t("stampBottom") } : null}
      said={
        <>
          {running && <p className="mt-4">{t("running")}</p>}
          {outcome?.done === false && <NotFinished of={outcome} wanted={deployment.chainId} />}
          {outcome?.done === true && <Found of={outcome} checked={checked} deployment={deployment} />}
        </>
      }
      offered={offered}
      running={running}
      action={c(outcome === null ? "run" : "again")}
      onRun={(rpc) =>
        // viem and the typed data are fetched only by readers who check.
        start(async () => (await import("./run")).runCaseCheck(rpc, deployment, checked))
      }
    />
  );
}

const OK: Record<Finding, boolean | undefined> = { good: true, bad: false, unknown: undefined };

function Found({ of, checked, deployment }: { of: CaseCheck; checked: CheckedCase; deployment: Deployment }) {
  const t = useTranslations("cases.signatures");
  const differing = of.entries.filter(({ how }) => how === "missing" || how === "differs").length;
  return (
    <>
      {of.contradicted && <Contradicted what={t("bad")} remedy={t("badDo")} />}
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
