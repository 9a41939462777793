// The documents that the movements under a filter name, the latest first.
import { getLocale, getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { Day } from "@/components/dates";
import { Hash } from "@/components/hash";
import { LedgerTable } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { ProblemNote } from "@/components/states";
import { movementHref, movementsHref } from "@/features/accounts/links";
import { kindLabel } from "@/features/movements/kind";

const SOME = 8;

export async function SomeDocuments({ filter }: { filter: Record<string, string | number> }) {
  const [found, t, locale] = await Promise.all([
    api.documents({ ...filter, limit: SOME }),
    getTranslations("document"),
    getLocale(),
  ]);
  if (found.ok && found.value.items.length === 0) return null;
  return (
    <section>
      <h2>{t("some")}</h2>
      {!found.ok ? (
        <ProblemNote error={found.error} />
      ) : (
        <>
          <LedgerTable
            caption={t("some")}
            rows={found.value.items}
            rowKey={({ digest }) => digest}
            columns={[
              { key: "day", heading: t("day"), cell: ({ day }) => <Day short>{day}</Day> },
              {
                key: "movement",
                heading: t("latest"),
                cell: ({ kind, record }) => (
                  <PageLink href={movementHref(record)}>
                    {kindLabel(kind, locale)} <span className="text-[0.8125rem]">#{record}</span>
                  </PageLink>
                ),
              },
              {
                key: "count",
                heading: t("namedBy"),
                cell: ({ digest, movements }) => (
                  <PageLink href={movementsHref({ document: digest })}>{t("count", { count: movements })}</PageLink>
                ),
              },
              {
                key: "digest",
                heading: t("document"),
                cell: ({ digest }) => (
                  <a href={`/documents/${digest}`} download>
                    <Hash short>{digest}</Hash>
                  </a>
                ),
              },
            ]}
          />
          {found.value.more && <p className="note mt-2">{t("more", { count: SOME })}</p>}
        </>
      )}
    </section>
  );
}
