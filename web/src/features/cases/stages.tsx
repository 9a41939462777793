// Steps in order, as a picture made of a list: one mark for each stage, parallel steps side by side.
import type { PartyRef } from "@mingzhang/sdk/api";
import type { DutyName } from "@mingzhang/sdk/cases/words";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PartyLink } from "@/features/accounts/refs";
import { dutyLabel } from "./words";

/** here: whose turn it is; it bears the seal's colour. */
export type StageState = "done" | "here" | "late" | "bad" | "waiting" | "plain";

const MARK: Partial<Record<StageState, string>> = { done: "✓", bad: "✗" };

export interface Stage {
  key: string;
  state: StageState;
  /** Shown in the mark where the state has no sign of its own. */
  number: number;
  parts: { key: string; title: ReactNode; text: ReactNode }[];
}

export function StageList({ label, of }: { label: string; of: readonly Stage[] }) {
  const t = useTranslations("cases.route");
  return (
    <ol aria-label={label} className="stages">
      {of.map(({ key, state, number, parts }) => (
        <li key={key} data-state={state} data-mark={MARK[state] ?? String(number)}>
          {parts.length > 1 && <p className="text-sm text-soft">{t("parallel")}</p>}
          <div className={parts.length > 1 ? "grid gap-x-8 gap-y-3 sm:grid-cols-2" : undefined}>
            {parts.map((part) => (
              <div key={part.key}>
                <p className="font-medium">{part.title}</p>
                <div className="note num">{part.text}</div>
              </div>
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}

interface Decider {
  duty: DutyName | null;
  /** Whose officials; null: the case's own agency. */
  agency: PartyRef | null;
}

/** "Checker, <agency>": who decides a step. */
export function StepTitle({ of: { duty, agency } }: { of: Decider }) {
  const t = useTranslations("cases.route");
  const locale = useLocale();
  if (duty === null) return <>{t("rule")}</>;
  const role = t("duty", { duty: dutyLabel(duty, locale) });
  const place = agency === null ? t("own") : <PartyLink to={agency} />;
  return locale === "zh" ? (
    <>
      {place}
      {agency === null ? "的" : " "}
      {role}
    </>
  ) : (
    <>
      {role}
      {agency === null ? " " : ", "}
      {place}
    </>
  );
}

/** Groups steps by their stage, in order. */
export function byStage<S extends { stage: number }>(steps: readonly S[]): S[][] {
  const stages = [...new Set(steps.map(({ stage }) => stage))].sort((a, b) => a - b);
  return stages.map((stage) => steps.filter((step) => step.stage === stage));
}
