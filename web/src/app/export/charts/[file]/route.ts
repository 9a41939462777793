// /export/charts/flows.svg?locale=en&year=2026: a chart as a file, SVG or CSV.
import type { Problem, Status } from "@mingzhang/sdk/api";
import { visibleText } from "@mingzhang/sdk/text";
import { hasLocale } from "next-intl";
import { getTranslations } from "next-intl/server";
import { api, request } from "@/api/client";
import { ApiError } from "@/api/problem";
import { oneOf, paramsOf, type Unfit } from "@/features/asked/read";
import { remedyText } from "@/features/asked/words";
import { chartAsked } from "@/features/charts/asked";
import { type Said, sheetCsv, sheetSvg } from "@/features/charts/file";
import { chartFileName } from "@/features/charts/file-name";
import { isChart, MAKERS } from "@/features/charts/makers";
import type { Sheet } from "@/features/charts/sheet";
import { subjectOf } from "@/features/charts/subject";
import { siteOf } from "@/features/site/origin";
import { type Locale, routing } from "@/i18n/routing";

/** Names in a chart are anybody's: as a document of its own it may run and load nothing. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

export async function GET(incoming: Request, { params }: RouteContext<"/export/charts/[file]">): Promise<Response> {
  const { file } = await params;
  const [, name = "", ending] = /^([a-z]+)\.(svg|csv)$/.exec(file) ?? [];
  if (!isChart(name)) return problem(404, "There is no such chart.");
  const given = paramsOf(new URL(incoming.url).searchParams);
  const { asked, unfit } = await chartAsked(name, given, { locale: oneOf(routing.locales) });
  if (unfit.length > 0) return refusal(incoming, unfit);
  const locale = hasLocale(routing.locales, asked.locale) ? asked.locale : routing.defaultLocale;
  const before = await indexedBlock();
  const sheet = await MAKERS[name](asked, locale);
  if (!sheet.ok) return problem(sheet.error.status ?? 503, sheet.error.message);
  // Of a chart that was drawn while a block came nobody can say which it is of.
  const block = before === (await indexedBlock()) ? before : null;
  const called = (kind: "csv" | "svg") => chartFileName({ of: sheet.value, locale, block, ending: kind });
  if (ending === "csv") return fileOf(sheetCsv(sheet.value), "text/csv; charset=utf-8; header=present", called("csv"));
  const base = `${siteOf(incoming.headers)}/${locale}`;
  const svg = sheetSvg(sheet.value, base, await saidOf(sheet.value, { locale, base, block }));
  if (svg === null) return problem(404, sheet.value.empty);
  return fileOf(svg, "image/svg+xml; charset=utf-8", called("svg"));
}

/** What stands above and below the picture. */
async function saidOf(
  sheet: Sheet,
  { locale, base, block }: { locale: Locale; base: string; block: number | null },
): Promise<Said> {
  const [t, site, of, status] = await Promise.all([
    getTranslations({ locale, namespace: "charts" }),
    getTranslations({ locale, namespace: "site" }),
    subjectOf(sheet, locale),
    api.status(),
  ]);
  const query = new URLSearchParams(sheet.query).toString();
  const address = `${base}${sheet.page}${query === "" ? "" : `?${query}`}`;
  const position = block === null ? site("positionUnknown") : t("position", { block });
  const holds = !status.ok ? null : status.value.demo ? site("demo") : status.value.imported ? site("imported") : null;
  const seen = t("subject.seen", { name: site("name"), position, address });
  return { of, foot: holds === null ? [seen] : [seen, holds] };
}

/** Null where the indexer does not say: the name then says no block. */
async function indexedBlock(): Promise<number | null> {
  try {
    const status = (await (await request("/v1/status")).json()) as Status;
    return status.indexed?.number ?? null;
  } catch (cause) {
    if (!(cause instanceof ApiError)) throw cause;
    return null;
  }
}

function fileOf(text: string, type: string, name: string): Response {
  return new Response(text, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
      "content-security-policy": POLICY,
      "cache-control": "no-store",
    },
  });
}

/** As the API refuses: a program reads it, so that it is in English whatever the file's language. */
async function refusal(incoming: Request, unfit: readonly Unfit[]): Promise<Response> {
  const t = await getTranslations({ locale: "en", namespace: "asked" });
  const errors = unfit.map((one) => ({
    ...{ field: visibleText(one.name, 100), value: one.value === "" ? null : visibleText(one.value, 100) },
    remedy: remedyText(one, t, "en"),
  }));
  const detail = errors.map(({ field, value, remedy }) => `${field}${value === null ? "" : ` "${value}"`}: ${remedy}`);
  const body: Problem = {
    ...{ type: "urn:mingzhang:problem:parameter-invalid", title: "A parameter does not fit", status: 400 },
    ...{ detail: detail.join(" "), instance: new URL(incoming.url).pathname, errors },
  };
  return Response.json(body, {
    status: 400,
    headers: {
      "content-type": "application/problem+json",
      "content-security-policy": POLICY,
      "cache-control": "no-store",
    },
  });
}

function problem(status: number, detail: string): Response {
  return Response.json(
    { title: "There is no such file", status, detail },
    { status, headers: { "content-type": "application/problem+json", "content-security-policy": POLICY } },
  );
}
