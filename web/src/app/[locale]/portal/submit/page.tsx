// /portal/submit: what can be submitted.
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/page-head";
import { takingOnly } from "@/features/asked/page";
import { SubmitList } from "@/features/portal/submit/submit-list";
import { PortalLink } from "@/features/portal/parts/portal-link";
import { WithWallet } from "@/features/portal/wallet/frame";

export default takingOnly({}, async function Page() {
  const t = await getTranslations("portal.submit");
  return (
    <>
      <PageHead above={<PortalLink />} title={t("title")} lead={t("lead")} />
      <WithWallet>
        <SubmitList />
      </WithWallet>
    </>
  );
});
