// What a finding is about, as a link to its page.
import type { FindingSubjectRef } from "@mingzhang/sdk/api-findings";
import { useTranslations } from "next-intl";
import { Day } from "@/components/dates";
import { Hash } from "@/components/hash";
import { PageLink } from "@/components/page-link";
import { movementHref, recordHref } from "@/features/accounts/links";
import { AccountLink, PartyLink } from "@/features/accounts/refs";
import { CaseLink } from "@/features/cases/refs";

export function SubjectLink({ of }: { of: FindingSubjectRef }) {
  const t = useTranslations("findings.subject");
  switch (of.kind) {
    case "record": {
      const movement = of.event === "Movement";
      return (
        <PageLink href={movement ? movementHref(of.record) : recordHref(of.record)}>
          <span className="num">{t(movement ? "movement" : "record", { record: of.record })}</span>
        </PageLink>
      );
    }
    case "case":
      return of.case === null ? <Hash short>{of.id}</Hash> : <CaseLink to={of.case} titled />;
    case "line":
      return <AccountLink to={of.line} />;
    case "party":
      return <PartyLink to={of.party} />;
    case "period":
      return <>{t.rich("period", { from: () => <Day>{of.from}</Day>, to: () => <Day>{of.to}</Day> })}</>;
  }
}
