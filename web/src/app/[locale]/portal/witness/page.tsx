// /portal/witness: a witness sees the checkpoint to sign, after the browser has checked what it continues.
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import { PageHead } from "@/components/page-head";
import { takingOnly } from "@/features/asked/page";
import { WitnessPage } from "@/features/portal/witness/witness-page";
import { PortalLink } from "@/features/portal/parts/portal-link";
import { WithWallet } from "@/features/portal/wallet/frame";
import { catalogue } from "@/i18n/messages";

export default takingOnly({}, async function Page() {
  const [t, locale] = await Promise.all([getTranslations("witness"), getLocale()]);
  const { portal, text, states, check, checkpoints, witness } = catalogue[locale];
  return (
    <>
      <PageHead above={<PortalLink />} title={t("title")} lead={t("lead")} />
      <NextIntlClientProvider
        locale={locale}
        messages={{ portal, text, states, check, witness, checkpoints: { page: checkpoints.page } }}
        timeZone="UTC"
      >
        <WithWallet>
          <WitnessPage />
        </WithWallet>
      </NextIntlClientProvider>
    </>
  );
});
