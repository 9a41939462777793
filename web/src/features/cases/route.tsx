// The route of a case: each step with its state, how long it took, and whether it was in time.
import type { CaseDetail, CaseStep } from "@mingzhang/sdk/api-cases";
import { useLocale, useTranslations } from "next-intl";
import { Moment } from "@/components/dates";
import { durationText, secondsBetween } from "@/components/duration";
import { byStage, StageList, StepTitle, type StageState } from "./stages";

interface Props {
  of: Pick<CaseDetail, "steps" | "agency" | "asOf">;
}

export function CaseRoute({ of }: Props) {
  const t = useTranslations("cases.route");
  return (
    <StageList
      label={t("title")}
      of={byStage(of.steps).map((steps, index) => ({
        key: String(index),
        number: index + 1,
        state: stateOf(steps),
        parts: steps.map((step) => ({
          key: String(step.index),
          title: <StepTitle of={{ duty: step.duty, agency: step.agency ?? of.agency }} />,
          text: <StepText step={step} asOf={of.asOf} />,
        })),
      }))}
    />
  );
}

function stateOf(steps: readonly CaseStep[]): StageState {
  const has = (...states: CaseStep["state"][]) => steps.some(({ state }) => states.includes(state));
  if (has("rejected", "deemed-rejected", "returned")) return "bad";
  if (has("open")) return steps.some(({ state, late }) => state === "open" && late) ? "late" : "here";
  return has("waiting", "skipped") ? "waiting" : "done";
}

function StepText({ step, asOf }: { step: CaseStep; asOf: string }) {
  const t = useTranslations("cases.route");
  const locale = useLocale();
  const { began, due, ended, limit, state, late } = step;
  return (
    <>
      {t(`state.${state}`)}
      {step.escalated && <> · {t("escalated")}</>}
      {step.quorum > 1 && <> · {t("quorum", { quorum: step.quorum, approvals: step.approvals })}</>}
      {began !== null && ended !== null && (
        <> · {t("took", { span: durationText(Math.max(0, secondsBetween(began, ended)), locale) })}</>
      )}
      {ended !== null && limit !== null && (
        <>
          {" "}
          <span className={late ? "tag tag-wait" : "tag"}>{t(late ? "late" : "onTime")}</span>
        </>
      )}
      {state === "open" && due !== null && (
        <>
          {" · "}
          {t.rich(late ? "wasDue" : "due", { due: () => <Moment>{due}</Moment> })}
          {late && (
            <>
              {" "}
              <span className="tag tag-wait">
                {t("overdueBy", { span: durationText(Math.max(0, secondsBetween(due, asOf)), locale) })}
              </span>
            </>
          )}
        </>
      )}
    </>
  );
}
