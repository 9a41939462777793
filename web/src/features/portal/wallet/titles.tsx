// An official in one line: name, and the duties with their agencies.
import { useLocale, useTranslations } from "next-intl";
import { plain } from "@/components/said";
import { MARKS } from "@/i18n/marks";
import { chooseName } from "@/i18n/names";
import type { Official } from "../data/officials";

/** Name, and each duty with the agencies at which it is held. */
export function Titles({ of: official }: { of: Official }) {
  const name = chooseName(official, useLocale());
  const { duties } = useTitles()(official);
  return (
    <>
      <b lang={name.lang}>{plain(name.text, 60)}</b> <span className="text-soft">{duties}</span>
    </>
  );
}

/** The same as texts, in the page's language. */
export function useTitles() {
  const locale = useLocale();
  const t = useTranslations("portal");
  // Intl.ListFormat sets nothing between Chinese units.
  const between = MARKS[locale].list;
  return (official: Official): { name: string; duties: string } => {
    const byDuty = Map.groupBy(official.seats, ({ duty }) => duty);
    const titles = [...byDuty.entries()].map(([duty, seats]) => {
      const agencies = new Set(seats.map(({ agency }) => plain(chooseName(agency, locale).text, 60)));
      return t("who.title", { duty: t(`duty.${duty}`), agencies: [...agencies].join(between) });
    });
    return {
      name: plain(chooseName(official, locale).text, 60),
      duties: titles.join(MARKS[locale].semicolon),
    };
  };
}
