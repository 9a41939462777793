// Addresses of the indexer's HTTP API.

export type Query = Record<string, string | number | boolean | undefined> | URLSearchParams;

/** Where `npm start` puts the indexer. */
const DEFAULT_URL = "http://127.0.0.1:4600";

/** Read for each request, so that a build knows nothing of where it will run. */
export function apiUrl(path: string, query: Query = {}): URL {
  const base = process.env.MINGZHANG_API_URL ?? DEFAULT_URL;
  const url = new URL(base.replace(/\/$/, "") + path);
  // What a reader has asked is the indexer's to take or to refuse, as it stands.
  if (query instanceof URLSearchParams) url.search = query.toString();
  else
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined && value !== "") url.searchParams.set(name, String(value));
    }
  return url;
}
