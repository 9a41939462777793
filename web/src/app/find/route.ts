// What the search palette asks: hits in the reader's words, by GET /find?q=…&locale=….
import { hasLocale } from "next-intl";
import { api } from "@/api/client";
import { foundView } from "@/features/search/view";
import { routing } from "@/i18n/routing";

/** Hits of all types together that the palette has room for. */
const LIMIT = 20;
const headers = { "cache-control": "no-store" };

export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const locale = query.get("locale");
  const q = query.get("q")?.trim() ?? "";
  if (!hasLocale(routing.locales, locale) || q === "") {
    const detail = "Give q, the words, and locale, en or zh.";
    return Response.json({ status: 400, title: "Bad request", detail }, { status: 400, headers });
  }
  const found = await api.search(q, { limit: LIMIT });
  if (found.ok) return Response.json(foundView(found.value, locale), { headers });
  const status = found.error.status ?? 503;
  return Response.json({ status, title: "Search failed", detail: found.error.message }, { status, headers });
}
