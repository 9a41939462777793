// The latest movements under a filter, for pages about something else, with the way to all of them.
import { getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { PageLink } from "@/components/page-link";
import { Empty, ProblemNote } from "@/components/states";
import { movementsHref } from "@/features/accounts/links";
import { readGrouping } from "@/features/money/grouping";
import { MovementTable } from "./table";

const SOME = 10;

interface Props {
  title: string;
  filter: Record<string, string | number>;
}

export async function SomeMovements({ title, filter }: Props) {
  const [found, t, grouping] = await Promise.all([
    api.movements({ ...filter, limit: SOME, sort: "record", order: "desc", count: true }),
    getTranslations("movements"),
    readGrouping(),
  ]);
  return (
    <section>
      <h2>{title}</h2>
      {!found.ok ? (
        <ProblemNote error={found.error} />
      ) : found.value.items.length === 0 ? (
        <Empty>{t("emptyHere")}</Empty>
      ) : (
        <>
          <MovementTable movements={found.value.items} grouping={grouping} />
          <p className="mt-3">
            <PageLink href={movementsHref(filter)}>
              {found.value.total === undefined ? t("allUncounted") : t("allOfThese", { count: found.value.total })}
            </PageLink>
          </p>
        </>
      )}
    </section>
  );
}
