// /tour: one real sum from the tax to the payee, step by step.
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { Empty, ProblemPage } from "@/components/states";
import { ApiError } from "@/api/problem";
import { UnfitNote } from "@/features/asked/note";
import { readAsked, record } from "@/features/asked/read";
import { findTour } from "@/features/learn/tour";
import { TourView } from "@/features/learn/tour-view";

export default async function Page({ searchParams }: PageProps<"/[locale]/tour">) {
  const { asked, unfit } = readAsked(await searchParams, { record });
  const wanted = asked.record;
  const [t, tour] = await Promise.all([getTranslations("learn.tour"), findTour(wanted)]);
  if (tour instanceof ApiError) return <ProblemPage error={tour} />;
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <UnfitNote of={unfit} />
      {tour === null ? (
        <div className="mt-6">
          <Empty>{t(wanted === undefined ? "none" : "noneOf")}</Empty>
        </div>
      ) : (
        <>
          <TourView of={tour} />
          <p className="note mt-4">{t("rule")}</p>
          {tour.others.length > 0 && (
            <p className="mt-2 print:hidden">
              {t("others")}{" "}
              {tour.others.slice(0, 5).map((other) => (
                <PageLink key={other} href={`/tour?record=${other}`} className="mr-3 whitespace-nowrap">
                  #{other}
                </PageLink>
              ))}
            </p>
          )}
        </>
      )}
    </>
  );
}
