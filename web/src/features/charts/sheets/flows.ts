// The year's money in one picture: sources, funds, functions, agencies, payees; its table has every band of it.
import {
  type Drawing,
  type Fill,
  fillOf,
  type FlowGraph,
  flowGraph,
  type FlowKind,
  type FlowLink,
  type FlowNode,
  link,
  round,
  type Shape,
  shape,
} from "@mingzhang/sdk/charts";
import type { Code } from "@mingzhang/sdk/api";
import type { Flows } from "@mingzhang/sdk/api-charts";
import { receiptNature } from "@mingzhang/sdk/classification";
import { formatMoney } from "@mingzhang/sdk/money-format";
import { getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import type { Result } from "@/api/problem";
import { plain } from "@/components/said";
import { economicLabel, functionText } from "@/features/classification/labels";
import { sumText } from "@/features/money/text";
import { MARKS } from "@/i18n/marks";
import { chooseName } from "@/i18n/names";
import type { Locale } from "@/i18n/routing";
import { flowHrefs, type FlowHrefs } from "../flow-parts";
import { layOutFlows, NODE_WIDTH } from "../sankey";
import { scopeOf, scopeQuery } from "../scope";
import { type Asked, nothing, type Place, type Sheet, type SheetMaker } from "../sheet";

/** Nodes of one kind that are drawn one by one; the others are one node with their count. */
const PER_LAYER = 10;
const LABEL: Record<Locale, number> = { en: 26, zh: 15 };

const FILLS: Partial<Record<FlowKind, Fill>> = {
  class: "in",
  smaller: "hatched",
  kept: "dotted",
  earlier: "dotted",
  "between-in": "crossed",
  "between-out": "crossed",
  "payee-fund": "crossed",
  recovered: "paper",
  refunded: "paper",
};

/** The picture's money and its marks. */
export interface Found {
  flows: Flows;
  graph: FlowGraph;
  query: Record<string, string>;
}

/** Null where nothing is posted. */
export async function flowsOf(asked: Asked): Promise<Result<Found | null>> {
  const scope = await scopeOf(asked);
  if (!scope.ok) return scope;
  if (scope.value === null) return { ok: true, value: null };
  const { year, totals } = scope.value;
  const flows = await api.flows({ year: year ?? undefined, currency: totals.currency, payees: PER_LAYER - 1 });
  if (!flows.ok) return flows;
  const graph = flowGraph(flows.value, PER_LAYER);
  return { ok: true, value: { flows: flows.value, graph, query: scopeQuery(scope.value) } };
}

export const flowsSheet: SheetMaker = async (asked, locale) => {
  const found = await flowsOf(asked);
  return found.ok ? { ok: true, value: await sheetOfFlows(found.value, locale) } : found;
};

export async function sheetOfFlows(found: Found | null, locale: Locale): Promise<Sheet> {
  const t = await getTranslations({ locale, namespace: "charts.flows" });
  const head = { name: "flows", page: "/charts", title: t("title"), empty: t("empty") } as const;
  if (found === null) return { ...head, ...nothing };
  const { flows, graph, query } = found;
  const names = namesOf(graph, locale, t);
  const links = flowHrefs(graph, flows);
  const { currency, exponent, imported } = flows;
  return {
    ...head,
    query,
    caption: t(imported ? "captionImported" : "caption"),
    currency,
    exponent,
    drawing:
      graph.links.length === 0
        ? null
        : (place) =>
            draw(graph, flows, {
              names,
              links,
              locale,
              place,
              desc: t("desc", { count: graph.nodes.length }),
              title: t("title"),
            }),
    columns: [
      { key: "from", heading: t("from") },
      { key: "to", heading: t("to") },
      { key: "amount", heading: t("amount"), right: true },
    ],
    rows: inOrder(graph).map((each) => ({
      from: { text: names(each.from), said: true },
      to: { text: names(each.to), said: true },
      amount: { sum: each.amount.toString(), href: links.band(each) },
    })),
  };
}

/** Bands layer by layer, the largest first. */
function inOrder({ nodes, links }: FlowGraph): FlowLink[] {
  const layer = new Map(nodes.map((node) => [node.id, node.layer]));
  return [...links].sort(
    (a, b) =>
      (layer.get(a.from) ?? 0) - (layer.get(b.from) ?? 0) || (a.amount < b.amount ? 1 : a.amount > b.amount ? -1 : 0),
  );
}

type Words = Awaited<ReturnType<typeof getTranslations<"charts.flows">>>;

export function namesOf({ nodes }: Pick<FlowGraph, "nodes">, locale: Locale, t: Words): (id: string) => string {
  const texts = new Map(
    nodes.map((node): [string, string] => {
      const { kind, code, account, party, count } = node;
      if (kind === "class" && code !== null) return [node.id, classText(code, locale, t)];
      if (kind === "function" && code !== null) return [node.id, functionText(code, locale)];
      const named = account ?? party;
      if (kind === "payee-fund" && named !== null)
        return [node.id, t("payeeFund", { name: chooseName(named, locale).text })];
      if (named !== null) return [node.id, chooseName(named, locale).text];
      if (kind === "smaller") return [node.id, t(`smaller.${tailOf(node.id)}`, { count })];
      return [node.id, t(`nodes.${special(kind)}`)];
    }),
  );
  return (id) => texts.get(id) ?? id;
}

/** A loan is never revenue, and its name says so. */
export function classText(code: Code, locale: Locale, t: Words): string {
  const name = economicLabel(code, locale);
  return receiptNature(Number(code.code)) === "financing" ? t("financing", { name }) : name;
}

const TAILS = ["class", "fund", "function", "agency", "payee"] as const;
const tailOf = (id: string) => TAILS.find((kind) => id === `smaller-${kind}`) ?? "payee";

function special(kind: FlowKind) {
  switch (kind) {
    case "between-in":
    case "between-out":
    case "recovered":
    case "refunded":
    case "earlier":
      return kind;
    default:
      return "kept";
  }
}

/** What was there before is no receipt of the year. */
function fillFor({ kind, code }: FlowNode): Fill {
  return kind === "class" && receiptNature(Number(code?.code)) === "opening-balance"
    ? "dotted"
    : (FILLS[kind] ?? "first");
}

interface Frame {
  names: (id: string) => string;
  links: FlowHrefs;
  locale: Locale;
  place: Place;
  title: string;
  desc: string;
}

function draw(graph: FlowGraph, flows: Flows, { names, links, locale, place, title, desc }: Frame): Drawing {
  const whole = graph.nodes.filter(({ layer }) => layer === 0).reduce((sum, { amount }) => sum + amount, 0n);
  const layout = layOutFlows(graph, { whole });
  const { currency, exponent } = flows;
  const exact = (amount: bigint) => sumText({ amount: amount.toString(), currency, exponent }, locale);
  const short = (amount: bigint) =>
    formatMoney(amount, { code: currency, exponent }, { locale, unit: "sign", compact: true });
  const bands = layout.links.map(({ of, path, width }): Shape => {
    const label = `${plain(names(of.from))} → ${plain(names(of.to))}${MARKS[locale].colon}${exact(of.amount)}`;
    const inside = [shape("title", {}, label), shape("path", { d: path, "stroke-width": width, class: "band" })];
    return shape("a", { href: place.href(links.band(of)), tabindex: -1 }, ...inside);
  });
  const nodes = layout.nodes.map(({ of, x, y, height }): Shape => {
    const middle = y + height / 2;
    const [left, name] = [round(x), plain(names(of.id), LABEL[locale])];
    return link(
      place.href(links.node(of)),
      `${plain(names(of.id))}${MARKS[locale].colon}${exact(of.amount)}`,
      // A larger target than a thin bar.
      shape("rect", { x: left, y: round(middle - 14), width: 150, height: 28, fill: "transparent" }),
      shape("rect", {
        x: left,
        y: round(y),
        width: NODE_WIDTH,
        height: round(height),
        fill: fillOf(fillFor(of), place.id),
        stroke: "var(--bar-1)",
        class: "mark",
      }),
      shape("text", { x: left + NODE_WIDTH + 6, y: round(middle - 2) }, name),
      shape("text", { x: left + NODE_WIDTH + 6, y: round(middle + 12), class: "small" }, short(of.amount)),
    );
  });
  return { width: layout.width, height: layout.height, title, desc, shapes: [bandsOf(bands), ...nodes] };
}

/** What all bands have in common, said once. The table beside the picture has the same links for the keyboard. */
function bandsOf(bands: readonly Shape[]): Shape {
  const look = { fill: "none", stroke: "var(--bar-3)", "stroke-opacity": 0.55 };
  return shape("g", { "aria-hidden": "true", ...look }, ...bands);
}
