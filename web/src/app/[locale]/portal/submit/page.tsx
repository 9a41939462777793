// /portal/submit: what can be submitted.
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/page-head";
import { SubmitList } from "@/features/portal/submit/submit-list";

export default async function Page() {
  const t = await getTranslations("portal.submit");
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <SubmitList />
    </>
  );
}
