// /portal/cases/<number>: decide, correct, withdraw.
import { getTranslations } from "next-intl/server";
import { CasePage } from "@/features/portal/decide/case-page";

export default async function Page({ params }: PageProps<"/[locale]/portal/cases/[number]">) {
  const [{ number }, t, site] = await Promise.all([params, getTranslations("portal.case"), getTranslations("site")]);
  return (
    <>
      <title>{`${t("title", { number: Number(number) })} · ${site("name")}`}</title>
      <CasePage number={number} />
    </>
  );
}
