// /saved: the lists that the reader's browser keeps; the server knows none of them.
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import { PageHead } from "@/components/page-head";
import { takingOnly } from "@/features/asked/page";
import { SavedLists } from "@/features/find/saved-lists";
import { catalogue } from "@/i18n/messages";

export default takingOnly({}, async function Page() {
  const [t, locale] = await Promise.all([getTranslations("saved"), getLocale()]);
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <noscript>
        <p className="mt-6">{t("script")}</p>
      </noscript>
      <NextIntlClientProvider locale={locale} messages={{ saved: catalogue[locale].saved }} timeZone="UTC">
        <SavedLists />
      </NextIntlClientProvider>
    </>
  );
});
