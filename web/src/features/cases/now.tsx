// Where a case is now, who has it, since when, and whether it is late: in sentences.
import type { Case, CaseDesk, CaseDetail } from "@mingzhang/sdk/api-cases";
import { useLocale, useTranslations } from "next-intl";
import { Day, Moment } from "@/components/dates";
import { durationText, secondsBetween } from "@/components/duration";
import { PartyLink } from "@/features/accounts/refs";
import { dutyInSentence } from "./words";

type Standing = Pick<
  Case,
  "status" | "since" | "due" | "desks" | "silent" | "late" | "overdue" | "lapsable" | "submittedAt" | "agency"
> &
  Pick<CaseDetail, "asOf" | "steps">;

export function Now({ of }: { of: Standing }) {
  const t = useTranslations("cases.now");
  return (
    <>
      {of.status === "open" ? (
        of.desks.map((desk, index) => <Desk key={desk.step ?? index} desk={desk} of={of} />)
      ) : (
        <p>
          <Ended of={of} />
        </p>
      )}
      {of.silent && <p>{t("silent")}</p>}
      {of.late && !of.overdue && !of.silent && <p>{t("late")}</p>}
      {of.lapsable && <p>{t("lapsable")}</p>}
    </>
  );
}

function Desk({ desk, of }: { desk: CaseDesk; of: Standing }) {
  const t = useTranslations("cases.now");
  const locale = useLocale();
  const { due } = desk;
  const key = desk.who === "rule" ? "rule" : desk.escalated ? "escalated" : "official";
  return (
    <p>
      {t.rich(key, {
        duty: dutyInSentence(desk.duty, locale),
        agency: () => <PartyLink to={desk.agency ?? of.agency} />,
        since: () => <Day>{of.since.slice(0, 10)}</Day>,
      })}
      {desk.quorum > 1 && t("quorum", { approvals: desk.approvals, quorum: desk.quorum })}
      {due === null
        ? t("dueNone")
        : t.rich(desk.overdue ? "overdue" : "due", {
            due: () => <Moment>{due}</Moment>,
            span: durationText(secondsBetween(due, of.asOf), locale),
            strong: (text) => <strong className="font-semibold text-wait">{text}</strong>,
          })}
    </p>
  );
}

function Ended({ of }: { of: Standing }) {
  const t = useTranslations("cases.now");
  const locale = useLocale();
  const { due } = of;
  const deemed = of.steps.some(({ state }) => state === "deemed-rejected");
  const key = of.status === "rejected" && deemed ? "rejectedSilent" : of.status === "open" ? "approved" : of.status;
  return (
    <>
      {t.rich(key, {
        since: () => <Day>{of.since.slice(0, 10)}</Day>,
        due: () => (due === null ? null : <Moment>{due}</Moment>),
        limited: String(due !== null),
        span: durationText(Math.max(0, secondsBetween(of.submittedAt, of.since)), locale),
      })}
    </>
  );
}
