// /portal/findings: what to answer, what to judge.
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/page-head";
import { FindingsList } from "@/features/portal/findings/list";

export default async function Page() {
  const t = await getTranslations("portal.findings");
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <FindingsList />
    </>
  );
}
