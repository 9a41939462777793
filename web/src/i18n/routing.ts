// The languages of the explorer and where they stand in a path.
import { defineRouting } from "next-intl/routing";

export const routing = defineRouting({
  locales: ["zh", "en"],
  defaultLocale: "en",
  localePrefix: "always",
  // The path says the language; nothing is stored about the reader.
  localeCookie: false,
  // Pages say it themselves, where the site knows its name (features/site/address.tsx).
  alternateLinks: false,
});

export type Locale = (typeof routing.locales)[number];

/** The value of `lang` and of `Intl` for each language. */
export const LANGUAGE_TAG: Record<Locale, string> = { zh: "zh-CN", en: "en-GB" };
