// /cases: every case that the filters in the address let through.
import { getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { Moment } from "@/components/dates";
import { Pager } from "@/components/list-parts";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { Empty, ProblemNote } from "@/components/states";
import { Chips } from "@/features/cases/chips";
import { filterNames, readChoices } from "@/features/cases/choices";
import { apiQuery, FILTERS, listHref, readListState } from "@/features/cases/filter";
import { FilterForm } from "@/features/cases/filter-form";
import { filterLabel, UnfitNote } from "@/features/asked/note";
import { SavedPart } from "@/features/find/saved-part";
import { CaseTable } from "@/features/cases/table";
import { readGrouping } from "@/features/money/grouping";
import { TakeFiles } from "@/features/take-away/panel";

export default async function Page({ searchParams }: PageProps<"/[locale]/cases">) {
  const state = readListState(await searchParams);
  const [t, f, choices, grouping] = await Promise.all([
    getTranslations("cases"),
    getTranslations("cases.filter"),
    readChoices(),
    readGrouping(),
  ]);
  const [page, names] = await Promise.all([
    api.cases({ ...apiQuery(state), count: true }),
    filterNames(state, choices),
  ]);
  const filtered = Object.keys(state.filters).length > 0;
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <p className="note mt-3 print:hidden">
        {t.rich("procedures", {
          link: (text) => <PageLink href="/procedures">{text}</PageLink>,
          times: (text) => <PageLink href="/timeliness">{text}</PageLink>,
        })}
      </p>
      <div className="mt-6 border-t border-rule-strong" />
      <FilterForm state={state} choices={choices} />
      <UnfitNote of={state.unfit} label={filterLabel(f, FILTERS)} instead={{ sort: state.sort }} />
      <Chips state={state} names={names} />
      <SavedPart path={listHref(state, { cursor: undefined })} />
      {!page.ok ? (
        <div className="mt-6">
          <ProblemNote error={page.error} />
        </div>
      ) : page.value.items.length === 0 ? (
        <div className="mt-6">
          <Empty>{t(filtered ? "empty" : "emptyAll")}</Empty>
        </div>
      ) : (
        <>
          <p className="num mt-4 pb-2 text-[0.9375rem] text-soft">
            {page.value.total !== undefined && t("count", { count: page.value.total, filtered: String(filtered) })}
            {" · "}
            {t.rich("asOf", { time: () => <Moment>{page.value.asOf}</Moment> })}
          </p>
          <CaseTable cases={page.value.items} asOf={page.value.asOf} grouping={grouping} />
          <Pager
            label={t("paging")}
            newer={t("newer")}
            older={t("older")}
            previous={page.value.previous === null ? null : listHref(state, { cursor: page.value.previous })}
            next={page.value.next === null ? null : listHref(state, { cursor: page.value.next })}
          />
          <TakeFiles list="cases" query={apiQuery({ ...state, cursor: undefined })} />
        </>
      )}
    </>
  );
}
