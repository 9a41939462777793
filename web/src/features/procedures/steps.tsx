// The steps of a procedure from submission to execution, as a readable picture.
import type { Procedure, ProcedureStep } from "@mingzhang/sdk/api-cases";
import { useLocale, useTranslations } from "next-intl";
import { durationText } from "@/components/duration";
import { Hash } from "@/components/hash";
import { PartyLink } from "@/features/accounts/refs";
import { byStage, StageList, StepTitle, type Stage } from "@/features/cases/stages";
import { dutyInSentence, dutyLabel } from "@/features/cases/words";
import { Amount } from "@/features/money/amount";
import { MARKS } from "@/i18n/marks";

export function ProcedureSteps({ of }: { of: Procedure }) {
  const t = useTranslations("procedures.page");
  const locale = useLocale();
  const stages = byStage(of.steps);
  const first: Stage = {
    key: "submit",
    state: "plain",
    number: 1,
    parts: [
      {
        key: "submit",
        title: t("submitted"),
        text: (
          <>
            <Submits of={of} />
            <br />
            {of.correctionLimit === null
              ? t("returnTextNone")
              : t("returnText", { span: durationText(of.correctionLimit, locale) })}
          </>
        ),
      },
    ],
  };
  const last: Stage = {
    key: "execute",
    state: "plain",
    number: stages.length + 2,
    parts: [
      {
        key: "execute",
        title: t("executed"),
        text: t("executedText", { span: durationText(of.executionLimit, locale) }),
      },
    ],
  };
  const decided = stages.map((steps, index): Stage => ({
    key: String(index),
    state: "plain",
    number: index + 2,
    parts: steps.map((step) => ({
      key: String(step.index),
      title: <StepTitle of={step} />,
      text: <StepText step={step} of={of} />,
    })),
  }));
  return <StageList label={t("steps")} of={[first, ...decided, last]} />;
}

/** Who may submit, in words. */
export function Submits({ of: { submitDuty, submitAgency } }: { of: Procedure }) {
  const t = useTranslations("procedures.submits");
  const locale = useLocale();
  if (submitDuty === null) {
    if (submitAgency === null) return <>{t("anyone")}</>;
    return <>{t.rich("anyoneAt", { agency: () => <PartyLink to={submitAgency} /> })}</>;
  }
  const duty = dutyLabel(submitDuty, locale);
  if (submitAgency === null) return <>{t("own", { duty })}</>;
  return <>{t.rich("at", { duty, agency: () => <PartyLink to={submitAgency} /> })}</>;
}

function StepText({ step, of: { currency, exponent } }: { step: ProcedureStep; of: Procedure }) {
  const t = useTranslations("procedures.page");
  const locale = useLocale();
  const { rule, quorum, limit, lateness, escalation, fromAmount } = step;
  const semicolon = MARKS[locale].semicolon;
  if (rule !== null) {
    return (
      <>
        {t("rule")} <Hash>{rule}</Hash>
        <br />
        {t("ruleText")}
      </>
    );
  }
  return (
    <>
      {t("quorum", { quorum })}
      {semicolon}
      {limit === null ? t("noLimit") : t("limit", { span: durationText(limit, locale) })}
      {limit !== null && (
        <>
          {semicolon}
          {t(`lateness.${lateness}`, { duty: dutyInSentence(escalation, locale) })}
        </>
      )}
      {fromAmount !== null && currency !== null && exponent !== null && (
        <>
          {" "}
          <span className="tag">
            {t.rich("from", {
              amount: () => <Amount amount={fromAmount} currency={currency} exponent={exponent} />,
            })}
          </span>
        </>
      )}
    </>
  );
}
