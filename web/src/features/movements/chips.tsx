// The active filters, each of which can be taken away by a link.
import { useLocale, useTranslations } from "next-intl";
import { PageLink } from "@/components/page-link";
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
    <ul aria-label={t("active")} className="mt-4 flex flex-wrap gap-2">
      {chips.map(({ name, key, value, rest }) => (
        <li key={key}>
          <PageLink
            href={listHref(state, { [name]: rest, cursor: undefined })}
            aria-label={t("remove", { name: t(name), value })}
            className="inline-flex min-h-8 items-center gap-2 rounded-full border border-edge px-3 text-sm text-ink no-underline hover:border-ink"
          >
            <span>
              <span className="text-soft">{t(name)}</span> <bdi>{value}</bdi>
            </span>
            <span aria-hidden="true" className="text-soft print:hidden">
              ×
            </span>
          </PageLink>
        </li>
      ))}
    </ul>
  );
}
