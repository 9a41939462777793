// /tour: one real sum from the tax to the payee, step by step.
import { getLocale, getTranslations } from "next-intl/server";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { Name } from "@/components/said";
import { Empty, ProblemPage } from "@/components/states";
import { ApiError } from "@/api/problem";
import { UnfitNote } from "@/features/asked/note";
import { readAsked, record } from "@/features/asked/read";
import { findTour } from "@/features/learn/tour";
import { TourView } from "@/features/learn/tour-view";
import { sumText } from "@/features/money/text";

export default async function Page({ searchParams }: PageProps<"/[locale]/tour">) {
  const { asked, unfit } = readAsked(await searchParams, { record });
  const wanted = asked.record;
  const [t, tour, locale] = await Promise.all([getTranslations("learn.tour"), findTour(wanted), getLocale()]);
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
          <p className="note mt-4">
            {wanted === undefined
              ? t("rule")
              : t.rich("asked", { chosen: (text) => <PageLink href="/tour">{text}</PageLink> })}
          </p>
          {tour.others.length > 0 && (
            <div className="mt-2 print:hidden">
              {t("others")}
              <ul className="list-disc pl-5">
                {tour.others.slice(0, 5).map(({ record: other, payee, ...money }) => (
                  <li key={other}>
                    <PageLink href={`/tour?record=${other}`}>
                      #{other} {payee !== null && <Name of={payee} />}
                    </PageLink>{" "}
                    {sumText(money, locale)}
                  </li>
                ))}
              </ul>
            </div>
          )}
        </>
      )}
    </>
  );
}
