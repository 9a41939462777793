// The active filters of a list of findings, each of which can be taken away by a link.
import type { PartyRef } from "@mingzhang/sdk/api";
import { FINDING_STATUSES, SEVERITIES, SUBJECT_KINDS } from "@mingzhang/sdk/findings/words";
import { useLocale, useTranslations } from "next-intl";
import { ChipList } from "@/components/list-parts";
import { plain } from "@/components/said";
import { chooseName } from "@/i18n/names";
import { FILTERS, listHref, type FilterName, type ListState } from "./filter";

interface Chip {
  name: FilterName;
  key: string;
  value: string;
  /** What the filter becomes when the chip is taken away. */
  rest: string | undefined;
}

export function Chips({ state, agencies }: { state: ListState; agencies: readonly PartyRef[] }) {
  const t = useTranslations("findings.filter");
  const locale = useLocale();
  const active = FILTERS.filter((name) => state.filters[name] !== undefined);
  if (active.length === 0) return null;

  const text = (name: FilterName, value: string): string => {
    if (name === "agency" || name === "office") {
      const found = agencies.find(({ id }) => String(id) === value);
      return found === undefined ? value : plain(chooseName(found, locale).text);
    }
    if (name === "within") return t("withinSelf");
    if (name === "overdue") return t(value === "true" ? "yes" : "no");
    if (name === "subject") return SUBJECT_KINDS.find((kind) => kind.name === value)?.[locale] ?? value;
    if (name === "concerns") {
      const [kind, number] = value.split("-");
      return t(`concerned.${concerned(kind)}`, { number: Number(number) });
    }
    return plain(value);
  };
  // Each status and each severity is a chip of its own.
  const chips = active.flatMap((name): Chip[] => {
    const value = state.filters[name] ?? "";
    const words = name === "status" ? FINDING_STATUSES : name === "severity" ? SEVERITIES : null;
    if (words === null) return [{ name, key: name, value: text(name, value), rest: undefined }];
    const given = value.split(",");
    return words
      .filter((word) => given.includes(word.name))
      .map((word) => ({
        name,
        key: word.name,
        value: word[locale],
        rest: given.filter((other) => other !== word.name).join(",") || undefined,
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

function concerned(kind: string | undefined): "movement" | "case" | "line" | "party" | "record" {
  return kind === "movement" || kind === "case" || kind === "line" || kind === "party" ? kind : "record";
}
