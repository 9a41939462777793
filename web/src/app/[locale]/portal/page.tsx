// /portal: the inbox.
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/page-head";
import { takingOnly } from "@/features/asked/page";
import { InboxPage } from "@/features/portal/inbox/inbox";
import { WithWallet } from "@/features/portal/wallet/frame";

export default takingOnly({}, async function Page() {
  const t = await getTranslations("portal.inbox");
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <WithWallet>
        <InboxPage />
      </WithWallet>
    </>
  );
});
