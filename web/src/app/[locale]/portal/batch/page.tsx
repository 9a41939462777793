// /portal/batch?cases=1,2: several decisions on one page of review.
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/page-head";
import { takingOnly } from "@/features/asked/page";
import { anything } from "@/features/asked/read";
import { BatchPage } from "@/features/portal/decide/batch-page";
import { PortalLink } from "@/features/portal/parts/portal-link";
import { WithWallet } from "@/features/portal/wallet/frame";

/** More would not be read before they are signed. */
const MOST = 25;

export default takingOnly(
  { cases: anything },
  async function Page({ searchParams }: PageProps<"/[locale]/portal/batch">) {
    const [{ cases }, t] = await Promise.all([searchParams, getTranslations("portal.batch")]);
    const numbers = (typeof cases === "string" ? cases : "").split(",").filter((number) => /^\d{1,15}$/u.test(number));
    return (
      <>
        <PageHead above={<PortalLink />} title={t("title")} lead={t("lead")} />
        <WithWallet>
          <BatchPage numbers={[...new Set(numbers)].slice(0, MOST)} />
        </WithWallet>
      </>
    );
  },
);
