// Where a page stands, in both languages, for search engines and for those who share it.
import { LANGUAGE_TAG, type Locale, routing } from "@/i18n/routing";

interface Props {
  locale: Locale;
  /** Path and query without the language, such as `/funds?year=2026`. */
  path: string;
  /** The site's own name where its operator says it: pages are not named by what a request says. */
  origin: URL | null;
  name: string;
}

export function PageAddress({ locale, path, origin, name }: Props) {
  const [pathname = "/"] = path.split("?", 1);
  const at = (prefix: string, rest: string) => `${origin?.origin ?? ""}${prefix}${rest === "/" ? "" : rest}`;
  return (
    <>
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={name} />
      <meta property="og:locale" content={LANGUAGE_TAG[locale].replace("-", "_")} />
      {origin !== null && (
        <>
          {/* A list with its filters, or another page of it, is the same page. */}
          <link rel="canonical" href={at(`/${locale}`, pathname)} />
          {routing.locales.map((each) => (
            <link key={each} rel="alternate" hrefLang={LANGUAGE_TAG[each]} href={at(`/${each}`, pathname)} />
          ))}
          <link rel="alternate" hrefLang="x-default" href={at("", pathname)} />
          <meta property="og:url" content={at(`/${locale}`, path)} />
          <meta property="og:image" content={at("", `/share/${locale}.png`)} />
          <meta property="og:image:width" content="1200" />
          <meta property="og:image:height" content="630" />
          <meta property="og:image:alt" content={name} />
          <meta name="twitter:card" content="summary_large_image" />
        </>
      )}
    </>
  );
}
