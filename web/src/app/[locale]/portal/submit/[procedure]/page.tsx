// /portal/submit/<code>: one submission; with ?case=<number> a returned case is corrected.
import { getTranslations } from "next-intl/server";
import { SubmitPage } from "@/features/portal/submit/submit-page";

export default async function Page({ params, searchParams }: PageProps<"/[locale]/portal/submit/[procedure]">) {
  const [{ procedure }, { case: given }] = await Promise.all([params, searchParams]);
  const [t, site] = await Promise.all([getTranslations("portal.submit"), getTranslations("site")]);
  return (
    <>
      <title>{`${t("title")} · ${site("name")}`}</title>
      <SubmitPage code={decodeURIComponent(procedure)} returned={typeof given === "string" ? given : null} />
    </>
  );
}
