// /payees: who is paid.
import type { BlockRef } from "@mingzhang/sdk/api";
import { useLocale, useTranslations } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { Moment } from "@/components/dates";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { Empty, ProblemNote } from "@/components/states";
import { movementsHref } from "@/features/accounts/links";
import { UnfitNote } from "@/features/asked/note";
import { cursor, oneOf, readAsked, words } from "@/features/asked/read";
import { SavedPart } from "@/features/find/saved-part";
import { readGrouping } from "@/features/money/grouping";
import { FIGURE_KINDS } from "@/features/movements/figures";
import { yearsText } from "@/features/overview/year";
import { PayeeTable } from "@/features/parties/payee-table";
import { TakeFiles } from "@/features/take-away/panel";

const KINDS = ["payee", "payee-class"] as const;
const RULES = { text: words, kind: oneOf(KINDS), cursor };

export default async function Page({ searchParams }: PageProps<"/[locale]/payees">) {
  const { asked, unfit } = readAsked(await searchParams, RULES);
  const { text = "" } = asked;
  const kind = KINDS.find((each) => each === asked.kind) ?? "payee";
  const [years, status, parties, t, locale, grouping] = await Promise.all([
    api.years(),
    api.status(),
    api.parties({ kind, text, cursor: asked.cursor, sort: "paid", order: "desc" }),
    getTranslations("parties.payees"),
    getLocale(),
    readGrouping(),
  ]);
  const href = (change: Record<string, string>) => {
    const query = new URLSearchParams({
      ...(kind === "payee" ? {} : { kind }),
      ...(text === "" ? {} : { text }),
      ...change,
    });
    return `/payees?${query.toString()}`;
  };
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <nav aria-label={t("kinds")} className="mt-5 flex gap-5 text-[0.9375rem] print:hidden">
        {KINDS.map((other) => (
          <PageLink
            key={other}
            href={`/payees?kind=${other}`}
            aria-current={other === kind ? "page" : undefined}
            className="py-1 no-underline hover:underline aria-[current]:text-ink aria-[current]:shadow-[inset_0_-2px_var(--seal)]"
          >
            {t(`show-${other}`)}
          </PageLink>
        ))}
      </nav>
      <form
        action={`/${locale}/payees`}
        role="search"
        aria-label={t("find")}
        className="mt-4 flex max-w-md gap-2 print:hidden"
      >
        {kind !== "payee" && <input type="hidden" name="kind" value={kind} />}
        <input
          name="text"
          type="search"
          defaultValue={text}
          aria-label={t("find")}
          placeholder={t("find")}
          className="field"
        />
        <button className="button shrink-0">{t("show")}</button>
      </form>
      <UnfitNote of={unfit} />
      <SavedPart path={href({}).replace(/\?$/, "")} />
      <div className="mt-6">
        {!parties.ok ? (
          <ProblemNote error={parties.error} />
        ) : parties.value.items.length === 0 ? (
          <Empty>{t(text === "" ? "emptyAll" : "empty")}</Empty>
        ) : (
          <>
            <Period paid={years.ok ? years.value.paid : null} block={status.ok ? status.value.indexed : null} />
            <PayeeTable parties={parties.value.items} grouping={grouping} />
            <nav aria-label={t("paging")} className="mt-5 flex gap-3 print:hidden">
              {parties.value.previous !== null && (
                <PageLink href={href({ cursor: parties.value.previous })} rel="prev" className="button button-quiet">
                  ← {t("previous")}
                </PageLink>
              )}
              {parties.value.next !== null && (
                <PageLink href={href({ cursor: parties.value.next })} rel="next" className="button button-quiet">
                  {t("next")} →
                </PageLink>
              )}
            </nav>
            <TakeFiles
              list="parties"
              query={{ kind, ...(text === "" ? {} : { text }), sort: "paid", order: "desc" }}
              standards={[
                { name: "ocdsReleases", href: "/export/ocds/releases.json" },
                { name: "ocdsRecords", href: "/export/ocds/records.json" },
              ]}
            />
          </>
        )}
      </div>
    </>
  );
}

/** Of when the sums are: of all years in which something was paid, and of no other. */
function Period({ paid, block }: { paid: readonly number[] | null; block: BlockRef | null }) {
  const t = useTranslations("parties.payees");
  const locale = useLocale();
  if (paid === null || block === null) return null;
  return (
    <p className="note mb-3" data-testid="period">
      {t.rich("period", {
        ...{ years: yearsText(paid, locale), count: paid.length, block: block.number },
        time: () => <Moment>{block.time}</Moment>,
        link: (text) => <PageLink href={movementsHref({ kind: FIGURE_KINDS.paid })}>{text}</PageLink>,
        chart: (text) => <PageLink href="/charts/payees">{text}</PageLink>,
      })}
    </p>
  );
}
