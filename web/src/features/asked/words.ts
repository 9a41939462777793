// One part of an address that was not understood as a sentence, for pages, frames and the files' problem documents.
import type { useTranslations } from "next-intl";
import { visibleText } from "@mingzhang/sdk/text";
import { MARKS } from "@/i18n/marks";
import type { Locale } from "@/i18n/routing";
import type { Remedy, Unfit } from "./read";

type Words = ReturnType<typeof useTranslations<"asked">>;

interface How {
  t: Words;
  locale: Locale;
  label?: ((name: string) => string | undefined) | undefined;
  instead?: Readonly<Record<string, string | undefined>> | undefined;
}

const ROOM = 60;
/** Remedies that speak of another part of the address. */
const OTHERS: ReadonlySet<Remedy> = new Set<Remedy>(["above", "alone", "below", "earlier", "later", "needs"]);

/** @param label how the page calls other parts of the address */
export function remedyText({ remedy, of }: Unfit, t: Words, locale: Locale, label?: How["label"]): string {
  const named = OTHERS.has(remedy) ? of.map((name) => label?.(name) ?? name) : of;
  return t(`remedy.${remedy}`, { of: named.join(MARKS[locale].list) });
}

export function unfitSentence(unfit: Unfit, { t, locale, label, instead = {} }: How): string {
  const { name, value, remedy } = unfit;
  const called = label?.(name) ?? visibleText(name, ROOM);
  if (remedy === "unknown") return t("unknown", { name: called });
  const shown = instead[name];
  const rest = shown === undefined ? t("left") : t("instead", { value: visibleText(shown, ROOM) });
  const what =
    value === "" ? t("missing", { name: called }) : t("bad", { name: called, value: visibleText(value, ROOM) });
  return [what, remedyText(unfit, t, locale, label), ...(value === "" ? [] : [rest])].join(MARKS[locale].sentence);
}
