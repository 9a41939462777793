// Links to cases, procedures and officials by their names.
import type { CaseRef, OfficialRef, ProcedureRef } from "@mingzhang/sdk/api-cases";
import { useTranslations } from "next-intl";
import { PageLink } from "@/components/page-link";
import { Name, Said } from "@/components/said";
import { caseHref, casesHref, procedureHref } from "./links";

/** An official leads to the cases that went through those hands. */
export function OfficialLink({ to }: { to: OfficialRef }) {
  return (
    <PageLink href={casesHref({ official: to.id })}>
      <Name of={to} />
    </PageLink>
  );
}

export function ProcedureLink({ to }: { to: ProcedureRef }) {
  return (
    <PageLink href={procedureHref(to.number)}>
      <Name of={to} />
    </PageLink>
  );
}

/** Number and procedure, and the title where there is one. */
export function CaseLink({ to, titled = false }: { to: CaseRef; titled?: boolean }) {
  const t = useTranslations("cases.case");
  return (
    <>
      <PageLink href={caseHref(to.number)}>
        <span className="num">{t("title", { number: to.number })}</span> <Name of={to.procedure} />
      </PageLink>
      {titled && to.title !== "" && (
        <>
          {" "}
          <Said>{to.title}</Said>
        </>
      )}
    </>
  );
}
