// /portal/findings: what to answer, what to judge.
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/page-head";
import { takingOnly } from "@/features/asked/page";
import { FindingsList } from "@/features/portal/findings/list";
import { PortalLink } from "@/features/portal/parts/portal-link";
import { WithWallet } from "@/features/portal/wallet/frame";

export default takingOnly({}, async function Page() {
  const t = await getTranslations("portal.findings");
  return (
    <>
      <PageHead above={<PortalLink />} title={t("title")} lead={t("lead")} />
      <WithWallet>
        <FindingsList />
      </WithWallet>
    </>
  );
});
