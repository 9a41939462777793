// /findings: every finding that the filters in the address let through.
import { getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { Moment } from "@/components/dates";
import { Pager } from "@/components/list-parts";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { Empty, ProblemNote } from "@/components/states";
import { readAgencies } from "@/features/findings/agencies";
import { Chips } from "@/features/findings/chips";
import { apiQuery, FILTERS, listHref, readListState } from "@/features/findings/filter";
import { FilterForm } from "@/features/findings/filter-form";
import { filterLabel, UnfitNote } from "@/features/asked/note";
import { SavedPart } from "@/features/find/saved-part";
import { FindingTable } from "@/features/findings/table";
import { TakeFiles } from "@/features/take-away/panel";

export default async function Page({ searchParams }: PageProps<"/[locale]/findings">) {
  const state = readListState(await searchParams);
  const [t, f, agencies, page] = await Promise.all([
    getTranslations("findings"),
    getTranslations("findings.filter"),
    readAgencies(),
    api.findings({ ...apiQuery(state), count: true }),
  ]);
  const filtered = Object.keys(state.filters).length > 0;
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <p className="note mt-3 print:hidden">
        {t.rich("more", {
          card: (text) => <PageLink href="/timeliness#findings">{text}</PageLink>,
          portal: (text) => <PageLink href="/portal/findings">{text}</PageLink>,
        })}
      </p>
      <div className="mt-6 border-t border-rule-strong" />
      <FilterForm state={state} agencies={agencies} />
      <UnfitNote of={state.unfit} label={filterLabel(f, FILTERS)} instead={{ sort: state.sort }} />
      <Chips state={state} agencies={agencies} />
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
          <FindingTable findings={page.value.items} asOf={page.value.asOf} />
          <Pager
            label={t("paging")}
            newer={t("newer")}
            older={t("older")}
            previous={page.value.previous === null ? null : listHref(state, { cursor: page.value.previous })}
            next={page.value.next === null ? null : listHref(state, { cursor: page.value.next })}
          />
          <TakeFiles list="findings" query={apiQuery({ ...state, cursor: undefined })} />
        </>
      )}
    </>
  );
}
