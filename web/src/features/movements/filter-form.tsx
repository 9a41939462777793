// The filters as a plain form: it works without JavaScript, and what it sends is the address of the list.
import type { MovementSort, SortOrder } from "@mingzhang/sdk/api";
import { KIND_NAMES } from "@mingzhang/sdk/kinds";
import { useLocale, useTranslations } from "next-intl";
import { Field } from "@/components/list-parts";
import { plain } from "@/components/said";
import { COFOG_DIVISIONS, functionLabel } from "@/features/classification/labels";
import { chooseName } from "@/i18n/names";
import type { Choices } from "./choices";
import type { FilterName, ListState } from "./filter";
import { kindLabel } from "./kind";

const SORTS: readonly MovementSort[] = ["record", "valueDate", "amount"];
const ORDERS: readonly SortOrder[] = ["desc", "asc"];

type Option = readonly [value: string, text: string];

export function FilterForm({ state, choices }: { state: ListState; choices: Choices }) {
  const t = useTranslations("movements");
  const locale = useLocale();
  const { filters } = state;
  const nameOf = (named: { name: string; otherName: string }) => plain(chooseName(named, locale).text);
  const kinds = new Set(filters.kind?.split(","));

  const select = (name: FilterName, options: readonly Option[]) => (
    <Field label={t(`filter.${name as "year"}`)}>
      <select name={name} defaultValue={filters[name] ?? ""} className="field">
        <option value="">{t("filter.any")}</option>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </Field>
  );
  const input = (name: FilterName, type: "text" | "date" | "number" = "text", hint?: string) => (
    <Field label={t(`filter.${name as "year"}`)}>
      <input
        name={name}
        type={type}
        defaultValue={filters[name] ?? ""}
        placeholder={hint}
        inputMode={name === "min" || name === "max" ? "decimal" : undefined}
        autoComplete="off"
        className="field"
      />
    </Field>
  );

  const choice = (name: "sort" | "order", values: readonly (MovementSort | SortOrder)[], chosen: string) => (
    <Field label={t(`filter.${name}`)}>
      <select name={name} defaultValue={chosen} className="field">
        {values.map((value) => (
          <option key={value} value={value}>
            {t(`sort.${value}`)}
          </option>
        ))}
      </select>
    </Field>
  );

  return (
    <details className="border-b border-rule print:hidden" open={state.unfit.length > 0}>
      <summary className="py-3 font-medium text-link">{t("filter.open")}</summary>
      <form action={`/${locale}/movements`} className="pb-6">
        <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-4">
          {input("text", "text", t("filter.textHint"))}
          {select(
            "year",
            choices.years.map((year) => [String(year), String(year)]),
          )}
          {select(
            "fund",
            choices.funds.map((fund) => [fund.id, nameOf(fund)]),
          )}
          {select(
            "agency",
            choices.agencies.map(({ agency }) => [String(agency.id), nameOf(agency)]),
          )}
          {select(
            "function",
            COFOG_DIVISIONS.map((code) => [code, `${code} ${functionLabel(code, null, locale)}`]),
          )}
          {input("from", "date")}
          {input("to", "date")}
          {choices.currencies.length > 1 &&
            select(
              "currency",
              choices.currencies.map((code) => [code, code]),
            )}
          {input("min", "text", "1000.00")}
          {input("max", "text", "50000.00")}
          {/* A phone shows no headings that sort. */}
          {choice("sort", SORTS, state.sort)}
          {choice("order", ORDERS, state.order)}
        </div>
        <fieldset className="mt-5">
          <legend className="mb-1 text-sm text-soft">{t("filter.kind")}</legend>
          <div className="flex flex-wrap gap-x-5 gap-y-1">
            {KIND_NAMES.map((kind) => (
              <label key={kind} className="flex min-h-7 items-center gap-2 text-[0.9375rem]">
                <input
                  type="checkbox"
                  name="kind"
                  value={kind}
                  defaultChecked={kinds.has(kind)}
                  className="size-4 accent-ink"
                />
                {kindLabel(kind, locale)}
              </label>
            ))}
          </div>
        </fieldset>
        <details className="mt-4">
          <summary className="text-link">{t("filter.more")}</summary>
          <div className="mt-3 grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-4">
            {input("line", "text", "line-3")}
            {input("account", "text", "commitment-45")}
            {input("payee", "number")}
            {input("party", "number")}
            {input("class", "text", "11,12")}
            {input("except", "text", "payee-3,function-09")}
            {select("within", [["self", t("filter.withinSelf")]])}
            {select("confirmed", [
              ["true", t("filter.confirmedTrue")],
              ["false", t("filter.confirmedFalse")],
            ])}
            {select("imported", [
              ["true", t("filter.importedTrue")],
              ["false", t("filter.importedFalse")],
            ])}
            {input("document", "text", "0x…")}
            {input("transaction", "text", "0x…")}
          </div>
        </details>
        <div className="mt-6 flex gap-3">
          <button className="button">{t("filter.apply")}</button>
          <a href={`/${locale}/movements`} className="button button-quiet">
            {t("filter.clear")}
          </a>
        </div>
      </form>
    </details>
  );
}
