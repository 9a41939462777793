// /verify: drop a proof, a fork, an export or a document; the reader's browser does the work.
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { PageHead } from "@/components/page-head";
import { takingOnly } from "@/features/asked/page";
import { deploymentOnly } from "@/features/check/deployment-only";
import { VerifyFiles } from "@/features/verify/files";
import { offeredAnchor } from "@/features/verify/offered";
import { catalogue } from "@/i18n/messages";

export default takingOnly({}, async function Page() {
  const [t, locale, status] = await Promise.all([getTranslations("verify.file"), getLocale(), api.status()]);
  const { check, verify } = catalogue[locale];
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <NextIntlClientProvider locale={locale} messages={{ check, verify }} timeZone="UTC">
        <VerifyFiles
          deployment={status.ok ? deploymentOnly(status.value) : null}
          offered={status.ok ? status.value.publicRpcUrl : null}
          offeredAnchor={status.ok ? offeredAnchor(status.value) : null}
        />
      </NextIntlClientProvider>
    </>
  );
});
