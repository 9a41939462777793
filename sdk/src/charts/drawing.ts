// A drawing as plain data, which a page shows as elements and a file holds as text: one picture, however it is taken.

/** An element of SVG. Texts of the chain stand in `children` or attributes as they are: whoever writes them escapes. */
export interface Shape {
  name: "rect" | "path" | "text" | "a" | "g" | "title" | "circle" | "line";
  attributes: Readonly<Record<string, string | number>>;
  children: readonly (Shape | string)[];
}

export interface Drawing {
  width: number;
  height: number;
  title: string;
  /** What there is to see, for who does not see it. */
  desc: string;
  shapes: readonly Shape[];
}

/** Names of colours are those of the pages; each also differs in lightness, and patterns need no colour at all. */
export const TONES = {
  ink: "var(--ink)",
  soft: "var(--soft)",
  rule: "var(--rule)",
  edge: "var(--edge)",
  paper: "var(--paper)",
  sheet: "var(--sheet)",
  in: "var(--in)",
  first: "var(--bar-1)",
  second: "var(--bar-2)",
  third: "var(--bar-3)",
  wait: "var(--wait)",
} as const;

export type Tone = keyof typeof TONES;
/** Hatched: several in one; dotted: kept, not spent; crossed: of the other year, or between funds. */
export type Pattern = "hatched" | "dotted" | "crossed";
export type Fill = Tone | Pattern;

const PATTERNS: readonly string[] = ["hatched", "dotted", "crossed"] satisfies readonly Pattern[];

/** @param id of the drawing on its page, so that two drawings do not share patterns */
export function fillOf(fill: Fill, id: string): string {
  return PATTERNS.includes(fill) ? `url(#${id}-${fill})` : TONES[fill as Tone];
}

export function shape(
  name: Shape["name"],
  attributes: Shape["attributes"],
  ...children: readonly (Shape | string)[]
): Shape {
  return { name, attributes, children };
}

/** A link whose name is its title, said whole; `shapes` need not repeat it. */
export function link(href: string, label: string, ...shapes: readonly Shape[]): Shape {
  return shape("a", { href }, shape("title", {}, label), ...shapes);
}

/** One decimal is enough for a screen, and keeps files small. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Parts in which shares of a whole are drawn: exact sums stand beside the picture. */
const PARTS = 1_000_000n;

/** Share of the whole from 0 to 1, for drawing alone. */
export function shareToDraw(amount: bigint, whole: bigint): number {
  return whole <= 0n || amount <= 0n ? 0 : Number((amount * PARTS) / whole) / Number(PARTS);
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303f\u3040-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;

/** About how wide a text is, in units of its drawing. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 1.02 : /[A-Z0-9%]/.test(character) ? 0.64 : 0.54;
  return width * size;
}

/** A text cut to fit so many units; empty where not even three characters fit. */
export function fitText(text: string, size: number, room: number): string {
  if (textWidth(text, size) <= room) return text;
  const characters = [...text];
  while (characters.length > 0 && textWidth(`${characters.join("")}…`, size) > room) characters.pop();
  return characters.length < 3 ? "" : `${characters.join("").trimEnd()}…`;
}
