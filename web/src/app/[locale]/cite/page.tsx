// /cite?size=: a list of movements pinned to a size of the log, as text to cite, with what has changed since.
import { getLocale, getTranslations } from "next-intl/server";
import { headers } from "next/headers";
import { api } from "@/api/client";
import { PageHead } from "@/components/page-head";
import { ProblemPage } from "@/components/states";
import { UnfitNote } from "@/features/asked/note";
import { readAsked, record } from "@/features/asked/read";
import { CitationView } from "@/features/cite/view";
import { filterWords } from "@/features/movements/filter-words";
import { readChoices } from "@/features/movements/choices";
import { apiQuery, readListState } from "@/features/movements/filter";
import { filterNames } from "@/features/movements/names";

export default async function Page({ searchParams }: PageProps<"/[locale]/cite">) {
  const { size, record: only, ...rest } = await searchParams;
  const state = readListState(rest);
  const { asked, unfit } = readAsked({ size, record: only }, { size: record, record });
  const [t, locale, choices, status, head] = await Promise.all([
    getTranslations("cite"),
    getLocale(),
    readChoices(),
    api.status(),
    headers(),
  ]);
  const pinned = asked.size ?? (status.ok ? String(status.value.records) : "0");
  const one = asked.record;
  const {
    sort: _sort,
    order: _order,
    ...query
  } = apiQuery(state, choices.currencies.length === 1 ? (choices.currencies[0] ?? null) : null);
  const [citation, names] = await Promise.all([
    api.citation({ ...query, record: one, size: pinned }),
    filterNames(state, choices),
  ]);
  if (!citation.ok) return <ProblemPage error={citation.error} />;
  const words = (language: "en" | "zh") =>
    one === undefined ? filterWords(state, names, language) : t("oneMovement", { record: one });
  const origin = `${head.get("x-forwarded-proto") ?? "http"}://${head.get("host") ?? ""}`;
  const address = new URLSearchParams({
    size: pinned,
    ...(one === undefined ? {} : { record: one }),
    ...state.filters,
  }).toString();
  return (
    <>
      <PageHead title={t("title", { size: Number(pinned) })} lead={t("lead")} />
      <UnfitNote of={[...unfit, ...state.unfit]} instead={{ size: pinned }} />
      <CitationView
        cited={{
          citation: citation.value,
          status: status.ok ? status.value : null,
          filters: { en: words("en"), zh: words("zh") },
          link: (language) => `${origin}/${language}/cite?${address}`,
          today: new Date(),
        }}
        record={one}
        state={state}
        locale={locale}
      />
    </>
  );
}
