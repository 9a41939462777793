// A drawing as elements of the page: it takes the page's colours, its links and its fonts.
import { type Drawing, PATTERN_SHAPES, PATTERN_SIDE, type Shape } from "@mingzhang/sdk/charts";
import { useLocale } from "next-intl";
import { createElement, type ReactNode, useId } from "react";
import type { Place } from "./sheet";

interface Props {
  drawing: (place: Place) => Drawing;
  /** Says that the picture may be wider than the screen. */
  region: string;
}

export function Picture({ drawing, region }: Props) {
  const locale = useLocale();
  // Patterns of two pictures on one page do not mix; colons are no part of a fragment that every browser finds.
  const id = `c${useId().replaceAll(/[^\w-]/g, "")}`;
  const { width, height, title, desc, shapes } = drawing({ id, href: (path) => `/${locale}${path}` });
  return (
    <div className="picture" role="region" aria-label={region} tabIndex={0}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        role="group"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-desc`}
        className="chart"
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{desc}</desc>
        <defs>
          {Object.entries(PATTERN_SHAPES).map(([name, { turn, shapes: its }]) => (
            <pattern
              key={name}
              id={`${id}-${name}`}
              width={PATTERN_SIDE}
              height={PATTERN_SIDE}
              patternUnits="userSpaceOnUse"
              patternTransform={`rotate(${turn})`}
            >
              <rect width={PATTERN_SIDE} height={PATTERN_SIDE} fill="var(--paper)" />
              {its.map(toElement)}
            </pattern>
          ))}
        </defs>
        {shapes.map(toElement)}
      </svg>
    </div>
  );
}

function toElement({ name, attributes, children }: Shape, key: number): ReactNode {
  const props: Record<string, string | number> = { key };
  for (const [attribute, value] of Object.entries(attributes)) props[propertyOf(attribute)] = value;
  const inner = children.map((child, at) => (typeof child === "string" ? child : toElement(child, at)));
  return createElement(name, props, ...(inner.length === 0 ? [] : [inner]));
}

/** React's names: `stroke-width` is strokeWidth, while aria- and data- stay. */
function propertyOf(attribute: string): string {
  if (attribute === "class") return "className";
  if (attribute === "tabindex") return "tabIndex";
  if (attribute.startsWith("aria-")) return attribute;
  return attribute.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
