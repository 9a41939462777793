// The address of this site as the reader asked for it, for links that are read elsewhere: in files, frames, print and citations.

/** @returns origin without a slash at its end; empty where the request names no host */
export function siteOf(headers: Pick<Headers, "get">): string {
  const scheme = headers.get("x-forwarded-proto") === "https" ? "https" : "http";
  const host = headers.get("host") ?? "";
  // What is no host name is not put into a file.
  return /^[\w.-]+(:\d{1,5})?$|^\[[\da-f:]+\](:\d{1,5})?$/i.test(host) ? `${scheme}://${host}` : "";
}
