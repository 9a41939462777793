// Which addresses the explorer takes: those that can be read, and of each path one spelling.

/** Says in plain words why an address cannot be read; null where it can. Next.js would fail on it, or read something else. */
export function unreadable(url: string): string | null {
  if (!url.startsWith("/")) return "This address cannot be read: it is no path of this site.";
  const [path = "", ...query] = url.split("?");
  if (isUtf8(path) && isUtf8(query.join("?"))) return null;
  return "This address cannot be read: a % in it is not followed by two hexadecimal digits of UTF-8.";
}

function isUtf8(escaped: string): boolean {
  try {
    decodeURIComponent(escaped);
    return true;
  } catch {
    return false;
  }
}

/** What means something else once it is read: a further escape, another step of the path, what is cut away. */
const TELLING = /[%/\\\p{Cc}]/u;

/**
 * Whether a path is written as browsers write it: nothing to be tidied, and escaped only what has to be, such as Chinese.
 * Any other spelling would be read twice on its way, by next-intl and by Next.js, and could come out as another path.
 */
export function isPlain(path: string): boolean {
  if (new URL(`http://site${path}`).pathname !== path) return false;
  return [...path.matchAll(/(?:%[0-9a-f]{2})+/giu)].every(([escaped]) => {
    const text = decodeURIComponent(escaped);
    return encodeURIComponent(text) === escaped && !TELLING.test(text);
  });
}

/** The path to answer instead of one that is not plain: no page has it, in the language that was asked for. */
export function nowhere(path: string): string {
  return path.startsWith("/zh/") ? "/zh/-/nowhere" : "/en/-/nowhere";
}
