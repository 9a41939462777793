// /embed/en/flows?year=2026: a chart as a document that any site may show in a frame.
import { hasLocale } from "next-intl";
import { getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { refusalText } from "@/components/refusal";
import { paramsOf } from "@/features/asked/read";
import { unfitSentence } from "@/features/asked/words";
import { chartAsked } from "@/features/charts/asked";
import { embedDocument, embedHeaders } from "@/features/charts/embed";
import { isChart, MAKERS } from "@/features/charts/makers";
import { subjectOf } from "@/features/charts/subject";
import { siteOf } from "@/features/site/origin";
import { routing } from "@/i18n/routing";

export async function GET(incoming: Request, { params }: RouteContext<"/embed/[locale]/[chart]">): Promise<Response> {
  const { locale, chart } = await params;
  if (!hasLocale(routing.locales, locale)) return refusal(404, "There is no such chart.");
  if (!isChart(chart)) return refusal(404, (await getTranslations({ locale, namespace: "charts" }))("unknown"));
  const { asked, unfit, missing } = await chartAsked(chart, paramsOf(new URL(incoming.url).searchParams));
  const a = await getTranslations({ locale, namespace: "asked" });
  const notUnderstood = (instead: Readonly<Record<string, string>>) =>
    unfit.map((one) => unfitSentence(one, { t: a, locale, instead }));
  if (missing) return refusal(400, notUnderstood({}).join("\n"));
  const [sheet, status] = await Promise.all([MAKERS[chart](asked, locale), api.status()]);
  if (!sheet.ok) {
    const words = await getTranslations({ locale, namespace: "states" });
    return refusal(sheet.error.status ?? 503, refusalText(sheet.error, words));
  }
  const [t, site, names] = await Promise.all([
    getTranslations({ locale, namespace: "charts" }),
    getTranslations({ locale, namespace: "site" }),
    getTranslations({ locale, namespace: "text" }),
  ]);
  const known = status.ok ? status.value : null;
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const document = embedDocument(sheet.value, {
    locale,
    base: `${siteOf(incoming.headers)}/${locale}`,
    nonce,
    words: {
      of: await subjectOf(sheet.value, locale),
      unfit: unfit.length === 0 ? null : { title: a("title"), of: notUnderstood(sheet.value.query) },
      table: t("table", { count: sheet.value.rows.length }),
      cut: names("cut"),
      source: t("source", { name: site("name") }),
      region: t("region", { title: sheet.value.title }),
      notice: known?.demo ? site("demo") : known?.imported ? site("imported") : null,
      position: known?.indexed == null ? site("positionUnknown") : t("position", { block: known.indexed.number }),
    },
  });
  return new Response(document, { headers: embedHeaders(nonce) });
}

function refusal(status: number, text: string): Response {
  const headers = { ...embedHeaders("none"), "content-type": "text/plain; charset=utf-8" };
  return new Response(`${text}\n`, { status, headers });
}
