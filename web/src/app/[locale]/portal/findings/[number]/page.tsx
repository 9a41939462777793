// /portal/findings/<number>: answer, resolve, reopen, escalate.
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/page-head";
import { takingOnly } from "@/features/asked/page";
import { FindingPage } from "@/features/portal/findings/finding-page";
import { PortalLink } from "@/features/portal/parts/portal-link";
import { WithWallet } from "@/features/portal/wallet/frame";

export default takingOnly({}, async function Page({ params }: PageProps<"/[locale]/portal/findings/[number]">) {
  const [{ number }, t] = await Promise.all([params, getTranslations("findings.one")]);
  return (
    <>
      <PageHead above={<PortalLink />} title={t("title", { number: Number(number) })} />
      <WithWallet>
        <FindingPage number={number} />
      </WithWallet>
    </>
  );
});
