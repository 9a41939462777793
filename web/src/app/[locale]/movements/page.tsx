// /movements: every movement that the filters in the address let through.
import type { MovementSum } from "@mingzhang/sdk/api";
import { getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { PageHead } from "@/components/page-head";
import { ProblemNote } from "@/components/states";
import { figureOfList } from "@/features/cite/of-list";
import { filterLabel, UnfitNote } from "@/features/asked/note";
import { SavedPart } from "@/features/find/saved-part";
import { readGrouping } from "@/features/money/grouping";
import { Chips } from "@/features/movements/chips";
import { readChoices } from "@/features/movements/choices";
import { takenOff } from "@/features/movements/figures";
import { apiQuery, FILTERS, kindsOf, listHref, type ListState, readListState } from "@/features/movements/filter";
import { FilterForm } from "@/features/movements/filter-form";
import { MovementList } from "@/features/movements/list";
import { filterNames } from "@/features/movements/names";

export default async function Page({ searchParams }: PageProps<"/[locale]/movements">) {
  const state = readListState(await searchParams);
  const [t, choices, grouping] = await Promise.all([getTranslations("movements"), readChoices(), readGrouping()]);
  const query = apiQuery(state, choices.currencies.length === 1 ? (choices.currencies[0] ?? null) : null);
  const [page, off, names, { status, figure }] = await Promise.all([
    api.movements({ ...query, cursor: state.cursor, count: true }),
    readTakenOff(state, query),
    filterNames(state, choices),
    readFigure(state),
  ]);
  const { sort: _sort, order: _order, ...filters } = query;
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <div className="mt-6 border-t border-rule-strong" />
      <FilterForm state={state} choices={choices} />
      <UnfitNote
        of={state.unfit}
        label={filterLabel(await getTranslations("movements.filter"), FILTERS)}
        instead={{ sort: state.sort, order: state.order }}
      />
      <Chips state={state} names={names} />
      <SavedPart path={listHref(state, { cursor: undefined })} />
      {page.ok ? (
        <MovementList
          state={state}
          page={page.value}
          grouping={grouping}
          figure={figure}
          net={off === null || page.value.sums === null ? null : lessTwice(page.value.sums, off)}
          take={{
            filters,
            size: status.ok ? status.value.records : null,
            query,
          }}
        />
      ) : (
        <div className="mt-6">
          <ProblemNote error={page.error} />
        </div>
      )}
    </>
  );
}

/** How far the log has been read, and what the figure that the list stands behind is there. */
async function readFigure(state: ListState) {
  const status = await api.status();
  const of = state.unfit.length === 0 && state.cursor === undefined ? figureOfList(state) : null;
  if (of === null || !status.ok) return { status, figure: null };
  const cited = await api.citation({ ...of.filters, figure: of.name, size: String(status.value.records) });
  // Without it the list says what it says of every other: its own sums.
  return { status, figure: cited.ok ? { ...of, sums: cited.value.now } : null };
}

/** Sums of those of the list's kinds that are taken off; null where its amounts say no sum, or were not added up. */
async function readTakenOff(
  state: ListState,
  query: ReturnType<typeof apiQuery>,
): Promise<readonly MovementSum[] | null> {
  const kinds = takenOff(kindsOf(state));
  if (kinds === null || kinds.length === 0) return null;
  const { sort: _sort, order: _order, ...filters } = query;
  const found = await api.movements({ ...filters, kind: kinds.join(","), limit: 1, count: true });
  return found.ok ? found.value.sums : null;
}

/** Of sums in which all was added: once to leave it out, once to take it off. */
function lessTwice(sums: readonly MovementSum[], off: readonly MovementSum[]): MovementSum[] {
  return sums.map((sum) => {
    const its = off.find(({ currency }) => currency === sum.currency)?.amount ?? "0";
    return { ...sum, amount: (BigInt(sum.amount) - 2n * BigInt(its)).toString() };
  });
}
