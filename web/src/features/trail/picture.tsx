// The picture of a trail: bands of money between movements, drawn on the server; every node leads to what it stands for.
import type { AccountRef } from "@mingzhang/sdk/api";
import type { TrailMovementRow, TrailStepRow } from "@mingzhang/sdk/api-trails";
import { type Direction, type GraphNode, trailGraph } from "@mingzhang/sdk/trails";
import { useLocale, useTranslations } from "next-intl";
import { Fragment, useId } from "react";
import { plain } from "@/components/said";
import { accountHref, movementHref } from "@/features/accounts/links";
import { sumText } from "@/features/money/text";
import { kindLabel } from "@/features/movements/kind";
import { layOut, NODE_WIDTH, type PlacedNode } from "./layout";
import { graphSteps, nameText, subjectOf } from "./words";

/** Movements of one layer that are drawn one by one; the rest of it is one node. */
const PER_LAYER = 10;
/** Beside the first; more would not fit a sheet of paper. */
const LAYERS = 4;
const LABEL = { en: 26, zh: 15 } as const;

interface Props {
  steps: readonly TrailStepRow[];
  movements: readonly TrailMovementRow[];
  direction: Direction;
  left: string;
  currency: string;
  exponent: number;
  /** Address of the table that holds everything, for what is drawn as one. */
  table: string;
}

export function TrailPicture({ steps, movements, direction, left, currency, exponent, table }: Props) {
  const t = useTranslations("trail.picture");
  const locale = useLocale();
  const id = useId();
  const graph = trailGraph(graphSteps(steps), { direction, left: BigInt(left), perLayer: PER_LAYER, layers: LAYERS });
  const { width, height, nodes, links } = layOut(graph, direction);
  const known = {
    movements: new Map(movements.map((movement) => [movement.record, movement])),
    accounts: new Map(
      steps.flatMap(({ ends }) =>
        ends.flatMap(({ account }) => (account === null ? [] : [[account.id, account] as const])),
      ),
    ),
  };
  const sum = (amount: bigint) => sumText({ amount: amount.toString(), currency, exponent }, locale);
  return (
    <figure className="mt-4">
      {/* Wider than a phone: it scrolls by itself, the page does not. */}
      <div className="picture" role="region" aria-label={t("region")} tabIndex={0}>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          width={width}
          height={height}
          role="group"
          aria-labelledby={`${id}-title`}
          aria-describedby={`${id}-desc`}
          className="sankey"
        >
          <title id={`${id}-title`}>{t(`title.${direction}`)}</title>
          <desc id={`${id}-desc`}>{t("desc", { nodes: nodes.length })}</desc>
          <defs>
            <pattern id={`${id}-many`} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="4" height="4" className="fill-paper" />
              <rect width="2" height="4" className="fill-bar-1" />
            </pattern>
            <pattern id={`${id}-held`} width="4" height="4" patternUnits="userSpaceOnUse">
              <rect width="4" height="4" className="fill-paper" />
              <circle cx="2" cy="2" r="1.2" className="fill-bar-1" />
            </pattern>
          </defs>
          {links.map((link) => (
            <path key={`${link.of.from} ${link.of.to}`} d={link.path} strokeWidth={link.width} className="band" />
          ))}
          {nodes.map((node) => (
            <Node
              key={node.of.id}
              node={node}
              fill={fillOf(node.of, known.movements, id)}
              href={hrefOf(node.of, known, table, locale)}
              {...labelOf(node.of, known, t, locale, sum)}
            />
          ))}
        </svg>
      </div>
      <p className="note mt-2 lg:hidden print:hidden">{t("scrolls")}</p>
      <figcaption className="note mt-2">{t(`caption.${direction}`)}</figcaption>
    </figure>
  );
}

interface Known {
  movements: ReadonlyMap<number, TrailMovementRow>;
  accounts: ReadonlyMap<string, AccountRef>;
}

interface NodeProps {
  node: PlacedNode;
  fill: string;
  href: string;
  name: string;
  /** Lines below the name. */
  what: readonly string[];
}

/** Between two lines of a label. */
const LINE = 14;

/** Its accessible name is what stands beside it. */
function Node({ node, fill, href, name, what }: NodeProps) {
  const middle = node.y + node.height / 2;
  const x = node.x + NODE_WIDTH + 6;
  return (
    <a href={href}>
      {/* A larger target than a thin bar. */}
      <rect x={node.x} y={middle - 14} width="150" height="28" className="fill-transparent" />
      <rect x={node.x} y={node.y} width={NODE_WIDTH} height={node.height} fill={fill} className="node" />
      <text x={x} y={middle + 5 - (what.length * LINE) / 2}>
        {name}
        {what.map((line) => (
          <Fragment key={line}>
            {" "}
            <tspan x={x} dy={LINE} className="what">
              {line}
            </tspan>
          </Fragment>
        ))}
      </text>
    </a>
  );
}

/** Solid: settled; hollow: not confirmed, imported or not followed; hatched: several; dotted: still in an account. */
function fillOf(node: GraphNode, movements: Known["movements"], id: string): string {
  if (node.kind === "smaller") return `url(#${id}-many)`;
  if (node.kind === "held") return `url(#${id}-held)`;
  const movement = node.record === null ? undefined : movements.get(node.record);
  if (movement === undefined || movement.awaitsConfirmation || movement.imported) return "var(--paper)";
  return movement.kind === "receipt" ? "var(--in)" : "var(--bar-1)";
}

function hrefOf(node: GraphNode, { accounts }: Known, table: string, locale: string): string {
  if (node.record !== null) return `/${locale}${movementHref(node.record)}`;
  const account = node.account === null ? undefined : accounts.get(node.account);
  return account === undefined ? table : `/${locale}${accountHref(account)}`;
}

function labelOf(
  node: GraphNode,
  { movements, accounts }: Known,
  t: ReturnType<typeof useTranslations<"trail.picture">>,
  locale: "zh" | "en",
  sum: (amount: bigint) => string,
): { name: string; what: string[] } {
  const amount = sum(node.amount);
  const movement = node.record === null ? undefined : movements.get(node.record);
  if (movement !== undefined) {
    const kind = kindLabel(movement.kind, locale);
    const name = plain(nameText(subjectOf(movement), locale), LABEL[locale]);
    const state = movement.imported ? t("imported") : movement.awaitsConfirmation ? t("awaits") : "";
    // Three short lines: one long one would run into the next layer's bars.
    return { name, what: [`${kind} ${movement.record}`, state === "" ? amount : `${amount} · ${state}`] };
  }
  const account = node.account === null ? undefined : accounts.get(node.account);
  const name =
    node.kind === "smaller"
      ? t("smaller", { count: node.count })
      : node.kind === "held"
        ? t("held", { account: account === undefined ? "" : plain(nameText({ account }, locale), LABEL[locale]) })
        : t(node.kind === "left" ? "left" : "deeper");
  return { name, what: [amount] };
}
