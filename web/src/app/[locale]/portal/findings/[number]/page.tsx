// /portal/findings/<number>: answer, resolve, reopen, escalate.
import { getTranslations } from "next-intl/server";
import { FindingPage } from "@/features/portal/findings/finding-page";

export default async function Page({ params }: PageProps<"/[locale]/portal/findings/[number]">) {
  const [{ number }, t, site] = await Promise.all([params, getTranslations("findings.one"), getTranslations("site")]);
  return (
    <>
      <title>{`${t("title", { number: Number(number) })} · ${site("name")}`}</title>
      <FindingPage number={number} />
    </>
  );
}
