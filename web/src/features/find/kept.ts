// What the reader's own browser keeps for finding: searches made before, and lists saved under a name. Nothing is sent.

const RECENT = "mingzhang.recent";
const VIEWS = "mingzhang.views";
/** Event of the window after a list was kept or forgotten in it: `storage` comes in other windows alone. */
export const VIEWS_CHANGED = "mingzhang:views";
const MOST_RECENT = 8;
const MOST_VIEWS = 100;
const LONGEST_NAME = 80;
const LONGEST_PATH = 2_000;
/** Lists that can be saved: a path of this site without its language. */
const PATH = /^\/[a-z-]+(?:\/[\w-]+)*(?:\?[^\s#\\]*)?$/;

export interface View {
  name: string;
  /** Without the language, with the filters. */
  path: string;
}

/** A browser may refuse storage (private windows, settings): then nothing is kept, and nothing else fails. */
function read(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") as unknown;
  } catch (cause) {
    if (cause instanceof DOMException || cause instanceof SyntaxError) return null;
    throw cause;
  }
}

/** @returns whether it was kept */
function write(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    if (key === VIEWS) window.dispatchEvent(new Event(VIEWS_CHANGED));
    return true;
  } catch (cause) {
    if (cause instanceof DOMException) return false;
    throw cause;
  }
}

const isText = (value: unknown): value is string => typeof value === "string";

export function recent(): string[] {
  const kept = read(RECENT);
  return Array.isArray(kept) ? kept.filter(isText).slice(0, MOST_RECENT) : [];
}

export function remember(query: string): void {
  const text = query.trim();
  if (text !== "") write(RECENT, [text, ...recent().filter((each) => each !== text)].slice(0, MOST_RECENT));
}

export function forget(): void {
  write(RECENT, []);
}

/** Views in a value that anybody may have made: those that are none are left out. */
export function viewsIn(value: unknown): View[] {
  if (!Array.isArray(value)) return [];
  const all = value.flatMap((each: unknown): View[] => {
    if (typeof each !== "object" || each === null || !("name" in each) || !("path" in each)) return [];
    const { name, path } = each;
    if (!isText(name) || !isText(path) || name.trim() === "" || path.length > LONGEST_PATH || !PATH.test(path))
      return [];
    return [{ name: [...name.trim()].slice(0, LONGEST_NAME).join(""), path }];
  });
  return all.slice(0, MOST_VIEWS);
}

export const views = (): View[] => viewsIn(read(VIEWS));

/** Adds views; one of the same name is replaced. @returns whether the browser kept them */
export function keepViews(added: readonly View[]): boolean {
  const names = new Set(added.map((view) => view.name));
  return write(VIEWS, viewsIn([...added, ...views().filter((view) => !names.has(view.name))]));
}

export function dropView(name: string): boolean {
  return write(
    VIEWS,
    views().filter((view) => view.name !== name),
  );
}

/** Views as text for the part of an address that browsers do not send. */
export function packViews(of: readonly View[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(of));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

/** Throws nothing: what is no such text holds no views. */
export function unpackViews(text: string): View[] {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0));
    return viewsIn(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown);
  } catch (cause) {
    if (cause instanceof DOMException || cause instanceof SyntaxError || cause instanceof TypeError) return [];
    throw cause;
  }
}
