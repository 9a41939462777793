// /export/charts/flows.svg?locale=en&year=2026: a chart as a file, SVG or CSV.
import { hasLocale } from "next-intl";
import { sheetCsv, sheetSvg } from "@/features/charts/file";
import { makerOf } from "@/features/charts/makers";
import { siteOf } from "@/features/charts/site";
import { askedOf } from "@/features/charts/sheet";
import { routing } from "@/i18n/routing";

export async function GET(incoming: Request, { params }: RouteContext<"/export/charts/[file]">): Promise<Response> {
  const { file } = await params;
  const [, name = "", ending] = /^([a-z]+)\.(svg|csv)$/.exec(file) ?? [];
  const maker = makerOf(name);
  const query = Object.fromEntries(new URL(incoming.url).searchParams);
  const locale = hasLocale(routing.locales, query.locale) ? query.locale : routing.defaultLocale;
  if (maker === null) return problem(404, "There is no such chart.");
  const sheet = await maker(askedOf(query), locale);
  if (!sheet.ok) return problem(sheet.error.status ?? 503, sheet.error.message);
  if (ending === "csv") return fileOf(sheetCsv(sheet.value), "text/csv; charset=utf-8; header=present", file);
  const svg = sheetSvg(sheet.value, `${siteOf(incoming.headers)}/${locale}`);
  if (svg === null) return problem(404, sheet.value.empty);
  return fileOf(svg, "image/svg+xml; charset=utf-8", file);
}

function fileOf(text: string, type: string, name: string): Response {
  return new Response(text, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
      // Names in it are anybody's: as a document of its own it may run and load nothing.
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      "cache-control": "no-store",
    },
  });
}

function problem(status: number, detail: string): Response {
  return Response.json(
    { title: "There is no such file", status, detail },
    { status, headers: { "content-type": "application/problem+json" } },
  );
}
