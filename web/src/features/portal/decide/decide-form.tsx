// Decides one step: verdict, reason, review, signature.
"use client";

import type { CaseDesk, CaseDetail } from "@mingzhang/sdk/api-cases";
import type { VerdictName } from "@mingzhang/sdk/cases/words";
import { useTranslations } from "next-intl";
import { plain } from "@/components/said";
import { useId, useState, type FormEvent } from "react";
import { useAct } from "../acts/use-act";
import { decisionToSign } from "../acts/to-sign";
import { useOutcome } from "../acts/use-outcome";
import { Available } from "../parts/available";
import { Review } from "../parts/review";
import { usePortal } from "../wallet/frame";
import type { CaseToSign } from "./use-described";

const VERDICTS: readonly VerdictName[] = ["approve", "return", "reject"];

export function DecideForm({ detail, desk, ready }: { detail: CaseDetail; desk: CaseDesk; ready: CaseToSign }) {
  const t = useTranslations("portal.decide");
  const d = useTranslations("portal");
  const id = useId();
  const { deployment } = usePortal();
  const [verdict, setVerdict] = useState<VerdictName | null>(null);
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<"verdict" | "reason" | null>(null);
  const [reviewing, setReviewing] = useState(false);
  const [sent, setSent] = useState(false);
  const { signAndSend, isPending, failure } = useAct();
  const label = (name: VerdictName) => d(`label.${name}`, { number: detail.number, title: plain(detail.title, 80) });
  const wanted =
    verdict === null || desk.step === null
      ? null
      : decisionToSign(deployment, detail, ready, { step: desk.step, verdict, reason: reason.trim() }, label(verdict));
  const outcome = useOutcome(reviewing ? wanted : null);
  const duty = desk.duty === null ? "" : t("asDuty", { duty: d(`duty.${desk.duty}`) });

  const check = (event: FormEvent) => {
    event.preventDefault();
    const missing = verdict === null ? "verdict" : verdict !== "approve" && reason.trim() === "" ? "reason" : null;
    if (missing !== null) {
      document.getElementById(`${id}-${missing}`)?.focus();
      return setProblem(missing);
    }
    setProblem(null);
    setReviewing(true);
  };

  // Until the indexer shows the case with it: deciding twice would be refused.
  if (sent) {
    return (
      <p role="status" className="mt-6 border-l-4 border-rule-strong pl-3">
        {t("sent")}
      </p>
    );
  }
  if (reviewing && wanted !== null && verdict !== null) {
    const { form } = ready.described;
    return (
      <Review
        what={t(`will.${verdict}`)}
        payload={ready.payload}
        form={form}
        currency={detail.currency ?? ""}
        documents={detail.documents.map((digest) => ({ digest, name: null }))}
        available={<Available payload={ready.payload} />}
        typedData={wanted.typedData(outcome.deadline)}
        outcome={outcome.outcome}
        busy={isPending}
        failure={failure}
        button={t(`sign.${verdict}`)}
        onSign={() => void signAndSend(wanted, outcome.deadline).then(setSent)}
        onBack={() => setReviewing(false)}
      />
    );
  }
  return (
    <form onSubmit={check} noValidate>
      <h2>{t("title", { step: detail.stageNumber })}</h2>
      <p className="note">{duty}</p>
      {problem !== null && (
        <p role="alert" className="mt-3 border-l-4 border-wait pl-3">
          <a href={`#${id}-${problem}`}>{t(`missing.${problem}`)}</a>
        </p>
      )}
      <fieldset className="mt-4">
        <legend className="font-medium">{t("verdict")}</legend>
        {VERDICTS.map((name) => (
          <label key={name} className="mt-2 flex items-start gap-3">
            <input
              type="radio"
              id={name === "approve" ? `${id}-verdict` : undefined}
              name={`${id}-verdict`}
              className="mt-1 size-5"
              checked={verdict === name}
              onChange={() => setVerdict(name)}
            />
            <span>
              {t(`verdicts.${name}`)}
              <span className="block text-sm text-soft">{t(`will.${name}`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <label className="mt-5 block font-medium" htmlFor={`${id}-reason`}>
        {t(verdict === null || verdict === "approve" ? "reasonOptional" : "reason")}
      </label>
      <p className="text-sm text-soft" id={`${id}-hint`}>
        {t("reasonHint")}
      </p>
      <textarea
        id={`${id}-reason`}
        aria-describedby={`${id}-hint`}
        aria-invalid={problem === "reason"}
        className="field mt-1 min-h-24 w-full"
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <button className="button mt-4">{t("review")}</button>
    </form>
  );
}
