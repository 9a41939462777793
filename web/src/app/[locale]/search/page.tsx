// /search?q=: finds parties, accounts, movements, records and documents.
import { getLocale, getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { plain } from "@/components/said";
import { Empty, ProblemNote } from "@/components/states";
import { movementsHref } from "@/features/accounts/links";
import { Hits } from "@/features/search/hits";

const LONGEST = 200;

export default async function Page({ searchParams }: PageProps<"/[locale]/search">) {
  const given = (await searchParams).q;
  const query = ((Array.isArray(given) ? given[0] : given) ?? "").trim().slice(0, LONGEST);
  const [t, locale, found] = await Promise.all([
    getTranslations("search"),
    getLocale(),
    query === "" ? null : api.search(query),
  ]);
  return (
    <>
      <PageHead title={query === "" ? t("title") : t("titleFor", { query: plain(query) })} lead={t("lead")} />
      <form action={`/${locale}/search`} className="mt-6 flex max-w-xl gap-2 print:hidden">
        <input name="q" type="search" defaultValue={query} aria-label={t("title")} className="field" />
        <button className="button shrink-0">{t("title")}</button>
      </form>
      {found === null ? (
        <>
          <h2>{t("tryTitle")}</h2>
          <ul className="list-disc space-y-1 pl-5">
            {(["name", "contract", "number", "hash"] as const).map((key) => (
              <li key={key}>{t(`try.${key}`)}</li>
            ))}
          </ul>
        </>
      ) : !found.ok ? (
        <div className="mt-6">
          <ProblemNote error={found.error} />
        </div>
      ) : (
        <section className="mt-6">
          <p role="status" className="text-soft">
            {t("results", { count: found.value.hits.length, query: plain(query) })}
          </p>
          {found.value.hits.length === 0 ? <Empty>{t("empty")}</Empty> : <Hits hits={found.value.hits} />}
          {found.value.more && <p className="note mt-3">{t("more")}</p>}
          <p className="note mt-4">
            {t.rich("in", {
              link: (text) => <PageLink href={movementsHref({ text: query })}>{text}</PageLink>,
            })}
          </p>
        </section>
      )}
    </>
  );
}
