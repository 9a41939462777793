// /procedures/12: one version of a procedure.
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { api } from "@/api/client";
import { Moment } from "@/components/dates";
import { durationText } from "@/components/duration";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { Name, OtherName, plain, Said } from "@/components/said";
import { ProblemPage } from "@/components/states";
import { PartyLink } from "@/features/accounts/refs";
import { takingOnly } from "@/features/asked/page";
import { procedureHref } from "@/features/cases/links";
import { dutyInSentence, standingLabel } from "@/features/cases/words";
import { AboutProcedure, HowToApply, ItsCases, Versions } from "@/features/procedures/about";
import { ProcedureSteps } from "@/features/procedures/steps";
import { timeInAll } from "@/features/procedures/words";
import { chooseName } from "@/i18n/names";

export default takingOnly({}, async function Page({ params }: PageProps<"/[locale]/procedures/[number]">) {
  const { number } = await params;
  if (!/^\d{1,9}$/.test(number)) notFound();
  const [found, t, locale] = await Promise.all([
    api.procedure(number),
    getTranslations("procedures.page"),
    getLocale(),
  ]);
  if (!found.ok) {
    if (found.error.failure === "not-found" || found.error.failure === "refused") notFound();
    return <ProblemPage error={found.error} />;
  }
  const of = found.value;
  const { submitAgency, publishableFrom, replacedBy } = of;
  const seconds = timeInAll(of.steps);
  const standing = standingLabel(of.standing, locale);
  return (
    <>
      <PageHead
        title={plain(chooseName(of, locale).text)}
        above={<PageLink href="/procedures">{t("above")}</PageLink>}
        heading={<Name of={of} room="heading" />}
        lead={
          <>
            <OtherName of={of} />
            <p>
              {t.rich(
                of.submitDuty === null ? (submitAgency === null ? "lead.anyone" : "lead.anyoneAt") : "lead.official",
                {
                  duty: dutyInSentence(of.submitDuty, locale),
                  where: () =>
                    submitAgency === null ? (
                      t("lead.own")
                    ) : of.submitDuty === null ? (
                      <PartyLink to={submitAgency} />
                    ) : (
                      t.rich("lead.at", { agency: () => <PartyLink to={submitAgency} /> })
                    ),
                  steps: of.steps.length,
                  span: seconds === null || seconds === 0 ? "none" : durationText(seconds, locale),
                },
              )}
            </p>
            {of.standing !== "current" && (
              <p className="mt-2 border-l-4 border-wait pl-3">
                {of.standing === "announced" && publishableFrom !== null
                  ? t.rich("announced", { time: () => <Moment>{publishableFrom}</Moment> })
                  : t("notCurrent", { standing: locale === "en" ? standing.toLowerCase() : standing })}{" "}
                {replacedBy !== null &&
                  t.rich("replacedBy", {
                    number: replacedBy,
                    link: (text) => <PageLink href={procedureHref(replacedBy)}>{text}</PageLink>,
                  })}
              </p>
            )}
          </>
        }
      />
      <h2>{t("steps")}</h2>
      <ProcedureSteps of={of} />
      {of.steps.some(({ fromAmount }) => fromAmount !== null) && <p className="note">{t("thresholdsText")}</p>}
      <h2>{t("law")}</h2>
      <p className="max-w-[72ch]">
        <Said room="full">{of.legalBasis}</Said>
      </p>
      <HowToApply of={of} />
      <ItsCases of={of} />
      <Versions of={of} />
      <AboutProcedure of={of} />
    </>
  );
});
