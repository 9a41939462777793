// The page of a list's citation: asks the API, and words what it answers in both languages.
import { getLocale, getTranslations } from "next-intl/server";
import { headers } from "next/headers";
import { api } from "@/api/client";
import { PageHead } from "@/components/page-head";
import { ProblemPage } from "@/components/states";
import { siteOf } from "@/features/site/origin";
import { type ListAsked, listQuery } from "./list-asked";
import { ListCitationView } from "./list-view";
import { listCitationText, listFilterWords, listNames, listTitle } from "./list-words";
import { aboutPin } from "./refused";

export async function ListCitationPage({ asked }: { asked: ListAsked }) {
  const { list, filters } = asked;
  const [t, locale, head, names, status, citation] = await Promise.all([
    getTranslations("citeList"),
    getLocale(),
    headers(),
    listNames(asked),
    api.status(),
    api.listCitation(list, listQuery(asked)),
  ]);
  if (!citation.ok) {
    return <ProblemPage error={citation.error} own={await aboutPin(citation.error, { list, ...filters })} />;
  }
  const { size, block } = citation.value;
  const address = new URLSearchParams({ size: String(size), block: block.hash, list, ...filters }).toString();
  const text = (language: "en" | "zh") => {
    const link = `${siteOf(head)}/${language}/cite?${address}`;
    const told = { citation: citation.value, status: status.ok ? status.value : null, link, today: new Date() };
    return listCitationText({ ...told, title: listTitle(asked, names, language) }, language);
  };
  return (
    <>
      <PageHead
        title={t("title", { list: listTitle(asked, names, locale), size })}
        heading={t("title", { list: t(`list.${list}`), size })}
        lead={t("lead")}
      />
      <ListCitationView
        citation={citation.value}
        asked={asked}
        filters={listFilterWords(asked, names, locale)}
        texts={{ en: text("en"), zh: text("zh") }}
      />
    </>
  );
}
