// /portal/cases/<number>: decide, correct, withdraw.
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/page-head";
import { takingOnly } from "@/features/asked/page";
import { CasePage } from "@/features/portal/decide/case-page";
import { PortalLink } from "@/features/portal/parts/portal-link";
import { WithWallet } from "@/features/portal/wallet/frame";

export default takingOnly({}, async function Page({ params }: PageProps<"/[locale]/portal/cases/[number]">) {
  const [{ number }, t] = await Promise.all([params, getTranslations("portal.case")]);
  return (
    <>
      <PageHead above={<PortalLink />} title={t("title", { number: Number(number) })} />
      <WithWallet>
        <CasePage number={number} />
      </WithWallet>
    </>
  );
});
