// The latest cases under a filter, for pages about something else, with the way to all of them.
import { getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { PageLink } from "@/components/page-link";
import { Empty, ProblemNote } from "@/components/states";
import { readGrouping } from "@/features/money/grouping";
import { casesHref } from "./links";
import { CaseTable } from "./table";

const SOME = 8;

interface Props {
  /** An agency's own cases, or those that moved money of anything else when they were carried out. */
  whose?: "own" | "carriedOut";
  filter: Record<string, string | number>;
  withoutAgency?: boolean;
}

export async function SomeCases({ whose = "carriedOut", filter, withoutAgency = false }: Props) {
  const [found, t, grouping] = await Promise.all([
    api.cases({ ...filter, sort: "number", order: "desc", limit: SOME, count: whose === "own" }),
    getTranslations("cases"),
    readGrouping(),
  ]);
  return (
    <section>
      <h2>{t(whose === "own" ? "some" : "carriedOut")}</h2>
      {!found.ok ? (
        <ProblemNote error={found.error} />
      ) : found.value.items.length === 0 ? (
        <Empty>{t(whose === "own" ? "someNone" : "carriedOutNone")}</Empty>
      ) : (
        <>
          <CaseTable
            cases={found.value.items}
            asOf={found.value.asOf}
            grouping={grouping}
            withoutAgency={withoutAgency}
            ofWhole={whose === "carriedOut"}
          />
          {whose === "carriedOut" && <p className="note mt-2">{t("ofWhole")}</p>}
          <p className="mt-3">
            <PageLink href={casesHref(filter)}>
              {found.value.total === undefined ? t("allUncounted") : t("all", { count: found.value.total })}
            </PageLink>
          </p>
        </>
      )}
    </section>
  );
}
