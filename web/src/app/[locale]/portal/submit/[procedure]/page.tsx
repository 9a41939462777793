// /portal/submit/<number or code of a procedure>: one submission; with ?case=<number> a returned case is corrected.
import { getLocale, getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { plain } from "@/components/said";
import { takingOnly } from "@/features/asked/page";
import { anything } from "@/features/asked/read";
import { PortalLink } from "@/features/portal/parts/portal-link";
import { SubmitPage } from "@/features/portal/submit/submit-page";
import { procedureNamed } from "@/features/procedures/named";
import { WithWallet } from "@/features/portal/wallet/frame";
import { chooseName } from "@/i18n/names";

export default takingOnly(
  { case: anything },
  async function Page({ params, searchParams }: PageProps<"/[locale]/portal/submit/[procedure]">) {
    const [{ procedure }, { case: given }] = await Promise.all([params, searchParams]);
    const [t, locale, found] = await Promise.all([
      getTranslations("portal.submit"),
      getLocale(),
      api.procedures(false),
    ]);
    const which = decodeURIComponent(procedure);
    const current = found.ok ? procedureNamed(found.value.items, which) : undefined;
    const name = current === undefined ? null : plain(chooseName(current, locale).text, 120);
    return (
      <>
        <PageHead
          above={<PortalLink />}
          title={name === null ? t("title") : `${name} · ${t("title")}`}
          heading={name ?? t("title")}
          lead={
            current !== undefined && (
              <p className="note">
                {plain(current.legalBasis, 300)}{" "}
                <PageLink href={`/procedures/${current.number}`}>{t("whoDecides")}</PageLink>
              </p>
            )
          }
        />
        <WithWallet>
          <SubmitPage which={which} returned={typeof given === "string" ? given : null} />
        </WithWallet>
      </>
    );
  },
);
