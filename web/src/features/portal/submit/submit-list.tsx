// What the connected person may submit: the procedures in force, those of the own duties first.
"use client";

import type { Procedure } from "@mingzhang/sdk/api-cases";
import { useLocale, useTranslations } from "next-intl";
import { useConnection } from "wagmi";
import { PageLink } from "@/components/page-link";
import { plain } from "@/components/said";
import { chooseName } from "@/i18n/names";
import { useInbox, useProcedures } from "../data/cases";
import { Failure } from "../parts/failure";
import { formFor } from "./form-for";
import { maySubmit } from "./use-submitter";

export function SubmitList() {
  const t = useTranslations("portal.submit");
  const { address } = useConnection();
  const procedures = useProcedures();
  const inbox = useInbox(address);
  if (procedures.isError) return <Failure cause={procedures.error} again={() => void procedures.refetch()} />;
  if (procedures.data === undefined) {
    return (
      <p role="status" className="note mt-6">
        {t("loading")}
      </p>
    );
  }
  const seats = inbox.data?.seats ?? [];
  const offered = procedures.data.filter((procedure) => formFor(procedure) !== null);
  const mine = offered.filter((procedure) => procedure.submitDuty !== null && maySubmit(procedure, seats));
  const anyone = offered.filter((procedure) => procedure.submitDuty === null);
  return (
    <>
      {address === undefined && <p className="note mt-6">{t("connectFirst")}</p>}
      <Group title={t("mine")} none={t("mineNone")} procedures={mine} />
      <Group title={t("anyone")} none={t("anyoneNone")} procedures={anyone} />
    </>
  );
}

function Group({ title, none, procedures }: { title: string; none: string; procedures: readonly Procedure[] }) {
  const locale = useLocale();
  return (
    <section>
      <h2>{title}</h2>
      {procedures.length === 0 ? (
        <p className="border-y border-rule py-6 text-soft">{none}</p>
      ) : (
        <ul className="border-y border-rule">
          {procedures.map((procedure) => (
            <li key={procedure.number} className="border-b border-rule py-3 last:border-b-0">
              <PageLink href={`/portal/submit/${procedure.number}`} className="link font-medium">
                {plain(chooseName(procedure, locale).text, 120)}
              </PageLink>
              <span className="block text-sm text-soft">{plain(procedure.legalBasis, 160)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
