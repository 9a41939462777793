// A figure on its page: what it was at the block, what it is now, what made the difference, the text to copy, how to check it.
import { accountKind, parseAccount } from "@mingzhang/sdk/accounts";
import type { MovementSum } from "@mingzhang/sdk/api";
import type { CitedChange } from "@mingzhang/sdk/api-citations";
import {
  type Counted,
  FIGURES,
  FIGURES_OF,
  figureKinds,
  type FigureName,
  figureSubject,
  kindsBeyondList,
} from "@mingzhang/sdk/figures";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Moment } from "@/components/dates";
import { Hash } from "@/components/hash";
import { LedgerTable } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { Sums } from "@/components/sums";
import { movementHref, movementsHref } from "@/features/accounts/links";
import { Amount } from "@/features/money/amount";
import type { Grouping } from "@/features/money/grouping";
import type { ListState } from "@/features/movements/filter";
import { kindLabel } from "@/features/movements/kind";
import { LANGUAGE_TAG } from "@/i18n/routing";
import { behindFigure, figureHref } from "./address";
import { CitationTexts } from "./copy";
import { type Cited, citationTexts } from "./text";

interface Props {
  cited: Cited;
  figure: FigureName;
  state: ListState;
  grouping: Grouping;
}

export function FigureView({ cited, figure, state, grouping }: Props) {
  const t = useTranslations("cite.figures.page");
  const locale = useLocale();
  const { size, block, indexed, then, now, added, changes } = cited.citation;
  const count = added.reduce((all, sum) => all + sum.count, 0);
  const behind = behindFigure(figure, state.filters);
  const placed = (of: typeof block) => ({
    block: String(of.number),
    time: () => <Moment>{of.time}</Moment>,
  });
  return (
    <>
      <div data-testid="cited-figure">
        <Sums
          of={[
            {
              label: t("then"),
              sum: <Some of={then} grouping={grouping} />,
              below: t.rich("thenBelow", placed(block)),
            },
            {
              label: t("now"),
              sum: <Some of={now} grouping={grouping} />,
              below: t.rich("nowBelow", placed(indexed.block)),
            },
            {
              label: t("change"),
              sum: <Some of={added.length === 0 ? then.map(nothing) : added} grouping={grouping} />,
              below: t("changeBelow", { count }),
            },
          ]}
        />
      </div>
      <CitationTexts texts={citationTexts(cited)} locale={locale} />
      <section data-testid="cited-since">
        <h2>{t("changes")}</h2>
        {changes.length === 0 ? (
          <p>{t("none", { size: indexed.size })}</p>
        ) : (
          <LedgerTable
            caption={t("changes")}
            rows={changes}
            rowKey={({ record, amount }) => `${record} ${amount}`}
            columns={[
              {
                key: "movement",
                heading: t("columnMovement"),
                cell: ({ record, kind }: CitedChange) => (
                  <PageLink href={movementHref(record)}>
                    {kindLabel(kind, locale)} <span className="num">#{record}</span>
                  </PageLink>
                ),
              },
              {
                key: "sum",
                heading: t("columnSum"),
                right: true,
                cell: (change: CitedChange) => <Amount {...change} grouping={grouping} />,
              },
            ]}
          />
        )}
        {count > changes.length && <p className="note">{t("firstOnly", { count: changes.length })}</p>}
      </section>
      <MadeUp figure={figure} state={state} list={movementsHref(behind)} />
      <Others figure={figure} state={state} at={{ size, block: block.hash }} />
      <Check
        query={new URLSearchParams({ ...behind, size: String(size) }).toString()}
        whole={kindsBeyondList(figure, state.filters).length === 0}
      >
        {t("block", { block: block.number, size })}
        <br />
        <Hash>{block.hash}</Hash>
      </Check>
    </>
  );
}

const nothing = (sum: MovementSum): MovementSum => ({ ...sum, amount: "0", count: 0 });

/** The figure in each of its currencies; hardly any has more than one. */
function Some({ of, grouping }: { of: readonly MovementSum[]; grouping: Grouping }) {
  if (of.length === 0) return <span className="sum">0</span>;
  return of.map(({ currency, amount, exponent }) => (
    <span key={currency} className="block">
      <Amount amount={amount} currency={currency} exponent={exponent} grouping={grouping} />
    </span>
  ));
}

function MadeUp({ figure, state, list }: Pick<Props, "figure" | "state"> & { list: string }) {
  const t = useTranslations("cite.figures.page");
  const locale = useLocale();
  const { account, year } = state.filters;
  const kinds = figureKinds(figure, account === undefined ? null : accountKind(parseAccount(account)));
  const { classes } = FIGURES[figure];
  const beyond = kindsBeyondList(figure, state.filters).map((kind) => kindLabel(kind, locale));
  const words = new Intl.ListFormat(LANGUAGE_TAG[locale], { type: "conjunction" });
  const named = (wanted: Counted) =>
    words.format(kinds.filter(({ counted }) => counted === wanted).map(({ kind }) => kindLabel(kind, locale)));
  const listed = classes === undefined ? "" : words.format(classes.split(","));
  return (
    <section>
      <h2>{t("made")}</h2>
      <ul className="max-w-[42rem] list-disc space-y-1 pl-5">
        {(["plus", "minus", "both"] as const).map(
          (counted) => named(counted) !== "" && <li key={counted}>{t(counted, { kinds: named(counted) })}</li>,
        )}
        {classes !== undefined && <li>{t("classes", { classes: listed })}</li>}
        {classes !== undefined && year !== undefined && <li>{t("years")}</li>}
      </ul>
      <p className="mt-2">
        <PageLink href={list}>{t(beyond.length === 0 ? "list" : "listOfMost")}</PageLink>
      </p>
      {beyond.length > 0 && <p className="note mt-1">{t("beyondList", { kinds: words.format(beyond) })}</p>}
    </section>
  );
}

function Others({ figure, state, at }: Pick<Props, "figure" | "state"> & { at: { size: number; block: string } }) {
  const t = useTranslations("cite.figures");
  const names = FIGURES_OF[figureSubject(state.filters)];
  return (
    <nav aria-labelledby="other-figures">
      <h2 id="other-figures">{t("page.others")}</h2>
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        {names.map((name) => (
          <li key={name}>
            <PageLink
              href={figureHref(name, state.filters, at)}
              rel="nofollow"
              aria-current={name === figure ? "page" : undefined}
              className="inline-block py-1 aria-[current]:text-ink aria-[current]:no-underline aria-[current]:shadow-[inset_0_-2px_var(--seal)]"
            >
              {t(`name.${name}`)}
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Check({ query, whole, children }: { query: string; whole: boolean; children: ReactNode }) {
  const t = useTranslations("cite");
  const link = (href: string) =>
    function download(text: ReactNode) {
      return (
        <a href={href} download>
          {text}
        </a>
      );
    };
  return (
    <section>
      <h2>{t("checkTitle")}</h2>
      <p className="max-w-[42rem]">
        {t.rich(whole ? "figures.page.check" : "figures.page.checkOfMost", {
          csv: link(`/export/provable/movements.csv?${query}`),
          manifest: link(`/export/provable/manifest.json?export=movements&${query}`),
        })}
      </p>
      <p className="note mt-2">{children}</p>
    </section>
  );
}
