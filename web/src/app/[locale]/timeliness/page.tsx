// /timeliness: how long agencies take to decide, and how often in time.
import { getTranslations } from "next-intl/server";
import { api } from "@/api/client";
import { Moment } from "@/components/dates";
import { PageHead } from "@/components/page-head";
import { Empty, ProblemPage } from "@/components/states";
import { takingOnly } from "@/features/asked/page";
import { ScorecardPart } from "@/features/findings/scorecard";
import { TakeFiles } from "@/features/take-away/panel";
import { ByProcedure, TimelinessTable } from "@/features/timeliness/table";

export default takingOnly({}, async function Page() {
  const [found, t] = await Promise.all([api.timeliness({}), getTranslations("timeliness")]);
  if (!found.ok) return <ProblemPage error={found.error} />;
  const { asOf, agencies, items } = found.value;
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <p className="note mt-3">{t.rich("asOf", { time: () => <Moment>{asOf}</Moment> })}</p>
      {agencies.length === 0 ? (
        <div className="mt-6">
          <Empty>{t("empty")}</Empty>
        </div>
      ) : (
        <>
          <h2>{t("agencies")}</h2>
          <TimelinessTable title={t("agencies")} of={agencies} explain />
          <p className="note mt-4">{t("explained")}</p>
          <h2>{t("byProcedure")}</h2>
          {agencies.map(({ agency }) => (
            <ByProcedure key={agency.id} of={items.filter((row) => row.agency.id === agency.id)} />
          ))}
          <TakeFiles list="timeliness" query={{}} />
        </>
      )}
      <ScorecardPart />
    </>
  );
});
