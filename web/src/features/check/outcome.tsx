// What a finished check found, step by step, and the seal.
import type { CheckedMovement, FieldCheck } from "@mingzhang/sdk/check";
import type { Deployment } from "@mingzhang/sdk/api";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { CheckOutcome } from "./run";

export function Seal({ top, bottom }: { top: string; bottom: string }) {
  return (
    <div
      data-testid="seal"
      className="stamp float-right mb-2 ml-3 grid size-[92px] -rotate-4 place-items-center rounded-md border-4 border-double border-seal text-center font-serif text-[0.9375rem] leading-snug font-semibold text-seal"
    >
      <span>
        {top}
        <br />
        {bottom}
      </span>
    </div>
  );
}

interface Props {
  outcome: CheckOutcome;
  movement: CheckedMovement;
  deployment: Deployment;
}

export function Outcome({ outcome, movement, deployment }: Props) {
  const t = useTranslations("check");
  if (!outcome.done) {
    const { failure, given, detail } = outcome;
    return (
      <div className="mt-4 border-l-4 border-wait pl-4" data-testid="check-failed">
        <p className="font-medium">{t("failed.title")}</p>
        <p className="note">{t(`failed.${failure}`, { given, wanted: String(deployment.chainId) })}</p>
        {detail !== "" && <p className="mono mt-1 text-soft">{t("detail", { detail })}</p>}
      </div>
    );
  }
  const different = outcome.fields.filter((field) => !field.same);
  return (
    <>
      {!outcome.same && (
        <div className="mt-4 border-l-4 border-wait pl-4" data-testid="check-differs">
          <p className="font-medium">{t("differs")}</p>
          <p className="note">{t("differsDo")}</p>
        </div>
      )}
      <ol className="mt-4">
        <Step ok title={t("step.chain")}>
          {t("step.chainDetail", {
            chain: String(deployment.chainId),
            genesis: `${deployment.genesisHash.slice(0, 12)}…`,
          })}
        </Step>
        <Step ok title={t("step.event")}>
          {t("step.eventDetail", { block: movement.chain.block, log: movement.chain.logIndex })}
        </Step>
        <Step
          ok={outcome.same}
          title={
            outcome.same
              ? t("step.fields", { count: outcome.fields.length })
              : t("step.fieldsDiffer", { count: different.length })
          }
        >
          {t("step.fieldsDetail", { ms: outcome.ms })}
        </Step>
        {!outcome.fields.some(({ field }) => field === "transactionFrom") && (
          <Step title={t("step.sender")}>{t("step.senderDetail")}</Step>
        )}
        <Step title={t("step.witness")}>{t("step.witnessDetail")}</Step>
      </ol>
      {different.length > 0 && <Fields fields={different} />}
      <details className="mt-3">
        <summary className="text-sm text-link">{t("all")}</summary>
        <Fields fields={outcome.fields} />
      </details>
      <p className="mt-3 text-[0.8125rem] text-soft">{t(outcome.same ? "scope" : "scopeDiffers")}</p>
    </>
  );
}

/** @param ok true: checked and right; false: checked and wrong; undefined: not checked */
export function Step({ ok, title, children }: { ok?: boolean; title: string; children: ReactNode }) {
  const mark = ok === undefined ? "○" : ok ? "✓" : "✗";
  const colour = ok === undefined ? "text-soft" : ok ? "text-in" : "text-wait";
  return (
    <li className="flex gap-2.5 border-t border-rule py-2 text-[0.90625rem]">
      <span aria-hidden="true" className={`font-bold ${colour}`}>
        {mark}
      </span>
      <span>
        <span className="font-medium">{title}</span>
        <br />
        <small className="num text-soft">{children}</small>
      </span>
    </li>
  );
}

function Fields({ fields }: { fields: readonly FieldCheck[] }) {
  const t = useTranslations("check");
  return (
    <dl className="mt-2 text-[0.8125rem]">
      {fields.map(({ field, api, chain, same }) => (
        <div key={field} className="border-t border-rule py-1.5">
          <dt className="font-medium">
            <span aria-hidden="true" className={same ? "text-in" : "text-wait"}>
              {same ? "✓ " : "✗ "}
            </span>
            {field}
          </dt>
          {same ? (
            <dd className="mono">{chain === "" ? t("none") : chain}</dd>
          ) : (
            <>
              <dd className="mono">
                {t("page")}: {api === "" ? t("none") : api}
              </dd>
              <dd className="mono">
                {t("chain")}: {chain === "" ? t("none") : chain}
              </dd>
            </>
          )}
        </div>
      ))}
    </dl>
  );
}
