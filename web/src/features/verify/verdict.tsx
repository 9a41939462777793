// A verdict: in one plain line, then level by level what holds, what does not, what was not tried.
import type { FieldCheck } from "@mingzhang/sdk/compare";
import type { LevelState, ShownLevel, ShownStep, ShownVerdict } from "@mingzhang/sdk/proof-words";
import { useLocale, useTranslations } from "next-intl";
import { withAside } from "@/i18n/marks";

const LEVEL_COLOURS: Record<LevelState, string> = {
  shown: "text-in",
  open: "text-soft",
  told: "text-soft",
  fails: "text-wait",
};
const STEP_COLOURS: Record<ShownStep["step"], string> = {
  passed: "text-in",
  failed: "text-wait",
  disagreement: "text-wait",
  withheld: "text-wait",
  "not tried": "text-soft",
  told: "text-soft",
};

export function VerdictView({ of }: { of: ShownVerdict }) {
  return (
    <>
      <div
        className={`mt-4 border-l-4 pl-4 ${of.failed ? "border-wait" : "border-rule"}`}
        data-testid={of.failed ? "verify-failed" : "verify-level"}
        data-level={of.level}
      >
        <p className="font-medium">{of.title}</p>
        <p className="note">{of.sentence}</p>
      </div>
      <ol className="mt-4">
        {of.levels.map((level) => (
          <Level key={level.level} of={level} />
        ))}
      </ol>
    </>
  );
}

function Level({ of: { level, state, title, steps } }: { of: ShownLevel }) {
  const t = useTranslations("verify.state");
  return (
    <li className="border-t border-rule-strong py-2" data-level={level} data-state={state}>
      {title !== "" && (
        <p className="flex flex-wrap justify-between gap-x-3">
          <span className="font-medium">{title}</span>
          <span className={`text-sm ${LEVEL_COLOURS[state]}`}>{t(state)}</span>
        </p>
      )}
      <ul>
        {steps.map((step, i) => (
          <Step key={`${step.id}-${i}`} of={step} />
        ))}
      </ul>
    </li>
  );
}

function Step({ of: { id, mark, step, state, title, detail, asked } }: { of: ShownStep }) {
  const locale = useLocale();
  return (
    <li className="flex gap-2.5 py-1.5 text-[0.90625rem]" data-step={id} data-state={step}>
      <span aria-hidden="true" className={`font-bold ${STEP_COLOURS[step]}`}>
        {mark}
      </span>
      <span className="min-w-0">
        <span className="font-medium">{title}</span>
        <span className={`text-sm ${STEP_COLOURS[step]}`}>{withAside("", state, locale)}</span>
        <br />
        <small className="num [overflow-wrap:anywhere] text-soft">
          <bdi>{detail}</bdi>
          {asked !== "" && (
            <>
              {" "}
              <bdi>{asked}</bdi>
            </>
          )}
        </small>
      </span>
    </li>
  );
}

/** Fields of a page beside those of the record. */
export function Fields({ fields }: { fields: readonly FieldCheck[] }) {
  const t = useTranslations("verify");
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
                {t("record")}: {chain === "" ? t("none") : chain}
              </dd>
            </>
          )}
        </div>
      ))}
    </dl>
  );
}
