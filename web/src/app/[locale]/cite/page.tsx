// /cite?size=&block=: a list of movements, or with figure= a figure, pinned to a size of the log, as text to cite, with
// what has changed since. Without a size it leads to the one of now.
import { FIGURE_NAMES, figureSubject } from "@mingzhang/sdk/figures";
import { getLocale, getTranslations } from "next-intl/server";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { api } from "@/api/client";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { ProblemPage } from "@/components/states";
import type { SearchParams } from "@/features/asked/read";
import { subjectHref } from "@/features/cite/address";
import { isPinned, one, readCitation } from "@/features/cite/asked";
import { FigureView } from "@/features/cite/figure-view";
import { readListCitation } from "@/features/cite/list-asked";
import { ListCitationPage } from "@/features/cite/list-page";
import { aboutPin, pairsOf } from "@/features/cite/refused";
import { type Cited, figureOf, movementWords, sumsText } from "@/features/cite/text";
import { CitationView } from "@/features/cite/view";
import { readGrouping } from "@/features/money/grouping";
import { addsUp } from "@/features/movements/figures";
import { kindsOf } from "@/features/movements/filter";
import { siteOf } from "@/features/site/origin";
import { filterWords } from "@/features/movements/filter-words";
import { readChoices } from "@/features/movements/choices";
import { filterNames } from "@/features/movements/names";

/** The same address, pinned to the log of now. */
async function pinnedNow(asked: SearchParams): Promise<string | null> {
  const status = await api.status();
  if (!status.ok || status.value.records === 0) return null;
  const size = status.value.records;
  // The block that brought the log to that size: later ones may have none of its records.
  const last = await api.record(String(size - 1));
  if (!last.ok) return null;
  const pinned = [["size", String(size)], ["block", last.value.chain.blockHash], ...pairsOf(asked)];
  return `/cite?${new URLSearchParams(pinned).toString()}`;
}

export default async function Page({ searchParams }: PageProps<"/[locale]/cite">) {
  const given = await searchParams;
  const { size, block: _block, ...asked } = given;
  const [t, locale] = await Promise.all([getTranslations("cite"), getLocale()]);
  const now = isPinned(given) ? null : await pinnedNow(asked);
  if (now !== null) redirect(`/${locale}${now}`);
  const list = readListCitation(given);
  if (list !== null) return <ListCitationPage asked={list} />;
  const { state, query } = readCitation(given);
  const [choices, status, head, grouping] = await Promise.all([readChoices(), api.status(), headers(), readGrouping()]);
  const pinned = one(size) ?? "0";
  const single = one(asked.record);
  const currency = choices.currencies.length === 1 ? (choices.currencies[0] ?? null) : null;
  const [citation, names] = await Promise.all([api.citation(query(currency)), filterNames(state, choices)]);
  if (!citation.ok) {
    return (
      <ProblemPage
        error={citation.error}
        own={one(size) === undefined ? undefined : await aboutPin(citation.error, asked)}
      />
    );
  }
  const movement = single === undefined ? null : await api.movement(single);
  const words = (language: "en" | "zh") => {
    if (single === undefined) return filterWords(state, names, language);
    return movement?.ok === true ? movementWords(movement.value, language) : `#${single}`;
  };
  const origin = siteOf(head);
  const address = new URLSearchParams({
    size: pinned,
    block: citation.value.block.hash,
    ...(citation.value.figure === null ? {} : { figure: citation.value.figure }),
    ...(single === undefined ? {} : { record: single }),
    ...state.filters,
  }).toString();
  const cited: Cited = {
    citation: citation.value,
    status: status.ok ? status.value : null,
    filters: { en: words("en"), zh: words("zh") },
    link: (language) => `${origin}/${language}/cite?${address}`,
    adds: single !== undefined || addsUp(kindsOf(state)),
    today: new Date(),
  };
  const name = FIGURE_NAMES.find((each) => each === citation.value.figure);
  if (name === undefined) {
    return (
      <>
        <PageHead title={t("title", { size: Number(pinned) })} lead={t("lead")} />
        <CitationView cited={cited} record={single} state={state} locale={locale} />
      </>
    );
  }
  const of = figureOf(cited.filters, locale);
  const named = t(`figures.name.${name}`);
  const { then, now: present, block: at } = citation.value;
  const change = { then: sumsText(then, locale), now: sumsText(present, locale), block: at.number };
  return (
    <>
      <PageHead
        title={t("figures.page.title", { figure: named, of })}
        above={<PageLink href={subjectHref(figureSubject(state.filters), state)}>{of}</PageLink>}
        heading={named}
        lead={
          <>
            <p>{t("figures.page.sentence", { figure: named, of, ...change })}</p>
            <p className="note mt-2">{t("figures.page.lead")}</p>
          </>
        }
      />
      <FigureView cited={cited} figure={name} state={state} grouping={grouping} />
    </>
  );
}
