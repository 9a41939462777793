// /procedures: the catalogue; ?all=true shows earlier and announced versions too.
import { getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { Moment } from "@/components/dates";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { Empty, ProblemPage } from "@/components/states";
import { UnfitNote } from "@/features/asked/note";
import { boolean, readAsked } from "@/features/asked/read";
import { Catalogue } from "@/features/procedures/catalogue";
import { TakeFiles } from "@/features/take-away/panel";

export default async function Page({ searchParams }: PageProps<"/[locale]/procedures">) {
  const { asked, unfit } = readAsked(await searchParams, { all: boolean });
  const all = asked.all === "true";
  const [found, t] = await Promise.all([api.procedures(all), getTranslations("procedures")]);
  if (!found.ok) return <ProblemPage error={found.error} />;
  const { items, asOf } = found.value;
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <p className="note mt-3">
        {t.rich("asOf", { time: () => <Moment>{asOf}</Moment> })}{" "}
        <PageLink href={all ? "/procedures" : "/procedures?all=true"}>{t(all ? "current" : "all")}</PageLink>
      </p>
      <UnfitNote of={unfit} />
      {items.length === 0 ? (
        <div className="mt-6">
          <Empty>{t("empty")}</Empty>
        </div>
      ) : (
        <>
          <Catalogue of={items} withStanding={all} />
          <TakeFiles list="procedures" query={all ? { all: "true" } : {}} />
        </>
      )}
    </>
  );
}
