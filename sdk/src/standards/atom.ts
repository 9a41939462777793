// Atom feeds (RFC 4287) as text: every text escaped, what XML cannot hold left out.

export interface AtomEntry {
  /** A URI that never changes. */
  id: string;
  title: string;
  updated: string;
  summary: string;
  /** Page of the entry; left out where no address of the explorer is known. */
  link: string | null;
}

export interface AtomFeed {
  id: string;
  title: string;
  /** Time of the newest entry, or of the state that has none. */
  updated: string;
  author: string;
  self: string;
  /** Address of the older part of the feed (RFC 5005). */
  next: string | null;
  entries: readonly AtomEntry[];
}

/** Characters outside XML 1.0: most controls, half surrogate pairs, two non-characters. */
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replace(NOT_XML, "\ufffd")
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

const element = (name: string, text: string) => `<${name}>${xmlText(text)}</${name}>`;
const link = (rel: string, href: string, type = "") =>
  `<link rel="${rel}"${type === "" ? "" : ` type="${type}"`} href="${xmlText(href)}"/>`;
/** An entry without a page of its own has to hold what it is about (RFC 4287, 4.1.2). */
const body = ({ link: page, summary }: AtomEntry) =>
  page === null
    ? `<content>${xmlText(summary)}</content>`
    : link("alternate", page, "text/html") + element("summary", summary);

export function atomFeed(feed: AtomFeed): string {
  const entries = feed.entries.map(
    (entry) =>
      `<entry>${element("id", entry.id)}${element("title", entry.title)}${element("updated", entry.updated)}` +
      `${body(entry)}</entry>\n`,
  );
  return (
    `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n` +
    `${element("id", feed.id)}\n${element("title", feed.title)}\n${element("updated", feed.updated)}\n` +
    `<author>${element("name", feed.author)}</author>\n${link("self", feed.self)}\n` +
    `${feed.next === null ? "" : `${link("next", feed.next)}\n`}${entries.join("")}</feed>\n`
  );
}
