// "Check signatures in my browser" for a finding: the seal comes only after every act, all signatures and the contract's state are good.
"use client";

import type { Deployment } from "@mingzhang/sdk/api";
import { useTranslations } from "next-intl";
import { CheckPanel, Contradicted, NotFinished, short, useRun } from "@/features/check/check-panel";
import { Step } from "@/features/check/outcome";
import type { CheckedFinding } from "./checked-finding";
import type { ActCheck, FindingCheck, FindingOutcome } from "./run";

interface Props {
  checked: CheckedFinding;
  deployment: Deployment;
  offered: string | null;
}

export function FindingSignatureCheck({ checked, deployment, offered }: Props) {
  const t = useTranslations("findings.signatures");
  const c = useTranslations("check");
  const { outcome, running, start } = useRun<FindingOutcome>();
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
        start(async () => (await import("./run")).runFindingCheck(rpc, deployment, checked))
      }
    />
  );
}

function Found({ of, checked, deployment }: { of: FindingCheck; checked: CheckedFinding; deployment: Deployment }) {
  const t = useTranslations("findings.signatures");
  return (
    <>
      {of.contradicted && <Contradicted what={t("bad")} remedy={t("badDo")} />}
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
