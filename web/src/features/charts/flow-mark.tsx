// A mark of the picture of flows taken apart, where no list of movements says it alone.
import { flowGraph } from "@mingzhang/sdk/charts";
import { getLocale, getTranslations } from "next-intl/server";
import { Fragment } from "react";
import { LedgerTable } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { plain, Said } from "@/components/said";
import type { Rule } from "@/features/asked/read";
import { Amount } from "@/features/money/amount";
import { readGrouping } from "@/features/money/grouping";
import { chooseName } from "@/i18n/names";
import type { FlowMark, FlowPart } from "./flow-parts";
import { classText, type Found, namesOf } from "./sheets/flows";

/** A bar's id, or those of a band's two ends. */
export const MARK: Rule = { fits: (value) => /^[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,40})?$/.test(value), remedy: "mark" };

interface Row {
  at: number;
  amount: bigint;
  /** Null for what the others make together. */
  part: FlowPart | null;
}

/** Names of the picture's bars, and of what it shows as one. */
async function namesIn({ graph }: FlowMark, { flows }: Found): Promise<(id: string) => string> {
  const [t, locale] = await Promise.all([getTranslations("charts.flows"), getLocale()]);
  return namesOf({ nodes: [...flowGraph(flows, Infinity).nodes, ...graph.nodes] }, locale, t);
}

/** Its name, for the page's title. */
export async function markName(mark: FlowMark, found: Found): Promise<string> {
  const names = await namesIn(mark, found);
  return mark.ends.map(({ id }) => plain(names(id))).join(" → ");
}

export async function MarkParts({ mark, of }: { mark: FlowMark; of: Found }) {
  const [t, locale, grouping, names] = await Promise.all([
    getTranslations("charts.flows"),
    getLocale(),
    readGrouping(),
    namesIn(mark, of),
  ]);
  const { flows, query } = of;
  const { currency, exponent } = flows;
  const sum = (amount: bigint, bare = true) => (
    <Amount amount={amount.toString()} {...{ currency, exponent, grouping, bare }} />
  );
  const textsOf = ({ of: what }: FlowPart): string[] => {
    switch (what.kind) {
      case "band":
        return [names(what.band.from), names(what.band.to)];
      case "cash-transfer":
        return [what.between.from, what.between.to].map((fund) => chooseName(fund, locale).text);
      case "receipts":
        return [classText(what.of.class, locale, t), chooseName(what.of.fund, locale).text];
      default:
        return [t(`mark.${what.kind}`)];
    }
  };
  return (
    <section id="mark" className="mt-6" aria-labelledby="mark-name" tabIndex={-1}>
      <h2 id="mark-name">
        <Way of={mark.ends.map(({ id }) => names(id))} />
      </h2>
      <p className="mt-2 max-w-[62ch]">
        {t.rich(mark.list === null ? "mark.lead" : "mark.listed", {
          count: mark.parts.length,
          less: String(mark.parts.some(({ amount }) => amount < 0n)),
          sum: () => sum(mark.amount, false),
          list: (text) => <PageLink href={mark.list ?? ""}>{text}</PageLink>,
          whole: (text) => <PageLink href={`/charts?${new URLSearchParams(query).toString()}`}>{text}</PageLink>,
        })}
      </p>
      <LedgerTable
        caption={t("mark.caption")}
        rows={mark.parts.map((part, at): Row => ({ at, amount: part.amount, part }))}
        rowKey={({ at }) => at}
        foot={mark.parts.length > 1 ? [{ at: -1, amount: mark.amount, part: null }] : []}
        columns={[
          {
            key: "part",
            heading: t("mark.part"),
            room: "name",
            cell: ({ part }) => (part === null ? t("mark.total") : <Way of={textsOf(part)} />),
          },
          {
            key: "amount",
            heading: t("mark.amount", { currency }),
            right: true,
            cell: ({ amount, part }) =>
              part === null ? sum(amount) : <PageLink href={part.href}>{sum(amount)}</PageLink>,
          },
          { key: "note", heading: t("mark.list"), cell: ({ part }) => part && t(`mark.opens.${part.opens}`) },
        ]}
      />
    </section>
  );
}

/** Names from left to right, as the money goes. */
function Way({ of }: { of: readonly string[] }) {
  return of.map((name, at) => (
    <Fragment key={at}>
      {at > 0 && " → "}
      <Said>{name}</Said>
    </Fragment>
  ));
}
