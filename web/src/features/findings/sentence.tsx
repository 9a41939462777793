// A finding in two sentences that a villager understands: who objected to what, and who must do what by when.
import type { Finding } from "@mingzhang/sdk/api-findings";
import { useLocale, useTranslations } from "next-intl";
import { Day } from "@/components/dates";
import { durationText, secondsBetween } from "@/components/duration";
import { PartyLink } from "@/features/accounts/refs";
import { SubjectLink } from "./subject";
import { severityInSentence } from "./words";

export function Objects({ of }: { of: Finding }) {
  const t = useTranslations("findings.sentence");
  const locale = useLocale();
  return (
    <>
      {t.rich("objects", {
        date: () => <Day>{of.openedAt.slice(0, 10)}</Day>,
        office: () => <PartyLink to={of.office} />,
        subject: () => <SubjectLink of={of.subject} />,
        severity: severityInSentence(of.severity, locale),
        asked: () => <PartyLink to={of.asked} />,
      })}
    </>
  );
}

/** @param asOf when the clocks were read */
export function Stands({ of, asOf }: { of: Finding; asOf: string }) {
  const t = useTranslations("findings.sentence");
  const locale = useLocale();
  const { due, since } = of;
  const agency = () => <PartyLink to={of.agency} />;
  const day = (value: string) => <Day>{value.slice(0, 10)}</Day>;
  if (due !== null) {
    if (!of.overdue) return <>{t.rich(`waits.${waitOf(of)}`, { agency, due: () => day(due) })}</>;
    const span = durationText(secondsBetween(due, asOf), locale);
    return <>{t.rich("late", { agency, due: () => day(due), span })}</>;
  }
  return <>{t.rich(of.status === "resolved" ? "resolved" : "answered", { agency, since: () => day(since) })}</>;
}

function waitOf({ status }: Finding): "open" | "escalated" | "reopened" {
  return status === "escalated" || status === "reopened" ? status : "open";
}
