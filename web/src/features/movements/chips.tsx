// The active filters, each of which can be taken away by a link.
import { useLocale, useTranslations } from "next-intl";
import { ChipList } from "@/components/list-parts";
import type { Named } from "@/i18n/names";
import { FILTERS, listHref, type FilterName, type ListState } from "./filter";
import { filterText } from "./filter-words";
import { kindLabel } from "./kind";

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
  const t = useTranslations("movements.filter");
  const locale = useLocale();
  const active = FILTERS.filter((name) => state.filters[name] !== undefined);
  if (active.length === 0) return null;

  const text = (name: FilterName, value: string) => filterText(name, value, names, locale);
  // Each kind is a chip of its own.
  const chips = active.flatMap((name): Chip[] => {
    const value = state.filters[name] ?? "";
    if (name !== "kind") return [{ name, key: name, value: text(name, value), rest: undefined }];
    const kinds = value.split(",");
    return kinds.map((kind) => ({
      name,
      key: kind,
      value: kindLabel(kind, locale),
      rest: kinds.filter((other) => other !== kind).join(",") || undefined,
    }));
  });

  return (
    <ChipList
      label={t("active")}
      of={chips.map(({ name, key, value, rest }) => ({
        key,
        name: t(name),
        value,
        href: listHref(state, { [name]: rest, cursor: undefined }),
        label: t("remove", { name: t(name), value }),
      }))}
    />
  );
}
