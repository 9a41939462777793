// What of an address was not understood, on every page alike: each part named, with what to write instead.
import { useLocale, useTranslations } from "next-intl";
import { Refusals } from "@/components/list-parts";
import type { Unfit } from "./read";
import { unfitSentence } from "./words";

interface Props {
  of: readonly Unfit[];
  /** How the page calls it, where that is not its name in the address. */
  label?: (name: string) => string | undefined;
  /** What the page shows instead, by name; nothing where it was left out. */
  instead?: Readonly<Record<string, string | undefined>>;
}

export function UnfitNote({ of, label, instead }: Props) {
  const t = useTranslations("asked");
  const locale = useLocale();
  return <Refusals title={t("title")} of={of.map((one) => unfitSentence(one, { t, locale, label, instead }))} />;
}

/** The names of a list's filters as its form has them. */
export function filterLabel<Name extends string>(t: (name: Name) => string, filters: readonly Name[]) {
  return (name: string): string | undefined => {
    const filter = filters.find((one) => one === name);
    return filter === undefined ? undefined : t(filter);
  };
}
