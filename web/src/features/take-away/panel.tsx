// "Take away": a list as files in every format with its manifest, in the field's standards, and how to be told of news.
import { FEED_NAMES, LIST_FORMATS, type ListFormat, type ListName } from "@mingzhang/sdk/api-lists";
import { useTranslations } from "next-intl";
import { PageLink } from "@/components/page-link";
import { citeListHref } from "@/features/cite/list-asked";

export interface TakeFilesProps {
  list: ListName;
  /** Filters and order as the API takes them: the file has exactly the rows of this list, all of them. */
  query: Readonly<Record<string, string>>;
  /** Pins file and manifest to the same size of the log, where the page knows it. */
  size?: number | null;
  /** Packages of the field's standards that belong to the list, with their addresses. */
  standards?: readonly { name: "ocdsReleases" | "ocdsRecords" | "fiscal"; href: string; currency?: string }[];
  /** Under a heading of its own, or as a part of one. */
  level?: 2 | 3;
}

const address = (file: string, query: Readonly<Record<string, string>>) => {
  const text = new URLSearchParams(query).toString();
  return `/export/${file}${text === "" ? "" : `?${text}`}`;
};

export function TakeFiles({ list, query, size = null, standards = [], level = 2 }: TakeFilesProps) {
  const t = useTranslations("take");
  const pinned: Record<string, string> = { ...query, ...(size === null ? {} : { size: String(size) }) };
  const { sort: _sort, order: _order, ...filters } = query;
  const feed = FEED_NAMES.find((name) => name === list);
  const feedHref = address(`${list}.atom`, filters);
  const Heading = `h${level}` as const;
  const Part = level === 2 ? "h3" : "h4";
  const row = (format: ListFormat, more: Readonly<Record<string, string>> = {}) => (
    <li key={format + (more.bom ?? "")} className="flex flex-wrap items-baseline gap-x-4 py-1">
      <a href={address(`${list}.${format}`, { ...pinned, ...more })} download>
        {t(more.bom === undefined ? `format.${format}` : "format.csvPlain")}
      </a>
      <a href={address(`${list}.manifest.json`, { format, ...pinned, ...more })} download className="text-sm text-soft">
        {t("manifest")}
      </a>
    </li>
  );
  return (
    <section
      className={level === 2 ? "mt-12 border-t border-rule pt-6 print:hidden" : "mt-8 print:hidden"}
      id={level === 2 ? "take" : "take-files"}
    >
      <Heading>{t("title")}</Heading>
      <p className="mt-2 max-w-[42rem] text-soft">{t(size === null ? "lead" : "leadPinned")}</p>
      <p className="note mt-1">{t("named")}</p>
      {list !== "movements" && (
        <p className="mt-2">
          <PageLink href={citeListHref(list, query)} rel="nofollow">
            {t("cite")}
          </PageLink>
        </p>
      )}
      <ul className="mt-3">
        {LIST_FORMATS.flatMap((format) =>
          format === "csv" ? [row(format), row(format, { bom: "false" })] : [row(format)],
        )}
      </ul>
      {standards.length > 0 && (
        <>
          <Part className="mt-5">{t("standards")}</Part>
          <ul className="mt-2">
            {standards.map(({ name, href, currency }) => (
              <li key={href} className="py-1">
                <a href={href} download>
                  {t(name, { currency: currency ?? "" })}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      {feed !== undefined && (
        <>
          <link rel="alternate" type="application/atom+xml" title={t("feed", { list: feed })} href={feedHref} />
          <Part className="mt-5">{t("news")}</Part>
          <p className="mt-2 max-w-[42rem] text-soft">
            {t.rich(list === "movements" ? "newsNote" : "newsActs", {
              feed: (text) => <a href={feedHref}>{text}</a>,
            })}
          </p>
          {list === "movements" && (
            <p className="mt-2 max-w-[42rem] text-soft">
              {t.rich("webhook", {
                code: (text) => <code className="break-all">{text}</code>,
                filter: () => <code className="break-all">{new URLSearchParams(filters).toString() || "—"}</code>,
              })}
            </p>
          )}
        </>
      )}
    </section>
  );
}
