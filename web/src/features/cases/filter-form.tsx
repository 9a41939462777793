// The filters as a plain form: it works without JavaScript, and what it sends is the address of the list.
import { DUTIES, STATUSES } from "@mingzhang/sdk/cases/words";
import { useLocale, useTranslations } from "next-intl";
import { Field } from "@/components/list-parts";
import { plain } from "@/components/said";
import { chooseName, type Named } from "@/i18n/names";
import type { Choices } from "./choices";
import { SORTS, type FilterName, type ListState } from "./filter";

type Option = readonly [value: string, text: string];

const SORT_TEXT = { number: "sortNumber", updated: "sortUpdated", due: "sortDue" } as const;

export function FilterForm({ state, choices }: { state: ListState; choices: Choices }) {
  const t = useTranslations("cases.filter");
  const locale = useLocale();
  const { filters } = state;
  const nameOf = (named: Named) => plain(chooseName(named, locale).text);
  const statuses = new Set(filters.status?.split(","));

  const select = (name: FilterName, options: readonly Option[]) => (
    <Field label={t(name)}>
      <select name={name} defaultValue={filters[name] ?? ""} className="field">
        <option value="">{t("any")}</option>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </Field>
  );
  const box = (name: "overdue" | "late") => (
    <label className="flex min-h-7 items-center gap-2 text-[0.9375rem]">
      <input
        type="checkbox"
        name={name}
        value="true"
        defaultChecked={filters[name] === "true"}
        className="size-4 accent-ink"
      />
      {t(name)}
    </label>
  );

  return (
    <details className="border-b border-rule print:hidden" open={state.unfit.length > 0}>
      <summary className="py-3 font-medium text-link">{t("open")}</summary>
      <form action={`/${locale}/cases`} className="pb-6">
        <Carried state={state} />
        <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-4">
          <Field label={t("text")}>
            <input
              name="text"
              defaultValue={filters.text ?? ""}
              placeholder={t("textHint")}
              autoComplete="off"
              className="field"
            />
          </Field>
          {select(
            "procedure",
            choices.procedures.map((procedure) => [procedure.code, nameOf(procedure)]),
          )}
          {select(
            "agency",
            choices.agencies.map((agency) => [String(agency.id), nameOf(agency)]),
          )}
          {select(
            "duty",
            DUTIES.map((duty) => [duty.name, duty[locale]]),
          )}
          {select(
            "desk",
            choices.agencies.map((agency) => [String(agency.id), nameOf(agency)]),
          )}
          {(["from", "to"] as const).map((name) => (
            <Field key={name} label={t(name)}>
              <input name={name} type="date" defaultValue={filters[name] ?? ""} className="field" />
            </Field>
          ))}
          <Field label={t("sort")}>
            <select name="sort" defaultValue={state.sort} className="field">
              {SORTS.map((sort) => (
                <option key={sort} value={sort}>
                  {t(SORT_TEXT[sort])}
                </option>
              ))}
            </select>
          </Field>
        </div>
        <fieldset className="mt-5">
          <legend className="mb-1 text-sm text-soft">{t("status")}</legend>
          <div className="flex flex-wrap gap-x-5 gap-y-1">
            {STATUSES.map((status) => (
              <label key={status.name} className="flex min-h-7 items-center gap-2 text-[0.9375rem]">
                <input
                  type="checkbox"
                  name="status"
                  value={status.name}
                  defaultChecked={statuses.has(status.name)}
                  className="size-4 accent-ink"
                />
                {status[locale]}
              </label>
            ))}
          </div>
        </fieldset>
        <div className="mt-3 flex flex-wrap gap-x-5 gap-y-1">
          {box("overdue")}
          {box("late")}
        </div>
        <div className="mt-6 flex gap-3">
          <button className="button">{t("apply")}</button>
          <a href={`/${locale}/cases`} className="button button-quiet">
            {t("clear")}
          </a>
        </div>
      </form>
    </details>
  );
}

/** Filters that links set and the form has no field for stay as they are. */
function Carried({ state: { filters } }: { state: ListState }) {
  return (["decider", "outcome", "account", "party", "function", "official", "within"] as const).map((name) =>
    filters[name] === undefined ? null : <input key={name} type="hidden" name={name} value={filters[name]} />,
  );
}
