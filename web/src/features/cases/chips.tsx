// The active filters of a list of cases, each of which can be taken away by a link.
import { DUTIES, STATUSES } from "@mingzhang/sdk/cases/words";
import { useLocale, useTranslations } from "next-intl";
import { ChipList } from "@/components/list-parts";
import { plain } from "@/components/said";
import { functionLabel } from "@/features/classification/labels";
import { chooseName, type Named } from "@/i18n/names";
import { FILTERS, listHref, OUTCOMES, type FilterName, type ListState } from "./filter";
import { statusLabel } from "./words";

interface Chip {
  name: FilterName;
  key: string;
  value: string;
  /** What the filter becomes when the chip is taken away. */
  rest: string | undefined;
}

interface Props {
  state: ListState;
  /** Names of what the filters point at, by filter. */
  names: Partial<Record<FilterName, Named>>;
}

export function Chips({ state, names }: Props) {
  const t = useTranslations("cases.filter");
  const locale = useLocale();
  const active = FILTERS.filter((name) => state.filters[name] !== undefined);
  if (active.length === 0) return null;

  const text = (name: FilterName, value: string): string => {
    const named = names[name];
    if (named !== undefined) return plain(chooseName(named, locale).text);
    if (name === "within") return t("withinSelf");
    if (name === "function") return functionLabel(value, null, locale) || value;
    if (name === "duty") return DUTIES.find((duty) => duty.name === value)?.[locale] ?? value;
    if (name === "outcome") return t(`outcomes.${OUTCOMES.find((outcome) => outcome === value) ?? "decided"}`);
    if ((name === "overdue" || name === "late") && value === "true") return t("yes");
    return plain(value);
  };
  // Each status is a chip of its own.
  const chips = active.flatMap((name): Chip[] => {
    const value = state.filters[name] ?? "";
    if (name !== "status") return [{ name, key: name, value: text(name, value), rest: undefined }];
    const statuses = value.split(",");
    return STATUSES.filter((status) => statuses.includes(status.name)).map((status) => ({
      name,
      key: status.name,
      value: statusLabel(status.name, locale),
      rest: statuses.filter((other) => other !== status.name).join(",") || undefined,
    }));
  });
  return (
    <ChipList
      label={t("active")}
      of={chips.map(({ name, key, value, rest }) => ({
        key,
        name: t(name),
        value,
        href: listHref(state, { [name]: rest }),
        label: t("remove", { name: t(name), value }),
      }))}
    />
  );
}
