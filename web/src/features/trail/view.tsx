// A trail's page: one sentence, the picture, where the amount ends, the way, what the convention is, and the check.
import type { Deployment, MovementDetail } from "@mingzhang/sdk/api";
import type { TrailPage } from "@mingzhang/sdk/api-trails";
import type { Book } from "@mingzhang/sdk/kinds";
import { useTranslations } from "next-intl";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { movementHref } from "@/features/accounts/links";
import { UnfitNote } from "@/features/asked/note";
import type { Unfit } from "@/features/asked/read";
import { Term } from "@/features/learn/term";
import { Amount } from "@/features/money/amount";
import { Sentence } from "@/features/movement/sentence";
import { PrintedAddress } from "@/features/site/printed-address";
import { TrailChoices } from "./choices";
import { TrailPicture } from "./picture";
import { RecomputePart } from "./recompute-part";
import { trailHref, type TrailState } from "./state";
import { EndsTable, WayTable } from "./tables";
import { sumOf } from "./words";

interface Props {
  movement: MovementDetail;
  books: readonly Book[];
  state: TrailState;
  unfit: readonly Unfit[];
  page: TrailPage;
  check: { deployment: Deployment; offered: string | null } | null;
}

export function TrailView({ movement, books, state, unfit, page, check }: Props) {
  const t = useTranslations("trail");
  const { record, currency, exponent } = page;
  return (
    <>
      <PageHead
        title={t("title", { way: t(`way.${page.book}.${page.direction}`), record })}
        heading={t(`way.${page.book}.${page.direction}`)}
        above={
          <>
            <PageLink href={movementHref(record)}>{t("above", { record })}</PageLink>
          </>
        }
        lead={
          <>
            <p>
              <Sentence of={movement} />
            </p>
            <Summary page={page} />
          </>
        }
      />
      <UnfitNote of={unfit} />
      <TrailChoices record={record} books={books} state={state} />
      {movement.imported ? (
        <p className="mt-6 border-l-4 border-rule pl-3">{t("imported")}</p>
      ) : (
        <>
          <TrailPicture page={page} state={state} />
          <section id="ends">
            <h2>{t(`ends.title.${page.direction}`)}</h2>
            <EndsTable page={page} state={state} />
            <Pages page={page} state={state} />
            <WayTable page={page} state={state} />
          </section>
          <Convention page={page} state={state} />
          {check !== null && <RecomputePart page={page} deployment={check.deployment} offered={check.offered} />}
        </>
      )}
    </>
  );

  /** Where this page stands in the whole amount. */
  function Pages({ page, state }: { page: TrailPage; state: TrailState }) {
    if (page.next === null && page.start === "0") return null;
    const sum = (amount: string) => <Amount amount={amount} currency={currency} exponent={exponent} />;
    return (
      <p className="mt-4">
        {t.rich("pages", {
          followed: () => sum(page.followed),
          amount: () => sum(page.amount),
          left: () => sum(page.left),
        })}{" "}
        {page.next !== null && (
          <PageLink href={trailHref(record, { ...state, cursor: page.next })} rel="next">
            {t("next")}
          </PageLink>
        )}{" "}
        {page.start !== "0" && <PageLink href={trailHref(record, { ...state, cursor: null })}>{t("first")}</PageLink>}
      </p>
    );
  }
}

/** What this page's pieces amount to, by how they end. */
function Summary({ page }: { page: TrailPage }) {
  const t = useTranslations("trail.summary");
  const { sums, currency, exponent, direction, book, left } = page;
  const parts = [
    ["origin", sumOf(sums, "origin")],
    ["spent", sumOf(sums, "spent")],
    ["returned", sumOf(sums, "returned")],
    ["held", sumOf(sums, "held")],
    ["deeper", sumOf(sums, "deeper")],
    ["cut", sumOf(sums, "cut")],
    ["left", left],
  ] as const;
  const shown = parts.filter(([, amount]) => amount !== "0");
  return (
    <ul className="mt-2">
      {shown.map(([end, amount]) => (
        <li key={end}>
          {t.rich(
            end === "origin" || end === "spent" || end === "returned" || end === "held" ? `${book}.${end}` : end,
            {
              amount: () => <Amount amount={amount} currency={currency} exponent={exponent} />,
              direction,
            },
          )}
        </li>
      ))}
    </ul>
  );
}

function Convention({ page, state }: { page: TrailPage; state: TrailState }) {
  const t = useTranslations("trail");
  return (
    <section>
      <h2>{t("convention.title")}</h2>
      <p className="note">
        {t(`convention.${page.book}`)} <Term of="trail" />
      </p>
      <p className="note mt-2">{t("convention.bounds", { visits: page.visits, pieces: page.pieces })}</p>
      <p className="note mt-2">
        {t.rich("convention.citation", {
          records: page.records,
          link: (text) => (
            <PageLink href={trailHref(page.record, { ...state, at: String(page.records) })}>{text}</PageLink>
          ),
        })}
      </p>
      <PrintedAddress href={trailHref(page.record, { ...state, at: String(page.records) })} />
    </section>
  );
}
