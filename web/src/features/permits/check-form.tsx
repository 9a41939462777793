// The form that leads to a permit's page: works without JavaScript; the digest is made by an island.
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import { plain } from "@/components/said";
import { catalogue } from "@/i18n/messages";
import { HolderMaker } from "./holder-maker";

interface Props {
  permit: string;
  holder: string;
  bad: readonly ("permit" | "holder")[];
}

export async function CheckForm({ permit, holder, bad }: Props) {
  const [t, locale] = await Promise.all([getTranslations("permits.form"), getLocale()]);
  const { form } = catalogue[locale].permits;
  return (
    <form action={`/${locale}/permits`} className="mt-8 max-w-xl">
      {bad.length > 0 && (
        <div role="alert" className="mb-5 border-l-4 border-wait py-1 pl-4">
          <p className="font-medium">{t("badTitle")}</p>
          <ul className="note list-disc pl-5">
            {bad.map((name) => (
              <li key={name}>
                <a href={`#${name}`}>{t(`${name}Bad`, { value: plain(name === "permit" ? permit : holder, 120) })}</a>
              </li>
            ))}
          </ul>
        </div>
      )}
      {(["permit", "holder"] as const).map((name) => (
        <div key={name} className="mb-5">
          <label htmlFor={name} className="mb-1 block font-medium">
            {t(name)}
          </label>
          <input
            id={name}
            name={name}
            defaultValue={name === "permit" ? permit : holder}
            required={name === "permit"}
            aria-describedby={`${name}-hint`}
            aria-invalid={bad.includes(name)}
            autoComplete="off"
            spellCheck={false}
            className="field mono"
          />
          <p id={`${name}-hint`} className="mt-1 text-[0.8125rem] text-soft">
            {t(`${name}Hint`)}
          </p>
        </div>
      ))}
      <NextIntlClientProvider locale={locale} messages={{ permits: { form } }} timeZone="UTC">
        <HolderMaker target="holder" />
      </NextIntlClientProvider>
      <button className="button mt-5">{t("check")}</button>
    </form>
  );
}
