// Whether a form was sent from a page of this site: a browser says where it comes from.

/**
 * Who says nothing of it is no browser, and holds nobody's cookies. The scheme does not tell: a web server in front may have
 * taken the TLS away without a word.
 */
export function isFromHere(headers: Headers): boolean {
  const [site, origin] = [headers.get("sec-fetch-site"), headers.get("origin")];
  if (site === "cross-site") return false;
  if (origin === null || site === "same-origin") return true;
  return URL.canParse(origin) && new URL(origin).host === headers.get("host");
}
