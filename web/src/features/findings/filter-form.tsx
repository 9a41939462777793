// The filters as a plain form: it works without JavaScript, and what it sends is the address of the list.
import type { PartyRef } from "@mingzhang/sdk/api";
import type { Word } from "@mingzhang/sdk/cases/words";
import { FINDING_STATUSES, SEVERITIES, SUBJECT_KINDS } from "@mingzhang/sdk/findings/words";
import { useLocale, useTranslations } from "next-intl";
import { Field } from "@/components/list-parts";
import { plain } from "@/components/said";
import { chooseName } from "@/i18n/names";
import { SORTS, type FilterName, type ListState } from "./filter";

export function FilterForm({ state, agencies }: { state: ListState; agencies: readonly PartyRef[] }) {
  const t = useTranslations("findings.filter");
  const locale = useLocale();
  const { filters } = state;
  const select = (name: FilterName, options: readonly (readonly [value: string, text: string])[]) => (
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
  const boxes = (name: "status" | "severity", words: readonly Word[]) => {
    const given = new Set(filters[name]?.split(","));
    return (
      <fieldset className="mt-5">
        <legend className="mb-1 text-sm text-soft">{t(name)}</legend>
        <div className="flex flex-wrap gap-x-5 gap-y-1">
          {words.map((word) => (
            <label key={word.name} className="flex min-h-7 items-center gap-2 text-[0.9375rem]">
              <input
                type="checkbox"
                name={name}
                value={word.name}
                defaultChecked={given.has(word.name)}
                className="size-4 accent-ink"
              />
              {word[locale]}
            </label>
          ))}
        </div>
      </fieldset>
    );
  };
  const offices = agencies.map((agency) => [String(agency.id), plain(chooseName(agency, locale).text)] as const);

  return (
    <details className="border-b border-rule print:hidden" open={state.unfit.length > 0}>
      <summary className="py-3 font-medium text-link">{t("open")}</summary>
      <form action={`/${locale}/findings`} className="pb-6">
        {/* Links set these, and the form has no field for them. */}
        {(["concerns", "within"] as const).map((name) =>
          filters[name] === undefined ? null : <input key={name} type="hidden" name={name} value={filters[name]} />,
        )}
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
          {select("agency", offices)}
          {select("office", offices)}
          {select(
            "subject",
            SUBJECT_KINDS.map((kind) => [kind.name, kind[locale]]),
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
                  {t(`sorts.${sort}`)}
                </option>
              ))}
            </select>
          </Field>
        </div>
        {boxes("status", FINDING_STATUSES)}
        {boxes("severity", SEVERITIES)}
        <label className="mt-3 flex min-h-7 items-center gap-2 text-[0.9375rem]">
          <input
            type="checkbox"
            name="overdue"
            value="true"
            defaultChecked={filters.overdue === "true"}
            className="size-4 accent-ink"
          />
          {t("overdue")}
        </label>
        <div className="mt-6 flex gap-3">
          <button className="button">{t("apply")}</button>
          <a href={`/${locale}/findings`} className="button button-quiet">
            {t("clear")}
          </a>
        </div>
      </form>
    </details>
  );
}
