// A drawing as the text of an SVG file that needs nothing else: own colours, own patterns, every text escaped.
import { type Drawing, fillOf, type Pattern, type Shape, shape } from "./drawing.ts";

/** The pages' colours in the light. */
export const LIGHT: Readonly<Record<string, string>> = {
  paper: "#fbfaf6",
  sheet: "#ffffff",
  ink: "#1c1b19",
  soft: "#5f5b53",
  rule: "#dedad0",
  edge: "#8b8578",
  in: "#1f6f5c",
  wait: "#7a5f00",
  link: "#0b4f8a",
  "bar-1": "#1c1b19",
  "bar-2": "#8b8578",
  "bar-3": "#d3cdbf",
};

/** The pages' colours in the dark. */
export const DARK: Readonly<Record<string, string>> = {
  paper: "#141412",
  sheet: "#1c1b19",
  ink: "#f0ede4",
  soft: "#a8a294",
  rule: "#34322d",
  edge: "#7d776a",
  in: "#6cc4a8",
  wait: "#d9bb4b",
  link: "#83b9ea",
  "bar-1": "#f0ede4",
  "bar-2": "#8d8778",
  "bar-3": "#45423b",
};

/** Custom properties of a palette as a style sheet's declarations. */
export function paletteCss(palette: Readonly<Record<string, string>>): string {
  return Object.entries(palette)
    .map(([name, value]) => `--${name}:${value}`)
    .join(";");
}

/** How texts of a drawing look; the pages' style sheet says the same. */
export const DRAWING_CSS =
  "text{font:12px system-ui,'PingFang SC','Noto Sans CJK SC',sans-serif;fill:var(--ink)}" +
  ".small{font-size:11px;fill:var(--soft)}.strong{font-weight:600}a:hover .mark{stroke:var(--link);stroke-width:2px}";

/** The title of a picture that stands alone, in a file. */
const FILE_CSS = ".title{font-size:16px;font-weight:600}";

/** Text in an element or attribute of XML; what XML 1.0 cannot hold at all is left out. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The patterns of a drawing; `pattern` itself is no shape that a picture is made of. */
const PATTERN_SHAPES: Readonly<Record<Pattern, { turn: number; shapes: readonly Shape[] }>> = {
  hatched: { turn: 45, shapes: [shape("rect", { width: 2, height: 4, fill: "var(--bar-1)" })] },
  dotted: { turn: 0, shapes: [shape("circle", { cx: 2, cy: 2, r: 1.2, fill: "var(--bar-1)" })] },
  crossed: {
    turn: 45,
    shapes: [
      shape("rect", { width: 1, height: 4, fill: "var(--bar-2)" }),
      shape("rect", { width: 4, height: 1, fill: "var(--bar-2)" }),
    ],
  },
};

/** Side of a pattern's square, in units of the drawing. */
const PATTERN_SIDE = 4;

function write({ name, attributes, children }: Shape): string {
  const given = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join("");
  const inner = children.map((child) => (typeof child === "string" ? escapeXml(child) : write(child))).join("");
  return inner === "" ? `<${name}${given}/>` : `<${name}${given}>${inner}</${name}>`;
}

interface Options {
  /** Id of the drawing where it stands; it must be a name of XML. */
  id: string;
  /** Of `svg`: colours and fonts within, for a file; without them for a page that has its own. */
  style: boolean;
}

/** @returns the element `svg`, the same for a file and for a page without scripts */
export function svgText({ width, height, title, desc, shapes }: Drawing, { id, style }: Options): string {
  const patterns = Object.entries(PATTERN_SHAPES)
    .map(
      ([name, { turn, shapes: its }]) =>
        `<pattern id="${id}-${name}" width="${PATTERN_SIDE}" height="${PATTERN_SIDE}" patternUnits="userSpaceOnUse"` +
        `${turn === 0 ? "" : ` patternTransform="rotate(${turn})"`}>` +
        `<rect width="${PATTERN_SIDE}" height="${PATTERN_SIDE}" fill="var(--paper)"/>${its.map(write).join("")}</pattern>`,
    )
    .join("");
  const css = style ? `<style>:root{${paletteCss(LIGHT)}}${DRAWING_CSS}${FILE_CSS}</style>` : "";
  const ground = style ? write(shape("rect", { width, height, fill: fillOf("paper", id) })) : "";
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"` +
    ` role="group" aria-labelledby="${id}-title" aria-describedby="${id}-desc" class="chart">` +
    `<title id="${id}-title">${escapeXml(title)}</title><desc id="${id}-desc">${escapeXml(desc)}</desc>` +
    `${css}<defs>${patterns}</defs>${ground}${shapes.map(write).join("")}</svg>`
  );
}
