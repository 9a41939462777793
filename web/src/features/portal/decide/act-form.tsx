// Withdraw, cancel, declare a conflict of interest: each with a reason, and asked once more before it is signed.
"use client";

import type { CaseDetail } from "@mingzhang/sdk/api-cases";
import type { ActName } from "@mingzhang/sdk/cases/words";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { actToSign } from "../acts/to-sign";
import { useAct } from "../acts/use-act";
import { useOutcome } from "../acts/use-outcome";
import { OutcomeNote } from "../parts/review";
import { usePortal } from "../wallet/frame";
import { plain } from "@/components/said";

interface Props {
  detail: CaseDetail;
  isSubmitter: boolean;
  isOfficial: boolean;
}

export function ActForm({ detail, isSubmitter, isOfficial }: Props) {
  const t = useTranslations("portal.acts");
  const open = detail.status === "open" || detail.status === "returned";
  const acts: ActName[] = [];
  if (open && isSubmitter) acts.push("withdraw");
  if (open && isOfficial && !isSubmitter) acts.push("declare-conflict");
  if (detail.status === "approved" && (isSubmitter || isOfficial)) acts.push("cancel");
  if (acts.length === 0) return null;
  return (
    <section aria-labelledby="portal-acts">
      <h2 id="portal-acts">{t("title")}</h2>
      {acts.map((act) => (
        <One key={act} act={act} detail={detail} />
      ))}
    </section>
  );
}

function One({ act, detail }: { act: ActName; detail: CaseDetail }) {
  const t = useTranslations("portal.acts");
  const l = useTranslations("portal.label");
  const id = useId();
  const { deployment } = usePortal();
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const { signAndSend, isPending, failure } = useAct();
  const wanted = actToSign(
    deployment,
    detail,
    act,
    reason.trim(),
    l(act, { number: detail.number, title: plain(detail.title, 80) }),
  );
  const { outcome, deadline } = useOutcome(asked ? wanted : null);
  return (
    <details className="border-b border-rule py-3">
      <summary>{t(`name.${act}`)}</summary>
      <p className="note mt-2">{t(`what.${act}`)}</p>
      <label className="mt-3 block font-medium" htmlFor={id}>
        {t("reason")}
      </label>
      <textarea
        id={id}
        className="field mt-1 min-h-20 w-full"
        maxLength={2000}
        value={reason}
        onChange={(event) => {
          setReason(event.target.value);
          setAsked(false);
        }}
      />
      {failure !== null && (
        <p role="alert" className="mt-2 text-wait">
          {failure.kind === "refused" ? t("walletRefused") : plain(failure.message, 300)}
        </p>
      )}
      {asked ? (
        <>
          <OutcomeNote outcome={outcome} />
          <p className="mt-3 font-medium">{t("sure")}</p>
          <div className="mt-2 flex flex-wrap gap-3">
            <button
              type="button"
              className="button"
              disabled={isPending || outcome === null || outcome.kind === "refused"}
              onClick={() => void signAndSend(wanted, deadline).then((sent) => sent && setAsked(false))}
            >
              {t(`sign.${act}`)}
            </button>
            <button type="button" className="button button-quiet" onClick={() => setAsked(false)}>
              {t("no")}
            </button>
          </div>
        </>
      ) : (
        <button
          type="button"
          className="button button-quiet mt-3"
          disabled={reason.trim() === ""}
          onClick={() => setAsked(true)}
        >
          {t(`name.${act}`)}
        </button>
      )}
    </details>
  );
}
