// A chart on a page: picture, how to read it, its table, and how to take it away.
import { useLocale, useTranslations } from "next-intl";
import { headers } from "next/headers";
import { escapeXml } from "@mingzhang/sdk/charts";
import { getTranslations } from "next-intl/server";
import { PageLink } from "@/components/page-link";
import { Empty } from "@/components/states";
import { Picture } from "./picture";
import { frameHeight } from "./embed";
import { chartFileName } from "./file-name";
import { FrameCode } from "./frame-code";
import { PngPart } from "./png-part";
import { embedHref, fileHref, type Sheet } from "./sheet";
import { siteOf } from "../site/origin";
import { sheetTable } from "./table";

interface Props {
  sheet: Sheet;
  /** Folded away where the page is about more than the chart; none where the page has tables that say more. */
  table?: "open" | "folded" | "none";
  /** Link to the page that shows the chart alone. */
  more?: boolean;
}

export async function ChartFigure({ sheet, table = "open", more = false }: Props) {
  const [t, head] = await Promise.all([getTranslations("charts"), headers()]);
  if (sheet.drawing === null) return <Empty>{sheet.empty}</Empty>;
  return (
    <figure className="mt-4" data-chart={sheet.name}>
      <p className="note mb-2 lg:hidden print:hidden">{t("scrolls")}</p>
      <Picture drawing={sheet.drawing} region={t("region", { title: sheet.title })} />
      <figcaption className="note mt-2">{sheet.caption}</figcaption>
      <TakeAway sheet={sheet} more={more} site={siteOf(head)} />
      {table === "folded" && (
        <details className="mt-3">
          <summary className="text-link">{t("table", { count: sheet.rows.length })}</summary>
          <SheetTable sheet={sheet} className="mt-2" />
        </details>
      )}
      {table === "open" && <SheetTable sheet={sheet} className="mt-6" />}
    </figure>
  );
}

function SheetTable({ sheet, className }: { sheet: Sheet; className: string }) {
  const cut = useTranslations("text")("cut");
  const locale = useLocale();
  const table = sheetTable(sheet, { locale, href: (path) => `/${locale}${path}`, cut });
  return <div className={className} dangerouslySetInnerHTML={{ __html: table }} />;
}

/** What another site puts into its page. */
function frameCode(address: string, title: string, height: number): string {
  return `<iframe src="${escapeXml(address)}" title="${escapeXml(title)}" width="100%" height="${height}" loading="lazy"></iframe>`;
}

function TakeAway({ sheet, more, site }: { sheet: Sheet; more: boolean; site: string }) {
  const t = useTranslations("charts");
  const locale = useLocale();
  const svg = fileHref(sheet, "svg", locale);
  const embed = embedHref(sheet, locale);
  return (
    <ul
      aria-label={t("take")}
      className="mt-3 flex flex-wrap items-baseline gap-x-5 gap-y-1 text-[0.9375rem] print:hidden"
    >
      {more && (
        <li>
          <PageLink href={`${sheet.page}?${new URLSearchParams(sheet.query).toString()}`}>{t("large")}</PageLink>
        </li>
      )}
      <li>
        <a href={svg} download>
          SVG
        </a>
      </li>
      <li className="contents">
        <PngPart svg={svg} name={chartFileName({ of: sheet, locale, block: null, ending: "png" })} />
      </li>
      <li>
        <a href={fileHref(sheet, "csv", locale)} download>
          CSV
        </a>
      </li>
      <li className="has-[details[open]]:basis-full">
        <details>
          <summary className="text-link">{t("embedHow")}</summary>
          <p className="mt-1">
            <a href={embed}>{sheet.title}</a>
          </p>
          <FrameCode
            code={frameCode(site + embed, sheet.title, frameHeight(sheet, locale))}
            words={{ label: t("embedCode"), copy: t("copy"), copied: t("copied"), notCopied: t("notCopied") }}
          />
        </details>
      </li>
    </ul>
  );
}
