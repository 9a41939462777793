// What stands out of a party's movements, by published rules: a line that is there only where something does.
import { getLocale, getTranslations } from "next-intl/server";
import { PageLink } from "@/components/page-link";
import { MARKS } from "@/i18n/marks";
import { flagsOf } from "./sheets/flags";

interface Props {
  /** `agency` or `payee`, and its number. */
  of: Readonly<Record<string, string>>;
  currency: string;
  /** Fiscal year that the page asks for; else the present one. */
  year?: string | undefined;
}

export async function FlagBand({ of, currency, year }: Props) {
  const [found, t, locale] = await Promise.all([
    flagsOf({ ...of, currency, year: year === "all" ? undefined : year }, 1),
    getTranslations("charts.flags"),
    getLocale(),
  ]);
  if (!found.ok || found.value === null) return null;
  const { flags, query } = found.value;
  const some = flags.rules.filter(({ count }) => count > 0);
  if (some.length === 0) return null;
  const href = `/charts/flags?${new URLSearchParams(query).toString()}`;
  return (
    <section data-testid="flag-band">
      <h2>{t("title")}</h2>
      <p className="max-w-[62ch]">
        {t("band", {
          year: String(flags.year),
          currency: flags.currency,
          rules: some
            .map(({ rule, count }) => `${t(`rules.${rule}.name`)}${MARKS[locale].colon}${t("count", { count })}`)
            .join(MARKS[locale].semicolon),
        })}{" "}
        <PageLink href={href}>{t("bandLink")}</PageLink>
      </p>
      <p className="note mt-1">{t("accusation")}</p>
    </section>
  );
}
