// The picture of a trail: bands of money between movements, each node leading to what it stands for; its table is the way.
import { MARKS } from "@/i18n/marks";
import { type Drawing, type Fill, fillOf, link, round, type Shape, shape } from "@mingzhang/sdk/charts";
import type { AccountRef } from "@mingzhang/sdk/api";
import type { TrailEndRow, TrailMovementRow, TrailPage, TrailStepRow } from "@mingzhang/sdk/api-trails";
import type { Book } from "@mingzhang/sdk/kinds";
import { type GraphNode, type TrailGraph, trailGraph } from "@mingzhang/sdk/trails";
import { getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { plain } from "@/components/said";
import { accountHref, movementHref } from "@/features/accounts/links";
import { sumText } from "@/features/money/text";
import { myTaxHref } from "@/features/my-tax/find";
import { kindLabel } from "@/features/movements/kind";
import {
  MANY_PIECES,
  PIECES,
  readState,
  trailFile,
  trailHref,
  trailQuery,
  type TrailState,
} from "@/features/trail/state";
import { graphSteps, nameText, subjectOf } from "@/features/trail/words";
import type { Locale } from "@/i18n/routing";
import { layOutFlows, NODE_WIDTH } from "../sankey";
import type { Cell, Place, Sheet, SheetMaker } from "../sheet";

/** Movements of one layer that are drawn one by one; the rest of it is one node. */
const PER_LAYER = 10;
/** Beside the first; more would not fit a sheet of paper. */
const LAYERS = 4;
const LABEL: Record<Locale, number> = { en: 26, zh: 15 };
const BOOKS: readonly Book[] = ["cash", "budget"];
/** Between two lines of a label. */
const LINE = 14;

/** A trail by its movement, as files and frames ask for it. */
export const trailSheet: SheetMaker = async ({ record = "", pieces = "", ...asked }, locale) => {
  const state = readState(asked, BOOKS);
  const limit = pieces === String(MANY_PIECES) ? MANY_PIECES : PIECES;
  const page = await api.trail(record, trailQuery(state, limit));
  if (!page.ok) return page;
  return { ok: true, value: await sheetOfTrail(page.value, state, locale, limit) };
};

export async function sheetOfTrail(
  page: TrailPage,
  asked: TrailState,
  locale: Locale,
  pieces = PIECES,
): Promise<Sheet> {
  const t = await getTranslations({ locale, namespace: "trail" });
  const { record, book, direction, currency, exponent, left, records } = page;
  // Pinned: the same address gives the same picture, whatever is posted later.
  const state: TrailState = { ...asked, book, direction, at: String(records) };
  const address = trailHref(record, state);
  // Its table holds everything, for what is drawn as one.
  const table = pieces === PIECES ? `${address}#ends` : `${myTaxHref(record, { at: String(records) })}#table`;
  const graph = trailGraph(graphSteps(page.steps), {
    ...{ direction, left: BigInt(left), perLayer: PER_LAYER, layers: LAYERS },
  });
  const words: Words = { t: await getTranslations({ locale, namespace: "trail.picture" }), locale, page };
  const movements = new Map(page.movements.map((movement) => [movement.record, movement]));
  const isImported = movements.get(record)?.imported === true;
  const sum = (amount: string) => sumText({ amount, currency, exponent }, locale);
  const part = { followed: sum(page.followed), amount: sum(page.amount), left: sum(left), before: sum(page.start) };
  const cut = page.start !== "0" ? t("picture.between", part) : left !== "0" ? t("picture.cut", part) : "";
  return {
    ...trailFile(page, asked, pieces),
    page: `/movements/${record}/trail`,
    title: t("title", { way: t(`way.${book}.${direction}`), record }),
    caption: [cut, t(`picture.caption.${direction}`)].filter((text) => text !== "").join(MARKS[locale].sentence),
    ...(isImported ? {} : { basis: t(`picture.basis.${book}`) }),
    empty: t("imported"),
    currency,
    exponent,
    // The receipts beside what was imported are nobody's act.
    drawing: isImported ? null : (place) => draw(graph, place, table, words),
    columns: [
      { key: "depth", heading: t("steps.depth"), right: true },
      { key: "movement", heading: t("steps.movement"), right: true },
      { key: "from", heading: t("picture.columns.from"), right: true },
      { key: "to", heading: t("picture.columns.to"), right: true },
      { key: "name", heading: t("ends.what") },
      { key: "part", heading: t("steps.part"), right: true },
      { key: "end", heading: t("picture.columns.end") },
      { key: "ends", heading: t("picture.columns.ends"), right: true },
    ],
    rows: isImported ? [] : rowsOf(page, movements, words),
  };
}

type Row = Sheet["rows"][number];

/**
 * The way step by step, and what of the amount is in no further movement: still in an account, or not followed. What ends
 * in a row adds up to the whole amount, and from and to lead the money from one movement to the next.
 */
function rowsOf(page: TrailPage, movements: ReadonlyMap<number, TrailMovementRow>, { t, locale }: Words): Row[] {
  const at = (record: number): Cell => ({ count: record, href: movementHref(record) });
  const between = (near: number, far: number | null): Row => {
    const [from, to] = page.direction === "back" ? [far, near] : [near, far];
    return { ...(from === null ? {} : { from: at(from) }), ...(to === null ? {} : { to: at(to) }) };
  };
  const ended = (amount: string, end: string): Row => ({ ends: { sum: amount }, end: { text: end } });
  const open = (depth: number, near: number, amount: string, end: string): Row => ({
    ...{ depth: { count: depth }, ...between(near, null), part: { sum: amount } },
    ...ended(amount, end),
  });
  const rowsOfStep = ({ record, parent, depth, amount, ends }: TrailStepRow): Row[] => {
    const movement = movements.get(record);
    const near = parent === null ? undefined : page.steps[parent]?.record;
    const resting = ends.filter(isResting);
    const [first] = resting;
    const step: Row = {
      ...{ depth: { count: depth }, movement: at(record), part: { sum: amount } },
      ...(near === undefined ? {} : between(near, record)),
      ...(movement === undefined ? {} : { name: { text: nameText(subjectOf(movement), locale), said: true } }),
      ...(first === undefined ? {} : ended(total(resting), t(`end.${first.end}`))),
    };
    const others = ends.filter((end) => !isResting(end));
    return [
      step,
      ...others.map(({ end, amount: part, account }): Row => ({
        ...open(depth + 1, record, part, t(`end.${end}`)),
        ...(account === null
          ? {}
          : { name: { text: nameText({ account }, locale), said: true, href: accountHref(account) } }),
      })),
    ];
  };
  const { record, start, left } = page;
  return [
    ...page.steps.flatMap(rowsOfStep),
    ...(start === "0" ? [] : [open(1, record, start, t("end.before"))]),
    ...(left === "0" ? [] : [open(1, record, left, t("end.left"))]),
  ];
}

/** Ends that are movements themselves: one movement has one of these alone. */
const isResting = ({ end }: TrailEndRow) => end === "origin" || end === "spent" || end === "returned";

const total = (ends: readonly TrailEndRow[]) => ends.reduce((sum, { amount }) => sum + BigInt(amount), 0n).toString();

interface Words {
  t: Awaited<ReturnType<typeof getTranslations<"trail.picture">>>;
  locale: Locale;
  page: TrailPage;
}

interface Known {
  movements: ReadonlyMap<number, TrailMovementRow>;
  accounts: ReadonlyMap<string, AccountRef>;
}

function draw(graph: TrailGraph, place: Place, table: string, words: Words): Drawing {
  const { page, t } = words;
  const { width, height, nodes, links } = layOutFlows(graph, {
    // Back trails lead away from the movement to the left; labels have three lines.
    ...{ whole: graph.nodes[0]?.amount ?? 0n, mirrored: page.direction === "back", lines: 3 },
  });
  const accounts = page.steps.flatMap(({ ends }) => ends.flatMap(({ account }) => (account === null ? [] : [account])));
  const known: Known = {
    movements: new Map(page.movements.map((movement) => [movement.record, movement])),
    accounts: new Map(accounts.map((account) => [account.id, account])),
  };
  const bands = links.map(({ path, width: thick }): Shape =>
    shape("path", {
      ...{ d: path, "stroke-width": thick, class: "band", fill: "none" },
      ...{ stroke: "var(--bar-3)", "stroke-opacity": 0.55 },
    }),
  );
  const marks = nodes.map(({ of, x, y, height: tall }): Shape => {
    const { name, short, what } = labelOf(of, known, words);
    const middle = y + tall / 2;
    const left = round(x);
    return link(
      place.href(pathOf(of, known, table)),
      [name, ...what].join(" "),
      // A larger target than a thin bar.
      shape("rect", { x: left, y: round(middle - 14), width: 150, height: 28, fill: "transparent" }),
      shape("rect", {
        ...{ x: left, y: round(y), width: NODE_WIDTH, height: round(tall) },
        ...{ fill: fillOf(fillFor(of, known), place.id), stroke: "var(--bar-1)", class: "mark" },
      }),
      ...[short, ...what].map((line, at) =>
        shape(
          "text",
          {
            ...{ x: left + NODE_WIDTH + 6, y: round(middle + 5 + (at - what.length / 2) * LINE) },
            ...(at === 0 ? {} : { class: "small" }),
          },
          line,
        ),
      ),
    );
  });
  const title = t(`title.${page.direction}`);
  return { width, height, title, desc: t("desc", { nodes: nodes.length }), shapes: [...bands, ...marks] };
}

/** Solid: settled; hollow: not confirmed, imported or not followed; hatched: several; dotted: still in an account. */
function fillFor({ kind, record }: GraphNode, { movements }: Known): Fill {
  if (kind === "smaller") return "hatched";
  if (kind === "held") return "dotted";
  const movement = record === null ? undefined : movements.get(record);
  if (movement === undefined || movement.awaitsConfirmation || movement.imported) return "paper";
  return movement.kind === "receipt" ? "in" : "first";
}

function pathOf({ record, account }: GraphNode, { accounts }: Known, table: string): string {
  if (record !== null) return movementHref(record);
  const known = account === null ? undefined : accounts.get(account);
  return known === undefined ? table : accountHref(known);
}

/** Three short lines at most: a long one would run into the next layer's bars. */
function labelOf(
  { kind, record, account: id, amount, count }: GraphNode,
  { movements, accounts }: Known,
  { t, locale, page: { currency, exponent } }: Words,
): { name: string; short: string; what: string[] } {
  const sum = sumText({ amount: amount.toString(), currency, exponent }, locale);
  const movement = record === null ? undefined : movements.get(record);
  if (movement !== undefined) {
    const name = nameText(subjectOf(movement), locale);
    const state = movement.imported ? t("imported") : movement.awaitsConfirmation ? t("awaits") : "";
    const what = [`${kindLabel(movement.kind, locale)} ${movement.record}`, state === "" ? sum : `${sum} · ${state}`];
    return { name: plain(name), short: plain(name, LABEL[locale]), what };
  }
  const account = id === null ? undefined : accounts.get(id);
  const held = (room?: number) =>
    t("held", { account: account === undefined ? "" : plain(nameText({ account }, locale), room) });
  if (kind === "held") return { name: held(), short: held(LABEL[locale]), what: [sum] };
  const name = kind === "smaller" ? t("smaller", { count }) : t(kind === "left" ? "left" : "deeper");
  return { name, short: name, what: [sum] };
}
