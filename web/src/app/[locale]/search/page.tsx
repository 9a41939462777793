// /search?q=: finds parties, accounts, cases, findings, permits, movements, records and documents.
import { SEARCH_TYPES } from "@mingzhang/sdk/api";
import { getLocale, getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { plain } from "@/components/said";
import { Empty, ProblemNote } from "@/components/states";
import { movementsHref } from "@/features/accounts/links";
import { UnfitNote } from "@/features/asked/note";
import { oneOf, readAsked } from "@/features/asked/read";
import { FileDropPart } from "@/features/find/file-drop-part";
import { Hits } from "@/features/search/hits";
import { foundView, searchHref } from "@/features/search/view";

const LONGEST = 200;
/** Of all types together, and of one alone. */
const LIMIT = { all: 40, type: 100 } as const;

// What is too long is cut rather than refused: a reader who pasted it still finds the rest.
const RULES = { q: { fits: () => true, remedy: "short" }, type: oneOf(SEARCH_TYPES) } as const;

export default async function Page({ searchParams }: PageProps<"/[locale]/search">) {
  const { asked, unfit } = readAsked(await searchParams, RULES);
  // What the API refuses cannot be in any text.
  const query = (asked.q ?? "")
    .toWellFormed()
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, LONGEST)
    .toWellFormed();
  const type = SEARCH_TYPES.find((each) => each === asked.type);
  const [t, locale, found] = await Promise.all([
    getTranslations("search"),
    getLocale(),
    query === "" ? null : api.search(query, { type, limit: type === undefined ? LIMIT.all : LIMIT.type }),
  ]);
  const view = found?.ok === true ? foundView(found.value, locale, type) : null;
  return (
    <>
      <PageHead title={query === "" ? t("title") : t("titleFor", { query: plain(query) })} lead={t("lead")} />
      <form
        action={`/${locale}/search`}
        role="search"
        aria-label={t("title")}
        className="mt-6 flex max-w-xl gap-2 print:hidden"
      >
        <input
          name="q"
          type="search"
          defaultValue={query}
          aria-label={t("title")}
          maxLength={LONGEST}
          className="field"
        />
        <button className="button shrink-0">{t("title")}</button>
      </form>
      {found !== null && !found.ok && (
        <div className="mt-6">
          <ProblemNote error={found.error} />
        </div>
      )}
      <UnfitNote of={unfit} />
      {view !== null && (
        <div className="mt-6">
          <p role="status" className="text-soft">
            {view.said}
            {type !== undefined && (
              <>
                {" "}
                {t("onlyType", { group: t(`group.${type}`) })}{" "}
                <PageLink href={searchHref(query)}>{t("allTypes")}</PageLink>
              </>
            )}
          </p>
          {view.groups.length > 0 ? <Hits groups={view.groups} /> : view.searchable && <Empty>{t("empty")}</Empty>}
          {view.more && <p className="note mt-3">{t("more")}</p>}
          {view.searchable && (
            <p className="note mt-4">
              {t.rich("in", {
                link: (text) => <PageLink href={movementsHref({ text: query })}>{text}</PageLink>,
              })}
            </p>
          )}
        </div>
      )}
      <FileDropPart />
      <h2>{t("tryTitle")}</h2>
      <ul className="list-disc space-y-1 pl-5">
        {(["name", "text", "contract", "number", "amount", "hash"] as const).map((key) => (
          <li key={key}>{t(`try.${key}`)}</li>
        ))}
      </ul>
      <p className="note mt-3">{t("rules")}</p>
    </>
  );
}
