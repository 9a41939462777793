// The active filters, each of which can be taken away by a link.
import { useLocale, useTranslations } from "next-intl";
import { ChipList } from "@/components/list-parts";
import { plain } from "@/components/said";
import { functionLabel } from "@/features/classification/labels";
import { chooseName, type Named } from "@/i18n/names";
import { FILTERS, listHref, type FilterName, type ListState } from "./filter";
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

  const text = (name: FilterName, value: string): string => {
    const named = names[name];
    if (named !== undefined) return plain(chooseName(named, locale).text);
    if (name === "function") return `${value} ${functionLabel(value, null, locale)}`;
    if (name === "within") return t("withinSelf");
    if (name === "confirmed") return t(value === "true" ? "confirmedTrue" : "confirmedFalse");
    if (name === "imported") return t(value === "true" ? "importedTrue" : "importedFalse");
    if (name === "document" || name === "transaction") return `${value.slice(0, 10)}…`;
    return plain(value);
  };
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
