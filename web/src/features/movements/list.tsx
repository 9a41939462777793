// The list of movements: its filters, what they match, and the way on.
import type { Movement, MovementPage, MovementSum } from "@mingzhang/sdk/api";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { Pager } from "@/components/list-parts";
import { PageLink } from "@/components/page-link";
import { Empty } from "@/components/states";
import { citeHref } from "@/features/cite/address";
import type { Grouping } from "@/features/money/grouping";
import { listHref, type ListState } from "./filter";
import { ListSums, type NetFigure } from "./list-sums";
import { MovementTable } from "./table";
import { TakeAway } from "./take-away";

interface Props {
  state: ListState;
  page: MovementPage;
  grouping: Grouping;
  figure: NetFigure | null;
  net: readonly MovementSum[] | null;
  /** The list as a file: its filters as the API takes them, and the size of the log that it ends with. */
  take: ComponentProps<typeof TakeAway>;
}

export function MovementList({ state, page, grouping, figure, net, take }: Props) {
  const t = useTranslations("movements");
  const filtered = Object.keys(state.filters).length > 0;
  if (page.items.length === 0) return <Empty>{t(filtered ? "empty" : "emptyAll")}</Empty>;
  return (
    <>
      <div className="mt-4 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 pb-2 md:flex-nowrap">
        <div className="num text-[0.9375rem] text-soft">
          {page.total !== undefined && <p>{t("count", { count: page.total, filtered: String(filtered) })}</p>}
          <ListSums state={state} sums={page.sums} figure={figure} net={net} />
          {page.sums === null && <NotAdded query={take.query} size={take.size} />}
        </div>
        <span className="flex flex-wrap gap-x-5 text-[0.9375rem] md:shrink-0 print:hidden">
          {take.size !== null && take.size > 0 && (
            <PageLink href={citeHref(state, take.size)} rel="nofollow">
              {t("cite")}
            </PageLink>
          )}
          <a href="#take">{t("take.title")}</a>
        </span>
      </div>
      <MovementTable
        movements={page.items}
        grouping={grouping}
        headings={{
          date: sortHeading(state, "valueDate", t("columns.date"), t),
          record: sortHeading(state, "record", t("columns.movement"), t),
          amount: sortHeading(state, "amount", amountHeading(page.items, t), t),
        }}
      />
      <MovementPager state={state} previous={page.previous} next={page.next} />
      <TakeAway {...take} />
    </>
  );
}

/** Too much would have to be read for count and sum: the list's own manifest has both. */
function NotAdded({ query, size }: Pick<Props["take"], "query" | "size">) {
  const t = useTranslations("movements.sums");
  const file = new URLSearchParams({ format: "csv", ...query, ...(size === null ? {} : { size: String(size) }) });
  return (
    <p data-testid="not-added">
      {t.rich("notAdded", {
        manifest: (text) => (
          <a href={`/export/movements.manifest.json?${file.toString()}`} download rel="nofollow">
            {text}
          </a>
        ),
      })}
    </p>
  );
}

type T = ReturnType<typeof useTranslations<"movements">>;

/** As the table labels the column: with the currency where there is one alone. */
function amountHeading(movements: readonly Movement[], t: T): string {
  const currencies = new Set(movements.map(({ currency }) => currency));
  const [only] = currencies;
  return currencies.size === 1 && only !== undefined ? t("columns.amountIn", { currency: only }) : t("columns.amount");
}

function sortHeading(state: ListState, sort: ListState["sort"], text: string, t: T) {
  const active = state.sort === sort;
  const turn = active && state.order === "desc" ? "asc" : "desc";
  return {
    heading: (
      <PageLink
        href={listHref(state, { sort, order: turn })}
        title={t("filter.sortBy", { column: text })}
        className="text-soft no-underline hover:underline"
      >
        {text}
        <span aria-hidden="true">{active ? (state.order === "desc" ? " ↓" : " ↑") : ""}</span>
      </PageLink>
    ),
    sort: active ? (state.order === "desc" ? ("descending" as const) : ("ascending" as const)) : ("none" as const),
  };
}

function MovementPager({ state, previous, next }: { state: ListState; previous: string | null; next: string | null }) {
  const t = useTranslations("movements");
  return (
    <Pager
      label={t("paging")}
      newer={t("newer")}
      older={t("older")}
      previous={previous === null ? null : listHref(state, { cursor: previous })}
      next={next === null ? null : listHref(state, { cursor: next })}
    />
  );
}
