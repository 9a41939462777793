// /portal/findings/new: a new finding; with ?record=, ?case=, ?line= or ?party= on what the link names.
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/page-head";
import { takingOnly } from "@/features/asked/page";
import { anything } from "@/features/asked/read";
import { OpenFindingPage } from "@/features/portal/findings/open-page";
import { PortalLink } from "@/features/portal/parts/portal-link";
import { WithWallet } from "@/features/portal/wallet/frame";

const KINDS = ["record", "case", "line", "party"] as const;

export default takingOnly(
  { record: anything, case: anything, line: anything, party: anything },
  async function Page({ searchParams }: PageProps<"/[locale]/portal/findings/new">) {
    const [given, t] = await Promise.all([searchParams, getTranslations("portal.findings")]);
    const kind = KINDS.find((name) => typeof given[name] === "string");
    const key = kind === undefined ? undefined : given[kind];
    const fits = typeof key === "string" && /^(line-)?\d{1,15}$/.test(key);
    return (
      <>
        <PageHead above={<PortalLink />} title={t("newTitle")} lead={t("newLead")} />
        <WithWallet>
          <OpenFindingPage given={kind === undefined || !fits ? {} : { kind, key }} />
        </WithWallet>
      </>
    );
  },
);
