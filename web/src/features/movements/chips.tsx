// The active filters, each of which can be taken away by a link.
import { useLocale, useTranslations } from "next-intl";
import { ChipList } from "@/components/list-parts";
import { FILTERS, listHref, type FilterName, type ListState } from "./filter";
import { filterText, partsOf } from "./filter-words";
import type { FilterNames } from "./names";

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
  names: FilterNames;
}

export function Chips({ state, names }: Props) {
  const t = useTranslations("movements.filter");
  const locale = useLocale();
  const active = FILTERS.filter((name) => state.filters[name] !== undefined);
  if (active.length === 0) return null;

  // Each kind, and each that is left out, is a chip of its own.
  const chips = active.flatMap((name): Chip[] => {
    const parts = partsOf(name, state.filters[name] ?? "");
    return parts.map((part) => ({
      name,
      key: `${name} ${part}`,
      value: filterText(name, part, names, locale),
      rest: parts.filter((other) => other !== part).join(",") || undefined,
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
