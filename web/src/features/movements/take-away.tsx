// "Take it away and check it": the whole log with its manifest first, then these rows, and what each can prove.
import { useTranslations } from "next-intl";
import { PageLink } from "@/components/page-link";
import { TakeFiles } from "@/features/take-away/panel";

interface Props {
  /** The filters as the API takes them; empty where there are none. */
  filters: Readonly<Record<string, string>>;
  /** Size of the indexed log: file and manifest are tied to it, so that both are of the same moment. Null: unknown. */
  size: number | null;
  /** Filters and order, of the files with names, for reading. */
  query: Readonly<Record<string, string>>;
}

const hrefs = (name: "log" | "movements", size: number, filters: Readonly<Record<string, string>>) => {
  const query = new URLSearchParams({ ...filters, size: String(size) }).toString();
  return {
    csv: `/export/provable/${name}.csv?${query}`,
    manifest: `/export/provable/manifest.json?${new URLSearchParams({ export: name }).toString()}&${query}`,
    ndjson: `/export/provable/${name}.ndjson?${query}`,
    ndjsonManifest: `/export/provable/manifest.json?${new URLSearchParams({ export: name, format: "ndjson" }).toString()}&${query}`,
  };
};

export function TakeAway({ filters, size, query }: Props) {
  const t = useTranslations("movements.take");
  if (size === null || size === 0) return null;
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <section className="mt-12 border-t border-rule pt-6 print:hidden" id="take">
      <h2>{t("title")}</h2>
      <p className="mt-2 max-w-[42rem]">{t("lead")}</p>
      <Download title={t("log.title")} note={t("log.note", { size })} links={hrefs("log", size, {})} />
      {isFiltered && (
        <Download title={t("rows.title")} note={t("rows.note")} links={hrefs("movements", size, filters)} />
      )}
      <p className="mt-5 max-w-[42rem]">
        {t.rich("check", {
          link: (text) => <PageLink href="/verify">{text}</PageLink>,
          code: (text) => <code>{text}</code>,
        })}
      </p>
      <TakeFiles list="movements" query={query} size={size} level={3} />
    </section>
  );
}

function Download({ title, note, links }: { title: string; note: string; links: ReturnType<typeof hrefs> }) {
  const t = useTranslations("movements.take");
  return (
    <div className="mt-5">
      <h3>{title}</h3>
      <p className="mt-1 max-w-[42rem] text-soft">{note}</p>
      <ul className="mt-2 flex flex-wrap gap-x-6 gap-y-1">
        <li>
          <a href={links.csv} download>
            {t("csv")}
          </a>
        </li>
        <li>
          <a href={links.manifest} download>
            {t("manifest")}
          </a>
        </li>
        <li className="text-soft">
          {t.rich("ndjson", {
            file: (text) => (
              <a href={links.ndjson} download>
                {text}
              </a>
            ),
            manifest: (text) => (
              <a href={links.ndjsonManifest} download>
                {text}
              </a>
            ),
          })}
        </li>
      </ul>
    </div>
  );
}
